"""The first use of a term on a page leads to its definition: by mouse, keyboard and touch, and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser


def marked_page(site: Path, listed: list[dict[str, Any]], lang: str) -> str:
    """Return the address of a page with a marked term."""
    for entry in listed:
        if entry["language"] == lang and 'class="pb-word"' in (site / entry["url"] / "index.html").read_text(
            encoding="utf-8"
        ):
            return str(entry["url"])
    raise AssertionError(f"no page in {lang} has a marked term")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_each_term_is_marked_once_and_never_in_a_link_heading_or_code(site, listed, lang) -> None:
    for entry in listed:
        if entry["language"] == lang:
            html = (site / entry["url"] / "index.html").read_text(encoding="utf-8")
            notes = re.findall(r'class="pb-word"[^>]*data-note="([^"]+)"', html)
            assert len(notes) == len(set(notes)), entry["url"]
            assert all(f'id="{note}"' in html for note in notes)
            for element in ("a", "h1", "h2", "h3", "code", "label", "button"):
                for inner in re.findall(rf"<{element}\b[^>]*>(.*?)</{element}>", html, re.DOTALL):
                    assert 'class="pb-word"' not in inner, (entry["url"], element)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("way", ["click", "enter", "space", "tap"])
def test_a_term_shows_its_definition(visit, site, listed, lang, way) -> None:
    page = visit(marked_page(site, listed, lang), **(PHONE if way == "tap" else DESKTOP)).page
    word = page.locator(".pb-word").first
    note = page.locator(f"#{word.get_attribute('data-note')}")
    assert not note.is_visible()
    if way in {"click", "tap"}:
        getattr(word, way)()
    else:
        word.focus()
        page.keyboard.press("Enter" if way == "enter" else "Space")
    note.wait_for(state="visible")
    assert word.get_attribute("aria-expanded") == "true"
    width = page.viewport_size["width"]
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert (
        note.locator("a").get_attribute("href").endswith(f"#{note.get_attribute('id').removeprefix('term-')}")
    )
    page.keyboard.press("Escape")
    note.wait_for(state="hidden")
    assert word.evaluate("element => element === document.activeElement")
    assert word.get_attribute("aria-expanded") == "false"


def test_without_javascript_a_term_is_a_link_to_the_glossary(browser, server, site, listed) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}{marked_page(site, listed, 'ru')}")
    word = page.locator(".pb-word").first
    term = word.get_attribute("data-note").removeprefix("term-")
    word.click()
    assert page.url.endswith(f"/ru/glossary/#{term}")
    assert page.locator(f"#{term}").is_visible()
    context.close()
