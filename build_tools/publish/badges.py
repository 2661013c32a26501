"""Badges: a small picture per language that says how much of the playbook it has.

For README files and other sites.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from build_tools.i18n.coverage import content_states, coverage
from build_tools.model.addresses import badge_address
from build_tools.model.playbook import Playbook

_GOOD, _FAIR = 90, 60
_WIDE = 6.6
"""Width of a letter of 11 px in a common sans-serif, as far as one can say without the font."""


def badge(name: str, percent: int) -> str:
    """Return the SVG of a badge.

    Args:
        name: of the language, in itself.
        percent: of its pages that are up to date.
    """
    value = f"{percent} %"
    left, right = round(_WIDE * len(name)) + 14, round(_WIDE * len(value)) + 14
    colour = "#2f6b27" if percent >= _GOOD else "#7a5200" if percent >= _FAIR else "#97391f"
    label, width = escape(f"{name}: {value}"), left + right
    font = 'font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" fill="#fff" text-anchor="middle"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" viewBox="0 0 {width} 20" '
        f'role="img"><title>{label}</title>'
        f'<rect width="{left}" height="20" fill="#3a3a3a"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{colour}"/>'
        f'<g {font}><text x="{left / 2:g}" y="14">{escape(name)}</text>'
        f'<text x="{left + right / 2:g}" y="14">{value}</text></g></svg>\n'
    )


def badges(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Yield the address and the SVG of each language's badge."""
    states = content_states(playbook)
    for locale in playbook.locales.all:
        yield badge_address(locale.code), badge(locale.name, coverage(states, locale.code).percent)
