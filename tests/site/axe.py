"""axe-core in a page: what it finds, in words."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]
"""The rules that colours decide."""


SHORTEN = """() => {
  for (const list of [".pb-book", ".pb-letter", ".pb-group .pb-card", ".pb-term", ".pb-situation", ".pb-toc li li"]) {
    [...document.querySelectorAll(list)].slice(12).forEach((entry) => entry.remove());
  }
}"""
"""Of long lists of the same kind of entry a dozen are looked at: the time axe takes grows with the page."""


@lru_cache(maxsize=1)
def _script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page, *, rules: list[str] | None = None) -> list[str]:
    """Return what axe finds in a page as it is now, one line for each element.

    Args:
        page: an open page.
        rules: only these rules; all of `STANDARDS` when not given.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SHORTEN)
        page.evaluate(_script())
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
    options = {"runOnly": only, "resultTypes": ["violations"], "elementRef": False}
    found: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['html'][:160]} ({' '.join(node['failureSummary'].split())[:240]})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
