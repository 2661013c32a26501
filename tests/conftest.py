"""What the tests of the finished site share: the real site, a server, a browser that notices everything.

`site` is the real content, built once per session; `server` serves it as a
static host would, with its `_headers` and compressed; `visit` opens pages in
Chromium, and `page` is one such page. Whatever goes wrong in a page while a
test looks at it, fails that test.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from build_tools.pipeline import build
from build_tools.settings import settings
from tests.site.watched import Watched
from tests.site.web_server import WebServer

ROOT = Path(__file__).parent.parent
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
VIEWPORTS = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the real site without its PDFs, built once; PLAYBOOK_SITE names one that is built already."""
    ready = os.environ.get("PLAYBOOK_SITE")
    if ready:
        return Path(ready)
    folder = tmp_path_factory.mktemp("built") / "site"
    built = build(settings(project=ROOT, site=folder), pdf=False)
    assert built.written is not None, "the content has findings that stop the build"
    return folder


@pytest.fixture(scope="session")
def listed(site: Path) -> list[dict[str, Any]]:
    """Every page of the site, as playbook.json lists them."""
    return json.loads((site / "playbook.json").read_text(encoding="utf-8"))["pages"]


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[WebServer]:
    """The site on this machine, served as a static host serves it."""
    with WebServer(site) as running:
        yield running


@pytest.fixture(scope="session")
def browser(site: Path) -> Iterator[Browser]:
    """Chromium. It comes after `site`: a build may start an event loop, which Playwright does not allow."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


Visit = Callable[..., Watched]


@pytest.fixture
def visit(browser: Browser, server: WebServer) -> Iterator[Visit]:
    """Open pages: `visit("en/", **options)` returns one that is watched until the test ends."""
    contexts: list[BrowserContext] = []
    opened: list[Watched] = []

    def open_page(address: str = "", **options: Any) -> Watched:
        context = browser.new_context(**{"base_url": server.url, **DESKTOP, **options})
        contexts.append(context)
        watched = Watched(context, server.url)
        opened.append(watched)
        if address is not None:
            watched.open(address)
        return watched

    yield open_page
    faults = [fault for watched in opened for fault in watched.faults]
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(visit: Visit) -> Page:
    """One empty page; whatever goes wrong in it fails the test."""
    return visit(None).page
