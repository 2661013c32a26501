"""Whether a translation still says what its source says, section by section."""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import StrEnum

from build_tools.model.page import Page


class State(StrEnum):
    """State of a section, or of a page as the worst of its sections."""

    SOURCE = "source"
    CURRENT = "current"
    STALE = "stale"
    MISSING = "missing"


def source_line(source: Page) -> str:
    """Return the front-matter value for a translation that is current with `source`."""
    return f"{source.lang} {'.'.join(source.fingerprints)}"


def made_from(page: Page, source: Page) -> tuple[str | None, ...]:
    """Return, for every section of the source, the fingerprint of the text its translation was made from.

    What was recorded is laid beside what is there now, so that a section put in
    or taken out leaves the others as they are. None for a section that is new.

    Args:
        page: the translation.
        source: the page it was made from, as it is now.
    """
    recorded, now = page.source.fingerprints if page.source else (), source.fingerprints
    if recorded == now:
        return recorded
    earlier: list[str | None] = [None] * len(now)
    for _what, i1, i2, j1, j2 in SequenceMatcher(None, recorded, now, autojunk=False).get_opcodes():
        for i, j in zip(range(i1, i2), range(j1, j2), strict=False):
            earlier[j] = recorded[i]
    return tuple(earlier)


def section_states(page: Page, source: Page) -> tuple[State, ...]:
    """Return the state of every section of the source, the lead first.

    A new section is missing as long as the translation has fewer sections than
    its source; so are the last ones, where nothing was recorded.

    Args:
        page: the translation.
        source: the page it was made from, as it is now.
    """
    absent = len(source.fingerprints) - len(page.fingerprints)
    states = []
    for earlier, fingerprint in zip(made_from(page, source), source.fingerprints, strict=True):
        new = earlier is None and bool(page.source and page.source.fingerprints)
        states.append(
            State.CURRENT if earlier == fingerprint else State.MISSING if new and absent > 0 else State.STALE
        )
    unexplained = max(0, absent - states.count(State.MISSING))
    return (*states[: len(states) - unexplained], *[State.MISSING] * unexplained)


def page_state(page: Page | None, source: Page | None) -> State:
    """Return the state of a page in a language; `page` is None where it has none."""
    if page is None:
        return State.MISSING
    if page.source is None or source is None:
        return State.SOURCE
    states = section_states(page, source)
    return State.CURRENT if all(state is State.CURRENT for state in states) else State.STALE
