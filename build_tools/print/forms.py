"""Forms: what a page is printed on, as jobs for the press."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from build_tools.i18n.catalogue import Catalogue
from build_tools.i18n.dates import long_date
from build_tools.model.addresses import page_address
from build_tools.model.ids import Kind, Lang, PageId
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.model.revision import Revision, revision
from build_tools.print.filler import PICTURE, PaperFiller
from build_tools.print.jobs import FIT, PrintJob
from build_tools.print.paper import SHEETS, Paper
from build_tools.print.pictures import read_pictures
from build_tools.print.qr import printed_address
from build_tools.render.bodies import body_view
from build_tools.render.frame_view import SiteFacts
from build_tools.render.page_views import BodyView
from build_tools.render.slots import Scene
from build_tools.render.templates_env import Templates
from build_tools.render.words import kind_word

TEMPLATES = Path(__file__).parent / "templates"
PRINTED_KINDS = (Kind.CHECKLIST, Kind.WORKSHEET, Kind.ASSESSMENT, Kind.PATH)

CHECKLIST_SIZES = ("12", "13", "14", "15", "plain", "close", "tight")
"""Points, the one to begin with first. For what is too long then: `plain` is 12 without room for notes, `close` also has
less space between the items, `tight` between the lines too.

At arm's length (60 cm) 12 pt is the least that people read without effort: the x-height is then 0.2° wide,
the critical size for fluent reading (Legge and Bigelow 2011, Journal of Vision 11(5), 8).
"""
WORKSHEET_SIZES = ("lines-5", "lines-6", "lines-7", "lines-8", "lines-9")
"""As many lines to write on as there is room for on the sheets that five need."""
TABLE_SIZES = ("trim", "12")
"""Rows a little closer where that saves a sheet."""
SIZES = {
    Kind.CHECKLIST: CHECKLIST_SIZES,
    Kind.WORKSHEET: WORKSHEET_SIZES,
    Kind.ASSESSMENT: TABLE_SIZES,
    Kind.PATH: TABLE_SIZES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page as the templates of print are given it."""

    page: Page
    lang: Lang
    direction: str
    kind: str
    kind_label: str
    title: str
    summary: str
    site_title: str
    minutes: int | None
    lead: str
    body: BodyView
    revision: str
    changed: date | None
    changed_words: str
    qr_address: str
    """What the QR code says; empty when the site's address is not known."""
    pictures: Mapping[str, str]
    """Address in the document -> slash path under the content root."""

    def resources(self, content: Path) -> dict[str, bytes]:
        """Return the pictures of the sheet by their address in it."""
        return read_pictures(content, self.pictures)

    def codes(self, name: str = "qr", error: str = "m") -> dict[str, tuple[str, str]]:
        """Return the sheet's QR code as a job has it; none when the site's address is not known."""
        return {f"{PICTURE}{name}": (self.qr_address, error)} if self.qr_address else {}


class Printer:
    """Makes jobs of pages.

    Args:
        playbook: the content.
        catalogues: the words by language.
        facts: where the site is.
        content: the content folder, for pictures.
    """

    def __init__(
        self, playbook: Playbook, catalogues: Mapping[Lang, Catalogue], facts: SiteFacts, content: Path
    ) -> None:
        self.playbook, self.catalogues, self.facts, self.content = playbook, catalogues, facts, content

    @cached_property
    def _templates(self) -> dict[str, Templates]:
        return {lang: Templates(catalogue, TEMPLATES) for lang, catalogue in self.catalogues.items()}

    def template(self, name: str, lang: Lang, **values: object) -> str:
        """Return what a template of print makes of its values."""
        return self._templates[lang].render(name, **values)

    def scene(self, lang: Lang) -> Scene:
        """Return for whom something is printed."""
        return Scene(self.playbook, self.catalogues[lang], lang, "")

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page that is printed as a form, in its own language."""
        return tuple(page for page in self.playbook.pages if page.kind in PRINTED_KINDS)

    @cached_property
    def names(self) -> dict[PageId, str]:
        """What the files of each page are called: its slug, or its whole id where two have the same slug."""
        slugs = [page.slug for page in {page.id: page for page in self.pages}.values()]
        return {p.id: p.slug if slugs.count(p.slug) == 1 else p.id.replace("/", "-") for p in self.pages}

    def path(self, page: Page, form: str) -> str:
        """Return where a file of a page stands in the site: `en/print/before-a-one-on-one-a4.pdf`."""
        return f"{page.lang}/print/{self.names[page.id]}-{form}.pdf"

    def sheet(self, page: Page) -> Sheet:
        """Return a page as the templates are given it."""
        scene, locale = self.scene(page.lang), self.playbook.locales[page.lang]
        fill = PaperFiller(scene, page, self.facts.url)
        marks: Revision | None = revision(page)
        address = printed_address(self.facts.url, page_address(page.id, page.lang), marks)
        changed = self.playbook.changed.get(page.file)
        body, lead = body_view(page, scene, fill), fill(page.lead)
        return Sheet(
            page=page,
            lang=page.lang,
            direction=locale.direction,
            kind=page.kind.value,
            kind_label=kind_word(page.kind, scene.catalogue),
            title=page.title,
            summary=page.summary,
            site_title=locale.title,
            minutes=page.minutes,
            lead=lead,
            body=body,
            revision=marks.code if marks else "",
            changed=changed,
            changed_words=long_date(changed, page.lang) if changed else "",
            qr_address=address if self.facts.url else "",
            pictures=fill.pictures,
        )

    def sheet_jobs(self, page: Page) -> Iterator[tuple[Paper, PrintJob]]:
        """Yield the page as a form on each paper, blank and to be filled in."""
        sheet = self.sheet(page)
        html = self.template("sheet.html.j2", page.lang, sheet=sheet, fit=FIT)
        one_sheet = page.kind is Kind.CHECKLIST
        for paper in SHEETS:
            job = PrintJob(
                html=html,
                css=f"{stylesheet('sheet')}\n@page {{ size: {paper.css}; }}",
                files={"blank": self.path(page, paper.name), "form": self.path(page, f"{paper.name}-form")},
                fits=SIZES[page.kind],
                one_sheet=one_sheet,
                width=paper.width,
                text_height=paper.text_height,
                resources=sheet.resources(self.content),
                codes=sheet.codes(),
            )
            yield paper, job

    def labels(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        """Return every form a page may be printed in: the end of its file's name, and what people call it."""
        words = self.catalogues[lang]
        forms = [(paper.name, paper.label) for paper in SHEETS]
        fill_in = [
            (f"{name}-form", words.gettext("%(paper)s, to fill in on a screen") % {"paper": label})
            for name, label in forms
        ]
        return (*forms, *fill_in)


@lru_cache(maxsize=8)
def stylesheet(name: str) -> str:
    """Return one of print's style sheets."""
    return (TEMPLATES / f"{name}.css").read_text(encoding="utf-8")
