"""Shelf: the order of the pages in one language, worked out once for all of them.

Every question a page asks of it is answered in time that does not grow with
the number of pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from build_tools.model.ids import Kind, Lang, PageId
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.render.path_places import PathPlace, path_places
from build_tools.render.views import GroupView

WINDOW = 12
"""Pages shown before and after the current one in the sidebar."""


class Shelf:
    """The pages a reader of one language is shown.

    Args:
        playbook: all pages.
        lang: the reader's language.
    """

    def __init__(self, playbook: Playbook, lang: Lang) -> None:
        self.playbook, self.lang = playbook, lang
        self.pages = tuple(playbook.all_shown(lang))
        self.beside: dict[tuple[object, ...], tuple[GroupView, ...]] = {}
        """Sidebars that pages of one place share; filled while rendering."""
        self._groups: dict[str, list[Page]] = defaultdict(list)
        self._topics: dict[str, list[Page]] = defaultdict(list)
        self._roles: dict[str, list[Page]] = defaultdict(list)
        order = list(Kind)
        for page in sorted(self.pages, key=lambda p: (order.index(p.kind), p.id)):
            self._groups[self._group(page)].append(page)
            for topic in page.topics:
                self._topics[topic].append(page)
            for role in page.roles:
                self._roles[role].append(page)
        self._place = {page.id: i for group in self._groups.values() for i, page in enumerate(group)}

    @staticmethod
    def _group(page: Page) -> str:
        """Return what a page stands beside: its first topic; without one, its folder."""
        return page.topics[0] if page.topics else page.id.rpartition("/")[0]

    def on_topic(self, topic: str) -> tuple[Page, ...]:
        """Return the pages filed under a topic, by kind."""
        return tuple(self._topics.get(topic, ()))

    def for_role(self, role: str) -> tuple[Page, ...]:
        """Return the pages written for a role, by kind."""
        return tuple(self._roles.get(role, ()))

    @cached_property
    def paths(self) -> tuple[Page, ...]:
        """Every learning path."""
        return tuple(page for page in self.pages if page.kind is Kind.PATH)

    @cached_property
    def _path_places(self) -> dict[PageId, tuple[PathPlace, ...]]:
        return path_places(self.playbook, self.paths)

    def on_paths(self, page: Page) -> tuple[PathPlace, ...]:
        """Return the page's places on the learning paths."""
        return self._path_places.get(page.id, ())

    def neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the page before and the page after, of the same kind and group."""
        group, place = self._groups[self._group(page)], self._place[page.id]
        before = group[place - 1] if place else None
        after = group[place + 1] if place + 1 < len(group) else None
        same = [p if p is not None and p.kind is page.kind else None for p in (before, after)]
        return same[0], same[1]

    def around(self, page: Page) -> tuple[tuple[Page, ...], bool]:
        """Return the pages beside this one in the sidebar, and whether those are all there are."""
        group, place = self._groups[self._group(page)], self._place[page.id]
        start = max(0, min(place - WINDOW, len(group) - 2 * WINDOW - 1))
        part = group[start : start + 2 * WINDOW + 1]
        return tuple(part), len(part) == len(group)

    def related(self, page: Page) -> Iterator[Page]:
        """Yield pages on the same first topic that are of another kind, nearest kinds first."""
        if not page.topics:
            return
        wanted = [
            kind
            for kind in (Kind.CHECKLIST, Kind.SCENARIO, Kind.WORKSHEET, Kind.ASSESSMENT, Kind.GUIDE)
            if kind is not page.kind
        ]
        pages = self._topics[page.topics[0]]
        for kind in wanted:
            yield from (p for p in pages if p.kind is kind)
