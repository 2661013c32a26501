"""The state of every translation, and the line that says what one was made from."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import SettingsError, WriteError
from build_tools.i18n.freshness import State, section_states, source_line
from build_tools.model.ids import Lang, PageId
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.source.schema import did_you_mean

_LINE_END = re.compile(rb"\r\n|\r|\n")
_SOURCE = re.compile(rb"""((?:source|"source"|'source')[ \t]*:)[^\r\n]*?([ \t]+#[^\r\n]*|[ \t]*)""")
"""The line of the front matter: key, value, and a comment or spaces after it."""


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section of the source, and how its translation stands to it."""

    id: str
    """Published anchor; empty for the lead of a page without a title."""
    heading: str
    state: State


@dataclass(frozen=True, slots=True)
class TranslationState:
    """A page in a language."""

    page: PageId
    language: Lang
    source_language: Lang
    state: State
    draft: bool
    path: str
    """The file; where it would be, when there is none."""
    sections: tuple[SectionState, ...]

    @property
    def stale(self) -> int:
        """How many sections are stale or missing."""
        return sum(section.state in {State.STALE, State.MISSING} for section in self.sections)


def translation_states(playbook: Playbook, languages: Iterable[str] = ()) -> Iterator[TranslationState]:
    """Yield the state of every page in every language.

    Args:
        playbook: all pages.
        languages: only these, when there are any.
    """
    wanted = set(languages) or set(playbook.locales.codes)
    for page_id in playbook.ids:
        versions = playbook.languages(page_id)
        source = next((page for page in versions.values() if page.is_source), None)
        if source is None:
            continue
        for lang in playbook.locales.codes:
            if lang in wanted:
                yield _state(versions.get(lang), source, lang)


def _state(page: Page | None, source: Page, lang: Lang) -> TranslationState:
    path = page.path if page else source.path.replace(f"/{source.file}", f"/{lang}/{source.id}.md")
    if page is source:
        states: tuple[State, ...] = (State.SOURCE,) * len(source.fingerprints)
    elif page is None:
        states = (State.MISSING,) * len(source.fingerprints)
    else:
        states = section_states(page, source)
    whole = states[0] if page is source or page is None else _worst(states)
    return TranslationState(
        page=source.id, language=lang, source_language=source.lang, state=whole,
        draft=bool(page and page.draft), path=path, sections=tuple(_sections(source, states)),
    )  # fmt: skip


def _worst(states: tuple[State, ...]) -> State:
    return State.CURRENT if all(state is State.CURRENT for state in states) else State.STALE


def _sections(source: Page, states: tuple[State, ...]) -> Iterator[SectionState]:
    for heading, state in zip((source.title_heading, *source.section_headings), states, strict=True):
        if heading is None:
            yield SectionState("", "", state)
        else:
            yield SectionState(source.anchors[heading], source.outline.headings[heading].text, state)


def accept(page: Page, source: Page, file: Path) -> bool:
    """Note in a translation's file that it says what its source says now.

    Only the value after `source:` changes; every other byte, line ends, comments
    and byte order mark included, stays.

    Args:
        page: the translation.
        source: its source as it is now.
        file: the translation's file.

    Returns:
        False when the line already said so.

    Raises:
        WriteError: the file cannot be written, or its line is not where it was read.
    """
    file = file.resolve()
    data = file.read_bytes()
    start, end = _line(data, page.source.span.line if page.source else 0)
    match = _SOURCE.fullmatch(data, start, end)
    if match is None:
        raise WriteError(
            "{path} has no line `source:`", "write it again and run the command once more", path=page.path
        )
    accepted = data[:start] + match[1] + b" " + source_line(source).encode() + match[2] + data[end:]
    if accepted == data:
        return False
    try:
        fresh = file.with_name(f".{file.name}.new")
        fresh.write_bytes(accepted)
        shutil.copymode(file, fresh)
        fresh.replace(file)
    except OSError as error:
        raise WriteError(
            "{path} could not be written ({reason})", "check that the file is not write-protected",
            path=page.path, reason=error.strerror,
        ) from error  # fmt: skip
    return True


def _line(data: bytes, number: int) -> tuple[int, int]:
    """Return where the line with this 1-based number begins and ends; nowhere when there is none."""
    ends = [match.span() for match in _LINE_END.finditer(data)]
    starts = [0, *(after for _, after in ends)]
    if not 0 < number <= len(starts):
        return 0, 0
    return starts[number - 1], ends[number - 1][0] if number <= len(ends) else len(data)


def find_page_id(playbook: Playbook, name: str) -> PageId:
    """Return the id of the page that a path or an id means.

    Raises:
        SettingsError: there is no such page.
    """
    wanted = name.replace("\\", "/").removesuffix(".md").removeprefix("./")
    if playbook.languages(PageId(wanted)):
        return PageId(wanted)
    for page in playbook.pages:
        if page.path.removesuffix(".md") == wanted or wanted.endswith(f"/{page.file.removesuffix('.md')}"):
            return page.id
    close = did_you_mean(wanted, [*playbook.ids, *(page.path.removesuffix(".md") for page in playbook.pages)])
    raise SettingsError(
        "there is no page {name}", "did you mean {close}?" if close else "run playbook translations to see all pages",
        name=name, close=close,
    )  # fmt: skip


def chosen_translations(
    playbook: Playbook, names: Iterable[str], languages: Iterable[str]
) -> Iterator[tuple[Page, Page]]:
    """Yield (translation, source) of the pages named; of every page when none is.

    A name that is the path of a file means that language alone.

    Raises:
        SettingsError: there is no such page, or it is not a translation.
    """
    wanted = set(languages)
    chosen: list[Page] = []
    for name in names:
        page_id = find_page_id(playbook, name)
        versions = list(playbook.languages(page_id).values())
        exact = [p for p in versions if name.endswith(p.file) or name == p.path]
        if not any(playbook.source_page(page) for page in exact or versions):
            raise SettingsError(
                "{name} is not a translation",
                "its front matter needs the line `source:` and a language",
                name=name,
            )
        chosen += exact or versions
    for page in chosen or playbook.pages:
        source = playbook.source_page(page)
        if source is not None and (not wanted or page.lang in wanted):
            yield page, source
