"""Page: one page in one language, complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.diagnostics import Span
from build_tools.model.body import Body
from build_tools.model.ids import Kind, Lang, PageId, slug_of
from build_tools.packed import Packed
from build_tools.source.fragment import Fragment
from build_tools.source.outline import Outline
from build_tools.source.prose import Passage


@dataclass(frozen=True, slots=True)
class SourceMark:
    """The line of a translation that says what it was made from."""

    lang: Lang
    fingerprints: tuple[str, ...]
    """One of each section of the source at that time, the lead first; empty when not yet recorded."""
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    Metadata that a translation does not carry is its source's.
    """

    id: PageId
    lang: Lang
    kind: Kind
    path: str
    """Slash path of the file as the reader would type it."""
    file: str
    """Slash path of the file under the content root."""
    title: str
    """Plain text."""
    title_fragment: Fragment
    summary: str
    topics: tuple[str, ...]
    roles: tuple[str, ...]
    minutes: int | None
    confidence: str | None
    draft: bool
    source: SourceMark | None
    """None for the page that was written first."""
    lead: Fragment
    body: Body
    footnotes: Fragment
    outline: Outline
    fingerprints: tuple[str, ...]
    """Of each section as it is now, the lead first."""
    section_headings: tuple[int, ...]
    """Index in the outline of each second-level heading: where the sections after the lead begin."""
    title_heading: int | None
    """Index of the title in the outline."""
    marks: Mapping[str, Span] = field(default_factory=dict)
    """Where each key of the front matter stands."""
    packed_prose: Packed[tuple[Passage, ...]] = Packed(())  # noqa: RUF009 - never changed
    digest: bytes = b""
    """Fingerprint of the file's bytes."""
    differs: Mapping[str, str] = field(default_factory=dict)
    """Of a translation: rules of parity that it breaks on purpose, by name or code, with the reason."""
    anchors: tuple[str, ...] = ()
    """Published id of every heading, by its index: the source's where the outlines agree."""

    @property
    def prose(self) -> tuple[Passage, ...]:
        """The text a reader sees, with places, the front matter's first."""
        return self.packed_prose.value

    @property
    def slug(self) -> str:
        """Last part of the page's address."""
        return slug_of(self.id)

    @property
    def is_source(self) -> bool:
        """True for the page the others are translated from."""
        return self.source is None

    def place(self, key: str) -> Span:
        """Return where a key of the front matter stands; the first line when it does not."""
        return self.marks.get(key, Span.of_line(1))

    def find_anchor(self, anchor: str) -> int | None:
        """Return the index of the heading an anchor means: a published id, or GitHub's form of it."""
        if anchor in self.anchors:
            return self.anchors.index(anchor)
        return self.outline.find_heading(anchor)
