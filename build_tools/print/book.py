"""A book of pages: parts, chapters that know each other, an index of terms, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from build_tools.i18n.dates import long_date
from build_tools.i18n.terms import TermUse, Use, term_index
from build_tools.i18n.word_forms import PhraseIndex
from build_tools.model.ids import Lang, PageId
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.print.filler import PaperFiller
from build_tools.print.forms import Printer
from build_tools.render.bodies import body_view
from build_tools.render.page_view import source_view
from build_tools.render.page_views import BodyView
from build_tools.render.views import SourceView
from build_tools.render.words import kind_word

PLACES = 6
"""Chapters named under a term; where it is on every page, naming all of them helps nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A page in a book."""

    anchor: str
    page: Page
    lang: str
    """Language of the text when it is not the book's."""
    kind: str
    kind_label: str
    title: str
    summary: str
    minutes: int | None
    lead: Markup
    body: BodyView
    footnotes: Markup
    places: Mapping[PageId, str | None]
    """Anchor in the book of each page a path leads to, by the page's id."""


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters under one heading."""

    anchor: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A term and the chapters it is used in."""

    term: str
    definition: str
    places: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything a booklet's templates are given."""

    lang: Lang
    direction: str
    title: str
    subtitle: str
    site_title: str
    date_words: str
    address: str
    parts: tuple[Part, ...]
    terms: tuple[IndexEntry, ...]
    sources: tuple[SourceView, ...]
    pictures: Mapping[str, str]

    @property
    def chapters(self) -> Iterator[Chapter]:
        """Every chapter, in order."""
        return (chapter for part in self.parts for chapter in part.chapters)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a book is to hold: its parts as a title and pages each."""

    lang: Lang
    name: str
    """Of its file."""
    title: str
    subtitle: str
    parts: tuple[tuple[str, tuple[Page, ...]], ...]

    @property
    def pages(self) -> Iterator[Page]:
        """Every page, in order."""
        return (page for _, pages in self.parts for page in pages)


def anchor_of(page_id: PageId) -> str:
    """Return the id of a page's chapter."""
    return f"p-{page_id.replace('/', '-')}"


def make_book(printer: Printer, plan: Plan) -> Book:
    """Return a book from its plan; every page of it is rendered."""
    playbook, scene = printer.playbook, printer.scene(plan.lang)
    locale = playbook.locales[plan.lang]
    inside = {page.id: anchor_of(page.id) for page in plan.pages}
    pictures: dict[str, str] = {}
    parts = []
    for number, (title, pages) in enumerate(plan.parts, 1):
        chapters = []
        for page in pages:
            fill = PaperFiller(scene, page, printer.facts.url, inside.get, f"{anchor_of(page.id)}.")
            chapters.append(
                Chapter(
                    anchor=anchor_of(page.id),
                    page=page,
                    lang=page.lang if page.lang != plan.lang else "",
                    kind=page.kind.value,
                    kind_label=kind_word(page.kind, scene.catalogue),
                    title=page.title,
                    summary=page.summary,
                    minutes=page.minutes,
                    lead=fill(page.lead),
                    body=body_view(page, scene, fill),
                    footnotes=fill(page.footnotes),
                    places=_Places(inside.items()),
                )
            )
            pictures |= fill.pictures
        parts.append(Part(f"part-{number}", title, tuple(chapters)))
    days = [day for page in plan.pages if (day := playbook.changed.get(page.file))]
    return Book(
        lang=plan.lang,
        direction=locale.direction,
        title=plan.title,
        subtitle=plan.subtitle,
        site_title=locale.title,
        date_words=long_date(max(days), plan.lang) if days else "",
        address=f"{printer.facts.url}{plan.lang}/" if printer.facts.url else "",
        parts=tuple(parts),
        terms=tuple(_terms(playbook, plan.lang, [c for part in parts for c in part.chapters])),
        sources=_sources(printer, plan),
        pictures=pictures,
    )


class _Places(dict[PageId, str | None]):
    """Anchors by page id; None for a page that is not in the book."""

    def __missing__(self, key: PageId) -> None:
        return None


def _sources(printer: Printer, plan: Plan) -> tuple[SourceView, ...]:
    scene, library = printer.scene(plan.lang), printer.playbook.sources
    cited = {
        source
        for page in plan.pages
        for c in page.outline.citations
        for source, _ in c.cites
        if source in library
    }
    return tuple(
        sorted(
            (source_view(library[source], scene) for source in cited),
            key=lambda view: (view.label.casefold(), view.reference, view.id),
        )
    )


@lru_cache(maxsize=8)
def _phrases(playbook: Playbook, lang: Lang) -> PhraseIndex[TermUse]:
    return term_index(playbook.terms, lang)


@lru_cache(maxsize=4096)
def _used(playbook: Playbook, lang: Lang, page_id: PageId) -> frozenset[str]:
    """Return the ids of the terms a page uses."""
    page = playbook.shown(page_id, lang)
    if page is None:
        return frozenset()
    found = _phrases(playbook, page.lang).find("\n".join(passage.text for passage in page.prose))
    return frozenset(one.value.term for one in found if one.value.use in {Use.TERM, Use.SYNONYM})


def _terms(playbook: Playbook, lang: Lang, chapters: Iterable[Chapter]) -> Iterator[IndexEntry]:
    places: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        for term in _used(playbook, lang, chapter.page.id):
            places.setdefault(term, []).append(chapter)
    entries = [
        IndexEntry(wording.term, wording.definition, tuple(places[term.id][:PLACES]))
        for term in playbook.terms.values()
        if term.id in places and (wording := term.wordings.get(lang))
    ]
    yield from sorted(entries, key=lambda entry: entry.term.casefold().replace("ё", "е"))
