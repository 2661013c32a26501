"""Names of languages in other languages."""

from __future__ import annotations


def language_name(code: str, reader: str, own: str) -> str:
    """Return what CLDR calls a language in the reader's; `own` (its name for itself) when CLDR does not know.

    Args:
        code: the language named.
        reader: the language it is named in.
        own: its own name.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse(code, sep="-").get_display_name(Locale.parse(reader, sep="-")) or own
    except (UnknownLocaleError, ValueError):
        return own
