"""Playbook: everything that was read, with indexes and pure queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from build_tools.model.glossary import Term
from build_tools.model.ids import Kind, Lang, PageId
from build_tools.model.library import Source
from build_tools.model.locale import Locales
from build_tools.model.page import Page
from build_tools.model.vocabulary import Vocabulary


class Playbook:
    """All pages in all languages, and the data they share. Never changed once made.

    Args:
        locales: the languages.
        vocabulary: topics and roles.
        pages: every page, in any order; kept sorted by id, then language.
        sources: the library by id.
        terms: the glossary by id.
        assets: slash paths under the content root of the files that are not pages or data.
        unread: slash paths under the content root of the pages and data files that could not be read whole.
            What should be in them is not missed: what is wrong with them is reported there.
        changed: the day each file was last changed, by its slash path under the content root, as far as known.
    """

    def __init__(
        self,
        *,
        locales: Locales,
        vocabulary: Vocabulary,
        pages: tuple[Page, ...],
        sources: Mapping[str, Source],
        terms: Mapping[str, Term],
        assets: frozenset[str],
        unread: frozenset[str] = frozenset(),
        changed: Mapping[str, date] | None = None,
    ) -> None:
        self.locales, self.vocabulary = locales, vocabulary
        self.pages = tuple(sorted(pages, key=lambda page: (page.id, page.lang)))
        self.sources, self.terms, self.assets = sources, terms, assets
        self.unread = unread
        self.changed: Mapping[str, date] = changed or {}

    def with_pages(self, pages: Iterable[Page]) -> Playbook:
        """Return the playbook with some of its pages replaced; everything else is the same."""
        fresh = {(page.id, page.lang): page for page in pages}
        return self._of(tuple(fresh.get((page.id, page.lang), page) for page in self.pages))

    def part(self, ids: Iterable[PageId]) -> Playbook:
        """Return a playbook of some pages in all their languages; everything else is the same."""
        return self._of(tuple(page for page_id in ids for page in self.languages(page_id).values()))

    def _of(self, pages: tuple[Page, ...]) -> Playbook:
        return Playbook(
            locales=self.locales, vocabulary=self.vocabulary, pages=pages, sources=self.sources,
            terms=self.terms, assets=self.assets, unread=self.unread, changed=self.changed,
        )  # fmt: skip

    @cached_property
    def _by_id(self) -> dict[PageId, dict[Lang, Page]]:
        index: dict[PageId, dict[Lang, Page]] = defaultdict(dict)
        for page in self.pages:
            index[page.id][page.lang] = page
        return dict(index)

    @cached_property
    def ids(self) -> tuple[PageId, ...]:
        """Every page id, sorted."""
        return tuple(self._by_id)

    def page(self, page_id: PageId, lang: Lang) -> Page | None:
        """Return the page in exactly this language."""
        return self._by_id.get(page_id, {}).get(lang)

    def languages(self, page_id: PageId) -> dict[Lang, Page]:
        """Return the page in every language it has; empty for an unknown id."""
        return self._by_id.get(page_id, {})

    def source_page(self, page: Page) -> Page | None:
        """Return the page this one was translated from; None for a source or when it is missing."""
        return self.page(page.id, page.source.lang) if page.source else None

    def shown(self, page_id: PageId, lang: Lang) -> Page | None:
        """Return the page a reader of `lang` is shown: theirs, else a fallback, else the source."""
        versions = self.languages(page_id)
        for candidate in (lang, *self.locales[lang].fallback):
            if candidate in versions:
                return versions[candidate]
        return next((p for p in versions.values() if p.is_source), next(iter(versions.values()), None))

    def all_shown(self, lang: Lang) -> Iterator[Page]:
        """Yield what a reader of `lang` is shown of every page id, in the order of the ids."""
        for page_id in self.ids:
            page = self.shown(page_id, lang)
            if page is not None:
                yield page

    @cached_property
    def _shown_by_kind(self) -> dict[tuple[Lang, Kind], tuple[Page, ...]]:
        index: dict[tuple[Lang, Kind], list[Page]] = defaultdict(list)
        for lang in self.locales.codes:
            for page in self.all_shown(lang):
                index[lang, page.kind].append(page)
        return {key: tuple(pages) for key, pages in index.items()}

    def of_kind(self, kind: Kind, lang: Lang) -> tuple[Page, ...]:
        """Return what a reader of `lang` is shown of one kind."""
        return self._shown_by_kind.get((lang, kind), ())

    @cached_property
    def cited_by(self) -> dict[str, tuple[Page, ...]]:
        """Every page that cites a source, by the source's id."""
        index: dict[str, dict[tuple[str, str], Page]] = defaultdict(dict)
        for page in self.pages:
            for citation in page.outline.citations:
                for source_id, _ in citation.cites:
                    index[source_id][page.id, page.lang] = page
        return {key: tuple(pages.values()) for key, pages in index.items()}
