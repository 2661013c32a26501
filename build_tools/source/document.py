"""Document: one page's Markdown, parsed once.

A document is an outline and a lead with sections; each section is a run of
blocks that the loaders of the content kinds read their structure from.
Documents hold parser tokens and stay inside loading; what leaves is Fragments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_tools.diagnostics import Span
from build_tools.source.fingerprint import section_fingerprint
from build_tools.source.fragment import NOTHING, Fragment
from build_tools.source.markdown import parser, typeset
from build_tools.source.outline import Outline
from build_tools.source.outline_reader import OutlineReader, plain_text
from build_tools.source.prose import Passage, read_prose
from build_tools.source.text import SourceText
from build_tools.source.typography import NO_TYPOGRAPHY, Typography


class Block:
    """A block at the top of a section or of a list item: its tokens, first opening to last closing."""

    __slots__ = ("document", "tokens")

    def __init__(self, document: Document, tokens: Sequence[Token]) -> None:
        self.document, self.tokens = document, tokens

    @property
    def type(self) -> str:
        """`paragraph`, `bullet_list`, `ordered_list`, `heading`, `table`, `blockquote`, `fence` and so on."""
        return self.tokens[0].type.removesuffix("_open")

    @property
    def level(self) -> int:
        """Level of a heading block."""
        return int(self.tokens[0].tag[1])

    @property
    def heading(self) -> int:
        """Index of a heading block in the outline."""
        return int(self.tokens[0].meta["heading"])

    @property
    def span(self) -> Span:
        """The block's first line."""
        return self.document.line_span(self.tokens[0])

    @property
    def text(self) -> str:
        """What a reader sees of the block, on one line."""
        words = (plain_text(t.children) for t in self.tokens if t.type == "inline")
        return " ".join(" ".join(words).split())

    def items(self) -> list[Item]:
        """Return the items of a list block."""
        base = self.tokens[0].level + 1
        runs = _runs(self.tokens[1:-1], base)
        return [Item(self.document, run) for run in runs if run[0].type == "list_item_open"]

    def fragment(self) -> Fragment:
        """Return the block's HTML with slots."""
        return self.document.fragment(self.tokens)


class Item:
    """One item of a list."""

    __slots__ = ("blocks", "document", "token")

    def __init__(self, document: Document, tokens: Sequence[Token]) -> None:
        self.document, self.token = document, tokens[0]
        self.blocks = [Block(document, run) for run in _runs(tokens[1:-1], tokens[0].level + 1)]

    @property
    def is_task(self) -> bool:
        """True for `- [ ]` and `- [x]`."""
        return "checked" in (self.token.meta or {})

    @property
    def span(self) -> Span:
        """The item's first line."""
        return self.document.line_span(self.token)

    @property
    def text(self) -> str:
        """What a reader sees of the item, on one line."""
        return " ".join(block.text for block in self.blocks)

    @property
    def children(self) -> list[Token]:
        """Inline tokens of the item's first paragraph; empty when it has none."""
        if self.blocks and self.blocks[0].type == "paragraph":
            return self.blocks[0].tokens[1].children or []
        return []

    def fragment(self) -> Fragment:
        """Return the item's HTML without the item itself; a lone paragraph gives its text only."""
        if len(self.blocks) == 1 and self.blocks[0].type == "paragraph":
            return self.document.inline(self.blocks[0].tokens[1])
        return self.document.fragment([t for block in self.blocks for t in block.tokens])


@dataclass(frozen=True, slots=True)
class RawSection:
    """The lead (heading None) or the part under a second-level heading."""

    heading: int | None
    title: Fragment
    blocks: tuple[Block, ...]
    fingerprint: str


class Document:
    """A parsed page.

    Args:
        source: the file, for positions.
        body: the Markdown alone.
        body_line: 1-based line of the file on which `body` starts.
        quotes: the language's quotation marks, as `source.markdown.parser` takes them.
        typography: what else its typography asks for.
    """

    def __init__(
        self,
        source: SourceText,
        body: str,
        body_line: int,
        quotes: Sequence[str],
        typography: Typography = NO_TYPOGRAPHY,
    ) -> None:
        self.source, self.body_line = source, body_line
        self._md: MarkdownIt = parser(tuple(quotes), typography)
        self._env: dict[str, Any] = {}
        tokens = self._md.parse(body, self._env)
        for i, token in enumerate(tokens):
            if token.type == "alert_title_open":
                tokens[i + 1].children = []  # the word is a slot, in the reader's language
        self.outline: Outline = OutlineReader(source, body_line).read(tokens)
        notes = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
        self.footnotes = self.fragment(tokens[notes:]) if notes < len(tokens) else NOTHING
        self._tokens, self._notes = tokens[:notes], _footnotes(tokens[notes:])
        self.prose: tuple[Passage, ...] = tuple(read_prose(source, body_line, tokens))

    def typeset(self, text: str) -> str:
        """Return a plain text of the front matter with the signs of the page's language."""
        return typeset(self._md, text)

    def sections(self, *lead_extra: str) -> tuple[RawSection, ...]:
        """Return the lead and the sections, in order.

        Args:
            lead_extra: translatable front matter, counted into the lead's fingerprint.
        """
        return tuple(self._sections(lead_extra))

    def _sections(self, lead_extra: tuple[str, ...]) -> Iterator[RawSection]:
        bounds = [
            i
            for i, t in enumerate(self._tokens)
            if t.type == "heading_open" and t.tag == "h2" and not t.level
        ]
        first = bounds[0] if bounds else len(self._tokens)
        lead = self._tokens[:first]
        kept = (b for b in self._blocks(lead) if not (b.type == "heading" and b.level == 1))
        yield RawSection(None, NOTHING, tuple(kept), section_fingerprint(lead, lead_extra, self._notes))
        for start, end in pairwise([*bounds, len(self._tokens)]):
            tokens = self._tokens[start:end]
            heading, *rest = self._blocks(tokens)
            fingerprint = section_fingerprint(tokens, footnotes=self._notes)
            yield RawSection(heading.heading, self.inline(tokens[1]), tuple(rest), fingerprint)

    def _blocks(self, tokens: Sequence[Token]) -> list[Block]:
        return [Block(self, run) for run in _runs(tokens, 0)]

    @property
    def title(self) -> tuple[int, Fragment] | None:
        """The first first-level heading: its index in the outline and its words; None without one."""
        for i, token in enumerate(self._tokens):
            if token.type == "heading_open" and token.tag == "h1":
                return int(token.meta["heading"]), self.inline(self._tokens[i + 1])
        return None

    def line_span(self, token: Token) -> Span:
        """Return the span of a block token's first line in the file."""
        return self.source.line_span((token.map[0] if token.map else 0) + self.body_line)

    def fragment(self, tokens: Sequence[Token]) -> Fragment:
        """Return the HTML with slots of a run of block tokens."""
        return self._md.renderer.fragment(tokens, self._md.options, self._env)  # type: ignore[attr-defined,no-any-return]

    def inline(self, token: Token) -> Fragment:
        """Return the HTML with slots of an inline token."""
        return self._md.renderer.inline_fragment(token, self._md.options, self._env)  # type: ignore[attr-defined,no-any-return]

    def blocks_fragment(self, blocks: Sequence[Block]) -> Fragment:
        """Return the HTML with slots of several blocks."""
        return self.fragment([token for block in blocks for token in block.tokens])


def _footnotes(tokens: Sequence[Token]) -> dict[int, Sequence[Token]]:
    """Return the tokens of each footnote, by its number."""
    notes: dict[int, Sequence[Token]] = {}
    start = 0
    for i, token in enumerate(tokens):
        if token.type == "footnote_open":
            start = i
        elif token.type == "footnote_close":
            notes[tokens[start].meta["id"]] = tokens[start + 1 : i]
    return notes


def _runs(tokens: Sequence[Token], level: int) -> Iterator[Sequence[Token]]:
    """Yield each block at `level` as the run of its tokens."""
    start = 0
    for i, token in enumerate(tokens):
        if token.level == level and token.nesting <= 0:
            yield tokens[start : i + 1]
            start = i + 1
