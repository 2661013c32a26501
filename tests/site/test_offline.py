"""Reading without a network, and how a new version is announced."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import PHONE
from tests.site.axe import findings
from tests.site.watched import Watched
from tests.site.web_server import WebServer

pytestmark = pytest.mark.browser
GUIDE = "guides/trust/build-trust/"
OTHER = "guides/feedback/one-on-ones/"
WORDS = {
    "en": {
        "kept": "The whole book is kept on this device.",
        "absent": "This page is not kept on this device",
        "query": "trust",
    },
    "ru": {
        "kept": "Вся книга сохранена на этом устройстве.",
        "absent": "Этой страницы нет на устройстве",
        "query": "доверие",
    },
}


FILES = """() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.slice(1))
  .filter((name) => /\\.(?:css|woff2|js)$/.test(name) && name !== "sw.js")"""
"""What a page has asked for and needs to look as it should."""


@pytest.fixture
def own_server(site: Path, tmp_path: Path) -> Iterator[WebServer]:
    """A server of a copy of the site that a test may change: an origin of its own, with caches of its own."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy, copy_function=os.link)
    with WebServer(copy) as running:
        yield running


@pytest.fixture
def reader(browser: Browser, own_server: WebServer) -> Iterator[Watched]:
    """A browser that goes offline now and then, so failed requests are no fault here."""
    context = browser.new_context(**PHONE)
    watched = Watched(context, own_server.url)
    # The page for what is not kept is in every language; letters that were never read come in the system's typeface.
    watched.expected = (
        "ERR_INTERNET_DISCONNECTED",
        "Failed to fetch",
        "Failed to load resource",
        "woff2 (net::ERR_FAILED)",
    )
    yield watched
    context.close()
    assert not watched.faults, "\n".join(watched.faults)


def when_kept(watched: Watched, address: str) -> None:
    """Wait until the worker is at work and has kept a file; the test's own timeout ends the wait."""
    watched.page.evaluate(
        """async (address) => {
          await navigator.serviceWorker.ready;
          const kept = await caches.open("playbook-kept");
          while (!(await kept.match(address))) await new Promise((resolve) => { setTimeout(resolve, 20); });
        }""",
        f"{watched.url}{address}",
    )


def test_visited_pages_are_kept_from_the_first_visit(reader: Watched) -> None:
    reader.open(f"en/{GUIDE}")
    when_kept(reader, f"en/{GUIDE}")
    for file in reader.page.evaluate(FILES):
        when_kept(reader, file)
    reader.context.set_offline(True)
    page = reader.page
    page.reload()
    expect(page.locator("h1")).to_have_text("Build trust")
    expect(page.locator("html.js .pb-anchor").first).to_be_attached()
    assert page.evaluate("() => getComputedStyle(document.body).fontFamily").startswith("Literata")
    page.goto(f"{reader.url}ru/{OTHER}")
    for words in WORDS.values():
        expect(page.get_by_text(words["absent"])).to_be_visible()
    reader.context.set_offline(False)
    page.goto(f"{reader.url}ru/{OTHER}")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.locator("[data-kind=guide]").first).to_be_attached()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_everything_is_kept_on_request(lang: str, reader: Watched, site: Path) -> None:
    reader.open(f"{lang}/")
    page = reader.page
    size = json.loads((site / lang / "offline.json").read_text(encoding="utf-8"))["bytes"]
    page.locator(".pb-offline summary").click()
    number = f"{size / 1e6:.1f}".removesuffix(".0")
    expect(page.locator("[data-take]")).to_contain_text(number.replace(".", "," if lang == "ru" else "."))
    assert not findings(page), "the panel open"
    page.locator("[data-take]").click()
    expect(page.locator("[data-state]")).to_have_text(WORDS[lang]["kept"], timeout=60_000)
    reader.context.set_offline(True)
    page.goto(f"{reader.url}{lang}/{OTHER}")
    expect(page.locator("[data-page]")).to_have_attribute("data-page", OTHER.rstrip("/"))
    page.keyboard.press("/")
    page.locator("dialog[open] input[role=combobox]").press_sequentially(WORDS[lang]["query"])
    expect(page.locator("dialog[open] [role=option]").first).to_be_visible(timeout=15_000)
    page.keyboard.press("Escape")
    reader.context.set_offline(False)
    page.goto(f"{reader.url}{lang}/{OTHER}")
    page.locator(".pb-offline summary").click()
    page.locator("[data-drop]").click()
    expect(page.locator("[data-take]")).to_be_visible()
    kept = page.evaluate("async () => (await (await caches.open('playbook-kept')).keys()).length")
    assert kept < 80, "only what this page needs is kept again"


def test_new_version_is_announced_and_never_forced(reader: Watched, own_server: WebServer) -> None:
    reader.open(f"en/{GUIDE}")
    when_kept(reader, f"en/{GUIDE}")
    page = reader.page
    worker = own_server.site / "sw.js"
    text = worker.read_text(encoding="utf-8")
    revision = text.partition('REVISION = "')[2].partition('"')[0]
    worker.unlink()
    worker.write_text(text.replace(revision, "0123456789abcdef"), encoding="utf-8")
    reader.open(f"en/{GUIDE}")
    news = page.locator(".pb-news")
    expect(news.get_by_role("status")).to_have_text("A new version of the book is here.")
    assert not findings(page), "the announcement shown"

    ask = """() => new Promise((done) => {
      navigator.serviceWorker.addEventListener("message", (event) => done(event.data.revision), { once: true });
      navigator.serviceWorker.controller.postMessage("revision");
    })"""
    assert page.evaluate(ask) == revision, "the old version serves until the reader decides"
    page.get_by_role("button", name="Later").click()
    expect(news).to_have_count(0)
    reader.open(f"en/{OTHER}")
    expect(news).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Show it").click()
    expect(news).to_have_count(0)
    assert page.evaluate(ask) == "0123456789abcdef"


def test_lists_name_what_there_is(site: Path) -> None:
    for lang, other in (("en", "ru"), ("ru", "en")):
        files = json.loads((site / lang / "offline.json").read_text(encoding="utf-8"))["files"]
        assert f"{lang}/{GUIDE}" in files
        assert not [
            file
            for file in files
            if file.startswith(f"{other}/") or f"/{other}_" in file or f".{other}." in file
        ]
        for file in files:
            path = site / file
            assert (path / "index.html" if file.endswith("/") else path).is_file(), file
