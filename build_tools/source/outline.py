"""Outline: what a page is made of, with positions.

Headings, links, images, list items, citations and HTML, each with its span and
the heading it stands under. Checks, translations and rendering read this; none
of them looks at the file again.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Its place in the outline is its index; translations share indexes with their source."""

    level: int
    text: str
    """Plain text, typographic quotes set."""
    github: str
    """Anchor as GitHub makes it, unique in the page."""
    span: Span
    empty: bool = False
    """No text, list or other block stands under it before the next heading of any level."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `under` is the index of the heading it stands under, -1 before the first."""

    href: str
    """Address, percent-encoding undone where nothing is lost by it."""
    text: str
    span: Span
    under: int


@dataclass(frozen=True, slots=True)
class Image:
    """An image; `under` as in Link."""

    src: str
    alt: str
    span: Span
    under: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation note: one or more (source id, locator) pairs; a locator may be empty."""

    cites: tuple[tuple[str, str], ...]
    span: Span
    under: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of any list."""

    span: Span
    under: int
    task: bool


@dataclass(frozen=True, slots=True)
class RawHtml:
    """HTML in the Markdown, which is never published. Comments are not recorded."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything with a position, in the order of the page."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    citations: tuple[Citation, ...] = ()
    items: tuple[ListItem, ...] = ()
    html: tuple[RawHtml, ...] = ()
    words: int = 0
    """Words a reader sees; a run of letters or digits in any script counts as one."""
    deepest: Span | None = None
    """Where the nesting limit was met, if it was."""

    def find_heading(self, github: str) -> int | None:
        """Return the index of the heading with this GitHub anchor."""
        return next((i for i, h in enumerate(self.headings) if h.github == github), None)

    def section_headings(self, index: int) -> range:
        """Return the indexes of the headings in the part that heading `index` opens, itself first."""
        level = self.headings[index].level
        end = index + 1
        while end < len(self.headings) and self.headings[end].level > level:
            end += 1
        return range(index, end)
