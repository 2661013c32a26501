"""One page of every kind, in every language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

KINDS = (
    "root", "home", "guide", "checklist", "worksheet", "assessment", "scenario", "path", "page", "start-here",
    "index", "topic", "role", "glossary", "library", "handbook", "not-found",
)  # fmt: skip
LANGUAGES = ("en", "ru")


def address_of(kind: str, lang: str, site: Path, listed: list[dict[str, Any]]) -> str:
    """Return the address of the longest page of a kind: what fits there, fits everywhere.

    `root` and `not-found` are the same in every language.
    """
    if kind == "root":
        return ""
    if kind == "not-found":
        return "404.html"
    if kind == "start-here":
        return f"{lang}/start-here/"
    pages = [page for page in listed if page["kind"] == kind and page["language"] == lang]
    assert pages, f"the site has no {kind} in {lang}"
    return max((page["url"] for page in pages), key=lambda url: (site / url / "index.html").stat().st_size)
