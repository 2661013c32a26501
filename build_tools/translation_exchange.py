"""Pages to translators and back: PO and XLIFF 2, a unit per text, nothing lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.errors import SettingsError
from build_tools.i18n.exchange import Exchange, ExchangePage, ExchangeUnit
from build_tools.i18n.freshness import State, made_from, section_states
from build_tools.i18n.po_exchange import read_po, write_po
from build_tools.i18n.translations import find_page_id
from build_tools.i18n.xliff import read_xliff, write_xliff
from build_tools.load.page_file import READ_TEXTS
from build_tools.model.ids import Lang, PageId
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.scaffold import new_translation
from build_tools.settings import Settings
from build_tools.source.units import Unit, read_units, replace_units

WRITERS = {"po": write_po, "xliff": write_xliff}
NEVER = "000000"
"""Stands in the line `source:` for a section that is not translated.

A section has it by a chance of 1 in 16 million.
"""
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one page: texts changed, not done, and those that could not be taken."""

    page: PageId
    path: Path
    changed: int
    waiting: int
    refused: tuple[tuple[int, str], ...]
    """(line in the source's file, text as the translator has it)."""
    outdated: int
    """Texts whose source has changed since the export."""


def _read(file: Path) -> tuple[str, str]:
    """Return a file's byte order mark, if it has one, and its text with its own line ends."""
    text = file.read_bytes().decode("utf-8")
    return (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)


def _source_of(playbook: Playbook, page_id: PageId) -> Page | None:
    return next((page for page in playbook.languages(page_id).values() if page.is_source), None)


def export_pages(playbook: Playbook, where: Settings, names: Sequence[str], lang: Lang) -> list[Exchange]:
    """Return what there is to translate into a language: an exchange for each source language.

    Args:
        playbook: all pages.
        where: the project.
        names: pages, by path or id; every page when there are none.
        lang: the language to translate into.

    Raises:
        SettingsError: there is no such page.
    """
    ids = dict.fromkeys(find_page_id(playbook, name) for name in names) if names else playbook.ids
    pages: dict[str, list[ExchangePage]] = {}
    for page_id in ids:
        source = _source_of(playbook, page_id)
        if source is not None and source.lang != lang:
            entry = _export(source, playbook.page(page_id, lang), where)
            pages.setdefault(source.lang, []).append(entry)
    return [Exchange(source_lang, lang, tuple(entries)) for source_lang, entries in pages.items()]


def _export(source: Page, page: Page | None, where: Settings) -> ExchangePage:
    units = read_units(_read(where.file_of(source))[1], READ_TEXTS)
    targets: dict[str, str] = {}
    states: tuple[State, ...] = (State.MISSING,) * len(source.fingerprints)
    if page is not None:
        theirs = read_units(_read(where.file_of(page))[1], READ_TEXTS)
        targets = {mine.key: other.text for mine, other in _pairs(units, theirs)}
        states = section_states(page, source)
    return ExchangePage(
        source.id,
        source.path,
        tuple(
            ExchangeUnit(
                unit.key, unit.kind, unit.text, targets.get(unit.key, ""),
                current=unit.section < len(states) and states[unit.section] is State.CURRENT, line=unit.line,
            )
            for unit in units
        ),
    )  # fmt: skip


def _pairs(source: Sequence[Unit], target: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield the units of source and translation that stand for each other.

    Texts of the front matter by their key; those of a section by their order,
    where both have the same kinds of units in it.
    """
    matter = {unit.key: unit for unit in target if unit.kind == "matter"}
    yield from ((unit, matter[unit.key]) for unit in source if unit.kind == "matter" and unit.key in matter)
    for section in sorted({unit.section for unit in source}):
        mine, theirs = (
            [u for u in units if u.section == section and u.kind != "matter"] for units in (source, target)
        )
        if [u.kind for u in mine] == [u.kind for u in theirs]:
            yield from zip(mine, theirs, strict=True)


def read_exchange(file: Path) -> Exchange:
    """Read a PO or XLIFF file; which of the two is seen from its beginning.

    Raises:
        SettingsError: it cannot be read.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SettingsError(
            "{file} cannot be read ({reason})",
            "name the file that the translator gave back",
            file=file,
            reason=error.strerror,
        ) from error
    return read_xliff(data) if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else read_po(data)


def import_pages(playbook: Playbook, where: Settings, exchange: Exchange) -> Iterator[Imported]:
    """Write what came back into the translations' files; yield what became of each page.

    A text is taken when its source still says what it said at the export and
    it is not marked as unfinished. A page without a translation gets one, as a
    draft as long as texts are missing.

    Raises:
        SettingsError: the language or a page is not one of this playbook.
    """
    if exchange.lang not in playbook.locales:
        codes = ", ".join(playbook.locales.codes)
        raise SettingsError(
            "{lang} is not a language of this playbook",
            "use one of: {codes}",
            lang=exchange.lang,
            codes=codes,
        )
    for entry in exchange.pages:
        source = _source_of(playbook, PageId(entry.id))
        if source is None or source.lang == exchange.lang:
            raise SettingsError(
                "there is no page {page} to translate into {lang}",
                "export the pages again",
                page=entry.id,
                lang=exchange.lang,
            )
        yield _import(playbook, where, source, entry.units, Lang(exchange.lang))


def _import(
    playbook: Playbook, where: Settings, source: Page, given: Iterable[ExchangeUnit], lang: Lang
) -> Imported:
    page = playbook.page(source.id, lang)
    path = where.file_of(page or replace(source, lang=lang, file=f"{lang}/{source.id}.md"))
    original = _read(where.file_of(source))[1]
    mark, text = _read(path) if page else ("", new_translation(source, original))
    units = {unit.key: unit for unit in read_units(original, READ_TEXTS)}
    places = {mine.key: other for mine, other in _pairs(tuple(units.values()), read_units(text, READ_TEXTS))}
    wanted: dict[str, str] = {}
    taken: set[str] = set()
    count: Counter[str] = Counter()
    lost: list[tuple[int, str]] = []
    for unit in given:
        mine = units.get(unit.key)
        if mine is None or mine.text != unit.source:
            count["outdated"] += 1
        elif not unit.current or not unit.target.strip():
            count["waiting"] += 1
        elif unit.key in places:
            wanted[places[unit.key].key] = unit.target
            taken.add(unit.key)
        else:
            lost.append((mine.line, unit.target))
    before = {unit.key: unit.text for unit in read_units(text, READ_TEXTS)}
    fresh, refused = replace_units(text, READ_TEXTS, wanted)
    back = {place.key: key for key, place in places.items()}
    lost += [(units[back[key]].line, wanted[key]) for key in refused]
    taken -= {back[key] for key in refused}
    changed = sum(before[u.key] != u.text for u in read_units(fresh, READ_TEXTS))
    fresh = _with_source_line(
        fresh, page, source, {u.section for u in units.values() if u.key not in taken}, bool(changed)
    )
    if page is None and not (count["waiting"] or count["outdated"] or lost):
        fresh = fresh.replace("\ndraft: true\n", "\n", 1)
    if taken if page is None else _read(path) != (mark, fresh):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((mark + fresh).encode())
    return Imported(source.id, path, changed, count["waiting"], tuple(lost), count["outdated"])


def _with_source_line(text: str, page: Page | None, source: Page, unfinished: set[int], changed: bool) -> str:
    """Return the page with a line `source:` that says which sections are now translated."""
    if page is not None and not changed:
        return text
    earlier = made_from(page, source) if page else (None,) * len(source.fingerprints)
    now = [
        (old or NEVER) if section in unfinished else fingerprint
        for section, (old, fingerprint) in enumerate(zip(earlier, source.fingerprints, strict=True))
    ]
    head, close, rest = text.partition("\n---")
    lines = head.split("\n")
    for i, line in enumerate(lines):
        if line.startswith("source:"):
            end = "\r" if line.endswith("\r") else ""
            lines[i] = f"source: {source.lang} {'.'.join(now)}{end}"
    return "\n".join(lines) + close + rest
