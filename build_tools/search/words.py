"""The words of a language that search needs beside the index.

`playbook.<lang>.json`: names of kinds, topics and roles, the glossary's other
names for a thing, and the words that stand on so many pages that looking for
them says nothing. `words/<lang>/<initial>.txt`: every word of the pages with
that initial, for telling a typing error from a word; loaded only for a word
that is not found.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.glossary import Wording
from build_tools.model.ids import Kind, Lang
from build_tools.model.playbook import Playbook
from build_tools.render.words import kind_word
from build_tools.search.feed import Entry
from build_tools.search.pagefind import BUNDLE

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_EVERYWHERE = 0.85
"""A word on a larger share of the pages than this tells none of them apart."""
_FEW_PAGES = 20
"""In a smaller playbook any word may be on most pages by chance."""


def fold(word: str) -> str:
    """Return a word as Pagefind compares it: small letters without marks, so that ё is е."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("’", "").replace("'", ""))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def page_words(entry: Entry) -> Counter[str]:
    """Return the words of a page and how often each stands there."""
    return Counter(fold(word) for word in _WORD.findall(html.unescape(_TAG.sub(" ", entry.html))))


def word_files(playbook: Playbook, catalogues: Mapping[str, Catalogue], pages: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of every language: path in the site, bytes."""
    for lang in playbook.locales.codes:
        counted = [page_words(page) for page in pages if page.lang == lang]
        shards = _shards(counted)
        for initial, words in shards.items():
            yield f"{BUNDLE}words/{lang}/{ord(initial):x}.txt", "\n".join(words).encode()
        content = {
            "pages": len(counted),
            "kinds": [(kind.value, kind_word(kind, catalogues[lang])) for kind in Kind if playbook.of_kind(kind, lang)],
            "topics": _names(playbook, lang, "topic"),
            "roles": _names(playbook, lang, "role"),
            "terms": list(_terms(playbook, lang)),
            "common": _common(counted),
            "initials": "".join(shards),
        }
        yield f"{BUNDLE}playbook.{lang}.json", json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _names(playbook: Playbook, lang: Lang, what: str) -> list[tuple[str, str]]:
    own = [page for page in playbook.pages if page.lang == lang]
    vocabulary = playbook.vocabulary
    used = {entry for page in own for entry in (page.topics if what == "topic" else page.roles)}
    return [(e, vocabulary.name(e, lang)) for e in (vocabulary.topics if what == "topic" else vocabulary.roles) if e in used]


def _terms(playbook: Playbook, lang: Lang) -> Iterator[list[str]]:
    """Yield id and names of each term: ours first, then what else people call it, the wrong ones too."""
    for term in playbook.terms.values():
        wording: Wording | None = term.wordings.get(lang)
        if wording is not None:
            names = (wording.term, *wording.synonyms, *(variant for variant, _ in wording.forbidden))
            yield [term.id, *dict.fromkeys(names)]


def _common(counted: Sequence[Counter[str]]) -> list[str]:
    if len(counted) < _FEW_PAGES:
        return []
    on_pages = Counter(word for words in counted for word in words)
    return sorted(word for word, pages in on_pages.items() if pages > _EVERYWHERE * len(counted))


def _shards(counted: Sequence[Counter[str]]) -> dict[str, list[str]]:
    """Return the words by initial, the most frequent first: of two near ones the likelier is meant."""
    total: Counter[str] = Counter()
    for words in counted:
        total.update(words)
    shards: dict[str, list[str]] = defaultdict(list)
    for word, _ in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        if len(word) > 2:  # noqa: PLR2004 - shorter ones are near to everything
            shards[word[0]].append(word)
    return dict(sorted(shards.items()))
