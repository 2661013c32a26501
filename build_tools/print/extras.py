"""Pocket cards and posters of checklists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.ids import Kind
from build_tools.model.page import Page
from build_tools.print.forms import Printer, Sheet, stylesheet
from build_tools.print.jobs import FIT, PrintJob
from build_tools.print.paper import POSTERS, SHEETS, Paper
from build_tools.render.page_views import BodyView
from build_tools.render.views import ChecklistView, PausePointView

CARD_SIZES = ("10", "9", "8", "split-10", "split-9", "split-8")
"""One card, then two beside each other; a card is read in the hand, so it may be smaller than a sheet."""
POSTER_SIZES = ("18", "20", "22", "24", "27", "30", "close", "tight", "tight small")


def extra_forms(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield every form of these: the end of its file's name, and what people call it."""
    for paper in SHEETS:
        yield f"cards-{paper.name}", catalogue.gettext("Pocket cards, %(paper)s") % {"paper": paper.label}
    for paper in POSTERS:
        yield f"poster-{paper.name}", catalogue.gettext("Poster, %(paper)s") % {"paper": paper.label}


def halves(checklist: BodyView) -> tuple[tuple[PausePointView, ...], tuple[PausePointView, ...]]:
    """Return the pause points of a checklist in two parts of about the same length, cut between two of them."""
    assert isinstance(checklist, ChecklistView), "only checklists have cards"
    points = checklist.pause_points
    lengths = [sum(len(item.html) for item in point.items) for point in points]
    cut = min(range(1, len(points) + 1), key=lambda i: abs(sum(lengths[:i]) - sum(lengths[i:])), default=0)
    return points[:cut], points[cut:]


def extra_jobs(printer: Printer) -> Iterator[PrintJob]:
    """Yield the cards and the posters of every checklist."""
    for page in printer.pages:
        if page.kind is Kind.CHECKLIST:
            sheet = printer.sheet(page)
            resources = sheet.resources(printer.content)
            yield from (_cards(printer, page, sheet, paper, resources) for paper in SHEETS)
            yield from (_poster(printer, page, sheet, paper, resources) for paper in POSTERS)


def _cards(
    printer: Printer, page: Page, sheet: Sheet, paper: Paper, resources: Mapping[str, bytes]
) -> PrintJob:
    return PrintJob(
        html=printer.template("cards.html.j2", page.lang, sheet=sheet, halves=halves(sheet.body), fit=FIT),
        css=f"{stylesheet('cards')}\n{_quarters(paper)}",
        files={"blank": printer.path(page, f"cards-{paper.name}")},
        fits=CARD_SIZES,
        cards=True,
        width=paper.width,
        resources=resources,
        codes=sheet.codes("qr-small", "l"),
    )


def _quarters(paper: Paper) -> str:
    """Return the rules that cut a sheet into four cards."""
    width, height = round(paper.width / 2, 3), round(paper.height / 2, 3)
    return (
        f"@page {{ size: {paper.css}; }}\nbody {{ width: {paper.width}mm; height: {paper.height}mm; }}\n"
        f".row {{ width: {paper.width}mm; height: {height}mm; }}\n.card {{ width: {width}mm; height: {height}mm; }}\n"
        f":is(.top, .bottom) {{ left: {width}mm; }}\n:is(.left, .right) {{ top: {height}mm; }}\n"
    )


def _poster(
    printer: Printer, page: Page, sheet: Sheet, paper: Paper, resources: Mapping[str, bytes]
) -> PrintJob:
    return PrintJob(
        html=printer.template("sheet.html.j2", page.lang, sheet=sheet, fit=FIT),
        css=f"{stylesheet('sheet')}\n{stylesheet('poster')}\n@page {{ size: {paper.css}; }}",
        files={"blank": printer.path(page, f"poster-{paper.name}")},
        fits=POSTER_SIZES,
        one_sheet=True,
        width=paper.width,
        text_height=paper.height - 18 - 16,
        resources=resources,
        codes=sheet.codes(),
    )
