"""The first half of the recipe: load and check. What `playbook check` needs, and no more."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

from build_tools.check import SectionNames, run_checks
from build_tools.check.spelling import check_spelling, read_word_lists
from build_tools.diagnostics import Report
from build_tools.fingerprint import generator_fingerprint
from build_tools.i18n.catalogue import open_catalogue
from build_tools.kept import KeptValues
from build_tools.load.playbook_files import Read, label, load_playbook
from build_tools.load.read_cache import ReadCache, read_packed
from build_tools.memory import give_back
from build_tools.model.ids import is_handbook
from build_tools.model.playbook import Playbook
from build_tools.settings import Settings
from build_tools.workers import map_chunks


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


def cached_read(settings: Settings, executor: Executor | None = None) -> ReadCache:
    """Return the reader that remembers what it read of this content folder."""
    read = partial(map_chunks, read_packed, executor=executor)
    return ReadCache(settings.own_cache("read"), generator_fingerprint(), read)


def load_and_check(settings: Settings, read: Read | None = None, *, spelling: bool = False) -> Checked:
    """Read a playbook and run every check on it.

    Args:
        settings: where it is.
        read: how the pages are read; through the cache of the project when not given.
        spelling: whether the spelling is checked too, which needs hunspell.

    Raises:
        SettingsError: a folder the run depends on does not exist.
    """
    loaded = load_playbook(settings.content, settings.i18n, read or cached_read(settings), settings.handbook)
    give_back()
    findings = list(loaded.diagnostics)
    if loaded.playbook is not None:
        kept = KeptValues(settings.own_cache("checked"), generator_fingerprint())
        findings += run_checks(loaded.playbook, section_names(settings, loaded.playbook), kept.take)
        if spelling:
            folder = settings.i18n / "spelling"
            findings += check_spelling(
                loaded.playbook, read_word_lists(folder, label(folder), loaded.playbook)
            )
    return Checked(loaded.playbook, Report(findings, loaded.files))


def content_counts(playbook: Playbook | None) -> dict[str, Any]:
    """Return how much there is: pages by language and kind, sources, terms."""
    if playbook is None:
        return {}
    pages: dict[str, dict[str, int]] = {}
    for lang in playbook.locales.codes:
        kinds = Counter(f"{p.kind}s" for p in playbook.pages if p.lang == lang and not is_handbook(p.id))
        pages[lang] = dict(sorted(kinds.items()))
    return {"pages": pages, "sources": len(playbook.sources), "terms": len(playbook.terms)}
