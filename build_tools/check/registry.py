"""The explicit list of checks, and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
from build_tools.diagnostics import Diagnostic
from build_tools.model.playbook import Playbook

Check = Callable[[Playbook, SectionNames], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    *structure.CHECKS,
    *translations.CHECKS,
    *declared.CHECKS,
    *links.CHECKS,
    *terms.CHECKS,
    *typography.CHECKS,
    *readability.CHECKS,
    *practice.CHECKS,
    *safety.CHECKS,
)
"""Every check, in the order of the codes; rules of reading are found while loading."""


def run_checks(playbook: Playbook, names: SectionNames) -> Iterator[Diagnostic]:
    """Yield everything the checks find.

    Args:
        playbook: what to look at.
        names: how the sections with a fixed name are called in each language.
    """
    for check in CHECKS:
        yield from undeclared(playbook, check(playbook, names))
