"""Whether a translation still says what its source says, section by section."""

from __future__ import annotations

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


def section_states(page: Page, source: Page) -> tuple[State, ...]:
    """Return the state of every section of the source, the lead first.

    Args:
        page: the translation.
        source: the page it was made from, as it is now.
    """
    recorded = page.source.fingerprints if page.source else ()
    states = []
    for i, fingerprint in enumerate(source.fingerprints):
        if i >= len(page.fingerprints):
            states.append(State.MISSING)
        elif i < len(recorded) and recorded[i] == fingerprint:
            states.append(State.CURRENT)
        else:
            states.append(State.STALE)
    return tuple(states)


def page_state(page: Page | None, source: Page | None) -> State:
    """Return the state of a page in a language; `page` is None where it has none."""
    if page is None:
        return State.MISSING
    if page.source is None or source is None:
        return State.SOURCE
    states = section_states(page, source)
    return State.CURRENT if all(state is State.CURRENT for state in states) else State.STALE
