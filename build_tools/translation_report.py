"""The state of the translations as a table for people and as JSON for tools."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.i18n.catalogue import Catalogue
from build_tools.i18n.freshness import State
from build_tools.i18n.translations import TranslationState, translation_states
from build_tools.load.source_versions import source_changes
from build_tools.model.ids import is_handbook
from build_tools.model.playbook import Playbook


def as_json(playbook: Playbook, languages: Iterable[str]) -> str:
    """Return a JSON list with an entry per page and language."""
    entries = [
        {
            "page": state.page,
            "language": state.language,
            "source_language": state.source_language,
            "state": state.state.value,
            "draft": state.draft,
            "path": state.path,
            "sections": [{"id": s.id, "heading": s.heading, "state": s.state.value} for s in state.sections],
        }
        for state in translation_states(playbook, languages)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


def _word(state: TranslationState, catalogue: Catalogue) -> str:
    _ = catalogue.gettext
    words = {
        State.SOURCE: _("source"),
        State.CURRENT: _("current"),
        State.STALE: catalogue.ngettext("%(num)d section stale", "%(num)d sections stale", state.stale)
        % {"num": state.stale},
        State.MISSING: _("missing"),
    }
    word = words[state.state]
    return f"{word}, {_('draft')}" if state.draft else word


def table(playbook: Playbook, languages: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines of a table: every page, its source's language and its state in each other language."""
    states = [s for s in translation_states(playbook, languages) if not is_handbook(s.page)]
    by_page: dict[str, dict[str, TranslationState]] = defaultdict(dict)
    for state in states:
        by_page[state.page][state.language] = state
    codes = [code for code in playbook.locales.codes if any(code in row for row in by_page.values())]
    width = max((len(page) for page in by_page), default=4)
    yield "  ".join(["".ljust(width), *(code.ljust(18) for code in codes)]).rstrip()
    for page, row in by_page.items():
        cells = [(_word(row[code], catalogue) if code in row else "").ljust(18) for code in codes]
        yield "  ".join([page.ljust(width), *cells]).rstrip()
    yield ""
    for code in codes:
        counts = Counter(row[code].state for row in by_page.values() if code in row)
        done = counts[State.SOURCE] + counts[State.CURRENT]
        total = sum(counts.values())
        share = f"{100 * done // total}%" if total else "–"
        yield f"{code}: {done}/{total} ({share})"


def changes(playbook: Playbook, languages: Iterable[str], content: Path) -> Iterator[str]:
    """Yield, for each stale section, what changed in its source since it was translated."""
    wanted = set(languages)
    for page in playbook.pages:
        source = playbook.source_page(page)
        if source is None or is_handbook(page.id) or (wanted and page.lang not in wanted):
            continue
        found = source_changes(page, source, content / source.file, playbook.locales[source.lang].quotes)
        headings = (source.title_heading, *source.section_headings)
        for index, text in sorted(found.items()):
            heading = headings[index]
            name = source.outline.headings[heading].text if heading is not None else source.title
            yield f"\n{page.path} – {name}\n{text}"
