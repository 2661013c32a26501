"""Readers are told what they read: notices, languages of the parts, addresses, search, navigation, switch.

The site is small and has what the real one may not have on a given day: a page
that only one language has (in both directions) and a translation that is stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.pipeline import build, load_and_check
from build_tools.settings import settings
from tests import trees
from tests.conftest import ROOT
from tests.site.watched import Watched
from tests.site.web_server import WebServer

pytestmark = pytest.mark.browser

CHECKLIST = """\
---
summary: {summary}
{source}---

# {title}

## {first}

- [ ] **{verb} it.** {words}

## {second}

- [ ] **{verb} again.** {words}
"""
FACTS = "mode: do-confirm\nmoment: Before a call\nminutes: 3\n"


def checklist(lang: str, source: str = "") -> str:
    words = {
        "en": {"summary": "Before a call.", "title": "Before a call", "first": "Before", "second": "After", "verb": "Check", "words": "Today."},
        "ru": {"summary": "Перед звонком.", "title": "Перед звонком", "first": "До", "second": "После", "verb": "Проверьте", "words": "Сегодня."},
    }[lang]  # fmt: skip
    return CHECKLIST.format(**words, source=source)


FILES = {
    "en/pages/index.md": trees.page("# Home\n\n[Only English](only-english.md) and [stale](stale.md) and [list](../checklists/stale-list.md).\n"),
    "ru/pages/index.md": trees.translation(
        "# Начало\n\n[Только по-английски](only-english.md), [старое](stale.md), [список](../checklists/stale-list.md).\n"
    ),
    "en/pages/only-english.md": trees.page("# Only English\n\n## First part\n\nText.\n\n## Second part\n\n" + "More text.\n\n" * 60),
    "ru/pages/only-russian.md": trees.page("# Только русский\n\n## Первое\n\nТекст.\n"),
    "en/pages/stale.md": trees.page("# Stale\n\nLead.\n\n## One\n\nText.\n\n## Two\n\nText.\n"),
    "ru/pages/stale.md": trees.translation("# Старое\n\nНачало.\n\n## Раз\n\nТекст.\n\n## Два\n\nТекст.\n"),
    "en/checklists/stale-list.md": checklist("en", FACTS),
    "ru/checklists/stale-list.md": checklist("ru", "source: en\nmoment: Перед звонком\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def two_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the site."""
    root = trees.write(
        tmp_path_factory.mktemp("languages"), {f"content/{name}": text for name, text in FILES.items()}
    )
    where = settings(project=ROOT, content=root / "content", i18n=root / "i18n", site=root / "site")
    playbook = load_and_check(where).playbook
    for page in playbook.pages:
        source = playbook.source_page(page)
        if source is not None and source is not page:
            recorded = [
                "0" * 6 if page.id == "pages/stale" and i != 1 else f
                for i, f in enumerate(source.fingerprints)
            ]
            recorded = [
                "0" * 6 if page.id == "checklists/stale-list" and i == 2 else f
                for i, f in enumerate(recorded)
            ]
            file = where.file_of(page)
            file.write_text(
                file.read_text(encoding="utf-8").replace("source: en", f"source: en {'.'.join(recorded)}"),
                encoding="utf-8",
            )
    built = build(where, pdf=False)
    assert built.written is not None, [str(d) for d in built.report]
    return root / "site"


@pytest.fixture(scope="module")
def small_server(two_languages: Path) -> Iterator[WebServer]:
    with WebServer(two_languages) as running:
        yield running


@pytest.fixture
def read(browser, small_server) -> Iterator[object]:
    """Open a page of the small site; whatever goes wrong in it fails the test."""
    context = browser.new_context(base_url=small_server.url, viewport={"width": 1280, "height": 800})
    watched = Watched(context, small_server.url)
    watched.expected = (
        "pagefind-worker",
        "falling back to main thread",
    )  # searched without the search box's own worker
    yield watched.open
    context.close()
    assert not watched.faults


def notice(page, kind: str) -> str:
    return " ".join(page.locator(f'[data-notice="{kind}"]').inner_text().split())


@pytest.mark.parametrize(
    ("address", "text", "words", "text_lang"),
    [
        ("ru/only-english/", "Text.", "Этой страницы пока нет на русском. Ниже — английский оригинал.", "en"),
        (
            "en/only-russian/",
            "Текст.",
            "This page has not been translated yet. You are reading the Russian original.",
            "ru",
        ),
    ],
)
def test_a_fallback_says_so_in_the_readers_language(read, address, text, words, text_lang) -> None:
    page = read(address)
    assert notice(page, "fallback") == words
    reader = address[:2]
    assert page.locator("html").get_attribute("lang") == reader
    lang_of = "element => element.closest('[lang]').lang"
    assert page.locator('[data-notice="fallback"]').evaluate(lang_of) == reader
    assert page.get_by_text(text, exact=True).first.evaluate(lang_of) == text_lang
    assert page.locator("h1").evaluate(lang_of) == text_lang
    assert page.locator("h2").first.evaluate(lang_of) == text_lang


@pytest.mark.parametrize(
    ("address", "original", "other"), [("ru/only-english/", "en", "ru"), ("en/only-russian/", "ru", "en")]
)
def test_a_fallback_is_for_readers_not_for_search_engines(
    read, two_languages, address, original, other
) -> None:
    page = read(address)
    own = page.locator('link[rel="canonical"]').get_attribute("href")
    assert f"/{original}/{address[3:]}" in own
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    alternates = page.locator('link[rel="alternate"][hreflang]').evaluate_all(
        "links => links.map(link => link.hreflang)"
    )
    assert sorted(alternates) == sorted([original, "x-default"])
    sitemap = (two_languages / "sitemap.xml").read_text(encoding="utf-8")
    assert f"/{original}/{address[3:]}</loc>" in sitemap
    assert f"/{other}/{address[3:]}</loc>" not in sitemap


def test_a_translated_page_names_itself_and_its_alternates(read) -> None:
    page = read("ru/stale/")
    assert page.locator('link[rel="canonical"]').get_attribute("href").endswith("/ru/stale/")
    links = page.locator('link[rel="alternate"][hreflang]').evaluate_all(
        "links => links.map(link => [link.hreflang, link.getAttribute('href')])"
    )
    found = {lang: address.split("/", 3)[3] for lang, address in links}
    assert found == {"en": "en/stale/", "ru": "ru/stale/", "x-default": "en/stale/"}
    assert page.locator('meta[name="robots"]').count() == 0


@pytest.mark.parametrize(
    ("lang", "absent", "own"), [("ru", "Only English", "Старое"), ("en", "Только русский", "Stale")]
)
def test_search_finds_a_language_alone(two_languages, read, small_server, lang, absent, own) -> None:
    page = read(f"{lang}/")
    script = """async ([base, words]) => {
        const pagefind = await import(`${base}pagefind/pagefind.js`);
        const titles = [];
        for (const word of words) for (const hit of (await pagefind.search(word)).results) titles.push((await hit.data()).meta.title);
        return titles;
    }"""
    titles = page.evaluate(script, [small_server.url, [absent, own]])
    assert absent not in titles
    assert own in titles


def test_navigation_marks_titles_in_another_language(read) -> None:
    page = read("ru/stale/")
    marked = page.locator('a:has-text("Only English (EN)")').first
    assert marked.evaluate("element => element.closest('[lang]').lang") == "en"
    english = read("en/stale/")
    assert "Только русский (RU)" in english.content()


def test_stale_sections_are_named_and_marked(read) -> None:
    page = read("ru/stale/")
    assert notice(page, "stale").endswith("Начало страницы Два")
    assert [text.rstrip("#") for text in page.locator("h2:has(.pb-stale)").all_inner_texts()] == [
        "Два возможно, устарело"
    ]
    link = page.locator('[data-notice="stale"] a').last
    target = link.get_attribute("href").removeprefix("#")
    assert page.locator(f"#{target}").inner_text().startswith("Два")


def test_stale_pause_point_is_marked_too(read) -> None:
    page = read("ru/checklists/stale-list/")
    assert "После" in notice(page, "stale")
    assert page.locator("h2:has(.pb-stale)").count() == 1


def test_current_pages_have_no_notice(read) -> None:
    for address in ("ru/", "en/stale/", "en/only-english/"):
        assert read(address).locator("[data-notice]").count() == 0


def test_the_switch_keeps_page_and_section(read) -> None:
    page = read("en/only-english/#second-part")
    page.locator("#second-part").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('second-part').scrollIntoView()")
    page.locator('.pb-languages a[hreflang="ru"]').first.click()
    page.wait_for_url("**/ru/only-english/#second-part")
    assert page.locator("#second-part").is_visible()
    page.locator('.pb-languages a[hreflang="en"]').first.click()
    page.wait_for_url("**/en/only-english/**")


def test_states_are_told_to_machines(two_languages) -> None:
    listed = json.loads((two_languages / "playbook.json").read_text(encoding="utf-8"))["pages"]
    states = {(entry["page"], entry["language"]): entry["state"] for entry in listed}
    assert states["pages/stale", "ru"] == "stale"
    assert states["pages/stale", "en"] == "source"
    assert states["pages/only-english", "ru"] == "missing"
    assert states["pages/index", "ru"] == "current"
