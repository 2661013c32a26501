"""Sizes of files as each language writes them."""

from __future__ import annotations

_MEGABYTE = 1_000_000


def file_size(count: int, lang: str) -> str:
    """Return a number of bytes in words: `1.7 MB`, `1,7 МБ`; never less than a tenth; English where CLDR lacks the language.

    Args:
        count: bytes.
        lang: the reader's language.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - not needed by `playbook --help`
    from babel.units import format_unit  # noqa: PLC0415

    tenths = max(round(count / _MEGABYTE, 1), 0.1)
    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return str(format_unit(tenths, "digital-megabyte", "short", locale=locale)).replace(" ", "\u00a0")
