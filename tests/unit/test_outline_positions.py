"""Outline positions: every link, image, citation, item and heading is reported where it stands in the file."""

from __future__ import annotations

import pytest

from build_tools.source.outline import Outline
from tests import trees

MATTER = "---\nsummary: x\n---\n"
"""Three lines, so that the body begins on line 4."""

# ⟦ and ⟧ stand around what must be found; they are taken out before it is read.
PLACES = {
    "paragraph": "One ⟦[two](b.md)⟧ three.\n",
    "second line of a paragraph": "One\ntwo ⟦[three](b.md)⟧ four\n",
    "after a line break by spaces": "One  \ntwo ⟦[three](b.md)⟧\n",
    "after a line break by a backslash": "One\\\ntwo ⟦[three](b.md)⟧\n",
    "after a code span over a line end": "A `code\nspan` and ⟦[b](b.md)⟧\n",
    "after a title over a line end": 'A [x](x.md "a\ntitle") and ⟦[b](b.md)⟧\n',
    "text over a line end": "A ⟦[two\nlines](b.md)⟧ end\n",
    "heading": "# A ⟦[b](b.md)⟧\n",
    "heading with a line under it": "A ⟦[b](b.md)⟧\n=====\n",
    "list": "- one\n- two ⟦[b](b.md)⟧\n",
    "list, second line of an item": "- one\n  two ⟦[b](b.md)⟧\n",
    "lazy line of an item": "- one\ntwo ⟦[b](b.md)⟧\n",
    "nested list": "- one\n  - two\n    - three ⟦[b](b.md)⟧\n",
    "numbered list": "10. one\n11. ⟦[b](b.md)⟧\n",
    "second paragraph of an item": "- one\n\n  two ⟦[b](b.md)⟧\n",
    "task": "- [ ] **Do** ⟦[b](b.md)⟧\n- [x] done\n",
    "quote": "> one\n> two ⟦[b](b.md)⟧\n",
    "quote in a quote": "> > one\n> > ⟦[b](b.md)⟧\n",
    "list in a quote": "> - one\n>   two ⟦[b](b.md)⟧\n",
    "alert": "> [!NOTE]\n> See ⟦[b](b.md)⟧.\n",
    "table": "| a | b |\n|---|---|\n| x | ⟦[b](b.md)⟧ |\n",
    "table head": "| a | ⟦[b](b.md)⟧ |\n|---|---|\n| x | y |\n",
    "table cell like the one before it": "| a | b |\n|---|---|\n| [b](b.md) | ⟦[b](b.md)⟧ |\n",
    "table cell after a bar that is text": "| a | b |\n|---|---|\n| x \\| y | ⟦[b](b.md)⟧ |\n",
    "definition list": "Term\n: One ⟦[b](b.md)⟧\n",
    "footnote": "One[^1].\n\n[^1]: See ⟦[b](b.md)⟧.\n",
    "by reference": "One ⟦[two][r]⟧ three\n\n[r]: b.md\n",
    "by reference, short": "One ⟦[two]⟧ three\n\n[two]: b.md\n",
    "autolink": "One ⟦<https://example.org/b.md>⟧\n",
    "in emphasis": "One **⟦[b](b.md)⟧** two\n",
    "after letters beyond the basic plane": "𝒳𝒴 ёж ⟦[b](b.md)⟧\n",
    "escaped brackets before it": "\\[no\\](x) ⟦[b](b.md)⟧\n",
    "brackets in its text": "⟦[a \\] b](b.md)⟧\n",
    "angle brackets around its address": "⟦[a](<b.md>)⟧\n",
}  # fmt: skip


def expected(marked: str) -> tuple[str, tuple[int, int, int, int]]:
    """Return the body without marks, and the span between them in a file that begins with MATTER."""

    def place(offset: int) -> tuple[int, int]:
        before = marked[:offset].replace("⟦", "").replace("⟧", "")
        return before.count("\n") + 4, len(before) - before.rfind("\n")

    begin, end = place(marked.index("⟦")), place(marked.index("⟧"))
    return marked.replace("⟦", "").replace("⟧", ""), (*begin, *end)


def outline(body: str) -> Outline:
    return trees.document(MATTER + body).outline


@pytest.mark.parametrize("marked", PLACES.values(), ids=PLACES)
def test_link(marked: str) -> None:
    body, span = expected(marked)
    found = [link.span for link in outline(body).links if "b.md" in link.href]
    last = found[-1]
    assert (last.line, last.column, last.end_line, last.end_column) == span


@pytest.mark.parametrize("marked", [m for m in PLACES.values() if "⟦[b](b.md)⟧" in m])
def test_image(marked: str) -> None:
    body, span = expected(marked.replace("⟦[b](b.md)⟧", "⟦![b](b.md)⟧"))
    last = outline(body).images[-1].span
    assert (last.line, last.column, last.end_line, last.end_column) == span


@pytest.mark.parametrize("marked", [m for m in PLACES.values() if "⟦[b](b.md)⟧" in m])
def test_citation(marked: str) -> None:
    body, span = expected(marked.replace("⟦[b](b.md)⟧", "⟦[@b, p. 5]⟧"))
    last = outline(body).citations[-1].span
    assert (last.line, last.column, last.end_line, last.end_column) == span


ITEMS = {
    "plain": ("- one\n- two\n", [(4, 1, False), (5, 1, False)]),
    "tasks": ("- [ ] one\n- [x] two\n", [(4, 1, True), (5, 1, True)]),
    "nested": ("- one\n  - [ ] two\n", [(4, 1, False), (5, 3, True)]),
    "numbered, in a quote": ("> 1. one\n> 2. two\n", [(4, 1, False), (5, 1, False)]),
    "no task": ("- [] one\n- [y] two\n- [ ]three\n", [(4, 1, False), (5, 1, False), (6, 1, False)]),
}


@pytest.mark.parametrize(("body", "items"), ITEMS.values(), ids=ITEMS)
def test_items(body: str, items: list[tuple[int, int, bool]]) -> None:
    assert [(i.span.line, i.span.column, i.task) for i in outline(body).items] == items


def test_headings_with_level_text_and_anchor() -> None:
    body = "# One *two*\n\n## `Code` & [link](a.md)\n\n## One two\n\n### One two\n"
    found = [(h.level, h.text, h.github, h.span.line) for h in outline(body).headings]
    assert found == [
        (1, "One two", "one-two", 4),
        (2, "Code & link", "code--link", 6),
        (2, "One two", "one-two-1", 8),
        (3, "One two", "one-two-2", 10),
    ]


def test_under_is_the_heading_before() -> None:
    body = "[a](a.md)\n\n# T\n\n[b](b.md)\n\n## S\n\n- [c](c.md)\n"
    assert [(link.href, link.under) for link in outline(body).links] == [
        ("a.md", -1),
        ("b.md", 0),
        ("c.md", 1),
    ]


EMPTY = {
    "nothing under it": ("## A\n\n## B\n\ntext\n", [True, False]),
    "last": ("## A\n\ntext\n\n## B\n", [False, True]),
    "only a deeper heading": ("## A\n\n### B\n\ntext\n", [False, False]),
    "only a comment": ("## A\n\n<!-- later -->\n\n## B\n\nx\n", [True, False]),
    "code": ("## A\n\n```\nx\n```\n", [False]),
}


@pytest.mark.parametrize(("body", "empty"), EMPTY.values(), ids=EMPTY)
def test_empty_headings(body: str, empty: list[bool]) -> None:
    assert [heading.empty for heading in outline(body).headings] == empty


HTML = {
    "inline": ("One <b>two</b>\n", [("<b>", 4, 5), ("</b>", 4, 11)]),
    "block": ("One\n\n<div>\nx\n</div>\n", [("<div>", 6, 1)]),
    "comment": ("One <!-- two --> three\n\n<!-- four\nfive -->\n", []),
    "behind a comment": ("<!-- one --> <i>x</i>\n", [("<i>x</i>", 4, 1)]),
    "in code": ("`<b>`\n\n```\n<div>\n```\n", []),
}


@pytest.mark.parametrize(("body", "html"), HTML.values(), ids=HTML)
def test_raw_html(body: str, html: list[tuple[str, int, int]]) -> None:
    assert [(h.text, h.span.line, h.span.column) for h in outline(body).html] == html


def test_words_are_what_a_reader_counts() -> None:
    body = "# One two\n\nThree `four` [five](x.md) six-seven don't [@no, p. 1].\n\n- [ ] восемь\n"
    assert outline(body).words == 8


def test_windows_line_ends_change_no_place() -> None:
    text = MATTER + PLACES["nested list"].replace("⟦", "").replace("⟧", "")
    assert trees.document(text).outline == trees.document(text.replace("\n", "\r\n")).outline
