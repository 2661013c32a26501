"""SourceText: offsets and lines, whatever the line ends and the byte order mark."""

from __future__ import annotations

import pytest

from build_tools.source.text import MAX_BYTES, SourceText, decode

POSITIONS = {
    "start": ("ab\ncd", 0, (1, 1)),
    "end of a line": ("ab\ncd", 2, (1, 3)),
    "start of the next": ("ab\ncd", 3, (2, 1)),
    "end of the text": ("ab\ncd", 5, (2, 3)),
    "past the end": ("ab\ncd", 99, (2, 3)),
    "before the start": ("ab\ncd", -1, (1, 1)),
    "empty lines": ("\n\n\na", 3, (4, 1)),
    "after a last line end": ("a\n", 2, (2, 1)),
    "characters, not bytes": ("ёж\n𝒳y", 4, (2, 2)),
    "empty text": ("", 0, (1, 1)),
}


@pytest.mark.parametrize(("text", "offset", "place"), POSITIONS.values(), ids=POSITIONS)
def test_position(text: str, offset: int, place: tuple[int, int]) -> None:
    assert SourceText("a.md", text).position(offset) == place


@pytest.mark.parametrize("text", ["ab\ncd", "a\n", "", "ёж\n\n𝒳y", "a\r\nb\rc"])
def test_offset_is_the_reverse_of_position(text: str) -> None:
    source = SourceText("a.md", text)
    for offset in range(len(source.text) + 1):
        assert source.offset(*source.position(offset)) == offset


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_line_ends_are_one_character(end: str) -> None:
    source = SourceText("a.md", f"one{end}two{end}{end}four")
    assert source.lines == ["one", "two", "", "four"]
    assert source.text == "one\ntwo\n\nfour"


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_line_ends_end_lines(character: str) -> None:
    """Python's `splitlines` knows more line ends than editors show."""
    assert SourceText("a.md", f"a{character}b\nc").lines == [f"a{character}b", "c"]


@pytest.mark.parametrize("character", ["\ue000", "\ue001", "\0"])
def test_reserved_characters_become_the_replacement_character(character: str) -> None:
    assert SourceText("a.md", f"a{character}b").text == "a\ufffdb"


def test_line_span_leaves_indentation_out() -> None:
    span = SourceText("a.md", "a\n   bcd  ").line_span(2)
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 4, 2, 7)


@pytest.mark.parametrize("line", [0, 3, 99])
def test_line_span_of_no_line_is_one_character(line: int) -> None:
    span = SourceText("a.md", "a\nb").line_span(line)
    assert (span.line, span.column, span.end_column) == (line, 1, 2)


def test_byte_order_mark_is_dropped() -> None:
    source, faults = decode("a.md", "\ufeffa".encode())
    assert source is not None
    assert (source.text, faults) == ("a", [])


def test_wrong_encoding_is_found_where_it_is() -> None:
    source, faults = decode("a.md", "é1\né2 ".encode() + "é".encode("latin-1"))
    assert source is None
    assert [(f.rule.code, f.line, f.column) for f in faults] == [("PB001", 2, 4)]


@pytest.mark.parametrize("data", [b"", b"\n\n", b" \t\r\n", "\ufeff".encode()])
def test_nothing_but_space_is_empty(data: bytes) -> None:
    source, faults = decode("a.md", data)
    assert source is None
    assert [f.rule.code for f in faults] == ["PB002"]


def test_size_limit() -> None:
    assert decode("a.yaml", b"a" * MAX_BYTES)[1] == []
    source, faults = decode("a.yaml", b"a" * (MAX_BYTES + 1))
    assert source is None
    assert [f.rule.code for f in faults] == ["PB604"]
