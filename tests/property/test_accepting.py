"""Accepting a translation keeps every other byte of its file, however it was written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from build_tools.i18n.freshness import source_line
from build_tools.i18n.translations import accept
from tests import trees
from tests.property.pages import markdown

SOURCE = trees.page("# Title\n\n## One\n")
KEYS = ("summary: Раз", "title: Два", "draft: true", "# source: en", "x: |\n  source: en")


@given(
    st.permutations(KEYS),
    st.integers(0, len(KEYS)),
    st.sampled_from(["en", "en 000000", "'en'", '"en 000000.111111"', "en  # by Anna", "en "]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    markdown,
)
def test_every_other_byte_stays(
    keys: list[str], at: int, value: str, end: str, mark: bool, body: str
) -> None:
    lines = [*keys[:at], f"source: {value}", *keys[at:]]
    text = "---\n" + "\n".join(lines) + "\n---\n"
    data = (b"\xef\xbb\xbf" if mark else b"") + text.replace("\n", end).encode() + body.encode()
    book = trees.playbook({"en/pages/a.md": SOURCE, "ru/pages/a.md": data.decode("utf-8-sig")})
    page, source = trees.only_page(book, lang="ru"), trees.only_page(book)
    assert page.source is not None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.md")
        file.write_bytes(data)
        assert accept(page, source, file)
        after = file.read_bytes()
        assert not accept(page, source, file)
    new = source_line(source).encode()
    at_byte = after.index(b"source: " + new)
    kept = value.encode().rstrip()
    comment = kept[kept.index(b"  #") :] if b"#" in kept else value.encode()[len(kept) :]
    bare = value.encode()[: len(value.encode()) - len(comment)]
    assert after[: at_byte + 8] + bare + after[at_byte + 8 + len(new) :] == data
