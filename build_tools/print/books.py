"""Which books there are: the whole playbook, one for each role and each path, in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path

from build_tools.i18n.sizes import file_size
from build_tools.model.body import LearningPath
from build_tools.model.ids import HOME, Kind, Lang, is_handbook
from build_tools.model.links import ToPage, resolve
from build_tools.model.page import Page
from build_tools.print.book import Book, Chapter, Plan, make_book
from build_tools.print.epub import EpubFile, EpubJob
from build_tools.print.forms import Printer, stylesheet
from build_tools.print.jobs import PrintJob
from build_tools.print.paper import A4, A5
from build_tools.print.pictures import read_pictures
from build_tools.render.site_pages import Books, Download
from build_tools.render.words import kind_word, kinds_word
from build_tools.source.fragment import Fragment

WHOLE = "playbook"
_A4_ROOM = "@page { margin: 20mm 31mm 24mm; }\nhtml { font-size: 11pt; }\n"
"""About 80 letters on a line."""


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
    itself = kind_word(Kind.PATH, printer.catalogues[lang])
    whole = ((itself, (path,)), *(part for part in parts if part[1]))
    return Plan(lang, _booklet(printer, path), path.title, body.goal, whole)


def _booklet(printer: Printer, path: Page) -> str:
    return f"booklet-path-{printer.names.get(path.id, path.slug)}"


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
        pictures=read_pictures(printer.content, book.pictures),
        files={"epub": f"{plan.lang}/print/{plan.name}.epub"},
    )


def _page_words(printer: Printer, lang: Lang) -> str:
    """Return the rule that says on which page the target of a link stands, in the book's language."""
    before, _, after = (
        printer.catalogues[lang].gettext("p. %(page)s").replace(" ", "\u00a0").partition("%(page)s")
    )
    return f'.inside::after {{ content: " ({before}" attr(data-page) "{after})"; }}'


def book_job(printer: Printer, plan: Plan, book: Book) -> PrintJob:
    """Return a book as a job: the whole playbook on A4, a booklet on A5."""
    paper, room = (A4, _A4_ROOM) if plan.name == WHOLE else (A5, "")
    return PrintJob(
        html=printer.template("book.html.j2", plan.lang, book=book),
        css=f"{stylesheet('book')}\n@page {{ size: {paper.css}; }}\n{room}{_page_words(printer, plan.lang)}",
        files={"blank": f"{plan.lang}/print/{plan.name}.pdf"},
        numbered=True,
        width=paper.width,
        resources=read_pictures(printer.content, book.pictures),
    )


def book_offers(printer: Printer, files: Mapping[str, Path]) -> Books:
    """Return what each page offers as a book: a role and a path their booklet, the front page and the pack the whole.

    Args:
        printer: of the playbook.
        files: the books that there are, by their path in the site.
    """
    offers: dict[tuple[str, str, Lang], tuple[Download, ...]] = {}
    playbook = printer.playbook
    for lang in playbook.locales.codes if files else ():
        whole = (
            *_offer(printer, lang, files, f"{WHOLE}.pdf"),
            *_offer(printer, lang, files, f"{WHOLE}.epub"),
        )
        for what, name in (("page", HOME), ("home", "home"), ("pack", "pack")):
            offers[what, name, lang] = whole
        for role in playbook.vocabulary.roles:
            offers["role", role, lang] = tuple(_offer(printer, lang, files, f"booklet-role-{role}.pdf"))
        for path in playbook.of_kind(Kind.PATH, lang):
            offers["page", path.id, lang] = tuple(
                _offer(printer, lang, files, f"{_booklet(printer, path)}.pdf")
            )
    return {place: found for place, found in offers.items() if found}


def _offer(printer: Printer, lang: Lang, files: Mapping[str, Path], name: str) -> Iterator[Download]:
    path = f"{lang}/print/{name}"
    if path in files:
        words = printer.catalogues[lang].gettext
        label = {
            f"{WHOLE}.pdf": words("The whole book (PDF, A4, %(size)s)"),
            f"{WHOLE}.epub": words("The whole book for reading devices (EPUB, %(size)s)"),
        }.get(name, words("Booklet (PDF, A5, %(size)s)"))
        yield Download(label % {"size": file_size(files[path].stat().st_size, lang)}, path)
