"""YAML with the place of every key and value, read by the rules of YAML 1.2's core schema.

Only data comes out: mappings, lists, strings, numbers, true/false and null.
Anchors, aliases and tags are refused (an alias can make a small file huge, a
tag can ask for an object), and so is nesting beyond any use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from build_tools.diagnostics import Diagnostic, Message, Related, Span
from build_tools.diagnostics.rules import DUPLICATE_KEY, INVALID_YAML, NESTED_TOO_DEEP, YAML_ALIAS
from build_tools.source.yaml_errors import in_plain_words

Path = tuple[str | int, ...]
"""Keys and list positions from the top to a value: `("terms", "feedback", "ru")`."""

MAX_DEPTH = 12
_MARKS = (
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a tag",
    "while parsing a tag",
)
"""How PyYAML begins its complaint about a value such as `*bold* text`."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
"""PyYAML takes these for line ends, as YAML 1.1 does: every line after one would have the wrong number."""
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(slots=True)
class YamlDocument:
    """What a piece of YAML says, and where.

    Attributes:
        data: the value; None where nothing could be read.
        keys: span of each key.
        values: span of each value.
        faults: what was wrong; with any of them `data` may be incomplete.
    """

    data: Any = None
    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def place(self, path: Path) -> Span:
        """Return the span of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Span.of_line(1))


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.document = YamlDocument()
        self.text = ""

    def span(self, start: Any, end: Any) -> Span:
        line, end_line = start.line + self.first_line, end.line + self.first_line
        if end_line > line and end.column == 0:
            return Span.of_line(line, 1, start.column + 1)
        return Span(line, start.column + 1, end_line, end.column + 1)

    def fault(self, rule: Any, span: Span, message: Message, help: Message, *related: Related) -> None:
        self.document.faults.append(Diagnostic(rule, self.path, span, message, help, related))

    def read(self, text: str) -> YamlDocument:
        self.text = text
        if self._has_forbidden_events(text):
            return self.document
        try:
            node = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            self._yaml_error(error)
            return self.document
        if node is not None:
            self.document.data = self._value(node, ())
        return self.document

    def _yaml_error(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + self.first_line
        span = Span.of_line(line, 1, (mark.column if mark else 0) + 1)
        if (error.context or "").startswith(_MARKS):
            start = error.context_mark or mark
            self._forbidden(
                Span.of_line(start.line + self.first_line, 1, start.column + 1) if start else span
            )
            return
        (row, column), message, advice = in_plain_words(error, self.text)
        lines = self.text.split("\n")
        if row >= len(lines):  # what is not closed is missed on the line after the last
            row, column = len(lines) - 1, len(lines[-1])
        self.fault(INVALID_YAML, Span.of_line(row + self.first_line, 1, column + 1), message, advice)

    def _forbidden(self, span: Span) -> None:
        message = Message("YAML anchors, aliases and tags are not used here")
        advice = Message("delete the `*`, `&` or `!` before the value, or put quotes around the whole value")
        self.fault(YAML_ALIAS, span, message, advice)

    def _has_forbidden_events(self, text: str) -> bool:
        depth = 0
        try:
            for event in yaml.parse(text, Loader=_Loader):
                span = self.span(event.start_mark, event.end_mark)
                anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
                if anchor or tag:
                    self._forbidden(span)
                    return True
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                elif isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
                if depth > MAX_DEPTH:
                    message = Message("the YAML is nested more than {limit} levels deep", limit=MAX_DEPTH)
                    self.fault(NESTED_TOO_DEEP, span, message, Message("make the structure flatter"))
                    return True
        except yaml.MarkedYAMLError as error:
            self._yaml_error(error)
            return True
        except (yaml.YAMLError, ValueError):
            self._unreadable(text)
            return True
        return False

    def _unreadable(self, text: str) -> None:
        match = _NOT_PRINTABLE.search(text)
        line, column = 0, 0
        if match:
            line = text.count("\n", 0, match.start())
            column = match.start() - (text.rfind("\n", 0, match.start()) + 1)
        message = Message("this line has an invisible character that YAML cannot read")
        advice = Message("delete the line and type it again")
        self.fault(INVALID_YAML, Span.of_line(line + self.first_line, 1, column + 1), message, advice)

    def _value(self, node: yaml.Node, path: Path) -> Any:
        self.document.values[path] = self.span(node.start_mark, node.end_mark)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, i)) for i, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            span = self.span(key_node.start_mark, key_node.end_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                message = Message("a key must be a single word or phrase")
                self.fault(INVALID_YAML, span, message, Message("write `key: value`"))
                continue
            key = str(key_node.value)
            here = (*path, key)
            if key in result:
                message = Message("the key `{key}` stands twice", key=key)
                advice = Message("delete one of the two lines")
                first = Related(self.path, self.document.keys[here], Message("the first one"))
                self.fault(DUPLICATE_KEY, span, message, advice, first)
                continue
            self.document.keys[here] = span
            result[key] = self._value(value_node, here)
        return result


def _scalar(node: yaml.Node) -> Any:
    text: str = node.value
    if getattr(node, "style", None):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text) if len(text) < 16 else text  # noqa: PLR2004 - longer is an identifier, not a number
    if _FLOAT.match(text):
        return float(text)
    return text


def read_yaml(path: str, text: str, first_line: int = 1) -> YamlDocument:
    """Read YAML as data with positions.

    Args:
        path: slash path as it is shown to the reader.
        text: the YAML itself.
        first_line: 1-based line of the file on which `text` starts.

    Returns:
        The document; its `faults` say what could not be read. Never raises for wrong YAML.
    """
    return _Reader(path, first_line).read(text.translate(_NO_BREAKS))
