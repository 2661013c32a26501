"""Dates as each language writes them."""

from __future__ import annotations

from datetime import date


def long_date(day: date, lang: str) -> str:
    """Return a day in words: `November 21, 2026`, `21 ноября 2026 г.`; ISO 8601 for a language CLDR lacks."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - not needed by `playbook --help`
    from babel.dates import format_date  # noqa: PLC0415

    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    return format_date(day, "long", locale=locale)
