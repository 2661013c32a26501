"""The content and i18n folders -> Playbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.diagnostics import Diagnostic
from build_tools.diagnostics.rules import DUPLICATE_ID
from build_tools.errors import SettingsError
from build_tools.i18n.catalogue import open_catalogue
from build_tools.i18n.locales import read_locales
from build_tools.load.assemble import assemble
from build_tools.load.data_files import read_glossary, read_library, read_vocabulary
from build_tools.load.files import Tree, walk_content, walk_handbook
from build_tools.load.history import read_history
from build_tools.load.interface_words import missing_words
from build_tools.load.page_file import PageFile, PageLocation, read_page
from build_tools.model.glossary import Term
from build_tools.model.ids import HANDBOOK
from build_tools.model.library import Source
from build_tools.model.locale import Locales
from build_tools.model.playbook import Playbook
from build_tools.model.vocabulary import Vocabulary

ReadJob = tuple[PageLocation, bytes]
ReadResult = PageFile | tuple[Diagnostic, ...]
Read = Callable[[list[ReadJob]], Iterable[ReadResult]]
"""Reads many pages, in order: in this process, in several, or from a cache."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read. `playbook` is None only when the languages themselves are unreadable."""

    playbook: Playbook | None
    diagnostics: tuple[Diagnostic, ...]
    files: int


def read_here(jobs: list[ReadJob]) -> Iterator[ReadResult]:
    """Read pages in this process."""
    return (read_page(location, data) for location, data in jobs)


def label(path: Path) -> str:
    """Return a folder as findings call it: relative to the working folder when it lies inside it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def load_playbook(content: Path, i18n: Path, read: Read = read_here, handbook: Path | None = None) -> Loaded:
    """Read a whole playbook.

    Args:
        content: folder with a folder per language.
        i18n: folder with `locales.yaml` and, if there is one, `glossary.yaml`.
        read: how the pages are read.
        handbook: folder of the contributors' handbook, whose pages are published beside the content's.

    Returns:
        The playbook and everything that was wrong in its files.

    Raises:
        SettingsError: one of the folders does not exist.
    """
    if not content.is_dir():
        raise SettingsError("there is no content folder {folder}", "name it with --content", folder=content)
    i18n_label = label(i18n)
    locales, findings = read_locales(i18n / "locales.yaml", f"{i18n_label}/locales.yaml")
    if locales is None:
        return Loaded(None, tuple(findings), 1)
    findings += missing_words(locales, i18n, i18n_label)
    content_label = label(content)
    tree = walk_content(content, content_label, locales)
    jobs = [*_jobs(tree, content, content_label, locales, i18n), *_handbook_jobs(handbook, locales)]
    files, unread, faults = _read_files(read, jobs, content_label)
    pages, unclear = assemble(files, unread)
    data = _read_data(tree, content, content_label)
    terms, wrong_terms = _read_terms(i18n / "glossary.yaml", f"{i18n_label}/glossary.yaml", locales)
    findings += [*tree.diagnostics, *faults, *unclear, *data.diagnostics, *wrong_terms]
    playbook = Playbook(
        locales=locales,
        vocabulary=data.vocabulary,
        pages=pages,
        sources=data.sources,
        terms=terms,
        assets=frozenset(tree.assets),
        unread=frozenset(unread | data.unread),
        changed=read_history(content),
    )
    return Loaded(playbook, tuple(findings), len(tree.pages))


def _read_files(
    read: Read, jobs: list[ReadJob], content_label: str
) -> tuple[list[PageFile], set[str], list[Diagnostic]]:
    """Return the pages, the files that could not be read as pages, and what is wrong in both."""
    files: list[PageFile] = []
    unread: set[str] = set()
    findings: list[Diagnostic] = []
    for result in read(jobs):
        if isinstance(result, PageFile):
            files.append(result)
            findings += result.diagnostics
        else:
            findings += result
            unread |= {d.path.removeprefix(f"{content_label}/") for d in result}
    return files, unread, findings


@dataclass(frozen=True, slots=True)
class _Data:
    """What the data files of the content folder say. `unread` are those that are wrong."""

    vocabulary: Vocabulary
    sources: dict[str, Source]
    unread: set[str]
    diagnostics: list[Diagnostic]


def _read_data(tree: Tree, content: Path, content_label: str) -> _Data:
    vocabulary, findings = Vocabulary(), list[Diagnostic]()
    if tree.vocabulary:
        path = f"{content_label}/{tree.vocabulary}"
        vocabulary, findings = read_vocabulary(path, _bytes(content / tree.vocabulary))
    sources, faults = read_library((f"{content_label}/{f}", _bytes(content / f)) for f in tree.library)
    wrong = [*findings, *(d for d in faults if d.rule is not DUPLICATE_ID)]
    unread = {d.path.removeprefix(f"{content_label}/") for d in wrong}
    return _Data(vocabulary, sources, unread, [*findings, *faults])


def _read_terms(path: Path, shown: str, locales: Locales) -> tuple[dict[str, Term], list[Diagnostic]]:
    return read_glossary(shown, _bytes(path), locales.codes) if path.is_file() else ({}, [])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(
            "{path} cannot be read ({reason})",
            "make it readable, or delete it",
            path=label(path),
            reason=error.strerror,
        ) from error


def _jobs(tree: Tree, content: Path, content_label: str, locales: Locales, i18n: Path) -> list[ReadJob]:
    debriefs = {code: open_catalogue(code, i18n).gettext("Debrief") for code in locales.codes}
    return [
        (
            PageLocation(
                page.id, page.lang, page.kind, f"{content_label}/{page.file}", page.file,
                locales[page.lang].quotes, debriefs[page.lang], locales[page.lang].typography,
            ),
            _bytes(content / page.file),
        )
        for page in tree.pages
    ]  # fmt: skip


def _handbook_jobs(handbook: Path | None, locales: Locales) -> Iterator[ReadJob]:
    if handbook is None:
        return
    root = label(handbook)
    for page in walk_handbook(handbook, locales):
        name = page.id.removeprefix(HANDBOOK)
        path = f"{page.lang}/{name}.md"
        locale = locales[page.lang]
        place = PageLocation(
            page.id, page.lang, page.kind, f"{root}/{path}", page.file, locale.quotes, "", locale.typography
        )
        yield place, _bytes(handbook / path)
