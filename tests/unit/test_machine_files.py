"""Files for machines: sitemap, robots, headers and the list of pages."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from build_tools.model.ids import Lang
from build_tools.packed import Packed
from build_tools.publish.machine_files import (
    content_security_policy,
    headers,
    is_sitemap_page,
    page_list,
    robots,
    sitemap,
)
from build_tools.render.site_pages import RenderedPage
from tests import trees

SITEMAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


def rendered(key: str, lang: str, body_lang: str | None = None) -> RenderedPage:
    return RenderedPage(
        f"{lang}/{key}/", Lang(lang), f"{key} – Book", key, Packed({}), "page", key, body_lang or lang
    )


def test_sitemap_is_xml_with_alternates() -> None:
    alternates = {
        "en": "https://e.org/en/a/?x=1&y=2",
        "ru": "https://e.org/ru/a/",
        "x-default": "https://e.org/en/a/",
    }
    root = ET.fromstring(sitemap([("https://e.org/en/a/?x=1&y=2", alternates)]))
    assert root.tag == f"{SITEMAP}urlset"
    assert root.findtext(f"{SITEMAP}url/{SITEMAP}loc") == "https://e.org/en/a/?x=1&y=2"
    links = root.findall(f"{SITEMAP}url/{XHTML}link")
    assert {link.get("hreflang"): link.get("href") for link in links} == alternates
    assert {link.get("rel") for link in links} == {"alternate"}


def test_robots_names_the_sitemap() -> None:
    assert robots("https://e.org/") == "User-agent: *\nAllow: /\nSitemap: https://e.org/sitemap.xml\n"


def directives() -> dict[str, list[str]]:
    policy = content_security_policy(["'sha256-x'"])
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


def test_policy_allows_nothing_from_elsewhere() -> None:
    assert directives()["default-src"] == ["'none'"]
    for values in directives().values():
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & set(values)


def test_policy_allows_inline_scripts_by_hash_alone() -> None:
    assert directives()["script-src"] == ["'self'", "'wasm-unsafe-eval'", "'sha256-x'"]


@pytest.mark.parametrize(
    "header", ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"]
)
def test_headers_are_given_for_every_page(header: str) -> None:
    lines = headers("default-src 'none'").split("\n")
    assert lines[0] == "/*"
    assert any(line.startswith(f"  {header}: ") for line in lines)


def test_page_list_says_the_state_of_every_page() -> None:
    book = trees.playbook(
        {"en/pages/a.md": trees.page(), "ru/pages/a.md": trees.translation(), "ru/pages/b.md": trees.page()}
    )
    pages = [
        rendered("pages/a", "en"), rendered("pages/a", "ru"), rendered("pages/b", "ru"),
        rendered("pages/b", "en", "ru"), rendered("kinds/guide", "en"),
    ]  # fmt: skip
    entries = json.loads(page_list(book, pages))["pages"]
    assert [(e["page"], e["language"], e["state"]) for e in entries] == [
        ("pages/a", "en", "source"), ("pages/a", "ru", "stale"), ("pages/b", "ru", "source"),
        ("pages/b", "en", "missing"), ("kinds/guide", "en", "generated"),
    ]  # fmt: skip
    assert {"kind", "url", "title"} <= entries[0].keys()


def test_pages_in_another_language_are_not_for_search_engines() -> None:
    assert is_sitemap_page(rendered("pages/a", "en"))
    assert not is_sitemap_page(rendered("pages/a", "en", "ru"))
