"""Pocket cards and posters of checklists."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.ids import Kind
from build_tools.print.forms import Printer, stylesheet
from build_tools.print.jobs import FIT, PrintJob
from build_tools.print.paper import A3, A4
from build_tools.render.page_views import BodyView
from build_tools.render.views import ChecklistView, PausePointView

CARD_SIZES = ("10", "9", "8", "split-10", "split-9", "split-8")
"""One card, then two beside each other; a card is read in the hand, so it may be smaller than a sheet."""
POSTER_SIZES = ("18", "20", "22", "24", "27", "30", "tight")
CARDS, POSTER = "cards", "poster-a3"


def halves(checklist: BodyView) -> tuple[tuple[PausePointView, ...], tuple[PausePointView, ...]]:
    """Return the pause points of a checklist in two parts of about the same length, cut between two of them."""
    assert isinstance(checklist, ChecklistView), "only checklists have cards"
    points = checklist.pause_points
    lengths = [sum(len(item.html) for item in point.items) for point in points]
    cut = min(range(1, len(points) + 1), key=lambda i: abs(sum(lengths[:i]) - sum(lengths[i:])), default=0)
    return points[:cut], points[cut:]


def extra_jobs(printer: Printer) -> Iterator[PrintJob]:
    """Yield the cards and the poster of every checklist."""
    for page in printer.pages:
        if page.kind is not Kind.CHECKLIST:
            continue
        sheet = printer.sheet(page)
        resources = sheet.resources(printer.content)
        yield PrintJob(
            html=printer.template(
                "cards.html.j2", page.lang, sheet=sheet, halves=halves(sheet.body), fit=FIT
            ),
            css=stylesheet("cards"),
            files={"blank": printer.path(page, CARDS)},
            fits=CARD_SIZES,
            cards=True,
            width=A4.width,
            resources=resources,
            codes=sheet.codes("qr-small", "l"),
        )
        yield PrintJob(
            html=printer.template("sheet.html.j2", page.lang, sheet=sheet, fit=FIT),
            css=f"{stylesheet('sheet')}\n{stylesheet('poster')}\n@page {{ size: {A3.css}; }}",
            files={"blank": printer.path(page, POSTER)},
            fits=POSTER_SIZES,
            one_sheet=True,
            width=A3.width,
            text_height=A3.height - 18 - 16,
            resources=resources,
            codes=sheet.codes(),
        )
