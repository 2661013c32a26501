"""What the templates are given of what stands around a page; see `render/views.py` for the rules."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.render.views import GroupView, LinkView


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
