"""YAML with positions: YAML 1.2's core schema, and nothing that is more than data."""

from __future__ import annotations

import pytest

from build_tools.diagnostics import Span
from build_tools.source.yaml_document import MAX_DEPTH, read_yaml

SCALARS = {
    "no": "no", "yes": "yes", "on": "on", "off": "off", "y": "y", "n": "n", "No": "No",
    "true": True, "False": False, "TRUE": True, "tRue": "tRue",
    "null": None, "~": None, "": None, "Null": None,
    "12": 12, "-3": -3, "+4": 4, "007": 7, "1_000": "1_000", "0x1F": "0x1F", "0o17": "0o17",
    "1.5": 1.5, "1e3": 1000.0, ".5": 0.5, "1.": 1.0, ".inf": ".inf", ".nan": ".nan",
    "12:30": "12:30", "2024-05-01": "2024-05-01", "1234567890123456": "1234567890123456", "²": "²",
    "'12'": "12", '"true"': "true", "''": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), SCALARS.items(), ids=[repr(text) for text in SCALARS])
def test_scalar(text: str, value: object) -> None:
    document = read_yaml("a.yaml", f"key: {text}\n")
    assert document.faults == []
    assert document.data == {"key": value}
    assert type(document.data["key"]) is type(value)


def test_positions_of_keys_and_values() -> None:
    document = read_yaml("a.yaml", 'one: ёж\ntwo:\n  - three\n  - four: "x y"\n', first_line=2)
    assert document.keys["two",] == Span(3, 1, 3, 4)
    assert document.values["one",] == Span(2, 6, 2, 8)
    assert document.values["two", 0] == Span(4, 5, 4, 10)
    assert document.keys["two", 1, "four"] == Span(5, 5, 5, 9)
    assert document.values["two", 1, "four"] == Span(5, 11, 5, 16)


def test_place_falls_back_to_what_is_around() -> None:
    document = read_yaml("a.yaml", "a:\n  b: 1\n")
    assert document.place(("a", "missing")) == document.values["a",]
    assert document.place(("missing",)) == Span.of_line(1)


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_editors_count_them(character: str) -> None:
    """YAML 1.1 ended lines at these characters; YAML 1.2 and editors do not."""
    document = read_yaml("a.yaml", f'a: "x{character}y"\nb: 1\n')
    assert document.keys["b",].line == 2


FAULTS = {
    "key twice": ("a: 1\nb: 2\na: 3\n", "PB005", 3, 1),
    "key twice, nested": ("a:\n  b: 1\n  b: 2\n", "PB005", 3, 3),
    "key twice, as a number and text": ("1: a\n'1': b\n", "PB005", 2, 1),
    "alias": ("a: &x 1\nb: *x\n", "PB606", 1, 4),
    "alias without anchor": ("b: *x\n", "PB606", 1, 4),
    "bold text is no alias": ("b: **x**\n", "PB606", 1, 4),
    "tag": ("a: !!python/object:os.system x\n", "PB606", 1, 4),
    "own tag": ("a: !x 1\n", "PB606", 1, 4),
    "colon in a value": ("summary: one: two\n", "PB004", 1, 13),
    "tab for indentation": ("a:\n\tb: 1\n", "PB004", 2, 1),
    "bracket not closed": ("a: [1, 2\nb: 3\n", "PB004", 1, 4),
    "quotation mark not closed": ('a: "x\n', "PB004", 1, 4),
    "two documents": ("a: 1\n---\nb: 2\n", "PB004", 2, 1),
    "key that is a list": ("? [a, b]\n: c\n", "PB004", 1, 3),
    "control character": ("a: 1\nb: x\x07y\n", "PB004", 2, 5),
    "nested too deep": ("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "PB605", 1, 3 + MAX_DEPTH),
}


@pytest.mark.parametrize(("text", "code", "line", "column"), FAULTS.values(), ids=FAULTS)
def test_fault(text: str, code: str, line: int, column: int) -> None:
    faults = read_yaml("a.yaml", text).faults
    assert [(f.rule.code, f.line, f.column) for f in faults] == [(code, line, column)]


def test_first_of_two_keys_is_kept_and_named() -> None:
    document = read_yaml("a.yaml", "a: 1\na: 2\n")
    assert document.data == {"a": 1}
    assert document.faults[0].related[0].span == Span(1, 1, 1, 2)


def test_every_double_key_is_reported_at_once() -> None:
    assert len(read_yaml("a.yaml", "a: 1\na: 2\nb:\n  c: 1\n  c: 2\na: 3\n").faults) == 3


def test_deepest_allowed_nesting_is_read() -> None:
    assert read_yaml("a.yaml", "[" * MAX_DEPTH + "]" * MAX_DEPTH).faults == []


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_nothing_is_none(text: str) -> None:
    assert read_yaml("a.yaml", text).data is None
