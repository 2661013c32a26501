"""The recipe: load, check, gate, render, publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from hashlib import blake2b
from pathlib import Path

from build_tools.checking import Checked, cached_read, load_and_check
from build_tools.diagnostics import Report
from build_tools.fingerprint import files_fingerprint, generator_fingerprint
from build_tools.i18n.catalogue import Catalogue, builtin_i18n, open_catalogue
from build_tools.i18n.locales import read_locales
from build_tools.kept import KeptValues, digest
from build_tools.load.history import read_history
from build_tools.memory import give_back
from build_tools.model.addresses import asset_address
from build_tools.model.ids import Lang
from build_tools.model.playbook import Playbook
from build_tools.print.result import PrintResult
from build_tools.publish.disk import WriteReport, forget_site, staged
from build_tools.publish.manifest import read_known, write_known
from build_tools.publish.site_files import add_machine_files
from build_tools.publish.stamp import Stamp, read_stamp, write_stamp
from build_tools.publish.tree import OutputTree
from build_tools.render.frame_view import SiteFacts
from build_tools.render.rendering import render_pages
from build_tools.render.site_pages import RenderedPage, SiteModel, page_jobs
from build_tools.render.templates_env import kept_templates
from build_tools.search.files import search_files
from build_tools.search.pagefind import BUNDLE, IndexFile
from build_tools.settings import Settings
from build_tools.share.files import shared_files
from build_tools.share.offline import offline_files
from build_tools.share.pictures import SocialPictures
from build_tools.site.face import Face, site_url
from build_tools.site.kept_face import kept_face
from build_tools.workers import beside

Progress = Callable[[str], AbstractContextManager[None]]
"""Told that a stage begins; the context ends with it."""


def silent(_stage: str) -> AbstractContextManager[None]:
    """Show no progress."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `written` is None when the findings stopped it."""

    report: Report
    written: WriteReport | None


def inputs_fingerprint(settings: Settings) -> str:
    """Return the fingerprint of everything the site is made from."""
    files = files_fingerprint([settings.content, settings.i18n, settings.docs, settings.config])
    days = blake2b(repr(sorted(read_history(settings.content).items())).encode(), digest_size=8).hexdigest()
    return f"{files} {days} {generator_fingerprint()}"


def print_playbook(
    settings: Settings, playbook: Playbook, facts: SiteFacts, *, extras: bool = True, books: bool = False,
    edition: str = "",
) -> PrintResult:  # fmt: skip
    """Print everything that is printed; what has not changed is taken from the cache.

    Args:
        settings: where everything is.
        playbook: the content.
        facts: where the site is.
        extras: also what cannot have findings: cards and posters.
        books: also the booklets and the EPUB.
        edition: fingerprint of all inputs: books made from the same ones before are offered without being made.
    """
    from build_tools.print.sheets import sheets  # noqa: PLC0415 - takes long to load, and many builds do not print

    catalogues = {code: open_catalogue(code, settings.i18n) for code in playbook.locales.codes}
    return sheets(
        playbook,
        catalogues,
        facts,
        settings.content,
        settings.cache / "print",
        extras=extras,
        books=books,
        edition=edition,
    )


def print_and_check(settings: Settings, *, spelling: bool = False) -> Checked:
    """Load and check, then print the sheets and add what does not fit on them."""
    checked = load_and_check(settings, spelling=spelling)
    if checked.playbook is None:
        return checked
    found = print_playbook(
        settings, checked.playbook, SiteFacts(site_url(settings.config)), extras=False
    ).diagnostics
    return Checked(checked.playbook, Report([*checked.report, *found], checked.report.files))


def build(
    settings: Settings,
    *,
    strict: bool = False,
    clean: bool = False,
    pdf: bool = True,
    books: bool = False,
    search: bool = True,
    reindex: bool = True,
    pictures: bool = True,
    executor: Executor | None = None,
    progress: Progress = silent,
) -> Built:
    """Load, check, gate, render and publish.

    Args:
        settings: where everything is.
        strict: whether warnings stop the build as errors do.
        clean: forget what earlier builds kept.
        pdf: whether the printed forms are made too.
        books: whether the booklets and the EPUB are made too, which takes minutes.
        search: whether the search index is made too.
        reindex: whether the search index is made anew; pages are there sooner with the last one.
        pictures: whether a picture for social networks is made of each page.
        executor: where pages are read and rendered; this machine's cores when not given.
        progress: told what is going on.

    Raises:
        PlaybookError: the tool cannot go on; the old site is as it was.
    """
    if clean:
        forget_site(settings.site, settings.cache)
    inputs = f"{(edition := inputs_fingerprint(settings))} {pdf=} {books=} {search=} {pictures=}"
    last = read_stamp(settings.cache, settings.site, inputs)
    if last is not None and not last.report.stops(strict=strict):
        return Built(last.report, WriteReport(0, last.files, 0))
    with beside(_draw, settings, pictures) as drawn:
        with progress("Reading and checking"):
            checked = load_and_check(settings, cached_read(settings, executor))
        if checked.playbook is None or checked.report.stops(strict=strict):
            return Built(checked.report, None)
        with progress("Drawing the theme"):
            face = drawn()
    report, printed = checked.report, PrintResult()
    if pdf:
        with progress("Printing"):
            printed = print_playbook(settings, checked.playbook, face.facts, books=books, edition=edition)
        report = Report([*report, *printed.diagnostics], report.files)
        if report.stops(strict=strict):
            return Built(report, None)
    index = _Index.NONE if not search else _Index.ANEW if reindex else _Index.AS_IT_IS
    written, is_whole = _publish(settings, checked.playbook, face, printed, index, executor, progress)
    if is_whole:
        files = written.written + written.kept
        write_stamp(settings.cache, settings.site, Stamp(inputs, report, files), written.listing)
    return Built(report, written)


class _Index(Enum):
    """What becomes of the search index; as it is means made anew where there is none."""

    NONE = "none"
    ANEW = "anew"
    AS_IT_IS = "as it is"


def _publish(
    settings: Settings,
    playbook: Playbook,
    face: Face,
    printed: PrintResult,
    index: _Index,
    executor: Executor | None,
    progress: Progress,
) -> tuple[WriteReport, bool]:
    """Render the pages and make them the site, with what is known and kept of the one before.

    Returns:
        What was written, and whether all of the site is new: its index, too.
    """
    version = generator_fingerprint()
    known = settings.own_cache("known") / "files.pickle"
    compiled = settings.cache / "templates.pickle"
    with kept_templates(compiled, version), staged(settings.site, settings.cache) as stage:
        with progress("Rendering the pages"):
            old = search_as_it_is(settings.site) if index is _Index.AS_IT_IS else {}
            search = index is not _Index.NONE and not old
            tree = OutputTree(read_known(known, version))
            complete_site(
                settings, playbook, face, printed, tree, search=search, executor=executor, place=stage.place
            )
            finish(tree, playbook, old)
        with progress("Writing the site"):
            written = stage.complete(tree)
    write_known(known, version, tree.known)
    return written, not old


def _draw(settings: Settings, pictures: bool) -> Face:
    """Return the face; called in a process of its own, which alone loads MkDocs.

    Where the languages cannot be read there is none; that stops the build, and nobody asks for the face.
    """
    locales, _findings = read_locales(settings.i18n / "locales.yaml", "")
    if locales is None:
        return Face({}, SiteFacts(""), settings.cache)
    face = kept_face(settings.config, settings.docs, settings.i18n, locales, settings.cache / "face")
    return replace(face, facts=replace(face.facts, pictures=pictures))


def search_as_it_is(site: Path) -> dict[str, Path]:
    """Return the files of the search in a site that was published before, by their slash path."""
    files = sorted(path for path in (site / BUNDLE).rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path for path in files}


def _nothing(_tree: OutputTree) -> None:
    """Wait until everything is there."""


def complete_site(
    settings: Settings,
    playbook: Playbook,
    face: Face,
    printed: PrintResult,
    tree: OutputTree,
    *,
    search: bool = True,
    executor: Executor | None = None,
    place: Callable[[OutputTree], None] = _nothing,
) -> None:
    """Add the files of the site: the face's static files, all pages, what was printed, and the search index.

    `finish` adds the rest.

    Args:
        settings: where everything is.
        playbook: the content.
        face: what MkDocs drew.
        printed: what was printed.
        tree: takes the files.
        search: whether the search index is made.
        executor: where pages are rendered; this machine's cores when not given.
        place: called when the tree has all but what takes longest: the index and the pictures.
    """
    catalogues = {code: open_catalogue(code, settings.i18n) for code in playbook.locales.codes}
    model = SiteModel(playbook, catalogues, face.facts, printed.downloads, printed.books)
    tree.add_folder(face.assets)
    for asset in sorted(playbook.assets):
        tree.add(asset_address(asset), settings.content / asset, asset)
    for path, file in printed.files:
        tree.add(path, file, "print")
    jobs = [job for lang in playbook.locales.codes for job in page_jobs(model, lang)]
    kept = KeptValues(settings.own_cache("rendered"), generator_fingerprint())
    words = files_fingerprint([settings.i18n / "messages", builtin_i18n() / "messages"])
    rendered = render_pages(model, jobs, kept, words, executor)
    give_back()
    pictures = SocialPictures(
        (p.picture for p in rendered if p.picture is not None), settings.own_cache("social")
    )
    index = _search, rendered, playbook, catalogues, settings.own_cache("search")
    with (
        beside(*index) if search else nullcontext(list) as searched,
        beside(pictures.draw_missing) if pictures.missing else nullcontext(list) as drawn,
    ):
        shells = {lang: digest(shell.fingerprint) for lang, shell in face.shells.items()}
        for page in rendered:
            pour = partial(face.shells[page.lang].pour, page)
            key = digest(shells[page.lang], page.made_from)
            tree.add(f"{page.address}index.html", pour, f"{page.kind} {page.key}", key)
        for shared in shared_files(model, rendered, settings.file_of):
            tree.add(shared.path, shared.content, "sharing", shared.key)
        add_machine_files(tree, model, rendered, face.shells)
        place(tree)
        pictures.help_drawing()
        drawn()
        for shared in pictures.files():
            tree.add(shared.path, shared.content, "sharing", shared.key)
        for path, indexed in searched():
            tree.add(path, indexed.content, "search", indexed.key)


def finish(tree: OutputTree, playbook: Playbook, old: Mapping[str, Path] | None = None) -> None:
    """Add the files that stay from the last site, then what is made of all files: the lists for reading offline."""
    for name, file in (old or {}).items():
        tree.add(name, file, "search")
    known = ((path, *tree.facts(path)) for path in tree)
    for path, text in list(offline_files(known, playbook.locales.codes)):
        tree.add(path, text, "reading offline")


def _search(
    rendered: Sequence[RenderedPage],
    playbook: Playbook,
    catalogues: Mapping[Lang, Catalogue],
    folder: Path,
) -> list[tuple[str, IndexFile]]:
    """Return the files of the search; called in a process of its own."""
    return list(search_files(rendered, playbook, catalogues, folder))
