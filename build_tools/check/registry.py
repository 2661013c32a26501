"""The explicit list of checks, and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from build_tools.check import (
    declared,
    links,
    practice,
    readability,
    safety,
    structure,
    terms,
    translations,
    typography,
)
from build_tools.check.declared import undeclared
from build_tools.check.names import SectionNames
from build_tools.check.texts import Check, Keep, text_findings
from build_tools.diagnostics import Diagnostic
from build_tools.model.playbook import Playbook

_TEXT_CHECKS: tuple[Check, ...] = (
    *translations.PARITY_CHECKS,
    *terms.CHECKS,
    *typography.CHECKS,
    *readability.CHECKS,
)
"""Those that read all of a page, and nothing of other pages but its versions."""

_WHOLE_CHECKS: tuple[Check, ...] = (
    *structure.CHECKS,
    *translations.CHECKS,
    *declared.CHECKS,
    *links.CHECKS,
    *practice.CHECKS,
    *safety.CHECKS,
)

CHECKS = (*_WHOLE_CHECKS, *_TEXT_CHECKS)
"""Every check; rules of reading are found while loading."""


def keep_nothing(keys: Sequence[bytes], make: Callable[[list[int]], Sequence[bytes]]) -> Sequence[bytes]:
    """Make every value anew."""
    return make(list(range(len(keys))))


def run_checks(playbook: Playbook, names: SectionNames, keep: Keep = keep_nothing) -> Iterator[Diagnostic]:
    """Yield everything the checks find.

    Args:
        playbook: what to look at.
        names: how the sections with a fixed name are called in each language.
        keep: where the findings of the checks that look at one page at a time are kept from run to run.
    """
    found = chain.from_iterable(check(playbook, names) for check in _WHOLE_CHECKS)
    texts = text_findings(playbook, names, _TEXT_CHECKS, keep)
    yield from undeclared(playbook, chain(found, texts))
