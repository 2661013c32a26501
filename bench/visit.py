"""What a reader's browser fetches: a first visit of a guide, then a first search; compressed, over HTTP."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass

from playwright.sync_api import Page, Route, sync_playwright

from bench.generators import Generator
from bench.lighthouse import CATEGORIES, lighthouse, report
from tests.site.web_server import WebServer

VISITED_PAGE = "section-000/page-0003"
WORD = "feedback"
QUIET = 700
"""Milliseconds without anything new after which nothing more is expected."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Bytes over the wire, headers and compressed bodies, and the number of requests."""

    page: int
    page_requests: int
    search: int | None
    """What the first search adds; None where there is none."""

    elsewhere: list[str]
    """Third parties the page asked for something; they are not counted, because nothing here may reach them."""

    lighthouse: dict[str, int]
    """Lighthouse's scores of the same page on a phone; empty where Lighthouse is not to be had."""

    def as_json(self) -> dict[str, object]:
        """Return it as JSON knows it."""
        return asdict(self)


def _type(field: str, result: str, opener: str = "") -> Callable[[Page], None]:
    """Return how to search: press what opens the search, type the word, wait for the first result."""

    def search(page: Page) -> None:
        if opener:
            page.click(opener)
        page.click(field)
        page.keyboard.type(WORD, delay=60)
        page.wait_for_selector(result, timeout=60_000)

    return search


SEARCHES = {
    "ours": _type("#pb-search-words", ".pb-search__page", "button.pb-find"),
    "mkdocs": _type(".md-search__input", ".md-search-result__item"),
    "zensical": _type(
        "input[type=search], input[role=combobox], .md-search input", "ol li", ".md-search__button"
    ),
    "starlight": _type("#starlight__search input", ".pagefind-ui__result", "button[data-open-modal]"),
}


def lighthouse_scores(url: str) -> dict[str, int]:
    """Return Lighthouse's scores of a page, of 100; nothing where it cannot be run."""
    try:
        found = report(lighthouse(), url)
    except (OSError, subprocess.CalledProcessError, SystemExit):
        return {}
    return {name: round((found["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}


def first_visit(generator: Generator) -> Visit:
    """Open a guide in Chromium with an empty cache, scroll to its end, then search for one word."""
    folder = generator.folder / generator.sites[0]
    for name in ("_headers", "404.html"):
        (folder / name).touch()  # the server reads them; not every generator writes them
    elsewhere: set[str] = set()
    with WebServer(folder) as server, sync_playwright() as playwright:

        def route(request: Route) -> None:
            if request.request.url.startswith(server.url):
                request.continue_()
            else:
                elsewhere.add(request.request.url.split("/")[2])
                request.abort()

        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("**/*", route)
        page.goto(server.url + generator.address("en", VISITED_PAGE), wait_until="load")
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(QUIET)
        visited, requests, searched = sum(server.sent.values()), len(server.sent), None
        if generator.key in SEARCHES:
            SEARCHES[generator.key](page)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(QUIET)
            searched = sum(server.sent.values()) - visited
        browser.close()
        scores = lighthouse_scores(server.url + generator.address("en", VISITED_PAGE))
    return Visit(visited, requests, searched, sorted(elsewhere), scores)
