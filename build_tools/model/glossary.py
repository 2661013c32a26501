"""Term: an entry of the glossary, in every language it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """A term in one language."""

    term: str
    definition: str
    synonyms: tuple[str, ...] = ()
    """Words people search for that are not wrong, only not ours."""
    forbidden: tuple[tuple[str, str], ...] = ()
    """(variant that must not be used, reason)."""
    allowed: tuple[str, ...] = ()
    """Phrases in which a forbidden variant is another, ordinary word."""
    everyday: bool = False
    """Also an ordinary word: it is not explained on every page, nor missed in a translation."""
    searched: tuple[str, ...] = ()
    """What people type when they look for it, though it is no name for it: "he is wrong" for constructive criticism."""


@dataclass(frozen=True, slots=True)
class Term:
    """A concept with one name per language."""

    id: str
    wordings: Mapping[str, Wording]
    topics: tuple[str, ...]
    path: str
    span: Span
