"""The files at the site's root: choice of language, "not found", sitemap, headers, list of pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from build_tools.model.ids import HOME, Lang
from build_tools.publish.badges import badges
from build_tools.publish.machine_files import (
    content_security_policy,
    headers,
    is_sitemap_page,
    page_list,
    robots,
    sitemap,
)
from build_tools.publish.tree import OutputTree
from build_tools.render.frame_view import Place, frame_view
from build_tools.render.listing_view import not_found_view, offline_view
from build_tools.render.page_views import PageView, RootLanguageView, RootView
from build_tools.render.shell import Shell, script_hashes
from build_tools.render.site_pages import RenderedPage, SiteModel, render_page
from build_tools.render.slots import Scene

NOT_FOUND, OFFLINE = "404.html", "offline.html"


def add_machine_files(
    tree: OutputTree, model: SiteModel, rendered: Iterable[RenderedPage], shells: Mapping[Lang, Shell]
) -> None:
    """Add everything at the site's root that is not a page of the playbook."""
    pages = list(rendered)
    tree.add("index.html", root_page(model), "the choice of language")
    tree.add(NOT_FOUND, anywhere_page(model, shells, not_found_view), "the page for unknown addresses")
    tree.add(OFFLINE, anywhere_page(model, shells, offline_view), "the page without a network")
    tree.add("_headers", headers(content_security_policy(script_hashes(shells.values()))), "headers")
    tree.add("playbook.json", page_list(model.playbook, pages), "the list of pages")
    for address, picture in badges(model.playbook):
        tree.add(address, picture, "badges")
    if model.facts.url:
        tree.add("sitemap.xml", sitemap(_sitemap_entries(model, pages)), "the sitemap")
        tree.add("robots.txt", robots(model.facts.url), "robots.txt")


def root_page(model: SiteModel) -> str:
    """Return the page at `/`, which lets the reader choose a language and works without JavaScript."""
    locales = model.playbook.locales
    ordered = sorted(locales.all, key=lambda locale: locale.code != locales.default)
    languages = []
    for locale in ordered:
        home = model.playbook.page(HOME, locale.code)
        languages.append(
            RootLanguageView(
                lang=locale.code,
                name=locale.name,
                direction=locale.direction,
                url=f"{locale.code}/",
                title=locale.title,
                description=home.summary if home else "",
            )
        )
    url = model.facts.url
    hreflang = tuple((code, f"{url}{code}/") for code in locales.codes)
    view = RootView(
        languages=tuple(languages),
        canonical=url,
        hreflang=(*hreflang, ("x-default", url)) if url else (),
    )
    return model.templates(locales.default).render("root.html.j2", view=view)


def anywhere_page(
    model: SiteModel, shells: Mapping[Lang, Shell], view_of: Callable[[tuple[Scene, ...]], PageView]
) -> str:
    """Return a page that answers at any address, in every language at once.

    It is served at any depth, so its links start at the path of the site's address.
    """
    locales = model.playbook.locales
    ordered = (locales.default, *(code for code in locales.codes if code != locales.default))
    base = urlsplit(model.facts.url).path or "/"
    scenes = tuple(model.scene(code, "") for code in ordered)
    place = Place({code: f"{code}/" for code in locales.codes}, frozenset(locales.codes))
    frame = frame_view(scenes[0], place, model.facts, section="", sidebar=())
    page = render_page(model.templates(ordered[0]), view_of(scenes), frame, locales[ordered[0]].title, "")
    html = shells[ordered[0]].pour(page).replace('="./', f'="{base}')
    return html.replace(
        '<link rel="canonical"', '<meta name="robots" content="noindex"><link rel="canonical"', 1
    )


def _sitemap_entries(model: SiteModel, pages: list[RenderedPage]) -> list[tuple[str, dict[str, str]]]:
    url, default = model.facts.url, model.playbook.locales.default
    by_key: dict[str, dict[str, str]] = defaultdict(dict)
    for page in pages:
        if is_sitemap_page(page):
            by_key[page.key][page.lang] = url + page.address
    entries = []
    for alternates in by_key.values():
        original = alternates.get(default) or next(iter(alternates.values()))
        entries += [(address, {**alternates, "x-default": original}) for address in alternates.values()]
    return sorted(entries)
