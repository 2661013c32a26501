"""Locale: what the site needs to know of a language to publish in it."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.ids import Lang
from build_tools.source.typography import NO_TYPOGRAPHY, Typography

ENGLISH_QUOTES = ("“", "”", "‘", "’")


@dataclass(frozen=True, slots=True)
class Locale:
    """A language of the site."""

    code: Lang
    name: str
    """In the language itself: `Русский`."""
    title: str
    """Name of the playbook in this language."""
    direction: str = "ltr"
    """`ltr` or `rtl`."""
    fallback: tuple[Lang, ...] = ()
    """Languages to show a page in that is not translated, first choice first."""
    quotes: tuple[str, ...] = ENGLISH_QUOTES
    """Opening and closing double quote, opening and closing inner quote."""
    typography: Typography = NO_TYPOGRAPHY
    dictionaries: tuple[str, ...] = ()
    """Hunspell's dictionaries for its text, the language's own first; empty when spelling is not checked."""


@dataclass(frozen=True, slots=True)
class Locales:
    """All languages, in the order of the language switch."""

    default: Lang
    """Language of the x-default alternate and of the root page's first link."""
    all: tuple[Locale, ...]

    def __getitem__(self, code: str) -> Locale:
        for locale in self.all:
            if locale.code == code:
                return locale
        raise KeyError(code)

    def __contains__(self, code: object) -> bool:
        return any(locale.code == code for locale in self.all)

    @property
    def codes(self) -> tuple[Lang, ...]:
        """Every language code, in order."""
        return tuple(locale.code for locale in self.all)
