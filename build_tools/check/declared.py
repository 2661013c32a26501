"""Differences between a translation and its source that are meant, and declared with a reason.

differs:
  links-differ: The Russian page cites the labour code, the English one ACAS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.check import translations
from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message, Rule
from build_tools.diagnostics.rules import (
    CITATIONS_DIFFER,
    DIFFERENCE_UNUSED,
    HEADING_LEVEL_DIFFERS,
    HEADINGS_DIFFER,
    IMAGES_DIFFER,
    ITEMS_DIFFER,
    LINKS_DIFFER,
    TERM_NOT_USED,
)
from build_tools.model.playbook import Playbook
from build_tools.source.schema import suggestion

PARITY: tuple[Rule, ...] = (
    HEADING_LEVEL_DIFFERS,
    HEADINGS_DIFFER,
    ITEMS_DIFFER,
    LINKS_DIFFER,
    CITATIONS_DIFFER,
    IMAGES_DIFFER,
    TERM_NOT_USED,
)
"""Rules whose findings a translation can declare to be meant."""
_COMPARED = (
    translations.check_heading_level_differs,
    translations.check_headings_differ,
    translations.check_items_differ,
    translations.check_links_differ,
    translations.check_citations_differ,
    translations.check_images_differ,
)


def _declarations(playbook: Playbook) -> dict[tuple[str, str], str]:
    """Return by (path, name or code of a rule) the key it was declared with."""
    return {(page.path, key): key for page in playbook.pages for key in page.differs}


def undeclared(playbook: Playbook, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings that no translation has declared to be meant."""
    declared = _declarations(playbook)
    for finding in findings:
        names = ((finding.path, finding.rule.name), (finding.path, finding.rule.code))
        if finding.rule not in PARITY or not any(name in declared for name in names):
            yield finding


def check_difference_unused(playbook: Playbook, names: SectionNames) -> Iterator[Diagnostic]:
    """Declared differences that are not there, and names of no such rule."""
    if not _declarations(playbook):
        return
    there = {
        (d.path, name)
        for check in _COMPARED
        for d in check(playbook, names)
        for name in (d.rule.name, d.rule.code)
    }
    known = {rule.name for rule in PARITY} | {rule.code for rule in PARITY}
    for page in playbook.pages:
        for key in page.differs:
            if key in {TERM_NOT_USED.name, TERM_NOT_USED.code}:
                continue
            if key not in known:
                message = Message("`{key}` is no rule that a translation can differ by", key=key)
                otherwise = Message("use one of: {known}", known=", ".join(rule.name for rule in PARITY))
                advice = suggestion(key, [rule.name for rule in PARITY], otherwise)
            elif (page.path, key) not in there:
                message = Message("`{key}` is declared, and the page does not differ so", key=key)
                advice = Message("delete the line")
            else:
                continue
            yield Diagnostic(DIFFERENCE_UNUSED, page.path, page.place("differs"), message, advice)


CHECKS = (check_difference_unused,)
