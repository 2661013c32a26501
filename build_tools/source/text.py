"""SourceText: a file's text with a way from an offset to its line and column."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import EMPTY_FILE, FILE_TOO_LARGE, NOT_UTF_8

MAX_BYTES = 512 * 1024
"""No data file a person wrote is larger."""

MAX_PAGE_BYTES = 128 * 1024
"""Six times the longest page we know of; Markdown can be made that takes more than linear time to parse."""

_RESERVED = str.maketrans({"\ue000": "\ufffd", "\ue001": "\ufffd", "\0": "\ufffd"})
"""Characters the renderer keeps for itself (source/fragment.py), and NUL."""


class SourceText:
    """The text of one file, every line end one line feed, without a byte order mark.

    Args:
        path: slash path as it is shown to the reader.
        text: the text.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_RESERVED)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; line 1 is `lines[0]`."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based (line, column) of a 0-based character offset.

        An offset past the end gives the place after the last character.
        """
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the 0-based offset of a 1-based line and column; the reverse of `position`."""
        return self._starts[line - 1] + column - 1

    def line_span(self, line: int) -> Span:
        """Return the span of a whole line without its indentation."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        stripped = text.strip()
        return Span.of_line(line, len(stripped), text.find(stripped) + 1)


def decode(path: str, data: bytes, limit: int = MAX_BYTES) -> tuple[SourceText | None, list[Diagnostic]]:
    """Read a file's bytes as text.

    Args:
        path: slash path as it is shown to the reader.
        data: the bytes, with or without a byte order mark, with any line ends.
        limit: how many bytes there may be.

    Returns:
        The text and no finding, or None and the finding that says why not.
    """
    if len(data) > limit:
        message = Message(
            "the file has {size} kB, the limit is {limit} kB", size=-(-len(data) // 1024), limit=limit // 1024
        )
        return None, [Diagnostic(FILE_TOO_LARGE, path, None, message, Message("split it in two"))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = Message(
            "the file is not UTF-8 text: byte {byte} cannot be read", byte=f"0x{data[error.start]:02x}"
        )
        advice = Message("save the file again with the encoding “UTF-8”")
        return None, [Diagnostic(NOT_UTF_8, path, Span.of_line(line, 1, column), message, advice)]
    if not text.strip():
        message = Message("the file is empty")
        advice = Message("write it, or delete the file")
        return None, [Diagnostic(EMPTY_FILE, path, Span.of_line(1), message, advice)]
    return SourceText(path, text), []
