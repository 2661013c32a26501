"""Which books there are: the whole playbook, one for each role and each path, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from build_tools.model.body import LearningPath
from build_tools.model.ids import HOME, Kind, Lang, is_handbook
from build_tools.model.links import ToPage, resolve
from build_tools.model.page import Page
from build_tools.print.book import Book, Chapter, Plan, make_book
from build_tools.print.epub import EpubFile, EpubJob
from build_tools.print.forms import Printer, stylesheet
from build_tools.print.jobs import PrintJob
from build_tools.print.paper import A4, A5, Paper
from build_tools.render.words import kinds_word
from build_tools.source.fragment import Fragment

WHOLE = "playbook"


def plans(printer: Printer, lang: Lang) -> Iterator[Plan]:
    """Yield every book of a language; those with fewer than two pages are no books."""
    playbook = printer.playbook
    pages = tuple(p for p in playbook.all_shown(lang) if not is_handbook(p.id) and p.id != HOME)
    title = playbook.locales[lang].title
    words = printer.catalogues[lang].gettext
    found = [Plan(lang, WHOLE, title, "", _by_kind(printer, lang, pages))]
    for role in playbook.vocabulary.roles:
        for_role = tuple(page for page in pages if role in page.roles)
        name = playbook.vocabulary.name(role, lang)
        subtitle = words("For the role “%(role)s”") % {"role": name}
        found.append(Plan(lang, f"booklet-role-{role}", name, subtitle, _by_kind(printer, lang, for_role)))
    found += [_of_path(printer, lang, page) for page in pages if page.kind is Kind.PATH]
    return (plan for plan in found if len(tuple(plan.pages)) > 1)


def _by_kind(
    printer: Printer, lang: Lang, pages: tuple[Page, ...]
) -> tuple[tuple[str, tuple[Page, ...]], ...]:
    """Return the pages as parts: guides by their first topic, in the vocabulary's order, everything else by kind."""
    vocabulary, catalogue = printer.playbook.vocabulary, printer.catalogues[lang]
    topics = {topic: number for number, topic in enumerate(vocabulary.topics)}
    kinds = {
        kind: number for number, kind in enumerate((Kind.PAGE, *(k for k in Kind if k is not Kind.PAGE)))
    }

    def place(page: Page) -> tuple[int, int]:
        by_topic = page.kind is Kind.GUIDE and page.topics
        return kinds[page.kind], topics.get(page.topics[0], len(topics)) if by_topic else 0

    def title(page: Page) -> str:
        by_topic = page.kind is Kind.GUIDE and page.topics
        return vocabulary.name(page.topics[0], lang) if by_topic else kinds_word(page.kind, catalogue)

    ordered = sorted(pages, key=lambda page: (place(page), page.id))
    groups = (tuple(group) for _, group in groupby(ordered, key=place))
    return tuple((title(group[0]), group) for group in groups)


def _plain(fragment: Fragment) -> str:
    return "".join(part for part in fragment.parts if isinstance(part, str)).strip()


def _of_path(printer: Printer, lang: Lang, path: Page) -> Plan:
    playbook, body = printer.playbook, path.body
    assert isinstance(body, LearningPath), "the kind of a page says what its body is"
    parts, seen = [], {path.id}
    for module in body.modules:
        pages = []
        for stop in module.stops:
            target = (
                resolve(playbook, path, path.outline.links[stop.link].href) if stop.link is not None else None
            )
            shown = playbook.shown(target.page.id, lang) if isinstance(target, ToPage) else None
            if shown is not None and shown.id not in seen:
                seen.add(shown.id)
                pages.append(shown)
        heading = path.outline.headings[module.heading].text if module.heading is not None else path.title
        parts.append((heading, tuple(pages)))
    whole = ((path.title, (path,)), *(part for part in parts if part[1]))
    return Plan(lang, f"booklet-path-{path.slug}", path.title, body.goal, whole)


def book_jobs(printer: Printer) -> Iterator[PrintJob | EpubJob]:
    """Yield every book of every language, the whole playbook also as EPUB."""
    for lang in printer.playbook.locales.codes:
        for plan in plans(printer, lang):
            book = make_book(printer, plan)
            yield book_job(printer, plan, book)
            if plan.name == WHOLE:
                yield epub_job(printer, plan, book)


def epub_job(printer: Printer, plan: Plan, book: Book) -> EpubJob:
    """Return a book as EPUB: a file for each chapter."""
    words = printer.catalogues[plan.lang].gettext

    def file(name: str, title: str, what: str, level: int = 1, chapter: Chapter | None = None) -> EpubFile:
        html = printer.template("epub.html.j2", plan.lang, book=book, what=what, title=title, chapter=chapter)
        return EpubFile(name, title, html, level)

    files = [file("cover", book.title, "cover")]
    for part in book.parts:
        files.append(file(part.anchor, part.title, "part"))
        files += [file(chapter.anchor, chapter.title, "chapter", 2, chapter) for chapter in part.chapters]
    if book.terms:
        files.append(file("terms", words("Index of terms"), "terms"))
    if book.sources:
        files.append(file("sources", words("Sources"), "sources"))
    days = [day for page in plan.pages if (day := printer.playbook.changed.get(page.file))]
    return EpubJob(
        lang=plan.lang,
        direction=book.direction,
        title=book.title,
        contents=words("Contents"),
        publisher=book.site_title,
        address=printer.facts.url,
        modified=max(days, default=date(2000, 1, 1)),
        css=stylesheet("epub"),
        chapters=tuple(files),
        pictures={address: (printer.content / name).read_bytes() for address, name in book.pictures.items()},
        files={"epub": f"{plan.lang}/print/{plan.name}.epub"},
    )


def book_job(printer: Printer, plan: Plan, book: Book) -> PrintJob:
    """Return a book as a job: the whole playbook on A4, a booklet on A5."""
    paper: Paper = A4 if plan.name == WHOLE else A5
    pictures = {address: (printer.content / file).read_bytes() for address, file in book.pictures.items()}
    return PrintJob(
        html=printer.template("book.html.j2", plan.lang, book=book),
        css=f"{stylesheet('book')}\n@page {{ size: {paper.css}; }}",
        files={"blank": f"{plan.lang}/print/{plan.name}.pdf"},
        width=paper.width,
        resources=pictures,
    )
