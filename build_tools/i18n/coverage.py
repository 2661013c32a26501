"""How much of the playbook each language has, as a whole and by topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.i18n.freshness import State
from build_tools.i18n.translations import TranslationState, translation_states
from build_tools.model.ids import Lang, is_handbook
from build_tools.model.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Coverage:
    """Pages of one language by their state. `current` counts those written in it first as well."""

    current: int
    stale: int
    missing: int

    @property
    def total(self) -> int:
        """All pages there are."""
        return self.current + self.stale + self.missing

    @property
    def percent(self) -> int:
        """Share of the pages that say what their source says now; rounded down, so that 100 means all."""
        return 100 * self.current // self.total if self.total else 0


def _counted(states: Iterable[TranslationState]) -> Coverage:
    found = [state.state for state in states]
    stale, missing = found.count(State.STALE), found.count(State.MISSING)
    return Coverage(len(found) - stale - missing, stale, missing)


def content_states(playbook: Playbook) -> tuple[TranslationState, ...]:
    """Return the state of every page of the content in every language; the handbook is not counted."""
    return tuple(state for state in translation_states(playbook) if not is_handbook(state.page))


def coverage(states: Iterable[TranslationState], lang: Lang) -> Coverage:
    """Return a language's coverage of the whole content."""
    return _counted(state for state in states if state.language == lang)


def coverage_by_topic(
    playbook: Playbook, states: Iterable[TranslationState], lang: Lang
) -> Iterator[tuple[str, Coverage]]:
    """Yield each topic that has pages, with a language's coverage of it, in the vocabulary's order."""
    of_language = [state for state in states if state.language == lang]
    for topic in playbook.vocabulary.topics:
        pages = {page.id for page in playbook.pages if topic in page.topics}
        found = _counted(state for state in of_language if state.page in pages)
        if found.total:
            yield topic, found
