"""Everything that is made of paper, for the pipeline: files for the site, findings, and what each page offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.diagnostics import Diagnostic
from build_tools.i18n.catalogue import Catalogue
from build_tools.model.ids import Lang, PageId, is_handbook
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.print.books import book_jobs, book_offers
from build_tools.print.edition import keep_edition, kept_edition
from build_tools.print.epub import EpubJob
from build_tools.print.extras import extra_forms, extra_jobs
from build_tools.print.findings import (
    check_image_too_large,
    check_missing_glyph,
    check_sheet_too_long,
    check_word_too_wide,
)
from build_tools.print.forms import Printer
from build_tools.print.jobs import PrintJob
from build_tools.print.paper import Paper
from build_tools.print.press import press_fingerprint
from build_tools.print.result import PrintResult
from build_tools.print.store import run_jobs
from build_tools.render.frame_view import SiteFacts
from build_tools.render.site_pages import Download


@dataclass(frozen=True, slots=True)
class _Order:
    """A job and what is to be looked at when it is done."""

    job: PrintJob | EpubJob
    page: Page | None = None
    paper: Paper | None = None
    is_book: bool = False

    @property
    def is_checked(self) -> bool:
        """Whether what does not fit is a finding."""
        return self.page is not None


def sheets(
    playbook: Playbook,
    catalogues: Mapping[Lang, Catalogue],
    facts: SiteFacts,
    content: Path,
    cache: Path,
    *,
    extras: bool = True,
    books: bool = False,
    edition: str = "",
) -> PrintResult:
    """Print the playbook.

    Args:
        playbook: the content.
        catalogues: the words by language.
        facts: where the site is; without an address there are no QR codes.
        content: the content folder, for pictures.
        cache: where PDFs are kept until their page changes.
        extras: also cards and posters, about which nothing can be found out.
        books: also the booklets and the EPUB; when not, those of the last time are taken if they are of the same edition.
        edition: fingerprint of everything that the books are made from; empty when none are to be offered.

    Returns:
        The files by their path in the site, and the findings; a file with an error is among them all the same.
    """
    printer = Printer(playbook, catalogues, facts, content)
    orders = list(_orders(printer, extras=extras, books=books))
    findings = list(_before(playbook, orders, content))
    files: list[tuple[str, Path]] = []
    for order, printed in zip(orders, run_jobs([order.job for order in orders], cache), strict=True):
        # Of cards and posters, what runs over is left out.
        if order.is_checked or not printed.measured.too_long:
            files += [(order.job.files[form], file) for form, file in printed.files.items()]
        if order.page is not None and order.paper is not None:
            findings += check_sheet_too_long(order.page, order.paper, printed.measured)
            findings += check_word_too_wide(order.page, order.paper, printed.measured)
    bound = _bound(
        orders, dict(files), cache, f"{edition} {press_fingerprint()}" if edition else "", books=books
    )
    made = {**dict(files), **bound}
    return PrintResult(
        tuple(made.items()), tuple(findings), _downloads(printer, set(made)), book_offers(printer, bound)
    )


def _bound(
    orders: list[_Order], files: Mapping[str, Path], cache: Path, edition: str, *, books: bool
) -> dict[str, Path]:
    """Return the books that may be offered: those just made, or those made before from the very same playbook."""
    if not books:
        return kept_edition(cache, edition) if edition else {}
    paths = {path for order in orders if order.is_book for path in order.job.files.values()}
    bound = {path: file for path, file in files.items() if path in paths}
    if edition:
        keep_edition(cache, edition, bound)
    return bound


def _orders(printer: Printer, *, extras: bool, books: bool) -> Iterator[_Order]:
    for page in printer.pages:
        for paper, job in printer.sheet_jobs(page):
            yield _Order(job, page, paper)
    if extras:
        for job in extra_jobs(printer):
            yield _Order(job)
    if books:
        for book in book_jobs(printer):
            yield _Order(book, is_book=True)


def _before(playbook: Playbook, orders: list[_Order], content: Path) -> Iterator[Diagnostic]:
    """Yield what can be said without printing."""
    for page in playbook.pages:
        if not is_handbook(page.id):
            yield from check_image_too_large(playbook, page, content)
    for order in orders:
        if order.page is not None and isinstance(order.job, PrintJob):
            yield from check_missing_glyph(order.page, order.job.html, content)


def _downloads(printer: Printer, made: set[str]) -> dict[tuple[PageId, Lang], tuple[Download, ...]]:
    result = {}
    for page in printer.pages:
        forms = (*printer.labels(page.lang), *extra_forms(printer.catalogues[page.lang]))
        offers = (Download(label, printer.path(page, form)) for form, label in forms)
        result[page.id, page.lang] = tuple(offer for offer in offers if offer.path in made)
    return result
