"""Page -> PageView: one page of the playbook as a reader of one language is shown it."""

from __future__ import annotations

from itertools import islice

from markupsafe import Markup

from build_tools.i18n.dates import long_date
from build_tools.i18n.freshness import State, section_states
from build_tools.i18n.language_names import language_name
from build_tools.model.addresses import (
    kind_address,
    library_address,
    page_address,
    practice_address,
    role_address,
    topic_address,
)
from build_tools.model.ids import HANDBOOK, HOME, PRACTICE_KINDS, Kind, PageId, is_handbook
from build_tools.model.library import Source
from build_tools.model.page import Page
from build_tools.model.revision import revision
from build_tools.render.bodies import body_view
from build_tools.render.cards import page_card, page_link
from build_tools.render.home_view import home_view
from build_tools.render.page_views import BodyView, PageView
from build_tools.render.path_places import path_place_view
from build_tools.render.references import note, reference
from build_tools.render.shelf import Shelf
from build_tools.render.situations import with_situations
from build_tools.render.slots import Scene, SlotFiller
from build_tools.render.terms import Explainer
from build_tools.render.views import ArticleView, HeadingView, LinkView, SourceView, StaticView
from build_tools.render.words import kind_word, kinds_word

RELATED = 4


def page_view(page: Page, scene: Scene, shelf: Shelf) -> PageView:
    """Return everything the template of a page needs.

    Args:
        page: the page as it is shown; its language may not be the scene's.
        scene: where and for whom.
        shelf: the order of the pages in this language.
    """
    explain = Explainer(scene, page)
    stale = _stale(page, scene)
    fill = SlotFiller(scene, page, explain, frozenset(heading for heading in stale if heading is not None))
    lead = fill.prose(page.lead)  # before the body: terms are marked where they are first read
    foreign = page.lang != scene.lang
    locales = scene.playbook.locales
    previous, following = shelf.neighbours(page)
    kind, marks, changed = _kind(page), revision(page), scene.playbook.changed.get(page.file)
    body = _body(page, kind, scene, fill, shelf)
    return PageView(
        lang=scene.lang,
        key=page.id,
        kind=kind,
        kind_label=scene.catalogue.gettext("Handbook")
        if kind == "handbook"
        else kind_word(page.kind, scene.catalogue),
        title=fill(page.title_fragment),
        plain_title=page.title,
        summary=page.summary,
        body=body,
        minutes=page.minutes if page.kind is not Kind.PAGE else None,
        confidence=page.confidence,
        topics=tuple(_named(scene, topic, topic_address(topic, scene.lang)) for topic in page.topics),
        roles=tuple(_named(scene, role, role_address(role, scene.lang)) for role in page.roles),
        breadcrumbs=_breadcrumbs(page, scene),
        body_lang=page.lang if foreign else None,
        body_lang_name=language_name(page.lang, scene.lang, locales[page.lang].name) if foreign else "",
        body_is_source=page.is_source,
        stale_sections=tuple(_stale_link(page, heading, scene) for heading in stale),
        draft=page.draft,
        lead=lead,
        footnotes=fill(page.footnotes),
        notes=tuple(explain.notes),
        sources=_sources(page, scene),
        related=tuple(page_card(p, scene, summary=False) for p in islice(shelf.related(page), RELATED)),
        previous=page_link(previous, scene) if previous and kind != "home" else None,
        next=page_link(following, scene) if following and kind != "home" else None,
        path_places=tuple(path_place_view(place, scene) for place in shelf.on_paths(page)),
        revision=marks.code if marks else "",
        changed=long_date(changed, scene.lang) if changed else "",
        changed_iso=changed.isoformat() if changed else "",
        toc=_toc(page),
    )


def _kind(page: Page) -> str:
    if page.id == HOME:
        return "home"
    return "handbook" if is_handbook(page.id) else page.kind.value


def _body(page: Page, kind: str, scene: Scene, fill: SlotFiller, shelf: Shelf) -> BodyView:
    body = body_view(page, scene, fill)
    if kind == "home":
        return home_view(body, scene, shelf)
    if kind == "handbook":
        return StaticView(html=body.html if isinstance(body, ArticleView) else Markup())
    if kind == "page" and isinstance(body, ArticleView):
        return ArticleView(html=with_situations(body.html))
    return body


def _named(scene: Scene, entry: str, address: str) -> LinkView:
    return LinkView(url=scene.to(address), title=scene.playbook.vocabulary.name(entry, scene.lang))


def _breadcrumbs(page: Page, scene: Scene) -> tuple[LinkView, ...]:
    if is_handbook(page.id):
        index = page_address(PageId(f"{HANDBOOK}index"), scene.lang)
        return (LinkView(url=scene.to(index), title=scene.catalogue.gettext("Handbook")),)
    if page.kind is Kind.PAGE:
        return ()
    crumbs = [
        LinkView(
            url=scene.to(kind_address(page.kind, scene.lang)), title=kinds_word(page.kind, scene.catalogue)
        )
    ]
    if page.kind in PRACTICE_KINDS:
        practice = LinkView(
            url=scene.to(practice_address(scene.lang)), title=scene.catalogue.gettext("Practice")
        )
        crumbs.insert(0, practice)
    if page.topics:
        crumbs.append(_named(scene, page.topics[0], topic_address(page.topics[0], scene.lang)))
    return tuple(crumbs)


def _stale(page: Page, scene: Scene) -> tuple[int | None, ...]:
    """Return the headings of the sections that are stale; None stands for the beginning of the page."""
    source = scene.playbook.source_page(page)
    if source is None or page.source is None or not page.source.fingerprints:
        return ()
    headings = (None, *page.section_headings)
    states = section_states(page, source)[: len(headings)]
    return tuple(heading for heading, state in zip(headings, states, strict=False) if state is State.STALE)


def _stale_link(page: Page, heading: int | None, scene: Scene) -> LinkView:
    if heading is None:
        return LinkView(url="#pb-content", title=scene.catalogue.gettext("The beginning of the page"))
    foreign = page.lang if page.lang != scene.lang else None
    return LinkView(url=f"#{page.anchors[heading]}", title=page.outline.headings[heading].text, lang=foreign)


def _sources(page: Page, scene: Scene) -> tuple[SourceView, ...]:
    ids = dict.fromkeys(source_id for c in page.outline.citations for source_id, _ in c.cites)
    sources = (scene.playbook.sources.get(source_id) for source_id in ids)
    return tuple(source_view(source, scene) for source in sources if source)


def source_view(source: Source, scene: Scene) -> SourceView:
    """Return a source as it is listed under a page."""
    return SourceView(
        id=source.id,
        label=note(source, scene.catalogue),
        reference=reference(source),
        url=source.address or None,
        library_url=f"{scene.to(library_address(scene.lang))}#{source.id}",
        lang=source.language if source.language != scene.lang else "",
    )


def _toc(page: Page) -> tuple[HeadingView, ...]:
    headings = page.outline.headings
    entries = []
    for index in page.section_headings:
        children = tuple(
            HeadingView(id=page.anchors[i], title=headings[i].text)
            for i in page.outline.section_headings(index)[1:]
            if headings[i].level == 3  # noqa: PLR2004 - two levels are enough beside a page
        )
        entries.append(HeadingView(id=page.anchors[index], title=headings[index].text, children=children))
    return tuple(entries)
