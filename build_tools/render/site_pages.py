"""Every page of the site in one language, and how each becomes HTML.

`page_jobs` says what there is; `render_job` turns one job into the strings that
go into the shell. A job names a page and carries nothing, so that many can be
handed to other processes; the result depends on the job and the SiteModel alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.addresses import (
    glossary_address,
    kind_address,
    library_address,
    pack_address,
    page_address,
    practice_address,
    role_address,
    status_address,
    topic_address,
)
from build_tools.model.ids import HOME, PRACTICE_KINDS, Kind, Lang, PageId
from build_tools.model.playbook import Playbook
from build_tools.packed import Packed
from build_tools.render import listing_view as listings
from build_tools.render.contribute import contribute_links
from build_tools.render.frame_view import Place, SiteFacts, frame_view, page_place, page_section, sidebar
from build_tools.render.home_view import home_view
from build_tools.render.linked_data import linked_data
from build_tools.render.pack_view import PACKED_KINDS, pack_view
from build_tools.render.page_view import page_view
from build_tools.render.page_views import FrameView, PageView
from build_tools.render.shelf import Shelf
from build_tools.render.slots import Scene
from build_tools.render.social import SocialPicture
from build_tools.render.status_view import status_view
from build_tools.render.templates_env import Templates
from build_tools.render.views import GroupView, LinkView


@dataclass(frozen=True, slots=True)
class PageJob:
    """One page to render: `what` is `page`, `kind`, `practice`, `topic`, `role`, `glossary`, `library`, `home`."""

    lang: Lang
    what: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers to print; `label` is in the page's language, `path` starts at the site's root."""

    label: str
    path: str


COPIED = frozenset({"kind", "practice", "topic", "role", "glossary", "library"})
"""Generated pages of which there is a copy in Markdown, as there is of every page somebody wrote."""

Downloads = Mapping[tuple[PageId, Lang], tuple[Download, ...]]
"""What each page in each language offers."""

Books = Mapping[tuple[str, str, Lang], tuple[Download, ...]]
"""Books by the job of the page that offers them: what, name, language."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's parts, ready to be poured into its language's shell."""

    address: str
    lang: Lang
    title: str
    """For the browser's tab: the page's title and the playbook's."""
    title_alone: str
    packed_slots: Packed[Mapping[str, str]]
    kind: str
    key: str
    body_lang: str
    """Language the text is in."""
    picture: SocialPicture | None = None
    """What the page's social picture shows; None while the site's address is not known."""
    summary: str = ""
    made_from: bytes = b""
    """Fingerprint of everything the page was made from; empty while nobody has taken it."""

    @property
    def slots(self) -> Mapping[str, str]:
        """HTML of each slot. Unpacked anew each time: the text of thousands of pages does not stay in memory."""
        return self.packed_slots.glance()


class SiteModel:
    """Everything rendering reads.

    Args:
        playbook: the content.
        catalogues: the interface's words by language.
        facts: the site as a whole.
        downloads: the printed forms of the pages.
        books: the booklets that were made.
    """

    def __init__(
        self,
        playbook: Playbook,
        catalogues: Mapping[Lang, Catalogue],
        facts: SiteFacts,
        downloads: Downloads | None = None,
        books: Books | None = None,
    ) -> None:
        self.playbook, self.catalogues, self.facts = playbook, catalogues, facts
        self.downloads: Downloads = downloads or {}
        self._books: Books = books or {}
        self._shelves: dict[Lang, Shelf] = {}
        self._templates: dict[Lang, Templates] = {}

    def __getstate__(self) -> dict[str, object]:
        """Leave behind what another process makes for itself."""
        return {**self.__dict__, "_shelves": {}, "_templates": {}}

    def with_texts(self, playbook: Playbook) -> SiteModel:
        """Return the model of a playbook that differs in the text of some pages, and in nothing that others see."""
        fresh = SiteModel(playbook, self.catalogues, self.facts, self.downloads, self._books)
        fresh._shelves, fresh._templates = self._shelves, self._templates
        return fresh

    def shelf(self, lang: Lang) -> Shelf:
        """Return the order of the pages in a language."""
        if lang not in self._shelves:
            self._shelves[lang] = Shelf(self.playbook, lang)
        return self._shelves[lang]

    def templates(self, lang: Lang) -> Templates:
        """Return the templates speaking a language."""
        if lang not in self._templates:
            self._templates[lang] = Templates(self.catalogues[lang])
        return self._templates[lang]

    def compile_templates(self) -> None:
        """Compile the templates of every language: once, before this process is forked."""
        for lang in self.playbook.locales.codes:
            self.templates(lang).compile_all()

    def scene(self, lang: Lang, address: str) -> Scene:
        """Return where and for whom a page is rendered."""
        return Scene(self.playbook, self.catalogues[lang], lang, address)

    def books(self, job: PageJob) -> tuple[Download, ...]:
        """Return the books that a page offers."""
        return self._books.get((job.what, job.name, job.lang), ())

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics that a page is filed under, in the vocabulary's order."""
        used = {topic for page in self.playbook.pages for topic in page.topics}
        return tuple(topic for topic in self.playbook.vocabulary.topics if topic in used)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Roles that a page is written for, in the vocabulary's order."""
        used = {role for page in self.playbook.pages for role in page.roles}
        return tuple(role for role in self.playbook.vocabulary.roles if role in used)


def page_jobs(model: SiteModel, lang: Lang) -> Iterator[PageJob]:  # noqa: C901 - one step for each kind of page
    """Yield every page of the site in one language."""
    playbook = model.playbook
    for page in model.shelf(lang).pages:
        yield PageJob(lang, "page", page.id, page_address(page.id, lang))
    if not playbook.languages(HOME):
        yield PageJob(lang, "home", "home", f"{lang}/")
    for kind in Kind:
        if kind is not Kind.PAGE and playbook.of_kind(kind, lang):
            yield PageJob(lang, "kind", kind.value, kind_address(kind, lang))
    if any(playbook.of_kind(kind, lang) for kind in PRACTICE_KINDS):
        yield PageJob(lang, "practice", "practice", practice_address(lang))
    for topic in model.topics:
        yield PageJob(lang, "topic", topic, topic_address(topic, lang))
    for role in model.roles:
        yield PageJob(lang, "role", role, role_address(role, lang))
    if any(playbook.of_kind(kind, lang) for kind in PACKED_KINDS):
        yield PageJob(lang, "pack", "pack", pack_address(lang))
    if len(playbook.locales.all) > 1:
        yield PageJob(lang, "status", "status", status_address(lang))
    if playbook.terms:
        yield PageJob(lang, "glossary", "glossary", glossary_address(lang))
    if playbook.sources:
        yield PageJob(lang, "library", "library", library_address(lang))


def render_job(model: SiteModel, job: PageJob) -> RenderedPage:
    """Return one page's parts. A pure function of the model and the job."""
    scene, shelf = model.scene(job.lang, job.address), model.shelf(job.lang)
    beside: tuple[GroupView, ...] = ()
    if job.what == "page":
        page = model.playbook.shown(PageId(job.name), job.lang)
        assert page is not None, "a job names a page that exists"
        offers = model.downloads.get((page.id, page.lang), ())
        links = tuple(LinkView(url=scene.to(offer.path), title=offer.label) for offer in offers)
        answers = contribute_links(page, scene, model.facts, job.address)
        view = replace(page_view(page, scene, shelf), downloads=links, contribute=answers)
        section, place, beside = (
            page_section(page),
            page_place(model.playbook, page),
            sidebar(page, scene, shelf),
        )
    else:
        view, section = generated_view(job, scene, shelf)
        codes = model.playbook.locales.codes
        addresses = {code: code + job.address.removeprefix(job.lang) for code in codes}
        place = Place(addresses, frozenset(codes))
    if books := model.books(job):
        links = tuple(LinkView(url=scene.to(offer.path), title=offer.label) for offer in books)
        view = replace(view, books=links)
    frame = frame_view(scene, place, model.facts, section=section, sidebar=beside)
    if job.what in COPIED or (job.what == "page" and frame.indexable):
        frame = replace(frame, markdown="index.md")
    return render_page(
        model.templates(job.lang), view, frame, model.playbook.locales[job.lang].title, job.address
    )


def generated_view(job: PageJob, scene: Scene, shelf: Shelf) -> tuple[PageView, str]:  # noqa: PLR0911 - one return for each
    """Return the page that the site makes itself for a job, and the section it stands in."""
    match job.what:
        case "kind":
            kind = Kind(job.name)
            return listings.kind_view(kind, scene), "practice" if kind in PRACTICE_KINDS else kind.folder
        case "practice":
            return listings.practice_view(scene), "practice"
        case "topic":
            return listings.topic_view(job.name, scene, shelf), ""
        case "role":
            return listings.role_view(job.name, scene, shelf), ""
        case "status":
            return status_view(scene), ""
        case "pack":
            return pack_view(scene), ""
        case "glossary":
            return listings.glossary_view(scene), ""
        case "library":
            return listings.library_view(scene), "library"
        case _:
            title = scene.playbook.locales[scene.lang].title
            view = listings.plain_view(scene, "home", "home", title, home_view(None, scene, shelf))
            return view, ""


def navigation(templates: Templates, view: PageView, frame: FrameView) -> dict[str, str]:
    """Return the parts that pages of one place share; drawn once for each place, the page itself marked in them."""
    cards = {card.key: card.url for group in frame.sidebar for card in group.cards}
    key = (
        frame.root,
        tuple(tab.current for tab in frame.tabs),
        tuple(cards),
        tuple(group.title for group in frame.sidebar),
    )
    if key not in templates.drawn:
        templates.drawn[key] = (
            templates.render("frame/tabs.html.j2", frame=frame),
            templates.render("frame/sidebar.html.j2", frame=frame),
        )
    tabs, sidebar = templates.drawn[key]
    own = f'href="{cards.get(view.key, "")}"'
    return {"tabs": tabs, "sidebar": sidebar.replace(own, f'{own} aria-current="page"', 1)}


def render_page(
    templates: Templates, view: PageView, frame: FrameView, site_title: str, address: str
) -> RenderedPage:
    """Return a view's parts as HTML.

    Args:
        templates: of the reader's language.
        view: the page.
        frame: what stands around it.
        site_title: name of the playbook, after the page's own in the browser's tab.
        address: where the page stands.
    """
    picture = SocialPicture(view.plain_title, view.kind, view.kind_label, site_title)
    has_picture = frame.has_picture and view.kind != "not-found"
    if has_picture:
        frame = replace(frame, picture_url=frame.site_url + picture.path)
    values = {"page": view, "frame": frame, "data": linked_data(view, frame, site_title)}
    slots = navigation(templates, view, frame)
    slots |= {
        name: templates.render(f"{template}.html.j2", **values)
        for name, template in (
            ("content", "page"),
            ("head", "frame/head"),
            ("toc", "frame/toc"),
            ("languages", "frame/languages"),
            ("foot", "frame/foot"),
        )
    }
    title = view.plain_title if view.kind == "home" else f"{view.plain_title} – {site_title}"
    slots["attributes"] = f'data-kind="{view.kind}" data-page="{view.key}"'
    slots["root"] = frame.root
    return RenderedPage(
        address,
        Lang(view.lang),
        title,
        view.plain_title,
        Packed(slots, is_dense=True),
        view.kind,
        view.key,
        view.body_lang or view.lang,
        picture if has_picture else None,
        view.summary,
    )
