"""What the templates are given of a whole page: the page, whatever its kind, and what stands around it.

See `render/views.py` for the rules and for the parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from build_tools.render.views import (
    NO_HTML,
    ArticleView,
    AssessmentView,
    CardView,
    ChecklistView,
    GlossaryView,
    GroupView,
    HeadingView,
    HomeView,
    LibraryView,
    LinkView,
    ListingView,
    NoteView,
    PackView,
    PathPlaceView,
    PathView,
    ScenarioView,
    SourceView,
    StaticView,
    StatusView,
    WorksheetView,
)

BodyView = (
    ArticleView
    | ChecklistView
    | WorksheetView
    | AssessmentView
    | ScenarioView
    | PathView
    | ListingView
    | GlossaryView
    | LibraryView
    | HomeView
    | PackView
    | StatusView
    | StaticView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page of the site, whatever its kind."""

    lang: str
    key: str
    kind: str
    """guide, checklist, worksheet, assessment, scenario, path, page, home, index, topic, role, glossary, library,
    pack, status, handbook or not-found."""
    kind_label: str
    title: Markup
    plain_title: str
    summary: str
    body: BodyView
    minutes: int | None = None
    confidence: str | None = None
    """high, moderate, mixed or low; guides only."""
    topics: tuple[LinkView, ...] = ()
    roles: tuple[LinkView, ...] = ()
    breadcrumbs: tuple[LinkView, ...] = ()
    body_lang: str | None = None
    """Language of the text when it is not `lang`: the page is a fallback."""
    body_lang_name: str = ""
    """Name of that language in the reader's."""
    body_is_source: bool = True
    """False when the text is itself a translation."""
    stale_sections: tuple[LinkView, ...] = ()
    """Sections whose source has changed since they were translated."""
    draft: bool = False
    lead: Markup = NO_HTML
    footnotes: Markup = NO_HTML
    notes: tuple[NoteView, ...] = ()
    """Definitions of the terms that are marked in the text."""
    sources: tuple[SourceView, ...] = ()
    related: tuple[CardView, ...] = ()
    previous: LinkView | None = None
    next: LinkView | None = None
    contribute: tuple[LinkView, ...] = ()
    """Ways to answer: edit, translate, write; none when mkdocs.yml names neither repository nor mail."""
    path_places: tuple[PathPlaceView, ...] = ()
    """Where the page stands on the learning paths."""
    downloads: tuple[LinkView, ...] = ()
    """Files to print: the page as a PDF, A4 and Letter."""
    books: tuple[LinkView, ...] = ()
    """Booklets that the page is the place for, as they were made last."""
    revision: str = ""
    """Stands on printed copies; empty for pages that are not printed as a form."""
    changed: str = ""
    """The day the text was last changed, in words; empty when it is not known."""
    changed_iso: str = ""
    toc: tuple[HeadingView, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateView:
    """A language in the language switch."""

    lang: str
    name: str
    url: str
    current: bool
    available: bool = True
    """False when the page is shown there in another language (a fallback)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameView:
    """What stands around the page: navigation, language switch, metadata for machines."""

    lang: str
    root: str
    """Relative path from the page to the site's root, ending in a slash: `../../`."""
    tabs: tuple[LinkView, ...]
    """Top navigation: Guides, Checklists, Practice, Paths, Library."""
    sidebar: tuple[GroupView, ...] = ()
    alternates: tuple[AlternateView, ...] = ()
    canonical: str = ""
    """Absolute address."""
    hreflang: tuple[tuple[str, str], ...] = ()
    """(language or x-default, absolute address)."""
    indexable: bool = True
    foot: tuple[LinkView, ...] = ()
    """Links under every page."""
    site_url: str = ""
    """Absolute address of the site's root; empty when it is not known."""
    has_picture: bool = False
    """Whether a picture for social networks is made of the page."""
    picture_url: str = ""
    """Absolute address of the page's social picture."""
    licence: str = ""
    """Address of the licence of the content."""
    feed: str = ""
    """The way to the Atom feed of changes; empty when the days of changes are not known."""
    markdown: str = ""
    """The way to the page's copy in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RootLanguageView:
    """A language on the page that lets the reader choose one, in its own words."""

    lang: str
    name: str
    direction: str
    url: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RootView:
    """The site's first page, `/`; `root.html.j2` gets it as `view`."""

    languages: tuple[RootLanguageView, ...]
    """The default language first."""
    canonical: str = ""
    hreflang: tuple[tuple[str, str], ...] = ()
