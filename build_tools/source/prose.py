"""Prose: the text a reader sees, block by block, with the place of every character in the file.

Spelling, terms, typography and readability are checked on this; none of them
parses the page a second time. What is not prose (code, bare addresses,
citations) is one placeholder character, so that words do not run together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from build_tools.diagnostics import Span
from build_tools.source.text import SourceText

PLACEHOLDER = "\ufffc"
_RUN = re.compile(r"\w+|[^\w\s]")
_KINDS = {"heading_open": "heading", "th_open": "cell", "td_open": "cell", "dt_open": "term"}
_MARKUP = re.compile(r"[*_~\[\s]*")
"""What may stand in the file before a text and is no part of it."""
_LAST = float("inf")
_SET = (("\u00a0", " "), ("–", "-"), ("’", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"'))


class Passage(NamedTuple):
    """The text of one block.

    `kind` is `heading`, `paragraph`, `item`, `cell`, `term`, `image` or `matter`
    (a text of the front matter); `under` is the heading it stands under, as in
    the outline. `anchors` are (offset in the text, line, column) of every place
    from which text and file run side by side.
    """

    text: str
    kind: str
    under: int
    anchors: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Return where the characters `start` to `end` stand in the file."""
        line, column = self._place(start)
        last_line, last_column = self._place(max(end - 1, start))
        return Span(line, column, last_line, max(last_column + 1, column + 1 if last_line == line else 1))

    def _place(self, offset: int) -> tuple[int, int]:
        at, line, column = self.anchors[max(0, bisect_right(self.anchors, (offset, _LAST, _LAST)) - 1)]
        return line, column + offset - at


def plain_passage(text: str, span: Span, line: str, kind: str = "matter") -> Passage:
    """Return the passage of a text that stands in one line of the file, if it does, else at `span`."""
    found = line.find(text)
    column = found + 1 if found >= 0 else span.column
    return Passage(text, kind, -1, ((0, span.line, column),))


def read_prose(source: SourceText, body_line: int, tokens: Sequence[Token]) -> Iterator[Passage]:
    """Yield the passages of a page's tokens, in order."""
    under, items = -1, 0
    row: tuple[int, int] = (-1, 0)
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            under = int(token.meta["heading"])
        elif token.type in {"list_item_open", "list_item_close"}:
            items += token.nesting
        elif token.type == "inline" and token.map and token.children:
            first = token.map[0] + body_line
            kind = _KINDS.get(tokens[i - 1].type, "item" if items else "paragraph")
            # Cells of one row share its line: each is looked for after the one before it.
            after = row[1] if kind == "cell" and row[0] == first else 0
            reader = _PassageReader(source, token, first, after)
            row = (first, reader.line_end)
            yield from reader.read(kind, under)


def _plain(text: str) -> str:
    """Return a text with the signs that typography sets one for one as authors type them."""
    for sign, typed in _SET:
        text = text.replace(sign, typed)
    return text


class _PassageReader:
    def __init__(self, source: SourceText, inline: Token, first: int, after: int) -> None:
        self.content, self.children = inline.content, inline.children or []
        self.plain = _plain(self.content)
        self.cursor = 0
        self.parts: list[str] = []
        self.length = 0
        self.anchors: list[tuple[int, int, int]] = []
        self._shift: tuple[int, int] | None = None
        self.starts: list[int] = []
        self.places: list[tuple[int, int]] = []
        offset = 0
        self.line_end = 0
        for number, text in enumerate(self.content.split("\n"), first):
            line = source.lines[number - 1] if number <= len(source.lines) else ""
            found = line.find(text.replace("|", "\\|") if after and "|" in text else text, after)
            column = found if found >= 0 else max(after, len(line) - len(line.lstrip()))
            self.starts.append(offset)
            self.places.append((number, column + 1))
            self.line_end = column + len(text)
            offset += len(text) + 1
            after = 0

    def read(self, kind: str, under: int) -> Iterator[Passage]:  # noqa: C901
        ends: list[int] = []
        for token in self.children:
            meta = token.meta or {}
            if token.type == "text" and ends and ends[-1] == -1:  # a bare address
                self._put(PLACEHOLDER)
                self._skip(token.content)
            elif token.type == "text":
                self._text(token.content)
            elif token.type in {"softbreak", "hardbreak"}:
                self._put(" ")
                self.cursor = max(self.cursor, self.content.find("\n", self.cursor))
            elif token.type == "link_open":
                ends.append(-1 if token.info == "auto" else meta.get("end", self.cursor))
            elif token.type == "link_close":
                self.cursor = max(self.cursor, ends.pop() if ends else 0)
            elif token.type == "image":
                alt = "".join(child.content for child in token.children or () if child.type == "text")
                at = max(self.content.find(alt, meta.get("at", self.cursor)), 0)
                if alt:
                    yield Passage(alt, "image", under, ((0, *self._place(at)),))
                self._other(meta)
            elif token.type in {"code_inline", "citation", "footnote_ref", "html_inline"}:
                self._other(meta)
                if token.type == "code_inline":
                    self._skip(token.content)
        text = "".join(self.parts)
        if text.strip(f" {PLACEHOLDER}"):
            yield Passage(text, kind, under, tuple(self.anchors) or ((0, *self.places[0]),))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _other(self, meta: dict[str, int]) -> None:
        self._put(PLACEHOLDER)
        self.cursor = max(self.cursor, meta.get("end", self.cursor))

    def _skip(self, text: str) -> None:
        found = self.content.find(text, self.cursor)
        if found >= 0:
            self.cursor = found + len(text)

    def _text(self, text: str) -> None:
        found = -1 if text.isspace() else self.plain.find(_plain(text), self.cursor)
        if found >= 0 and _MARKUP.fullmatch(self.content, self.cursor, found):
            self._anchor(self.length, found)
            self.cursor = found + len(text)
        else:  # escapes in it, or typography has changed the number of signs: word by word
            for match in _RUN.finditer(text):
                found = self.content.find(match[0], self.cursor)
                # A sign that typography has set is not in the file; one far away is another one.
                if found >= 0 and (match[0][0].isalnum() or found - self.cursor < len(match[0]) + 3):
                    self._anchor(self.length + match.start(), found)
                    self.cursor = found + len(match[0])
        self._put(text)

    def _anchor(self, at: int, offset: int) -> None:
        row = bisect_right(self.starts, offset) - 1
        shift = (row, offset - at)
        if shift != self._shift:
            self._shift = shift
            self.anchors.append((at, *self._place(offset)))

    def _place(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self.starts, offset) - 1
        line, column = self.places[row]
        return line, column + offset - self.starts[row]
