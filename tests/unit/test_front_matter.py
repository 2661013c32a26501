"""Front matter: where it ends, what is wrong with it, and on which line the Markdown begins."""

from __future__ import annotations

import pytest

from build_tools.source.front_matter import split_page
from build_tools.source.text import SourceText

SPLITS = {
    "usual": ("---\na: 1\n---\n\n# T\n", {"a": 1}, "\n# T\n", 4),
    "closed with dots": ("---\na: 1\n...\nx\n", {"a": 1}, "x\n", 4),
    "spaces after the lines": ("---  \na: 1\n--- \nx\n", {"a": 1}, "x\n", 4),
    "windows": ("---\r\na: 1\r\n---\r\nx\r\n", {"a": 1}, "x\n", 4),
    "empty": ("---\n---\nx\n", {}, "x\n", 3),
    "only a comment": ("---\n# c\n---\nx\n", {}, "x\n", 4),
    "nothing after it": ("---\na: 1\n---", {"a": 1}, "", 4),
    "a rule in the text": ("---\na: 1\n---\nx\n\n---\n\ny\n", {"a": 1}, "x\n\n---\n\ny\n", 4),
    "indented dashes in a value": ("---\na: |\n  x\n  ---\n---\ny\n", {"a": "x\n---\n"}, "y\n", 6),
}


@pytest.mark.parametrize(("text", "data", "body", "line"), SPLITS.values(), ids=SPLITS)
def test_split(text: str, data: dict[str, object], body: str, line: int) -> None:
    split, faults = split_page(SourceText("a.md", text))
    assert faults == []
    assert (split.front_matter.data, split.body, split.body_line) == (data, body, line)


FAULTS = {
    "none": ("# T\n", "PB003", 1),
    "a line before it": ("\n---\na: 1\n---\n", "PB003", 1),
    "four dashes": ("----\na: 1\n----\n", "PB003", 1),
    "not closed": ("---\na: 1\n\n# T\n", "PB004", 1),
    "a list": ("---\n- a\n---\nx\n", "PB004", 2),
    "only text": ("---\nhello\n---\nx\n", "PB004", 2),
    "broken": ("---\na: 1\nb: [\n---\nx\n", "PB004", 4),
}


@pytest.mark.parametrize(("text", "code", "line"), FAULTS.values(), ids=FAULTS)
def test_fault(text: str, code: str, line: int) -> None:
    split, faults = split_page(SourceText("a.md", text))
    assert [(f.rule.code, f.line) for f in faults] == [(code, line)]
    assert isinstance(split.front_matter.data, dict), "what follows can rely on a mapping"


def test_position_of_a_key_counts_from_the_top_of_the_file() -> None:
    split, _faults = split_page(SourceText("a.md", "---\na: 1\nb: 2\n---\n"))
    assert split.front_matter.keys["b",].line == 3
