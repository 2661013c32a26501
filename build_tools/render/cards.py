"""A page as others show it: a card in a listing, a link in a navigation."""

from __future__ import annotations

from build_tools.model.addresses import page_address
from build_tools.model.page import Page
from build_tools.render.slots import Scene
from build_tools.render.views import CardView, LinkView
from build_tools.render.words import kind_word


def shown_title(page: Page, scene: Scene) -> str:
    """Return a page's title; with its language in brackets when it is not the reader's."""
    return page.title if page.lang == scene.lang else f"{page.title} ({page.lang.upper()})"


def _foreign(page: Page, scene: Scene) -> str | None:
    return page.lang if page.lang != scene.lang else None


def page_card(page: Page, scene: Scene, *, summary: bool = True) -> CardView:
    """Return a page as a card."""
    return CardView(
        url=scene.to(page_address(page.id, scene.lang)),
        title=shown_title(page, scene),
        summary=page.summary if summary else "",
        kind=page.kind.value,
        kind_label=kind_word(page.kind, scene.catalogue),
        minutes=page.minutes,
        lang=_foreign(page, scene),
        key=page.id,
    )


def page_link(page: Page, scene: Scene, *, current: bool = False) -> LinkView:
    """Return a page as a link."""
    return LinkView(
        url=scene.to(page_address(page.id, scene.lang)),
        title=shown_title(page, scene),
        current=current,
        lang=_foreign(page, scene),
    )
