"""Fingerprints: what a translator must look at again changes them, nothing else does."""

from __future__ import annotations

import pytest

from tests import trees

BODY = """\
# Title

The lead says *one* thing.

## First

A paragraph with a [link](b.md) and a claim [@one, p. 5].
It goes on, with "quotes" – and a note[^1].

- [ ] **Do** this
- [ ] **Do** that

![A picture](a.png)

## Second

| a | b |
|---|---|
| c | d |

> [!NOTE]
> An alert.

```sh
run this
```

[^1]: What the note says.
"""


def fingerprints(body: str, matter: str = "") -> tuple[str, ...]:
    return trees.read(trees.page(body, matter=matter)).fingerprints


SILENT = {
    "wrapped elsewhere": ("with a [link](b.md) and a claim", "with a\n[link](b.md) and a\nclaim"),
    "emphasis added": ("a claim", "a **claim**"),
    "emphasis of another sign": ("*one*", "_one_"),
    "emphasis removed": ("*one*", "one"),
    "strikethrough": ("thing", "~~thing~~"),
    "list marker": ("- [ ] **Do** this\n- [ ]", "* [ ] **Do** this\n* [ ]"),
    "ticked": ("- [ ] **Do** this", "- [x] **Do** this"),
    "loose list": ("this\n- [ ]", "this\n\n- [ ]"),
    "spaces at the end": ("goes on", "goes  on"),
    "curly quotation marks": ('"quotes"', "“quotes”"),
    "dash": (" – ", " — "),
    "windows line ends": ("\n", "\r\n"),
    "comment": ("The lead", "The <!-- really --> lead"),
    "comment between blocks": ("## Second\n", "<!-- here -->\n\n## Second\n"),
    "heading with a line under it": ("## Second\n", "Second\n------\n"),
    "link by reference": ("[link](b.md)", "[link][b]"),
    "table alignment": ("|---|---|", "|:--|--:|"),
    "table written wider": ("| c | d |", "|   c   | d |"),
    "blank lines at the end": ("says.\n", "says.\n\n\n"),
    "label of a footnote": ("[^1]", "[^note]"),
    "another pair of backticks": ("```sh", "~~~~sh"),
}  # fmt: skip
EXTRA = {"link by reference": "\n[b]: b.md\n", "another pair of backticks": ""}


@pytest.mark.parametrize("name", SILENT)
def test_does_not_count(name: str) -> None:
    old, new = SILENT[name]
    assert old in BODY
    changed = BODY.replace(old, new)
    if name == "another pair of backticks":
        changed = changed.replace("\n```\n", "\n~~~~\n")
    assert fingerprints(changed + EXTRA.get(name, "")) == fingerprints(BODY)


COUNTS = {
    "a word": ("The lead", "This lead", 0),
    "the title": ("# Title", "# New title", 0),
    "a number": ("p. 5", "p. 6", 1),
    "punctuation": ("goes on,", "goes on;", 1),
    "a citation's source": ("@one", "@two", 1),
    "a citation taken out": (" [@one, p. 5]", "", 1),
    "a link's address": ("(b.md)", "(c.md)", 1),
    "a link's title": ("(b.md)", '(b.md "See there")', 1),
    "an image": ("(a.png)", "(b.png)", 1),
    "an image's text": ("A picture", "A drawing", 1),
    "an item added": ("this\n", "this\n- [ ] **Do** more\n", 1),
    "an item removed": ("- [ ] **Do** that\n", "", 1),
    "items exchanged": ("**Do** this\n- [ ] **Do** that", "**Do** that\n- [ ] **Do** this", 1),
    "an item moved in": ("\n- [ ] **Do** that", "\n  - [ ] **Do** that", 1),
    "a paragraph added": ("## Second\n", "## Second\n\nNew.\n", 2),
    "two paragraphs for one": ("[@one, p. 5].\n", "[@one, p. 5].\n\n", 1),
    "a heading": ("## Second", "## Third", 2),
    "a deeper heading": ("![A", "### More\n\n![A", 1),
    "a cell": ("| d |", "| e |", 2),
    "code": ("run this", "run that", 2),
    "the alert's text": ("An alert", "A warning", 2),
    "a footnote": ("What the note says", "What the note said", 1),
    "a footnote's link": ("note says.", "note [says](c.md).", 1),
}


@pytest.mark.parametrize(("old", "new", "section"), COUNTS.values(), ids=COUNTS)
def test_counts_in_its_section_only(old: str, new: str, section: int) -> None:
    assert old in BODY
    before, after = fingerprints(BODY), fingerprints(BODY.replace(old, new, 1))
    assert [i for i, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == [section]


@pytest.mark.parametrize("matter", ["title: Short\n", "title: Shorter\n"])
def test_translated_front_matter_counts_in_the_lead(matter: str) -> None:
    before, after = fingerprints(BODY), fingerprints(BODY, matter)
    assert before[0] != after[0]
    assert before[1:] == after[1:]


def test_other_front_matter_does_not_count() -> None:
    assert fingerprints(BODY, "topics: [a]\nminutes: 4\ndraft: true\n") == fingerprints(BODY)


def test_swapping_words_between_title_and_summary_counts() -> None:
    one = trees.read("---\ntitle: a b\nsummary: c\n---\n# T\n").fingerprints
    assert one != trees.read("---\ntitle: a\nsummary: b c\n---\n# T\n").fingerprints
