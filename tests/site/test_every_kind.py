"""Every kind of page opens cleanly, in both languages, on a desk and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import VIEWPORTS, Visit
from tests.site.kinds import KINDS, LANGUAGES, address_of

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("body *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.right > width + 1 && box.width > 0 && !e.closest(".pb-table, pre, .pb-unseen, .pb-side");
  });
  const scrolls = document.documentElement.scrollWidth > width;
  return scrolls ? wide.slice(0, 5).map((e) => e.outerHTML.slice(0, 120)) : [];
}"""
"""What reaches over the right edge, when the page can be scrolled sideways."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_opens_cleanly(
    kind: str, lang: str, viewport: str, visit: Visit, site: Path, listed: list[dict[str, Any]]
) -> None:
    """No console error, no failed or foreign request, no violation of the policy: `visit` sees to that."""
    address = address_of(kind, lang, site, listed)
    locale = {"en": "en-GB", "ru": "ru-RU"}[lang]
    opened = visit(None, **VIEWPORTS[viewport], locale=locale, java_script_enabled=kind != "root")
    page = opened.open(address)
    assert page.locator("h1").count() == 1
    assert page.title()
    if kind not in {"root", "not-found"}:
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("[data-page]").get_attribute("data-kind") == (
            "page" if kind == "start-here" else kind
        )
    if kind != "root":
        assert page.locator("html.js").count() == 1
    for width in (320, VIEWPORTS[viewport]["viewport"]["width"]):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(OVERFLOW) == [], f"reaches over the edge at {width} px"


@pytest.mark.parametrize(("locale", "lang"), [("ru-RU", "ru"), ("en-GB", "en"), ("de-DE", None)])
def test_root_goes_to_the_readers_language(locale: str, lang: str | None, visit: Visit) -> None:
    page = visit(None, locale=locale).page
    page.goto("/")
    if lang:
        page.wait_for_url(f"**/{lang}/")
    else:
        page.wait_for_load_state("networkidle")
        assert page.locator("a[data-language]").count() == len(LANGUAGES)


def test_unknown_address_is_answered_at_any_depth(visit: Visit) -> None:
    opened = visit(None)
    opened.expected = ("404: ", "status of 404")
    page = opened.open("en/guides/no/such/page/")
    assert page.locator("[data-kind='not-found']").count() == 1
    assert page.evaluate("() => getComputedStyle(document.body).fontFamily").startswith("Literata")
    page.click(".pb-article a >> nth=0")
    page.wait_for_url("**/en/")
