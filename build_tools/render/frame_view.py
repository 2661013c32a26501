"""What stands around a page: navigation, language switch, and what machines are told."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.model.addresses import (
    feed_address,
    kind_address,
    page_address,
    root_of,
    status_address,
    topic_address,
)
from build_tools.model.ids import HANDBOOK, HOME, Lang, PageId
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.render.cards import page_card
from build_tools.render.page_views import AlternateView, FrameView
from build_tools.render.sections import section_links, section_of
from build_tools.render.shelf import Shelf
from build_tools.render.slots import Scene
from build_tools.render.views import GroupView, LinkView


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the site in every language.

    `addresses` and `available` are by language code: `available` languages
    have the page itself, the others show it in another language.
    """

    addresses: dict[Lang, str]
    available: frozenset[Lang]
    shown: dict[Lang, Lang] = field(default_factory=dict)
    """Language of the text that readers of each language are shown; their own where nothing is said."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What mkdocs.yml says of the site as a whole."""

    url: str
    """Absolute, ending in a slash; empty when it is not known yet."""
    repository: str = ""
    """Address of the repository, ending in a slash; empty when there is none."""
    edit_base: str = ""
    """Address that opens a file for editing when its path in the repository follows."""
    new_base: str = ""
    """The same for a new file."""
    mail: str = ""
    """Where readers may write to."""
    content: str = "content"
    """The content folder's path in the repository."""
    docs: str = "docs"
    """MkDocs' docs_dir in the repository."""
    licence: str = ""
    """Address of the licence of the content."""
    pictures: bool = True
    """Whether a picture for social networks is made of each page."""


def page_place(playbook: Playbook, page: Page) -> Place:
    """Return where a page stands in every language."""
    codes = playbook.locales.codes
    addresses = {code: page_address(page.id, code) for code in codes}
    shown = {code: other.lang for code in codes if (other := playbook.shown(page.id, code))}
    return Place(addresses, frozenset(playbook.languages(page.id)) & frozenset(codes), shown)


def frame_view(
    scene: Scene, place: Place, facts: SiteFacts, *, section: str, sidebar: tuple[GroupView, ...]
) -> FrameView:
    """Return the frame of one page.

    Args:
        scene: where and for whom.
        place: the page's addresses in all languages.
        facts: the site.
        section: the part of the top navigation it is in.
        sidebar: the pages beside it.
    """
    locales = scene.playbook.locales
    own = scene.lang in place.available
    # A fallback is the same text at a second address: search engines are sent to the first.
    original = scene.lang if own else place.shown.get(scene.lang, scene.lang)
    alternates = tuple(
        AlternateView(
            lang=code, name=locales[code].name, url=scene.to(place.addresses[code]),
            current=code == scene.lang, available=code in place.available,
        )
        for code in locales.codes
    )  # fmt: skip
    hreflang = tuple(
        (code, facts.url + place.addresses[code]) for code in locales.codes if code in place.available
    )
    default = locales.default if locales.default in place.available else original
    return FrameView(
        lang=scene.lang,
        root=root_of(scene.address),
        tabs=section_links(scene, section),
        sidebar=sidebar,
        alternates=alternates,
        canonical=facts.url + place.addresses[original] if facts.url else "",
        hreflang=(*hreflang, ("x-default", facts.url + place.addresses[default])) if facts.url else (),
        indexable=own,
        foot=foot_links(scene, facts),
        site_url=facts.url,
        licence=facts.licence,
        has_picture=facts.pictures and bool(facts.url),
        feed=scene.to(feed_address(scene.lang)) if scene.playbook.changed and facts.url else "",
    )


def foot_links(scene: Scene, facts: SiteFacts) -> tuple[LinkView, ...]:
    """Return the links under every page: the contributors' handbook and the feed of changes, where there are any."""
    handbook, links = PageId(f"{HANDBOOK}index"), []
    if scene.playbook.languages(handbook):
        links.append(
            LinkView(
                url=scene.to(page_address(handbook, scene.lang)), title=scene.catalogue.gettext("Handbook")
            )
        )
    if len(scene.playbook.locales.all) > 1:
        links.append(
            LinkView(url=scene.to(status_address(scene.lang)), title=scene.catalogue.gettext("Translations"))
        )
    if scene.playbook.changed and facts.url:
        links.append(
            LinkView(
                url=scene.to(feed_address(scene.lang)), title=scene.catalogue.gettext("What is new (feed)")
            )
        )
    return tuple(links)


def sidebar(page: Page, scene: Scene, shelf: Shelf) -> tuple[GroupView, ...]:
    """Return the pages beside this one: those of its topic, or of its folder."""
    if page.id == HOME:
        return ()
    pages, complete = shelf.around(page)
    place = (scene.root, pages[0].id, pages[-1].id, page.topics[:1], page.kind)
    if place not in shelf.beside:
        shelf.beside[place] = (_beside(page, pages, scene, complete=complete),)
    return shelf.beside[place]


def _beside(page: Page, pages: tuple[Page, ...], scene: Scene, *, complete: bool) -> GroupView:
    topic = page.topics[0] if page.topics else ""
    if topic:
        title, address = scene.playbook.vocabulary.name(topic, scene.lang), topic_address(topic, scene.lang)
    else:
        title, address = "", kind_address(page.kind, scene.lang)
    cards = tuple(page_card(p, scene, summary=False) for p in pages)
    label = title if complete or title else scene.catalogue.gettext("All pages")
    return GroupView(id="beside", title=label, url=scene.to(address) if label else None, cards=cards)


def page_section(page: Page) -> str:
    """Return the part of the top navigation a page is in."""
    return section_of(page.kind)
