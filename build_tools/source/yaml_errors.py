"""What the YAML parser says, in the words of somebody who is not a programmer, and at the line to mend."""

from __future__ import annotations

import yaml

from build_tools.diagnostics import Message

Mark = tuple[int, int]
"""0-based line and column."""

_QUOTE_VALUE = Message("put quotes around the whole value: `key: \"one: two\"`")
_ALIGN = Message("write `key: value` with a space after the colon, and begin it in the column of its neighbours")


def in_plain_words(error: yaml.MarkedYAMLError, text: str) -> tuple[Mark, Message, Message]:
    """Return where YAML is to be mended, what is wrong there, and what to do.

    Args:
        error: what the parser raised.
        text: what it was reading.
    """
    there, start = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    if there is None or start is None:
        return (0, 0), *_UNKNOWN
    lines = text.split("\n")
    line = lines[there.line] if there.line < len(lines) else ""
    here, begin = (there.line, there.column), (start.line, start.column)
    problem, context = error.problem or "", error.context or ""
    if "tab character" in problem or line[there.column :].startswith("\t"):
        return here, Message("a tab stands where YAML needs spaces"), Message("replace it with spaces")
    if context.startswith("while parsing a flow"):
        return (here if there.line == start.line else begin), *_BRACKET
    if context.endswith("a quoted scalar"):
        return (begin, *_OPEN_QUOTE) if "end of stream" in problem else (here, *_BACKSLASH)
    if "could not find expected ':'" in problem:
        return begin, *_NO_PAIR
    above = lines[there.line - 1] if there.line else ""
    if problem.startswith("mapping values") and _is_no_pair(above):
        return (there.line - 1, len(above) - len(above.lstrip())), *_NO_PAIR
    return here, *_of_line(problem, line, there.column)


def _is_no_pair(line: str) -> bool:
    """Return True for a line the parser took for the beginning of the key on the next."""
    text = line.strip()
    return bool(text) and ": " not in text and not text.endswith(":") and not text.startswith(("#", "- "))


def _of_line(problem: str, line: str, column: int) -> tuple[Message, Message]:
    before = line[:column].rstrip()
    if problem.startswith("mapping values") and ": " in before:
        return Message("a value with a colon and a space needs quotes"), _QUOTE_VALUE
    if "cannot start any token" in problem or "expected node content" in problem:
        return Message("a value that begins with `{sign}` needs quotes", sign=line[column : column + 1]), _QUOTE_VALUE
    if problem.startswith("block sequence entries"):
        return Message("a list begins on a line of its own"), Message("write `- one` under the key, or `key: [one, two]`")
    if before.endswith(("'", '"')):
        return Message("the value goes on after its closing quote"), Message(
            "put the whole value between quotes; those inside it must be of another kind"
        )
    if "another document" in problem:
        return Message("a line `---` stands in the middle of the file"), Message("delete it")
    if problem.startswith(("mapping values", "did not find expected key", "did not find expected '-'")):
        return Message("the line does not fit the lines above it"), _ALIGN
    return _UNKNOWN


_BRACKET = (
    Message("a bracket is not closed, or a text between the brackets needs quotes"),
    Message("close it, and put quotes around a text that contains a comma, a bracket or `: `"),
)
_NO_PAIR = (Message("the line is not of the form `key: value`"), _ALIGN)
_OPEN_QUOTE = (Message("the closing quote is missing"), Message("put it at the end of the value"))
_BACKSLASH = (Message("a backslash cannot stand between double quotes"), Message("use single quotes instead"))
_UNKNOWN = (
    Message("this is not valid YAML"),
    Message("write `key: value`; put quotes around a value that contains `: ` or `#`, or begins with a sign"),
)
