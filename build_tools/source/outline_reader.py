"""Tokens -> Outline. Also leaves each token's place in the outline on the token, for the renderer."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from urllib.parse import unquote

from markdown_it.token import Token

from build_tools.diagnostics import Span
from build_tools.source.markdown import MAX_NESTING
from build_tools.source.outline import Citation, Heading, Image, Link, ListItem, Outline, RawHtml
from build_tools.source.slug import github_anchor
from build_tools.source.text import SourceText

WORD = re.compile(r"\w+(?:[-'’]\w+)*", re.UNICODE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_PARTING = re.compile(r"(%(?:23|25|3[Ff]))")
"""`#`, `%` and `?`, encoded."""
_CONTENT = {"inline", "fence", "code_block", "html_block", "hr"}


def plain_text(tokens: list[Token] | None) -> str:
    """Return the text a reader sees of inline tokens, without markup and citations."""
    parts = []
    for token in tokens or ():
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain_text(token.children))
    return "".join(parts)


def _without_comments(html: str) -> str:
    kept, end = [], 0
    while (start := html.find("<!--", end)) >= 0 and (close := html.find("-->", start + 4)) >= 0:
        kept.append(html[end:start])
        end = close + 3
    return "".join((*kept, html[end:])).strip()


def _is_comment(token: Token) -> bool:
    return token.type == "html_block" and not _without_comments(token.content)


class OutlineReader:
    """Reads one page's tokens.

    Args:
        source: the whole file, for columns.
        body_line: 1-based line of the file on which the Markdown starts.
    """

    def __init__(self, source: SourceText, body_line: int) -> None:
        self.source, self.body_line = source, body_line
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.citations: list[Citation] = []
        self.items: list[ListItem] = []
        self.html: list[RawHtml] = []
        self.words = 0
        self.deepest: Span | None = None
        self._anchors: Counter[str] = Counter()
        self._had_content = True
        self._content: str | None = None
        self._end = (0, 0)
        self._kept: tuple[list[int], list[int]] = ([0], [1])

    def read(self, tokens: list[Token]) -> Outline:
        """Return the outline of a page's tokens."""
        for i, token in enumerate(tokens):
            if token.level >= MAX_NESTING - 2 and self.deepest is None and token.map:
                self.deepest = self.source.line_span(token.map[0] + self.body_line)
            if token.type == "heading_open":
                self._heading(token, tokens[i + 1])
            elif token.type == "list_item_open":
                self._item(token)
            elif token.type == "html_block":
                self._html_block(token)
            is_heading_text = i > 0 and tokens[i - 1].type == "heading_open"
            if token.type in _CONTENT and not is_heading_text and not _is_comment(token):
                self._had_content = True
            if token.type == "inline" and token.map:
                self._inline(token)
        self._close_heading()
        return Outline(
            tuple(self.headings), tuple(self.links), tuple(self.images), tuple(self.citations),
            tuple(self.items), tuple(self.html), self.words, self.deepest,
        )  # fmt: skip

    @property
    def _under(self) -> int:
        return len(self.headings) - 1

    def _heading(self, token: Token, inline: Token) -> None:
        self._close_heading(next_level=int(token.tag[1]))
        text = " ".join(plain_text(inline.children).split())
        anchor = github_anchor(text)
        count = self._anchors[anchor]
        self._anchors[anchor] += 1
        line = (token.map[0] if token.map else 0) + self.body_line
        span = self.source.line_span(line)
        unique = f"{anchor}-{count}" if count else anchor
        token.meta["heading"] = len(self.headings)
        self.headings.append(Heading(int(token.tag[1]), text, unique, span))
        self._had_content = False

    def _close_heading(self, next_level: int = 1) -> None:
        if self.headings and not self._had_content and next_level <= self.headings[-1].level:
            last = self.headings[-1]
            self.headings[-1] = Heading(last.level, last.text, last.github, last.span, empty=True)

    def _item(self, token: Token) -> None:
        line = (token.map[0] if token.map else 0) + self.body_line
        task = "checked" in (token.meta or {})
        self.items.append(ListItem(self.source.line_span(line), self._under, task))

    def _html_block(self, token: Token) -> None:
        text = _without_comments(token.content)
        if not text:
            return
        line = (token.map[0] if token.map else 0) + self.body_line
        self.html.append(RawHtml(text.split("\n")[0], self.source.line_span(line)))

    def _inline(self, inline: Token) -> None:
        children = inline.children or []
        self.words += len(WORD.findall(plain_text(children)))
        for i, token in enumerate(children):
            if token.type == "link_open":
                close = next(j for j in range(i, len(children)) if children[j].type == "link_close")
                token.meta["link"] = len(self.links)
                href = _readable(str(token.attrs.get("href", "")))
                text = plain_text(children[i:close])
                self.links.append(Link(href, text, self._span(inline, token), self._under))
            elif token.type == "image":
                token.meta["image"] = len(self.images)
                src = _readable(str(token.attrs.get("src", "")))
                self.images.append(
                    Image(src, plain_text(token.children), self._span(inline, token), self._under)
                )
            elif token.type == "citation":
                token.meta["citation"] = len(self.citations)
                cites = tuple(_cite(part) for part in token.content.split(";"))
                self.citations.append(Citation(cites, self._span(inline, token), self._under))
            elif token.type == "html_inline" and not token.content.startswith("<!--"):
                self.html.append(RawHtml(token.content, self._span(inline, token)))

    def _span(self, inline: Token, token: Token) -> Span:
        """Return a token's place: its offset in the block's text, found again in the file's lines."""
        first = (inline.map[0] if inline.map else 0) + self.body_line
        start = token.meta.get("at")
        if start is None:
            return self.source.line_span(first)
        begin = self._place(inline.content, first, start)
        end = self._place(inline.content, first, token.meta["end"])
        return Span(begin[0], begin[1], end[0], max(end[1], begin[1] + 1) if end[0] == begin[0] else end[1])

    def _place(self, content: str, first_line: int, offset: int) -> tuple[int, int]:
        """Return the line and column in the file of an offset in a block's text."""
        starts, columns = self._rows(content, first_line)
        row = bisect_right(starts, offset) - 1
        return min(first_line + row, len(self.source.lines)), columns[row] + offset - starts[row]

    def _rows(self, content: str, first_line: int) -> tuple[list[int], list[int]]:
        """Return where each line of a block's text begins, and in which column of the file.

        Kept for the block's next token: a block may have thousands.
        """
        if self._content is not content:
            rows = content.split("\n")
            lines = self.source.lines[first_line - 1 : first_line - 1 + len(rows)]
            lines += [""] * (len(rows) - len(lines))
            starts = list(accumulate((len(row) + 1 for row in rows[:-1]), initial=0))
            # Cells of one row share its line: each is looked for behind the one before it.
            after = self._end[1] if self._end[0] == first_line else 0
            columns = [
                _column(row, line, 0 if i else after)
                for i, (row, line) in enumerate(zip(rows, lines, strict=True))
            ]
            self._end = (first_line + len(rows) - 1, columns[-1] - 1 + len(rows[-1]))
            self._content, self._kept = content, (starts, columns)
        return self._kept


def _readable(address: str) -> str:
    """Return an address with percent-encoding undone where nothing is lost by it.

    Another site's address stays as it is; in a way to a file, so do the signs
    that would part it.
    """
    if _ELSEWHERE.match(address):
        return address
    return "".join(part if i % 2 else unquote(part) for i, part in enumerate(_PARTING.split(address)))


def _column(row: str, line: str, after: int) -> int:
    """Return the 1-based column of the file's line in which a row of a block's text begins, at `after` or behind it."""
    found = line.find(row, after)
    return (found if found >= 0 else len(line) - len(line.lstrip())) + 1


def _cite(part: str) -> tuple[str, str]:
    source_id, _, locator = part.strip().removeprefix("@").partition(",")
    return source_id.strip(), locator.strip()
