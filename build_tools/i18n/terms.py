"""The agreed terms of a language, ready to be found in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from build_tools.i18n.word_forms import PhraseIndex
from build_tools.model.glossary import Term, Wording


class Use(StrEnum):
    """What a phrase is to its term."""

    TERM = "term"
    SYNONYM = "synonym"
    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"
    """A phrase in which a forbidden variant is an ordinary word."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """A phrase of the glossary."""

    term: str
    """Id of the term."""
    use: Use
    phrase: str
    reason: str = ""


def term_index(terms: Mapping[str, Term], lang: str) -> PhraseIndex[TermUse]:
    """Return the index of every phrase the glossary has in a language."""
    return PhraseIndex(
        lang,
        ((use.phrase, use) for term in terms.values() for use in _uses(term.id, term.wordings.get(lang))),
    )


def _uses(term: str, wording: Wording | None) -> Iterator[TermUse]:
    if wording is None:
        return
    yield TermUse(term, Use.TERM, wording.term)
    yield from (TermUse(term, Use.SYNONYM, synonym) for synonym in wording.synonyms)
    yield from (TermUse(term, Use.FORBIDDEN, variant, reason) for variant, reason in wording.forbidden)
    yield from (TermUse(term, Use.ALLOWED, phrase) for phrase in wording.allowed)
