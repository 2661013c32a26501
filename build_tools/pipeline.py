"""The recipe: load, check, gate, render, publish."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from build_tools.check import SectionNames, run_checks
from build_tools.diagnostics import Report
from build_tools.i18n.catalogue import open_catalogue
from build_tools.load.playbook_files import Read, load_playbook, read_here
from build_tools.model.playbook import Playbook
from build_tools.settings import Settings


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook and what is wrong with it. `playbook` is None only when its languages are unreadable."""

    playbook: Playbook | None
    report: Report


def section_names(settings: Settings, playbook: Playbook) -> SectionNames:
    """Return how the sections with a fixed name are called in each of the playbook's languages."""
    catalogues = {code: open_catalogue(code, settings.i18n) for code in playbook.locales.codes}
    return SectionNames(
        try_this={code: catalogue.gettext("Try this") for code, catalogue in catalogues.items()},
        debrief={code: catalogue.gettext("Debrief") for code, catalogue in catalogues.items()},
    )


def load_and_check(settings: Settings, read: Read = read_here) -> Checked:
    """Read a playbook and run every check on it.

    Args:
        settings: where it is.
        read: how the pages are read.

    Raises:
        SettingsError: a folder the run depends on does not exist.
    """
    loaded = load_playbook(settings.content, settings.i18n, read)
    findings = list(loaded.diagnostics)
    if loaded.playbook is not None:
        findings += run_checks(loaded.playbook, section_names(settings, loaded.playbook))
    return Checked(loaded.playbook, Report(findings, loaded.files))


def content_counts(playbook: Playbook | None) -> dict[str, Any]:
    """Return how much there is: pages by language and kind, sources, terms."""
    if playbook is None:
        return {}
    pages: dict[str, dict[str, int]] = {}
    for lang in playbook.locales.codes:
        kinds = Counter(f"{page.kind}s" for page in playbook.pages if page.lang == lang)
        pages[lang] = dict(sorted(kinds.items()))
    return {"pages": pages, "sources": len(playbook.sources), "terms": len(playbook.terms)}
