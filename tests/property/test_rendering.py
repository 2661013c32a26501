"""Whatever is in a page: its HTML is ours alone, well formed, and says what the source says."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st
from tinyhtml5.parser import HTMLParser

from build_tools.model.ids import Kind, Lang
from build_tools.model.page import Page
from build_tools.render.page_view import page_view
from build_tools.render.shelf import Shelf
from build_tools.render.slots import Scene, SlotFiller
from build_tools.render.templates_env import Templates
from build_tools.source.markdown import MAX_NESTING
from tests import trees
from tests.property.pages import inlines, markdown, paragraphs, tidy

ALLOWED = {
    "a", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img",
    "input", "label", "li", "ol", "p", "pre", "s", "section", "span", "strong", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
TAG = re.compile(r"<(/?)([A-Za-z!?][^\s/>]*)")
EVENT = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')


def filled(page: Page, book: trees.Playbook) -> str:
    fill = SlotFiller(Scene(book, trees.catalogue("en"), Lang("en"), "en/a/"), page)
    sections = getattr(page.body, "sections", ())
    parts = [
        page.title_fragment,
        page.lead,
        *(part for s in sections for part in (s.title, s.content)),
        page.footnotes,
    ]
    return "\n".join(str(fill(part)) for part in parts)


def of(text: str) -> tuple[Page, trees.Playbook]:
    book = trees.playbook({"en/pages/a.md": f"---\nsummary: x\n---\n{text}"})
    return trees.only_page(book), book


FIRST_WORDS = {"#": 1000, "- [ ]": 4, "- ": 2, "> ": 2}
"""How many words of a line stay together, by what it begins with."""


@given(markdown)
def test_no_tag_and_no_address_that_is_not_ours(text: str) -> None:
    page, book = of(text)
    html = filled(page, book)
    assert {name.lower() for _, name in TAG.findall(html)} <= ALLOWED
    assert not EVENT.search(html)
    assert " style=" not in re.sub(r'"[^"]*"', '""', html)
    for address in ADDRESS.findall(html):
        assert address.startswith(("#", "../", "./", "http://", "https://", "mailto:", "tel:")), address
    assert not set(html) & {"\ue000", "\ue001", "\0"}


@given(markdown)
def test_html_parses_without_an_error(text: str) -> None:
    page, book = of(text)
    assume(page.outline.deepest is None)
    parser = HTMLParser(namespace_html_elements=False)
    parser.parse(
        f"<!doctype html><html><head><title>x</title></head><body>{filled(page, book)}</body></html>"
    )
    # A control character is an error of the text, not of the tags; a page may have one.
    assert [
        error
        for error in parser.errors
        if error[1] not in {"invalid-codepoint", "illegal-codepoint-for-numeric-entity"}
    ] == []


@given(markdown)
def test_headings_have_ids_that_are_safe_and_unique(text: str) -> None:
    page, _book = of(text)
    assert len(set(page.anchors)) == len(page.anchors) == len(page.outline.headings)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", anchor) for anchor in page.anchors)


@given(markdown, st.sampled_from(list(Kind)))
def test_page_of_every_kind_is_drawn(text: str, kind: Kind) -> None:
    book = trees.playbook({f"en/{kind.folder}/a.md": trees.page(text, kind=kind)})
    page = trees.only_page(book, f"{kind.folder}/a")
    scene = Scene(book, trees.catalogue("en"), Lang("en"), f"en/{kind.folder}/a/")
    view = page_view(page, scene, Shelf(book, Lang("en")))
    assert view.plain_title
    assert Templates(trees.catalogue("en"))["page.html.j2"]


@given(markdown)
def test_template_syntax_stays_as_typed(text: str) -> None:
    page, book = of(f"# T\n\nBefore {{{{ 7*7 }}}} after.\n\n{text}")
    assert "{{ 7*7 }}" in filled(page, book)
    assert "49" in text or "49" not in filled(page, book)


@given(tidy, st.data())
def test_wrapping_does_not_change_fingerprints(text: str, data: st.DataObject) -> None:
    wrapped = []
    for line in text.split("\n"):
        words = line.split(" ")
        # A heading is one line, a marker stays with its first word, and a number at the start would begin a list.
        kept = next((count for mark, count in FIRST_WORDS.items() if line.startswith(mark)), 1)
        goes_on = {"- ": "\n  ", "> ": "\n> "}.get(line[:2], "\n")
        for i, word in enumerate(words):
            free = i >= kept and word[:1].isalpha()
            wrapped.append((goes_on if free and data.draw(st.booleans()) else " " if i else "") + word)
        wrapped.append("\n")
    assert of("".join(wrapped))[0].fingerprints == of(text)[0].fingerprints


@given(st.lists(paragraphs, min_size=1, max_size=5), inlines)
def test_another_word_changes_the_fingerprint(texts: list[str], word: str) -> None:
    before = "# T\n\n" + "\n\n".join(texts) + "\n"
    assert of(before)[0].fingerprints != of(f"{before}\n{word}\n")[0].fingerprints


@given(st.integers(1, 200), st.sampled_from(["> ", "- ", "1. "]))
def test_nesting_has_a_limit_and_is_reported(depth: int, marker: str) -> None:
    page, _book = of("# T\n\n" + marker * depth + "x\n")
    assert (page.outline.deepest is not None) >= (depth > MAX_NESTING)
