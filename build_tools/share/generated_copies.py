"""Copies in Markdown of the pages that the site makes itself: lists of kinds, topics and roles, glossary, library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.ids import Lang
from build_tools.render.page_views import PageView
from build_tools.render.site_pages import COPIED, PageJob, RenderedPage, SiteModel, generated_view, page_jobs
from build_tools.render.views import CardView, GlossaryView, GroupView, LibraryView, LinkView, ListingView
from build_tools.share.markdown_copies import COPY, copy_head


@dataclass(frozen=True, slots=True)
class GeneratedCopy:
    """The copy of one page."""

    path: str
    """Slash path in the site."""
    page: RenderedPage
    """The page itself."""
    text: Callable[[], str]
    """Makes what is in the copy; that follows from less than the page does."""


def generated_copies(
    model: SiteModel, lang: Lang, rendered: Mapping[str, RenderedPage]
) -> Iterator[GeneratedCopy]:
    """Yield the copy of every generated page that has something to read, in one language.

    Args:
        model: everything the pages were made from.
        lang: the language.
        rendered: every page by its address.
    """
    for job in page_jobs(model, lang):
        if job.what in COPIED:
            yield GeneratedCopy(f"{job.address}{COPY}", rendered[job.address], partial(_text, model, job))


def _text(model: SiteModel, job: PageJob) -> str:
    view, _section = generated_view(job, model.scene(job.lang, job.address), model.shelf(job.lang))
    address = f"{model.facts.url}{job.address}" if model.facts.url else ""
    body = "\n\n".join(_body(view, model.catalogues[job.lang]))
    return f"{copy_head(view.plain_title, [view.summary, address])}\n\n{body}\n"


def _body(view: PageView, catalogue: Catalogue) -> Iterator[str]:
    match view.body:
        case ListingView(groups=groups):
            for group in groups:
                yield from _group(group)
        case GlossaryView():
            yield from _glossary(view.body, catalogue)
        case LibraryView():
            yield from _library(view.body, catalogue)


def _group(group: GroupView) -> Iterator[str]:
    if group.title:
        yield f"## [{_plain(group.title)}]({group.url}{COPY})" if group.url else f"## {_plain(group.title)}"
    yield "\n".join(f"- {_link(card)}: {_plain(card.summary)}" for card in group.cards)


def _glossary(view: GlossaryView, catalogue: Catalogue) -> Iterator[str]:
    _ = catalogue.gettext
    for _letter, terms in view.letters:
        for term in terms:
            yield f"## {_plain(term.term)}"
            yield _plain(term.definition)
            facts = [f"- {lang}: {_plain(word)}" for lang, word in term.elsewhere]
            if term.synonyms:
                facts.append(f"- {_('Also:')} {_plain(', '.join(term.synonyms))}")
            if term.avoid:
                avoid = (f"{variant} ({reason})" if reason else variant for variant, reason in term.avoid)
                facts.append(f"- {_('We do not say:')} {_plain(', '.join(avoid))}")
            if facts:
                yield "\n".join(facts)


def _library(view: LibraryView, catalogue: Catalogue) -> Iterator[str]:
    _ = catalogue.gettext
    for topic, sources in view.groups:
        yield f"## {_plain(topic)}"
        for source in sources:
            yield f"### {_plain(source.label)}"
            yield _plain(source.reference.striptags()) + (f" <{source.url}>" if source.url else "")
            facts = [
                (_("Strength"), _plain(source.strength)),
                (_("What it shows"), _plain(source.shows)),
                (_("With care"), _plain(source.caution)),
                (_("Used in"), ", ".join(_link(page) for page in source.cited_by)),
            ]
            said = [f"- {name}: {text}" for name, text in facts if text]
            if said:
                yield "\n".join(said)


def _link(target: CardView | LinkView) -> str:
    """Return a link to a page's copy; to the page itself where it is shown in another language and has none."""
    return f"[{_plain(target.title)}]({target.url}{'' if target.lang else COPY})"


def _plain(text: str) -> str:
    """Return a text that Markdown takes for nothing but text."""
    for mark in "\\`*_[]<>":
        text = text.replace(mark, f"\\{mark}")
    return text
