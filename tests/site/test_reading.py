"""Reading: progress, the way along a path, links to sections, ways to answer."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from build_tools.model.ids import Kind, Lang
from build_tools.pipeline import build, load_and_check
from build_tools.render.path_places import path_stops
from build_tools.settings import settings
from tests.conftest import PHONE, ROOT, Visit

PATH = "paths/first-90-days"


@pytest.fixture(scope="module")
def stops() -> tuple[str, ...]:
    """The pages of a real path, in order."""
    playbook = load_and_check(settings(project=ROOT)).playbook
    assert playbook is not None
    path = next(p for p in playbook.of_kind(Kind.PATH, Lang("en")) if p.id == PATH)
    return path_stops(playbook, path)


def to_the_end(page: Page) -> None:
    """Bring the end of the text into view and wait until it is noted."""
    key = page.locator("[data-page]").get_attribute("data-page")
    shown = "() => [...document.querySelectorAll('.pb-end')].find((end) => end.offsetParent)"
    page.evaluate_handle(shown).evaluate("(end) => end.scrollIntoView({ block: 'center' })")
    page.wait_for_function(
        "(key) => key in JSON.parse(localStorage.getItem('playbook:read') ?? '{}')", arg=key
    )


@pytest.mark.browser
def test_progress_counts_what_was_read_to_its_end(visit: Visit, stops: tuple[str, ...]) -> None:
    watched = visit(f"en/{stops[0]}/", **PHONE)
    page = watched.page
    assert page.evaluate("() => localStorage.getItem('playbook:read')") is None, "opening is not reading"
    to_the_end(page)
    watched.open(f"en/{PATH}/")
    expect(page.locator("[data-progress]")).to_have_text(f"1 of {len(stops)} pages read")
    expect(page.locator(".pb-stop[data-read]")).to_have_count(1)
    expect(page.locator(".pb-go a")).to_contain_text("Go on with")
    assert f"/{stops[1]}/" in str(page.locator(".pb-go a").get_attribute("href"))
    watched.open(f"ru/{PATH}/")
    expect(page.locator("[data-progress]")).to_have_text(f"Прочитано 1 из {len(stops)} страниц")


@pytest.mark.browser
def test_jump_past_the_end_is_reading_too(visit: Visit) -> None:
    page = visit("en/guides/trust/build-trust/").page
    page.keyboard.press("End")
    page.wait_for_function(
        "() => 'guides/trust/build-trust' in JSON.parse(localStorage.getItem('playbook:read') ?? '{}')"
    )


@pytest.mark.browser
def test_topic_page_says_how_much_of_it_was_read(visit: Visit) -> None:
    watched = visit("en/topics/trust/")
    expect(watched.page.locator(".pb-progress")).to_be_hidden()
    key = str(watched.page.locator(".pb-card").first.get_attribute("data-key"))
    total = watched.page.locator(".pb-card").count()
    watched.open(f"en/{key}/")
    to_the_end(watched.page)
    watched.open("en/topics/trust/")
    expect(watched.page.locator("[data-progress]")).to_have_text(f"1 of {total} pages read")
    expect(watched.page.locator(f".pb-card[data-key='{key}'] .pb-read")).to_have_text("read")


@pytest.mark.browser
def test_scenario_is_read_when_an_end_is_reached(visit: Visit) -> None:
    page = visit("en/scenarios/promoted-yesterday/").page
    page.mouse.wheel(0, 20000)
    assert page.evaluate("() => localStorage.getItem('playbook:read')") is None
    while page.locator(".pb-step:visible .pb-choices a").count():
        page.locator(".pb-step:visible .pb-choices a").first.click()
    to_the_end(page)


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_reader_goes_on_along_the_path(lang: str, visit: Visit, stops: tuple[str, ...]) -> None:
    watched = visit(f"{lang}/{stops[1]}/")
    page = watched.page
    along = page.locator(f"[data-path='{PATH}']")
    expect(along).to_be_hidden()
    watched.open(f"{lang}/{PATH}/")
    page.locator(".pb-stop a").first.click()
    page.wait_for_url(f"**/{lang}/{stops[0]}/")
    expect(along).to_be_visible()
    expect(page.locator(".pb-turn:visible")).to_have_count(1)
    along.locator(".pb-turn__on").click()
    page.wait_for_url(f"**/{lang}/{stops[1]}/")
    expect(along).to_contain_text(f"2 of {len(stops)}" if lang == "en" else f"2 из {len(stops)}")
    expect(along.locator(".pb-turn__back")).to_have_attribute("href", f"../../../../{lang}/{stops[0]}/")


@pytest.mark.browser
def test_link_to_a_section_is_copied(visit: Visit) -> None:
    watched = visit("en/guides/trust/build-trust/", permissions=["clipboard-read", "clipboard-write"])
    page = watched.page
    button = page.locator("h2 .pb-anchor").first
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-label", "Link copied")
    heading = page.locator(".pb-text h2").first.get_attribute("id")
    assert (
        page.evaluate("() => navigator.clipboard.readText()")
        == f"{watched.url}en/guides/trust/build-trust/#{heading}"
    )


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_start_page_shows_situations_side_by_side(lang: str, visit: Visit) -> None:
    page = visit(f"{lang}/start-here/").page
    situations = page.locator(".pb-situation")
    assert situations.count() > 20
    first, second = situations.nth(0).bounding_box(), situations.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert first["y"] == second["y"], "two columns on a desk"
    page.set_viewport_size(PHONE["viewport"])
    first, second = situations.nth(0).bounding_box(), situations.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert second["y"] > first["y"], "one column on a phone"


def project(folder: Path, *settings_lines: str) -> Path:
    """Make a project with two pages and the real face; the lines are added to mkdocs.yml."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("custom_dir: build_tools", f"custom_dir: {ROOT}/build_tools")
    (folder / "mkdocs.yml").write_text(f"{config}\n" + "\n".join(settings_lines) + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    shutil.copytree(ROOT / "i18n" / "messages", folder / "i18n" / "messages")
    shutil.copy(ROOT / "i18n" / "locales.yaml", folder / "i18n")
    text = "---\nsummary: Short.\n---\n\n# Shift & queue\n\nGo round the floor.\n"
    (folder / "content" / "en" / "pages").mkdir(parents=True)
    (folder / "content" / "ru" / "pages").mkdir(parents=True)
    (folder / "content" / "en" / "pages" / "shift.md").write_text(text, encoding="utf-8")
    (folder / "content" / "ru" / "pages" / "floor.md").write_text(
        text.replace("Shift & queue", "Зал"), encoding="utf-8"
    )
    return folder


def answers(folder: Path, address: str) -> dict[str, str]:
    """Build the project and return the links under a page: by their words."""
    built = build(settings(project=folder), pdf=False)
    assert built.written is not None, [str(d) for d in built.report]
    html = (folder / "site" / address / "index.html").read_text(encoding="utf-8")
    block = re.search(r'<div class="pb-answer">.*?</div>', html, re.DOTALL)
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', block[0]) if block else []
    return {words: unescape(url) for url, words in links}


def test_no_way_to_answer_without_a_repository_or_an_address(tmp_path: Path) -> None:
    assert answers(project(tmp_path), "en/shift") == {}


def test_ways_to_answer(tmp_path: Path) -> None:
    lines = (
        "repo_url: https://git.example/team/playbook",
        "edit_uri: edit/main/",
        "  feedback:",
        "    mail: book@team.example",
    )
    config = project(tmp_path) / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text("\n".join((*lines[:2], text.rstrip(), *lines[2:])) + "\n", encoding="utf-8")
    own = answers(tmp_path, "en/shift")
    assert own["Edit this page"] == "https://git.example/team/playbook/edit/main/content/en/pages/shift.md"
    assert "Help translate this page" not in own
    issue = parse_qs(urlsplit(own["Report a mistake or an idea"]).query)
    assert issue["title"] == ["About “Shift & queue”"]
    assert "Page: https://playbook.example/en/shift/" in issue["body"][0]
    assert "Language: en" in issue["body"][0]
    mail = urlsplit(own["Write to us about this page"])
    assert mail.path == "book@team.example"
    revision = [
        line for line in parse_qs(mail.query)["body"][0].splitlines() if line.startswith("Revision: ")
    ]
    assert len(revision) == 1
    assert len(revision[0].split()[1]) == 5

    fallback = answers(tmp_path, "ru/shift")
    assert fallback["Исправить страницу"] == own["Edit this page"], "the file of the language it is in"
    new = urlsplit(fallback["Помочь с переводом"])
    assert new.path == "/team/playbook/new/main/content/ru/pages"
    assert parse_qs(new.query)["filename"] == ["shift.md"]
    assert parse_qs(new.query)["value"][0].startswith("---\nsource: en ")
