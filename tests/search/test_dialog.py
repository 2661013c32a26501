"""The search dialog in a real browser: keyboard, phone, filters, what is remembered, what is loaded when."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PHONE, VIEWPORTS, Visit
from tests.search.queries import LANGUAGES, queries
from tests.site.axe import findings
from tests.site.web_server import WebServer

FIRST_SEARCH = 250_000
START = {"en": "en/guides/feedback/one-on-ones/", "ru": "ru/guides/feedback/one-on-ones/"}
ASKED = {
    "en": [
        ("angry customer escalation", "guides/conflict/conflict-with-a-customer"),
        ("1:1 agenda", "worksheets/one-on-one-agenda"),
        ("delagation", "guides/growth/delegation"),
    ],
    "ru": [
        ("как сказать сотруднику что он не прав", "guides/feedback/criticism-in-private"),
        ("тяжелый звонок", "checklists/after-a-hard-call"),
        ("ltktubhjdfybt", "guides/growth/delegation"),
    ],
}
WORD = {"en": "feedback", "ru": "обратная связь"}

pytestmark = pytest.mark.browser


def ask(page: Page, text: str) -> None:
    """Type a question as a reader does and wait for the answer."""
    field = page.locator("#pb-search-words")
    field.fill("")
    field.press_sequentially(text)
    expect(page.locator(".pb-search__page").first).to_be_visible()
    expect(page.locator(".pb-search [role=status]")).to_contain_text(re.compile(r"\d"))


def options(page: Page) -> list[str]:
    """Return where the results lead."""
    return page.locator(".pb-search__page").evaluate_all("(all) => all.map((one) => one.pathname)")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_keyboard_alone(lang: str, visit: Visit) -> None:
    """Slash opens, words are typed, arrows choose, Enter goes there; the way back is the same page."""
    page = visit(START[lang]).page
    for text, wanted in ASKED[lang]:
        page.goto(page.url.split("#")[0])
        page.keyboard.press("/")
        expect(page.locator("#pb-search-words")).to_be_focused()
        ask(page, text)
        field = page.locator("#pb-search-words")
        expect(field).to_have_attribute("aria-expanded", "true")
        at = options(page).index(f"/{lang}/{wanted}/")
        assert at < 3, text
        for _ in range(60):
            page.keyboard.press("ArrowDown")
            active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
            expect(active).to_have_attribute("aria-selected", "true")
            if active.evaluate("(one) => one.pathname + one.hash") == f"/{lang}/{wanted}/":
                break
        expect(active).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{lang}/{wanted}/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shortcuts_and_leaving(lang: str, visit: Visit) -> None:
    page = visit(START[lang]).page
    dialog = page.locator("dialog.pb-search")
    button = page.locator("button.pb-find")
    button.focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Control+k")
    expect(dialog).to_be_visible()
    ask(page, WORD[lang])
    page.keyboard.press("Escape")
    expect(page.locator("#pb-search-words")).to_have_value("")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_slash_is_a_slash_where_one_writes(visit: Visit) -> None:
    page = visit("en/worksheets/one-on-one-agenda/").page
    answer = page.locator("textarea").first
    answer.press_sequentially("and/or")
    expect(answer).to_have_value("and/or")
    expect(page.locator("dialog.pb-search[open]")).to_have_count(0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_results_lead_to_sections_and_say_what_they_are(lang: str, visit: Visit) -> None:
    page = visit(START[lang]).page
    page.keyboard.press("/")
    ask(page, "FCR")
    first = page.locator(".pb-search__page").first
    expect(first).to_have_attribute("href", re.compile("read-support-metrics/$"))
    expect(first.locator(".pb-kind")).to_have_text({"en": "Guide", "ru": "Статья"}[lang])
    expect(first.locator(".pb-search__head")).to_contain_text({"en": "7 min", "ru": "7 мин"}[lang])
    part = page.locator(".pb-search__page + .pb-search__part").first
    expect(part.locator("mark").first).to_be_visible()
    part.click()
    page.wait_for_url(re.compile(r"read-support-metrics/#[a-z0-9-]+$"))
    section = page.url.rpartition("#")[2]
    expect(page.locator(f"[id='{section}']")).to_contain_text("FCR")
    page.keyboard.press("/")
    ask(page, "FCR")
    term = page.locator(".pb-search__term")
    term.click()
    page.wait_for_url(f"**/{lang}/glossary/#fcr")
    expect(page.locator("#fcr")).to_be_in_viewport()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_filters(lang: str, visit: Visit) -> None:
    page = visit(START[lang]).page
    page.keyboard.press("/")
    ask(page, WORD[lang])
    everything = len(options(page))
    page.locator("select[name=kind]").select_option("checklist")
    expect(page.locator(".pb-search__page:not([data-kind=checklist])")).to_have_count(0)
    expect(page.locator(".pb-search__page").first).to_be_visible()
    page.locator("select[name=topic]").select_option("feedback")
    page.locator("select[name=role]").select_option("junior-manager")
    expect(page.locator(".pb-search__page").first).to_be_visible()
    assert 0 < len(options(page)) <= everything
    page.locator("#pb-search-words").fill("")
    expect(page.locator(".pb-search__page[href*='before-giving-criticism']")).to_have_count(1)
    page.locator("select[name=topic]").select_option("development")
    page.locator("#pb-search-words").fill("xqzw")
    expect(page.locator(".pb-search [role=status]")).to_contain_text(
        {"en": "filters", "ru": "фильтрами"}[lang]
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_recent_searches_stay_in_this_browser(lang: str, visit: Visit) -> None:
    page = visit(START[lang]).page
    page.keyboard.press("/")
    ask(page, WORD[lang])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: START[lang] not in url)
    page.keyboard.press("/")
    recent = page.get_by_role("option", name=WORD[lang], exact=True)
    expect(recent).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#pb-search-words")).to_have_value(WORD[lang])
    expect(page.locator(".pb-search__page").first).to_be_visible()
    page.locator("#pb-search-words").fill("")
    page.locator(".pb-search__forget").click()
    expect(page.locator(".pb-search__list [role=option]")).to_have_count(0)
    assert page.evaluate("(name) => localStorage.getItem(name)", f"playbook:searches:{lang}") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mistyped_word_is_said(lang: str, visit: Visit) -> None:
    page = visit(START[lang]).page
    page.keyboard.press("/")
    typed, meant = {"en": ("delagation", "delegation"), "ru": ("'crfkfwbz", "эскалация")}[lang]
    ask(page, typed)
    expect(page.locator(".pb-search [role=status]")).to_contain_text(meant)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_loaded_is_said_and_tried_again(lang: str, visit: Visit) -> None:
    watched = visit(None, service_workers="block")
    watched.expected = (
        "pagefind.js",
        "Service Worker",
        "Failed to fetch dynamically imported module",
        "net::ERR_FAILED",
    )
    page = watched.page
    page.route("**/pagefind.js", lambda route: route.abort())
    watched.open(START[lang])
    page.keyboard.press("/")
    page.locator("#pb-search-words").fill(WORD[lang])
    retry = page.locator(".pb-search__retry")
    expect(retry).to_be_visible()
    expect(page.locator(".pb-search__everything")).to_be_visible()
    expect(page.locator(".pb-search [role=status]")).not_to_be_empty()
    page.unroute("**/pagefind.js")
    retry.click()
    expect(page.locator(".pb-search__page").first).to_be_visible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_found_is_said(lang: str, visit: Visit) -> None:
    page = visit(START[lang]).page
    page.keyboard.press("/")
    page.locator("#pb-search-words").fill("xqzw")
    expect(page.locator(".pb-search [role=status]")).to_contain_text("xqzw")
    expect(page.locator(".pb-search__everything")).to_be_visible()


def test_without_scripts_the_button_leads_to_everything(visit: Visit) -> None:
    page = visit("ru/", java_script_enabled=False).page
    expect(page.locator("button.pb-find")).to_be_hidden()
    page.locator("a.pb-find").click()
    page.wait_for_url("**/ru/#pb-shelves")
    expect(page.locator("#pb-shelves")).to_be_visible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_thumb(lang: str, visit: Visit) -> None:
    """On a phone the field is at the lower edge, and everything to touch is large enough."""
    page = visit(START[lang], **PHONE).page
    page.locator("button.pb-find").tap()
    ask(page, WORD[lang])
    height = page.viewport_size["height"]
    field = page.locator("#pb-search-words").bounding_box()
    assert field["y"] > height * 0.8
    for target in page.locator(".pb-search :is(button, select, input, a):visible").all():
        box = target.bounding_box()
        assert box["height"] >= 40, target.evaluate("(one) => one.outerHTML")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.locator(".pb-search__page").first.tap()
    page.wait_for_url(lambda url: START[lang] not in url)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_first_search_is_light(lang: str, visit: Visit, server: WebServer) -> None:
    """Nothing of the search before the dialog opens; then all that a first question needs, compressed."""
    for text in (WORD[lang], ASKED[lang][0][0]):
        server.sent.clear()
        page = visit(START[lang]).page
        assert not [path for path in server.sent if "pagefind" in path or "search-" in path]
        server.sent.clear()
        page.keyboard.press("/")
        ask(page, text)
        total = sum(server.sent.values())
        print(f"\n{lang} {text!r}: {total / 1000:.0f} kB in {len(server.sent)} files")
        assert total <= FIRST_SEARCH, server.sent.most_common(8)


LONGEST_QUESTION = {lang: max((query.ask for query in queries(lang)), key=len) for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("stroke", [250, 900])
def test_a_first_search_typed_slowly_is_as_light(
    stroke: int, lang: str, visit: Visit, server: WebServer
) -> None:
    """Whoever looks for the keys is answered after a word, not after each letter; the clock is the page's own."""
    watched = visit(None)
    page = watched.page
    page.clock.install()
    watched.open(START[lang])
    server.sent.clear()
    page.keyboard.press("/")
    field = page.locator("#pb-search-words")
    expect(field).to_be_focused()
    for letter in LONGEST_QUESTION[lang]:
        page.keyboard.type(letter)
        page.clock.run_for(stroke)
        if watched.is_loading:
            watched.settle()
    page.clock.run_for(3000)
    expect(page.locator(".pb-search__page").first).to_be_visible()
    watched.settle()
    total = sum(server.sent.values())
    print(f"\n{lang}, {stroke} ms a letter: {total / 1000:.0f} kB in {len(server.sent)} files")
    assert total <= FIRST_SEARCH, server.sent.most_common(8)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_find(lang: str, viewport: str, scheme: str, visit: Visit) -> None:
    page = visit(START[lang], **VIEWPORTS[viewport], color_scheme=scheme).page
    page.locator("button.pb-find").click()
    expect(page.locator(".pb-search")).to_be_visible()
    assert not findings(page)
    ask(page, WORD[lang])
    page.keyboard.press("ArrowDown")
    assert not findings(page)
