"""Finds words and phrases in every inflected form, with the morphology of their language.

Russian: pymorphy3, which gives every form of a word from OpenCorpora's dictionary
and predicts those of words it does not have. Other languages: the Snowball
stemmer of the language; a word counts as a form of another when both have one
stem and begin alike up to the last letter, so that `operation` is no form of
`operator`. A language with neither is compared letter by letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")

WORD = re.compile(r"\w+(?:[-‑’']\w+)*")
_BETWEEN = re.compile(r"[\s«»“”„\"—–-]{1,4}\Z")
"""What may stand between the words of a phrase."""

SNOWBALL = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}

SHORTEST = 2
"""Letters of a word that has no other forms."""


def _folded(word: str) -> str:
    return word.casefold().replace("ё", "е").replace("’", "'").replace("‑", "-")


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


@lru_cache(maxsize=1)
def _analyser() -> Any:
    import pymorphy3  # noqa: PLC0415

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=8)
def _stem(algorithm: str) -> Callable[[str], str]:
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer(algorithm).stemWord  # type: ignore[no-any-return]


@lru_cache(maxsize=8192)
def _russian_forms(word: str) -> frozenset[str]:
    """Return every form of a Russian word, folded.

    Where the word is a dictionary form, only the readings it is that form of
    count; else (a word within a phrase) the most probable reading does.
    """
    parses = _analyser().parse(word)
    base = [p for p in parses if _folded(p.normal_form) == _folded(word)]
    readings = base or parses[:1]
    return frozenset({_folded(form.word) for p in readings for form in p.lexeme} | {_folded(word)})


def spelt_forms(word: str, lang: str) -> frozenset[str]:
    """Return a word with its inflected forms as they are spelt; the word alone where no forms are known."""
    if lang.partition("-")[0] != "ru" or not re.search("[а-яё]", word, re.IGNORECASE):
        return frozenset({word})
    parses = _analyser().parse(word)
    base = [p for p in parses if _folded(p.normal_form) == _folded(word)] or parses[:1]
    forms = {form.word for p in base for form in p.lexeme}
    return frozenset(
        {word} | ({form[:1].upper() + form[1:] for form in forms} if word[:1].isupper() else forms)
    )


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A phrase in a text: where, and what was given for it."""

    start: int
    end: int
    value: T


class PhraseIndex(Generic[T]):
    """Phrases of one language, to be found in any of their forms.

    Args:
        lang: the language's code.
        phrases: (phrase, value) pairs. A word in capitals is found in capitals only.
    """

    def __init__(self, lang: str, phrases: Iterable[tuple[str, T]]) -> None:
        self._language = lang.partition("-")[0]
        self._algorithm = SNOWBALL.get(self._language)
        self._by_form: dict[str, set[str]] = defaultdict(set)
        self._by_opening: dict[str, set[str]] = defaultdict(set)
        self._acronyms: set[str] = set()
        self._starts: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        self._known: dict[str, frozenset[str]] = {}
        for phrase, value in phrases:
            words = tuple(match[0] for match in WORD.finditer(phrase))
            if words:
                keys = tuple(self._add(word) for word in words)
                self._starts[keys[0]].append((keys, value))
        for candidates in self._starts.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def _add(self, word: str) -> str:
        """Learn a word; return the key its forms have."""
        if _is_acronym(word):
            self._acronyms.add(word)
            return word
        key = _folded(word)
        if self._language == "ru" and re.search("[а-я]", key):
            for form in _russian_forms(word):
                self._by_form[form].add(key)
        else:
            self._by_form[key].add(key)
            if self._algorithm and len(key) > SHORTEST:
                self._by_opening[key[:2]].add(key)
        return key

    def _keys(self, word: str) -> frozenset[str]:
        """Return the keys of the words that `word` is a form of."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> frozenset[str]:
        if word in self._acronyms:
            return frozenset({word})
        folded = _folded(word)
        keys = set(self._by_form.get(folded, ()))
        # Few words of a text begin like one that was learnt; only those are stemmed.
        alike = [key for key in self._by_opening.get(folded[:2], ()) if folded.startswith(key[:-1])]
        if alike and self._algorithm:
            stem = _stem(self._algorithm)
            keys |= {key for key in alike if stem(key) == stem(folded)}
        return frozenset(keys)

    def find(self, text: str) -> Iterator[Found[T]]:
        """Yield the phrases in a text, from left to right; where two begin or overlap, the longer first."""
        words = list(WORD.finditer(text))
        keys = [self._keys(match[0]) for match in words]
        i = 0
        while i < len(words):
            best = self._longest(text, words, keys, i) if keys[i] else None
            if best is None:
                i += 1
                continue
            length, values = best
            for value in values:
                yield Found(words[i].start(), words[i + length - 1].end(), value)
            i += length

    def _longest(
        self, text: str, words: list[re.Match[str]], keys: list[frozenset[str]], i: int
    ) -> tuple[int, list[T]] | None:
        length, values = 0, list[T]()
        for key in keys[i]:
            for phrase, value in self._starts.get(key, ()):
                n = len(phrase)
                if n < length or i + n > len(words):
                    continue
                if all(phrase[k] in keys[i + k] for k in range(1, n)) and all(
                    _BETWEEN.match(text[words[i + k].end() : words[i + k + 1].start()]) for k in range(n - 1)
                ):
                    if n > length:
                        length, values = n, []
                    if value not in values:
                        values.append(value)
        return (length, values) if length else None
