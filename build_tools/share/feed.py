"""The feed of changes (Atom, RFC 4287) and the web app manifest of a language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from build_tools.model.addresses import feed_address
from build_tools.model.locale import Locale

ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Change:
    """A page as the feed tells of it."""

    address: str
    title: str
    summary: str
    kind: str
    day: date


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def atom_feed(locale: Locale, url: str, changes: Iterable[Change]) -> str:
    """Return the feed: the pages changed last, the newest first; days, not builds, decide what it says.

    Args:
        locale: the language.
        url: absolute address of the site.
        changes: every page with a known day.
    """
    newest = sorted(changes, key=lambda change: change.address)
    newest.sort(key=lambda change: change.day, reverse=True)
    newest = newest[:ENTRIES]
    own, home = f"{url}{feed_address(locale.code)}", f"{url}{locale.code}/"
    updated = _moment(newest[0].day) if newest else _moment(date(1970, 1, 1))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{locale.code}">',
        f"<title>{escape(locale.title)}</title>",
        f"<id>{escape(own)}</id>",
        f"<updated>{updated}</updated>",
        f"<author><name>{escape(locale.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(home)}/>',
    ]
    for change in newest:
        address = f"{url}{change.address}"
        lines.append(
            f"<entry><title>{escape(change.title)}</title><id>{escape(address)}</id>"
            f"<updated>{_moment(change.day)}</updated>"
            f'<link rel="alternate" type="text/html" href={quoteattr(address)}/><category term={quoteattr(change.kind)}/>'
            f"<summary>{escape(change.summary)}</summary></entry>"
        )
    lines.append("</feed>")
    return "\n".join(lines) + "\n"


def web_manifest(locale: Locale, description: str) -> str:
    """Return the manifest of the web app in one language; its addresses start at the language's folder."""
    icons = [
        {
            "src": f"../assets/icons/{name}-{size}.png",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, purpose in (("icon", "any"), ("maskable", "maskable"))
        for size in (192, 512)
    ]
    manifest = {
        "name": locale.title,
        "short_name": locale.title,
        "description": description,
        "lang": locale.code,
        "dir": locale.direction,
        "start_url": "./",
        "scope": "../",
        "display": "minimal-ui",
        "background_color": "#fcfaf5",
        "theme_color": "#fcfaf5",
        "icons": icons,
    }
    return (
        json.dumps({key: value for key, value in manifest.items() if value}, ensure_ascii=False, indent=1)
        + "\n"
    )
