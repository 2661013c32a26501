"""Files of the site that machines read: sitemap, robots, headers and the list of all pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape

from build_tools.i18n.freshness import page_state
from build_tools.model.addresses import page_address
from build_tools.model.playbook import Playbook
from build_tools.render.site_pages import RenderedPage


def sitemap(addresses: Iterable[tuple[str, dict[str, str]]]) -> str:
    """Return sitemap.xml.

    Args:
        addresses: of each page its absolute address and, by language or
            `x-default`, those of its alternates, itself included.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for address, alternates in addresses:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(lang)}" href="{escape(other)}"/>'
            for lang, other in alternates.items()
        )
        lines.append(f"<url><loc>{escape(address)}</loc>{links}</url>")
    lines.append("</urlset>")
    return "\n".join(lines) + "\n"


def robots(site_url: str) -> str:
    """Return robots.txt."""
    return f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n"


def content_security_policy(script_hashes: Iterable[str]) -> str:
    """Return the policy of the site: nothing from anywhere else, no inline code but the theme's own by hash."""
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", *script_hashes])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )


def headers(policy: str) -> str:
    """Return `_headers`, as static hosts read it."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {policy}; frame-ancestors 'self'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  Permissions-Policy: camera=(), microphone=(), geolocation=()\n"
        "/*/index.md\n"
        "  X-Robots-Tag: noindex\n"
        "/sw.js\n"
        "  Cache-Control: no-cache\n"
        "/assets/css/site.*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "/assets/social/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "/assets/fonts/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
    )


def page_list(playbook: Playbook, rendered: Iterable[RenderedPage]) -> str:
    """Return playbook.json: every page in every language, with its state."""
    pages = []
    for page in rendered:
        kept = playbook.page(page.key, page.lang)  # type: ignore[arg-type]
        versions = playbook.languages(page.key)  # type: ignore[arg-type]
        source = next((p for p in versions.values() if p.is_source), None)
        state = (
            page_state(kept, playbook.source_page(kept) if kept else source).value
            if versions
            else "generated"
        )
        entry = {
            "page": page.key, "language": page.lang, "kind": page.kind, "url": page.address,
            "title": page.title_alone, "state": state,
        }  # fmt: skip
        pages.append(entry)
    lines = ",\n".join(
        json.dumps(entry, ensure_ascii=False) for entry in pages
    )  # `indent` takes five times as long
    return f'{{"pages": [\n{lines}\n]}}\n'


def is_sitemap_page(page: RenderedPage) -> bool:
    """Return True for a page in its reader's own language: only those are for search engines."""
    return page.body_lang == page.lang


__all__ = [
    "content_security_policy",
    "headers",
    "is_sitemap_page",
    "page_address",
    "page_list",
    "robots",
    "sitemap",
]
