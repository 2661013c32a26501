"""The page that tells everybody how the translations stand; a part of the contributors' handbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.i18n.coverage import content_states, coverage, coverage_by_topic
from build_tools.i18n.freshness import State
from build_tools.i18n.translations import TranslationState
from build_tools.model.addresses import badge_address, page_address, topic_address
from build_tools.model.ids import HANDBOOK, Lang, PageId
from build_tools.render.listing_view import plain_view
from build_tools.render.page_views import PageView
from build_tools.render.slots import Scene
from build_tools.render.views import (
    CoverageView,
    HeadingView,
    LinkView,
    StatusLanguageView,
    StatusView,
    WaitingView,
)


def status_view(scene: Scene) -> PageView:
    """Return the state of the translations in every language, said in the scene's."""
    _ = scene.catalogue.gettext
    states = content_states(scene.playbook)
    languages = tuple(_language(scene, states, code) for code in scene.playbook.locales.codes)
    summary = _(
        "How much of the playbook each language has, and what waits to be translated or brought up to date."
    )
    view = plain_view(
        scene, "status", "status", _("State of the translations"), StatusView(languages=languages), summary
    )
    return _in_handbook(view, scene, languages)


def _in_handbook(view: PageView, scene: Scene, languages: Sequence[StatusLanguageView]) -> PageView:
    index = PageId(f"{HANDBOOK}index")
    crumbs = (
        LinkView(url=scene.to(page_address(index, scene.lang)), title=scene.catalogue.gettext("Handbook")),
    )
    return replace(
        view,
        kind_label=scene.catalogue.gettext("Handbook"),
        breadcrumbs=crumbs if scene.playbook.languages(index) else (),
        toc=tuple(HeadingView(id=language.lang, title=language.name) for language in languages),
    )


def _language(scene: Scene, states: Sequence[TranslationState], code: Lang) -> StatusLanguageView:
    playbook = scene.playbook
    whole = coverage(states, code)
    topics = tuple(
        CoverageView(
            title=playbook.vocabulary.name(topic, scene.lang), url=scene.to(topic_address(topic, scene.lang)),
            done=found.current, total=found.total, percent=found.percent,
        )
        for topic, found in coverage_by_topic(playbook, states, code)
    )  # fmt: skip
    return StatusLanguageView(
        lang=code, name=playbook.locales[code].name, badge=scene.to(badge_address(code)),
        done=whole.current, total=whole.total, percent=whole.percent, topics=topics,
        waiting=tuple(_waiting(scene, states, code)),
    )  # fmt: skip


def _waiting(scene: Scene, states: Sequence[TranslationState], code: Lang) -> Iterator[WaitingView]:
    """Yield the pages of a language that are missing or stale."""
    for state in states:
        if state.language == code and state.state in {State.MISSING, State.STALE}:
            page = scene.playbook.shown(state.page, code)
            assert page is not None, "a state is that of a page"
            yield WaitingView(
                title=page.title, url=scene.to(page_address(state.page, code)), lang=page.lang,
                sections=0 if state.state is State.MISSING else state.stale,
            )  # fmt: skip
