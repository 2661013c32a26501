"""The vocabulary of a language's pages: what is a word and no typing error, and which words say nothing."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from build_tools.model.ids import Lang

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_EVERYWHERE = 0.85
"""A word on a larger share of the pages than this tells none of them apart."""
_SHORT = 3
_SHORT_EVERYWHERE = 0.6
"""A word of three letters is most often a preposition, an article or a pronoun."""
_FEW_PAGES = 20
"""In a smaller playbook any word may be on most pages by chance."""


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word as Pagefind compares it: small letters without marks, so that ё is е."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("’", "").replace("'", ""))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def text_words(text: str) -> list[str]:
    """Return the words of some HTML in their order, as they are written there."""
    return _WORD.findall(html.unescape(_TAG.sub(" ", text)))


class Vocabulary:
    """The words of some of a language's pages, counted page by page.

    Args:
        state: what another vocabulary had counted.
    """

    def __init__(self, state: tuple[int, Mapping[str, int], Mapping[str, int]] = (0, {}, {})) -> None:
        self.pages, written, on_pages = state
        self._written, self._on_pages = Counter(written), Counter(on_pages)

    @property
    def state(self) -> tuple[int, Mapping[str, int], Mapping[str, int]]:
        """What was counted so far."""
        return self.pages, self._written, self._on_pages

    def add(self, text: str) -> None:
        """Count the words of a page's text."""
        words = text_words(text)
        self.pages += 1
        self._written.update(words)
        self._on_pages.update({fold(word) for word in set(words)})

    def remove(self, text: str) -> None:
        """Forget the words of a page's text, which was added before."""
        words = text_words(text)
        self.pages -= 1
        _take_away(self._written, words)
        _take_away(self._on_pages, {fold(word) for word in set(words)})

    def has(self, word: str) -> bool:
        """Return True where some page has a word, given as `fold` returns it."""
        return word in self._on_pages

    @classmethod
    def together(cls, parts: Sequence[Vocabulary]) -> Vocabulary:
        """Return the vocabulary of several together."""
        if len(parts) == 1:
            return parts[0]
        whole = cls()
        for part in parts:
            pages, written, on_pages = part.state
            whole.pages += pages
            whole._written.update(written)
            whole._on_pages.update(on_pages)
        return whole

    def common(self) -> list[str]:
        """Return the words that say nothing, because they are nearly everywhere."""
        if self.pages < _FEW_PAGES:
            return []
        return sorted(
            word
            for word, pages in self._on_pages.items()
            if pages > (_SHORT_EVERYWHERE if len(word) <= _SHORT else _EVERYWHERE) * self.pages
        )

    def by_initial(self) -> dict[str, list[str]]:
        """Return the words by initial, the most frequent first: of two near ones the likelier is meant."""
        total: Counter[str] = Counter()
        for word, times in self._written.items():
            total[fold(word)] += times
        lists: dict[str, list[str]] = defaultdict(list)
        for word, _ in sorted(total.items(), key=lambda item: (-item[1], item[0])):
            if len(word) > 2:  # noqa: PLR2004 - shorter ones are near to everything
                lists[word[0]].append(word)
        return dict(sorted(lists.items()))


def vocabulary_files(lang: Lang, parts: Sequence[Vocabulary]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the files of a language's vocabulary by name, and what goes into `playbook.<lang>.json` of it.

    `words/<lang>/<initial>.txt` has every word of the pages with that initial,
    the initial as its code point; the browser loads it only for a word that is not found.
    A word that is not in every part of the index is followed by those that have it.

    Args:
        lang: the language.
        parts: the vocabulary of each part of its index.
    """
    whole = Vocabulary.together(parts)
    lists = whole.by_initial()
    files = {
        f"words/{lang}/{ord(initial):x}.txt": "\n".join(_line(word, parts) for word in words).encode()
        for initial, words in lists.items()
    }
    return files, {
        "pages": whole.pages,
        "parts": len(parts),
        "common": whole.common(),
        "initials": "".join(lists),
    }


def _line(word: str, parts: Sequence[Vocabulary]) -> str:
    having = [str(number) for number, part in enumerate(parts) if part.has(word)]
    return word if len(having) == len(parts) else f"{word}\t{','.join(having)}"


def _take_away(counter: Counter[str], words: Iterable[str]) -> None:
    counter.subtract(words)
    for word in set(words):
        if counter[word] <= 0:
            del counter[word]
