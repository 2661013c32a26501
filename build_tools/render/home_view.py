"""The front page: the author's text and the ways into the rest."""

from __future__ import annotations

from markupsafe import Markup

from build_tools.model.addresses import role_address, topic_address
from build_tools.render.cards import page_card
from build_tools.render.page_views import BodyView
from build_tools.render.sections import section_links
from build_tools.render.shelf import Shelf
from build_tools.render.slots import Scene
from build_tools.render.views import ArticleView, GroupView, HomeView, LinkView


def home_view(body: BodyView | None, scene: Scene, shelf: Shelf) -> HomeView:
    """Return the front page.

    Args:
        body: the author's text; None when nobody has written one.
        scene: where and for whom.
        shelf: the order of the pages.
    """
    vocabulary, lang = scene.playbook.vocabulary, scene.lang
    paths = tuple(page_card(page, scene) for page in shelf.paths)
    groups = (
        (GroupView(id="paths", title=scene.catalogue.gettext("Paths"), url=None, cards=paths),)
        if paths
        else ()
    )
    return HomeView(
        html=body.html if isinstance(body, ArticleView) else Markup(),
        sections=section_links(scene),
        topics=tuple(
            LinkView(url=scene.to(topic_address(topic, lang)), title=vocabulary.name(topic, lang))
            for topic in vocabulary.topics
            if shelf.on_topic(topic)
        ),
        roles=tuple(
            LinkView(url=scene.to(role_address(role, lang)), title=vocabulary.name(role, lang))
            for role in vocabulary.roles
            if shelf.for_role(role)
        ),
        groups=groups,
    )
