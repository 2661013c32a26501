"""Every word of the prose stands where its passage says, in the real pages and in made-up ones."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from build_tools.pipeline import load_and_check
from build_tools.settings import settings
from build_tools.source.document import Document
from build_tools.source.text import SourceText
from tests import trees

ROOT = Path(__file__).parent.parent.parent
WORD = re.compile(r"\w+")


def test_every_word_of_the_real_pages() -> None:
    where = settings(project=ROOT)
    playbook = load_and_check(where).playbook
    words = 0
    for page in playbook.pages:
        lines = where.file_of(page).read_text(encoding="utf-8").split("\n")
        for passage in page.prose:
            for match in WORD.finditer(passage.text):
                span = passage.span(*match.span())
                assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == match[0], (
                    page.path,
                    span,
                )
                words += 1
    assert words > 100_000


PIECES = ["one", "two **three** four", "[five](six.md) seven", "`eight` nine", "![ten](b.png)", "eleven -- twelve ... x",
          "<https://ten.org/one>", "[@id, p. 5] one", 'a "b" c', "it's", "\\*one\\*", "&amp; two", "_x_"]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6),
    st.sampled_from(["", "- ", "> ", "1. ", "## ", "- [ ] "]),
)
def test_words_between_markup(pieces, opening) -> None:
    text = opening + " ".join(pieces)
    document = Document(SourceText("a.md", text), text, 1, trees.ENGLISH)
    for passage in document.prose:
        for match in re.finditer(r"[a-z]{3,}", passage.text):
            span = passage.span(*match.span())
            assert text[span.column - 1 : span.end_column - 1] == match[0]


def test_cells_of_one_row_are_told_apart() -> None:
    text = "| one | one |\n|---|---|\n| two | one two |\n"
    document = Document(SourceText("a.md", text), text, 1, trees.ENGLISH)
    assert [p.span(0, 3).column for p in document.prose] == [3, 9, 3, 9]


def test_code_addresses_and_citations_are_no_prose() -> None:
    text = "See `kode`, https://exampel.org and [@athor-2020]. Done.\n"
    (passage,) = Document(SourceText("a.md", text), text, 1, trees.ENGLISH).prose
    assert passage.text == "See ￼, ￼ and ￼. Done."
