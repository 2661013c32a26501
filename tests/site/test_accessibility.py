"""axe-core finds nothing on any kind of page; what a keyboard must reach, it reaches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import DESKTOP, PHONE, Visit
from tests.site.axe import CONTRAST, findings
from tests.site.kinds import KINDS, LANGUAGES, address_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(
    kind: str, lang: str, visit: Visit, site: Path, listed: list[dict[str, Any]]
) -> None:
    """Everything on desk and phone; in the dark only what colours decide."""
    scripts = kind != "root"
    if not scripts and lang != LANGUAGES[0]:
        pytest.skip("the root is one page for all languages")
    locale = "de-DE" if kind == "root" else {"en": "en-GB", "ru": "ru-RU"}[lang]
    page = visit(address_of(kind, lang, site, listed), reduced_motion="reduce", locale=locale).page
    found = []
    for name, size in (("desktop", DESKTOP["viewport"]), ("phone", PHONE["viewport"])):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        found += [f"{name}, light: {line}" for line in findings(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {line}" for line in findings(page, rules=CONTRAST)]
    assert not found, "\n".join(found)


def focused(page: Page) -> str:
    """Return what has the focus, as a short selector."""
    script = "() => { const e = document.activeElement; return e.id || e.className || e.getAttribute('href') || e.tagName }"
    return str(page.evaluate(script))


def walk_to(page: Page, selector: str, *, most: int = 60) -> None:
    """Press Tab until an element has the focus, and see that the focus shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            shown = page.evaluate(
                """() => {
                  const style = getComputedStyle(document.activeElement);
                  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
                }"""
            )
            assert shown, f"the focus cannot be seen on {selector}"
            return
    pytest.fail(f"Tab does not lead to {selector}; the focus is on {focused(page)}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_skip_link_leads_to_the_text(lang: str, visit: Visit) -> None:
    page = visit(f"{lang}/guides/trust/build-trust/").page
    walk_to(page, ".pb-skip", most=1)
    expect(page.locator(".pb-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page) == "pb-content"


@pytest.mark.parametrize(("lang", "other"), [("en", "ru"), ("ru", "en")])
def test_language_is_switched_with_the_keyboard_and_the_section_kept(
    lang: str, other: str, visit: Visit
) -> None:
    page = visit(f"{lang}/guides/trust/build-trust/").page
    page.locator("#how-to-do-it").scroll_into_view_if_needed()
    page.evaluate("() => document.getElementById('how-to-do-it').scrollIntoView()")
    walk_to(page, ".pb-languages a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{other}/guides/trust/build-trust/#how-to-do-it")
    assert page.locator("html").get_attribute("lang") == other


@pytest.mark.parametrize("lang", LANGUAGES)
def test_checklist_is_ticked_with_the_keyboard_and_remembered(lang: str, visit: Visit) -> None:
    watched = visit(f"{lang}/checklists/before-delegating/")
    page = watched.page
    walk_to(page, ".pb-ticks input")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    boxes = page.locator(".pb-ticks input")
    expect(page.locator(".pb-bar__state")).to_contain_text("2")
    watched.open(f"{'ru' if lang == 'en' else 'en'}/checklists/before-delegating/")
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(2)).not_to_be_checked()
    walk_to(page, "[data-act=reset]")
    page.keyboard.press("Enter")
    expect(boxes.nth(0)).not_to_be_checked()
    expect(boxes.nth(0)).to_be_focused()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_drawer_is_opened_walked_and_closed_with_the_keyboard(lang: str, visit: Visit) -> None:
    page = visit(f"{lang}/guides/trust/build-trust/", **PHONE, reduced_motion="reduce").page
    drawer, opener = page.locator("#pb-side"), page.locator(".pb-top__menu")
    expect(drawer).to_be_hidden()
    walk_to(page, ".pb-top__menu")
    page.keyboard.press("Enter")
    expect(drawer).to_be_visible()
    expect(drawer.locator("a").first).to_be_focused()
    assert not findings(page), "the drawer open"
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_scheme_is_chosen_with_the_keyboard_and_kept(lang: str, visit: Visit) -> None:
    watched = visit(f"{lang}/", color_scheme="light")
    page = watched.page
    walk_to(page, ".pb-scheme")
    page.keyboard.press("Enter")
    watched.open(f"{lang}/about/")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(26, 25, 22)"


def test_reader_asks_for_less_motion_and_more_contrast(visit: Visit) -> None:
    page = visit("en/checklists/before-delegating/", reduced_motion="reduce", contrast="more").page
    moving = """() => [...document.querySelectorAll("*")].filter((e) => {
      const style = getComputedStyle(e);
      return style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior === "smooth";
    }).length"""
    assert page.evaluate(moving) == 0
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(
        "() => getComputedStyle(document.querySelector('.pb-ticks li')).borderBottomColor"
    ) == ("rgb(95, 89, 79)")
    assert not findings(page, rules=CONTRAST)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_terms_definition_opens_and_closes_with_the_keyboard(lang: str, visit: Visit, site: Path) -> None:
    """A term's definition, where a page shows one, is a dialog of its own: axe looks at it while it is open."""
    page_path = next(
        p for p in sorted(site.glob(f"{lang}/guides/**/index.html")) if "data-note=" in p.read_text("utf-8")
    )
    page = visit(f"{page_path.parent.relative_to(site).as_posix()}/").page
    walk_to(page, ".pb-word[data-note]", most=120)
    page.keyboard.press("Enter")
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    assert not findings(page), "the definition open"
    page.keyboard.press("Escape")
    expect(page.locator("[popover]:popover-open")).to_have_count(0)
