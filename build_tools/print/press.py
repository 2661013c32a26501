"""The press: HTML in, PDFs out. Runs in worker processes and sees no network, no disk and no fonts but ours."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from build_tools.print.jobs import FIT, Measured, Printed, PrintJob
from build_tools.print.numbers import with_numbers
from build_tools.print.qr import qr_svg

FONTS = Path(__file__).parent / "fonts"
PDF_VARIANT = "pdf/ua-1"
_GROWTH = 1.8
"""Text that is larger by a factor takes more room by about its square: longer lines and higher ones; less where there
is space around it. A guess that is wrong costs a size, never a sheet: what does not fit is not used."""

_ENDLESS = 20_000
"""Millimetres; a sheet that everything fits on."""

_GARBAGE = 200_000
"""New objects before Python looks for rubbish: a layout is a million boxes that all stay; this saves a tenth of the time."""

_CODE = ("epub.py", "finish.py", "links.py", "measure.py", "numbers.py", "press.py", "qr.py")


@lru_cache(maxsize=1)
def press_fingerprint() -> str:
    """Return the fingerprint of everything a PDF depends on besides its job."""
    digest = blake2b(digest_size=16)
    for library in ("weasyprint", "pydyf", "fonttools", "segno"):
        digest.update(f"{library} {version(library)}\n".encode())
    for path in (*sorted(FONTS.glob("*.ttf")), *(Path(__file__).parent / name for name in _CODE)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_fonts_conf(folder: Path) -> Path:
    """Write the configuration that shows our fonts to fontconfig and hides the machine's.

    Args:
        folder: where it and fontconfig's cache are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "fonts.conf"
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"  <dir>{escape(str(FONTS))}</dir>\n  <cachedir>{escape(str(folder))}</cachedir>\n</fontconfig>\n"
    )
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        fresh = path.with_name(f"fonts.conf.{os.getpid()}")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    return path


def start_worker(fonts_conf: str) -> None:
    """Prepare a worker process: fontconfig reads its settings when it is first used."""
    os.environ["FONTCONFIG_FILE"] = fonts_conf
    gc.set_threshold(_GARBAGE)
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _fetcher(resources: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        """Gives the pictures of the job; whatever else is asked for does not exist."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            del headers
            if url not in resources:
                raise ValueError(f"{url} is not part of the document")
            return URLFetcherResponse(url, resources[url])

    return OnlyOurs()


def _with_codes(job: PrintJob) -> PrintJob:
    """Return the job with its QR codes drawn: only what is really printed pays for them."""
    drawn = {name: qr_svg(address, error) for name, (address, error) in job.codes.items()}
    return replace(job, resources={**job.resources, **drawn}, codes={})


def _layout(job: PrintJob, fit: str, *extra: str) -> Any:
    from weasyprint import CSS, HTML  # noqa: PLC0415 - half a second, and only in workers

    fetcher = _fetcher(job.resources)
    html = HTML(string=job.html.replace(FIT, fit), url_fetcher=fetcher)
    sheets = [CSS(string=text, url_fetcher=fetcher) for text in (job.css, *extra)]
    return html.render(
        stylesheets=sheets, pdf_forms="form" in job.files, pdf_variant=PDF_VARIANT, pdf_tags=True
    )


def print_job(job: PrintJob) -> Printed:
    """Lay a document out and return its PDFs. A pure function of the job and the press."""
    from build_tools.print.links import keep_outer_links  # noqa: PLC0415
    from build_tools.print.measure import content_height, first_over, runs_over, wide_words  # noqa: PLC0415

    job = _with_codes(job)
    document, fit = _fitted(job)
    measured = Measured(len(document.pages), fit, wide=wide_words(document))
    if job.cards and runs_over(document):
        measured = replace(measured, too_long=1)
    if job.one_sheet and len(document.pages) > 1:
        # Laid out once more on an endless sheet, to say by how much this one is too short.
        tall = _layout(job, fit, f"@page {{ size: {job.width}mm {_ENDLESS}mm !important }}")
        over = content_height(tall) - job.text_height
        measured = replace(measured, too_long=max(round(over), 1), first_over=first_over(document))
    keep_outer_links(document)
    return Printed({form: _write(document, form) for form in sorted(job.files)}, measured)


def _fitted(job: PrintJob) -> tuple[Any, str]:
    """Return the layout to be printed, and the name of its size."""
    from build_tools.print.measure import content_height, runs_over  # noqa: PLC0415

    if job.cards:  # one copy of each card tells which size fits
        tries = (fit for fit in job.fits[:-1] if not runs_over(_layout(job, f"{fit} trial")))
        fit = next(tries, job.fits[-1])
        return _layout(job, fit), fit
    if job.numbered:
        return with_numbers(job.html, job.width, lambda html: _layout(replace(job, html=html), "")), ""
    first = _layout(job, job.fits[0])
    if job.one_sheet and len(first.pages) > 1:
        document, smaller = first, job.fits[0]
        smaller_ones = [name for name in job.fits if not name.isdigit()]
        # What fills a third sheet does not come down to one: its last size only says by how much.
        for smaller in smaller_ones if len(first.pages) == 2 else smaller_ones[-1:]:  # noqa: PLR2004
            document = _layout(job, smaller)
            if len(document.pages) == 1:
                break
        return document, smaller
    if job.one_sheet:
        larger = _largest(job, content_height(first))
        if larger != job.fits[0] and len((tried := _layout(job, larger)).pages) == 1:
            return tried, larger
        return first, job.fits[0]
    document, fit = first, job.fits[0]
    for fuller in job.fits[1:]:
        tried = _layout(job, fuller)
        if len(tried.pages) > len(first.pages):
            break
        document, fit = tried, fuller
    return document, fit


def _largest(job: PrintJob, height: float) -> str:
    """Return the largest size that should fit, given the height at the first."""
    first = float(job.fits[0])
    points = [fit for fit in job.fits if fit.isdigit()]
    sizes = [fit for fit in points if height * (float(fit) / first) ** _GROWTH <= job.text_height]
    return sizes[-1] if sizes else job.fits[0]


def _write(document: Any, form: str) -> bytes:
    """Return the PDF; the blank one comes first, so that it has no fields."""
    from build_tools.print.finish import finish  # noqa: PLC0415

    fields = [page.forms for page in document.pages]
    if form == "blank":
        for page in document.pages:
            page.forms = {None: []}
    with suppress(AttributeError):
        document.fonts.clear()
    data = document.write_pdf(
        pdf_variant=PDF_VARIANT,
        pdf_tags=True,
        pdf_forms=form == "form",
        pdf_identifier=b"playbook",
        finisher=finish,
    )
    for page, kept in zip(document.pages, fields, strict=True):
        page.forms = kept
    return bytes(data)
