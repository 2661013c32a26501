"""What the YAML parser says, in the words of somebody who is not a programmer, and at the line to mend."""

from __future__ import annotations

import yaml

from build_tools.diagnostics import Message

Mark = tuple[int, int]
"""0-based line and column."""

_QUOTE_VALUE = Message('put quotes around the whole value: `key: "one: two"`')
_ALIGN = Message(
    "write `key: value` with a space after the colon, and begin it in the column of its neighbours"
)
_TAB = (Message("a tab stands where YAML needs spaces"), Message("replace it with spaces"))
_BRACKET = (
    Message("a bracket is not closed, or a text between the brackets needs quotes"),
    Message("close it, and put quotes around a text that contains a comma, a bracket or `: `"),
)
_OPEN_QUOTE = (Message("the closing quote is missing"), Message("put it at the end of the value"))
_BACKSLASH = (
    Message("a backslash cannot stand between double quotes"),
    Message("use single quotes instead"),
)
_NO_PAIR = (Message("the line is not of the form `key: value`"), _ALIGN)
_COLON = (Message("a value with a colon and a space needs quotes"), _QUOTE_VALUE)
_INLINE_LIST = (
    Message("a list begins on a line of its own"),
    Message("write `- one` under the key, or `key: [one, two]`"),
)
_AFTER_QUOTE = (
    Message("the value goes on after its closing quote"),
    Message("put the whole value between quotes; those inside it must be of another kind"),
)
_SECOND_PART = (Message("a line `---` stands in the middle of the file"), Message("delete it"))
_MISFIT = (Message("the line does not fit the lines above it"), _ALIGN)
_UNKNOWN = (
    Message("this is not valid YAML"),
    Message("write `key: value`; put quotes around a value that contains `: ` or `#`, or begins with a sign"),
)


def in_plain_words(error: yaml.MarkedYAMLError, text: str) -> tuple[Mark, Message, Message]:
    """Return where YAML is to be mended, what is wrong there, and what to do.

    Args:
        error: what the parser raised.
        text: what it was reading.
    """
    there, start = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    if there is None or start is None:
        return (0, 0), *_UNKNOWN
    lines = [*text.split("\n"), ""]
    line = lines[min(there.line, len(lines) - 1)]
    above = lines[there.line - 1] if there.line else ""
    here, begin = (there.line, there.column), (start.line, start.column)
    problem, context = error.problem or "", error.context or ""
    mark, words = here, _of_line(problem, line, there.column)
    if "tab character" in problem or line[there.column :].startswith("\t"):
        words = _TAB
    elif context.startswith("while parsing a flow"):
        mark, words = (here if there.line == start.line else begin), _BRACKET
    elif context.endswith("a quoted scalar"):
        mark, words = (begin, _OPEN_QUOTE) if "end of stream" in problem else (here, _BACKSLASH)
    elif "could not find expected ':'" in problem:
        mark, words = begin, _NO_PAIR
    elif problem.startswith("mapping values") and _is_no_pair(above):
        mark, words = (there.line - 1, len(above) - len(above.lstrip())), _NO_PAIR
    return mark, *words


def _is_no_pair(line: str) -> bool:
    """Return True for a line the parser took for the beginning of the key on the next."""
    text = line.strip()
    return bool(text) and ": " not in text and not text.endswith(":") and not text.startswith(("#", "- "))


def _of_line(problem: str, line: str, column: int) -> tuple[Message, Message]:
    """Return what is wrong with a line, and what to do, as far as the line shows it."""
    before = line[:column].rstrip()
    words = _UNKNOWN
    if problem.startswith("mapping values") and ": " in before:
        words = _COLON
    elif "cannot start any token" in problem or "expected node content" in problem:
        sign = line[column : column + 1]
        words = (Message("a value that begins with `{sign}` needs quotes", sign=sign), _QUOTE_VALUE)
    elif problem.startswith("block sequence entries"):
        words = _INLINE_LIST
    elif before.endswith(("'", '"')):
        words = _AFTER_QUOTE
    elif "another document" in problem:
        words = _SECOND_PART
    elif problem.startswith(("mapping values", "did not find expected key", "did not find expected '-'")):
        words = _MISFIT
    return words
