"""The generated pages: listings of kinds, topics and roles, the glossary, the library, "not found"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup, escape

from build_tools.model.addresses import kind_address, topic_address
from build_tools.model.glossary import Wording
from build_tools.model.ids import PRACTICE_KINDS, Kind
from build_tools.model.library import Source
from build_tools.model.page import Page
from build_tools.render.cards import page_card, page_link
from build_tools.render.page_view import source_view
from build_tools.render.page_views import BodyView, PageView
from build_tools.render.shelf import Shelf
from build_tools.render.slots import Scene
from build_tools.render.views import (
    GlossaryView,
    GroupView,
    HeadingView,
    LibraryView,
    ListingView,
    SourceView,
    StaticView,
    TermView,
)
from build_tools.render.words import KIND_SUMMARY, STRENGTH, kinds_word


def plain_view(scene: Scene, key: str, kind: str, title: str, body: BodyView, summary: str = "") -> PageView:
    """Return a generated page whose label is its title."""
    return PageView(
        lang=scene.lang, key=key, kind=kind, kind_label=title, title=escape(title), plain_title=title,
        summary=summary, body=body,
    )  # fmt: skip


def _listing(
    scene: Scene, key: str, kind: str, label: str, title: str, summary: str, groups: Iterable[GroupView]
) -> PageView:
    kept = tuple(group for group in groups if group.cards)
    return PageView(
        lang=scene.lang, key=key, kind=kind, kind_label=label, title=escape(title), plain_title=title,
        summary=summary, body=ListingView(groups=kept),
        toc=tuple(HeadingView(id=group.id, title=group.title) for group in kept if group.title),
    )  # fmt: skip


def _by_topic(pages: tuple[Page, ...], scene: Scene) -> Iterable[GroupView]:
    """Group pages by first topic, in the vocabulary's order; those without one come last."""
    vocabulary = scene.playbook.vocabulary
    first = {
        page.id: page.topics[0] if page.topics and page.topics[0] in vocabulary.topics else ""
        for page in pages
    }
    for topic in (*vocabulary.topics, ""):
        cards = tuple(page_card(page, scene) for page in pages if first[page.id] == topic)
        yield GroupView(
            id=f"topic-{topic}" if topic else "other",
            title=vocabulary.name(topic, scene.lang) if topic else "",
            url=scene.to(topic_address(topic, scene.lang)) if topic else None,
            cards=cards,
        )


def _by_kind(pages: tuple[Page, ...], scene: Scene) -> Iterable[GroupView]:
    for kind, group in groupby(pages, key=lambda page: page.kind):
        cards = tuple(page_card(page, scene) for page in group)
        yield GroupView(id=kind.folder, title=kinds_word(kind, scene.catalogue), url=None, cards=cards)


def kind_view(kind: Kind, scene: Scene) -> PageView:
    """Return the listing of a kind."""
    _ = scene.catalogue.gettext
    pages = scene.playbook.of_kind(kind, scene.lang)
    title = kinds_word(kind, scene.catalogue)
    return _listing(
        scene, f"kinds/{kind}", "index", _("Overview"), title, _(KIND_SUMMARY[kind]), _by_topic(pages, scene)
    )


def practice_view(scene: Scene) -> PageView:
    """Return the listing of scenarios, worksheets and assessments together."""
    _ = scene.catalogue.gettext
    groups = (
        GroupView(
            id=kind.folder,
            title=kinds_word(kind, scene.catalogue),
            url=scene.to(kind_address(kind, scene.lang)),
            cards=tuple(page_card(page, scene) for page in scene.playbook.of_kind(kind, scene.lang)),
        )
        for kind in PRACTICE_KINDS
    )
    summary = _("Try it before it counts: play a scenario, fill in a worksheet, look at yourself.")
    return _listing(scene, "kinds/practice", "index", _("Overview"), _("Practice"), summary, groups)


def topic_view(topic: str, scene: Scene, shelf: Shelf) -> PageView:
    """Return a topic's page."""
    _ = scene.catalogue.gettext
    title = scene.playbook.vocabulary.name(topic, scene.lang)
    summary = _("Everything on this topic: what to read, what to print and what to practise.")
    return _listing(
        scene, f"topics/{topic}", "topic", _("Topic"), title, summary, _by_kind(shelf.on_topic(topic), scene)
    )


def role_view(role: str, scene: Scene, shelf: Shelf) -> PageView:
    """Return a role's page."""
    _ = scene.catalogue.gettext
    title = scene.playbook.vocabulary.name(role, scene.lang)
    summary = _("Everything written for this role: what to read, what to print and what to practise.")
    return _listing(
        scene, f"roles/{role}", "role", _("Role"), title, summary, _by_kind(shelf.for_role(role), scene)
    )


def glossary_view(scene: Scene) -> PageView:
    """Return the glossary in one language."""
    _ = scene.catalogue.gettext
    lang = scene.lang
    terms = []
    for term in scene.playbook.terms.values():
        wording: Wording | None = term.wordings.get(lang)
        if wording is not None:
            others = tuple((code, w.term) for code, w in term.wordings.items() if code != lang)
            terms.append(
                TermView(
                    id=term.id,
                    term=wording.term,
                    definition=wording.definition,
                    elsewhere=others,
                    synonyms=wording.synonyms,
                    avoid=wording.forbidden,
                )
            )
    terms.sort(key=lambda view: _alphabetical(view.term))
    letters = tuple(
        (letter, tuple(group)) for letter, group in groupby(terms, key=lambda t: _initial(t.term))
    )
    title = _("Glossary")
    summary = _("The words we use, what we mean by them, and which we avoid.")
    return plain_view(scene, "glossary", "glossary", title, GlossaryView(letters=letters), summary)


def _alphabetical(word: str) -> str:
    """Return the key a word is sorted by: case does not count, and ё stands with е, as in Russian dictionaries."""
    return unicodedata.normalize("NFC", word.casefold().replace("ё", "е"))


def _initial(word: str) -> str:
    return _alphabetical(word)[:1].upper()


def library_view(scene: Scene) -> PageView:
    """Return the library: every source, by topic."""
    _ = scene.catalogue.gettext
    vocabulary = scene.playbook.vocabulary
    ordered = sorted(
        scene.playbook.sources.values(),
        key=lambda s: (_alphabetical(s.author[0].family if s.author else s.title), s.year or 0),
    )
    groups = []
    for topic in (*vocabulary.topics, ""):
        sources = tuple(_library_entry(s, scene) for s in ordered if _shelf_topic(s, scene) == topic)
        if sources:
            groups.append((vocabulary.name(topic, scene.lang) if topic else _("Other"), sources))
    title = _("Library")
    return PageView(
        lang=scene.lang, key="library", kind="library", kind_label=title, title=escape(title), plain_title=title,
        summary=_("Every source this playbook rests on: what it shows, how strong it is, where to be careful."),
        body=LibraryView(groups=tuple(groups)),
        toc=tuple(HeadingView(id=f"shelf-{i}", title=name) for i, (name, _sources) in enumerate(groups, 1)),
    )  # fmt: skip


def _shelf_topic(source: Source, scene: Scene) -> str:
    return next((topic for topic in source.topics if topic in scene.playbook.vocabulary.topics), "")


def _library_entry(source: Source, scene: Scene) -> SourceView:
    view = source_view(source, scene)
    cited = {page.id for page in scene.playbook.cited_by.get(source.id, ())}
    pages = (scene.playbook.shown(page_id, scene.lang) for page_id in sorted(cited))
    return SourceView(
        id=view.id, label=view.label, reference=view.reference, url=view.url,
        strength=scene.catalogue.gettext(STRENGTH[source.strength]) if source.strength else "",
        shows=(source.shows or {}).get(scene.lang, ""),
        caution=(source.caution or {}).get(scene.lang, ""),
        lang=view.lang,
        cited_by=tuple(page_link(page, scene) for page in pages if page is not None),
    )  # fmt: skip


def home_of(scene: Scene) -> str:
    """Return the way to the front page of the scene's language."""
    return scene.to(f"{scene.lang}/")


def not_found_view(scenes: tuple[Scene, ...]) -> PageView:
    """Return the page for an address that does not exist: in every language at once, the first one's first."""
    words = [
        (
            scene.catalogue.gettext("Page not found"),
            scene.catalogue.gettext("There is no page at this address"),
            scene.catalogue.gettext(
                "It may have been renamed. Start from the front page, or look through the sections above."
            ),
        )
        for scene in scenes
    ]
    return _in_every_language(scenes, "404", words)


def offline_view(scenes: tuple[Scene, ...]) -> PageView:
    """Return the page that is shown without a network in place of one that this device has not kept."""
    words = [
        (
            scene.catalogue.gettext("No connection"),
            scene.catalogue.gettext("This page is not kept on this device"),
            scene.catalogue.gettext(
                "Pages you have opened before can be read without a connection. Try this one again later."
            ),
        )
        for scene in scenes
    ]
    return _in_every_language(scenes, "offline", words)


def _in_every_language(scenes: tuple[Scene, ...], key: str, words: list[tuple[str, str, str]]) -> PageView:
    """Return a page that says the same in every language; of each language title, heading and text."""
    parts = [
        Markup('<div lang="{}" dir="{}"><h2>{}</h2><p>{}</p><p><a href="{}">{}</a></p></div>').format(
            scene.lang,
            scene.playbook.locales[scene.lang].direction,
            heading,
            text,
            home_of(scene),
            scene.catalogue.gettext("To the front page"),
        )
        for scene, (_title, heading, text) in zip(scenes, words, strict=True)
    ]
    titles = [title for title, _heading, _text in words]
    shown = Markup('<span class="pb-unseen"> · </span>').join(
        Markup('<span lang="{}">{}</span>').format(scene.lang, title)
        for scene, title in zip(scenes, titles, strict=True)
    )
    body = StaticView(html=Markup("\n").join(parts))
    return replace(plain_view(scenes[0], key, "not-found", " · ".join(titles), body), title=shown)
