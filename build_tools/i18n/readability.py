"""How hard a text is to read: published formulas, each with its source.

They count words in a sentence and syllables in a word. They do not understand
a text: a low number is a reason to read a page again, never a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?…])[»”\")]*\s+(?=[«“\"(—–]*\s*[A-ZА-ЯЁ\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|Mr|Ms|Dr|St|No|pp?|т\. ?[едкп]|и др|см|рис|стр|гл|г|[A-ZА-ЯЁ])\.)\Z"
)
_RUSSIAN_VOWEL = re.compile(r"[аеёиоуыэюя]", re.IGNORECASE)
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Readability:
    """`ease`: 0 very hard, 100 very easy. `longest`: the sentences with most words, the longest first."""

    ease: float
    words: int
    sentences: int
    longest: tuple[str, ...]


def sentences(text: str) -> list[str]:
    """Split a text into sentences: at `.!?…` before a space and a capital; not after an abbreviation."""
    return [sentence for sentence in _parts(text) if _WORD.search(sentence)]


def _parts(text: str) -> list[str]:
    """Return the sentences of a text, and what stands between them and has no words."""
    found: list[str] = []
    for part in _END.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


@lru_cache(maxsize=1 << 16)
def english_syllables(word: str) -> int:
    """Count syllables as groups of vowels, a silent final e left out.

    The rule of Flesch's own instructions ("count the vowel sounds") as it is
    commonly programmed; over many words it is right to a few in a hundred.
    """
    word = word.casefold()
    count = len(_ENGLISH_VOWELS.findall(word))
    if word.endswith(("es", "ed", "e")) and not word.endswith(
        ("le", "ies", "ted", "ded", "ses", "ces", "ges", "xes", "zes", "ches", "shes", "ee")
    ):
        count -= 1
    return max(1, count)


@lru_cache(maxsize=1 << 16)
def russian_syllables(word: str) -> int:
    """Count syllables: in Russian there are as many as vowels; `в` has none of its own."""
    return len(_RUSSIAN_VOWEL.findall(word))


def flesch(words_per_sentence: float, syllables_per_word: float) -> float:
    """Return the Flesch reading ease of an English text.

    206.835 - 1.015 x words per sentence - 84.6 x syllables per word.
    R. Flesch, "A new readability yardstick", Journal of Applied Psychology
    32(3), 1948, 221-233, doi:10.1037/h0057532.
    """
    return 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word


def oborneva(words_per_sentence: float, syllables_per_word: float) -> float:
    """Return the reading ease of a Russian text: Flesch's formula fitted to Russian.

    206.835 - 1.3 x words per sentence - 60.1 x syllables per word.
    И. В. Оборнева, «Автоматизированная оценка сложности учебных текстов на
    основе статистических параметров» (thesis), Moscow, 2006.
    """
    return 206.835 - 1.3 * words_per_sentence - 60.1 * syllables_per_word


FORMULAS: dict[str, tuple[Callable[[float, float], float], Callable[[str], int]]] = {
    "en": (flesch, english_syllables),
    "ru": (oborneva, russian_syllables),
}
"""By language: the formula and how syllables are counted. A language without one is not measured."""

NAMED = 3
"""How many of the longest sentences are named."""


def readability(lang: str, texts: Iterable[str]) -> Readability | None:
    """Return how hard texts are to read; None for a language without a formula, or when there are no words.

    Args:
        lang: the language's code.
        texts: blocks of running text; a sentence does not go beyond its block.
    """
    formula = FORMULAS.get(lang.partition("-")[0])
    if formula is None:
        return None
    split = [(sentence, _WORD.findall(sentence)) for text in texts for sentence in _parts(text)]
    all_sentences = [(len(words), sentence) for sentence, words in split if words]
    words = sum(count for count, _ in all_sentences)
    if not words:
        return None
    ease, syllables = formula
    spoken = sum(map(syllables, chain.from_iterable(words for _, words in split)))
    longest = sorted(all_sentences, key=lambda entry: -entry[0])[:NAMED]
    number = ease(words / len(all_sentences), spoken / words)
    return Readability(
        number, words, len(all_sentences), tuple(" ".join(text.split()) for _, text in longest)
    )
