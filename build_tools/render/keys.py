"""What a rendered page depends on, as a fingerprint.

Two parts: what every page can see of every other (titles, summaries, order,
anchors, sources, terms, words of the interface, templates), and the page's own
bytes and those of its source. A change in a page's text renders that page
anew; a change others can see renders all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from build_tools.i18n.coverage import content_states
from build_tools.kept import digest
from build_tools.model.ids import PageId
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.render.path_places import path_stops
from build_tools.render.site_pages import PageJob, SiteModel


class RenderKeys:
    """Fingerprints of the pages of one site model.

    Args:
        model: everything rendering reads.
        words: fingerprint of the message catalogues.
    """

    def __init__(self, model: SiteModel, words: str) -> None:
        self._model = model
        playbook = model.playbook
        self._shared = digest(
            words.encode(),
            repr((model.facts, playbook.locales, playbook.vocabulary, sorted(playbook.assets))).encode(),
            repr(bool(playbook.changed)).encode(),  # whether there is a feed
            repr(list(playbook.sources.values())).encode(),
            repr(list(playbook.terms.values())).encode(),
            *(repr(seen_by_others(page, playbook)).encode() for page in playbook.pages),
        )
        self._cited = digest(
            *(f"{key} {[p.id for p in pages]}".encode() for key, pages in sorted(playbook.cited_by.items()))
        )

    @cached_property
    def _states(self) -> bytes:
        """Fingerprint of how every translation stands."""
        return digest(*(repr(state).encode() for state in content_states(self._model.playbook)))

    def key(self, job: PageJob) -> bytes:
        """Return the fingerprint of everything a job's result depends on."""
        generated = {"library": self._cited, "status": self._states}
        own = b"".join(self._own(job)) if job.what == "page" else generated.get(job.what, b"")
        return digest(self._shared, repr(job).encode(), own, repr(self._model.books(job)).encode())

    def _own(self, job: PageJob) -> Iterator[bytes]:
        page = self._model.playbook.shown(PageId(job.name), job.lang)
        if page is not None:
            yield page.digest
            yield repr(self._model.playbook.changed.get(page.file)).encode()
            yield repr(self._model.downloads.get((page.id, page.lang))).encode()
            source = self._model.playbook.source_page(page)
            if source is not None:
                yield source.digest  # a translation takes more from its source than its texts: mode, confidence


def seen_by_others(page: Page, playbook: Playbook) -> tuple[object, ...]:
    """Return what other pages of the site show or follow from of a page."""
    return (
        page.id, page.lang, page.path, page.title, page.summary, page.topics, page.roles, page.minutes, page.anchors,
        tuple(heading.github for heading in page.outline.headings), page.draft, page.is_source, path_stops(playbook, page),
    )  # fmt: skip
