"""PB41 — spelling, and the word lists that spare the dictionaries.

Only run when asked for: hunspell is another program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import MISSPELLED, WORD_LIST_UNTIDY
from build_tools.i18n.scripts import script
from build_tools.i18n.spelling import WORD, plain, require_hunspell, sort_key, suggestions, unknown_words
from build_tools.i18n.word_forms import spelt_forms
from build_tools.model.ids import Lang
from build_tools.model.playbook import Playbook

_PART = re.compile(r"[^-]+")


@dataclass(frozen=True, slots=True)
class WordList:
    """`i18n/spelling/<language>.txt`: a word a line; `word/model` is inflected as the model is."""

    path: str
    entries: tuple[str, ...]


def read_word_lists(folder: Path, label: str, playbook: Playbook) -> dict[Lang, WordList]:
    """Return the word lists of all languages; empty where there is no file."""
    lists = {}
    for code in playbook.locales.codes:
        file = folder / f"{code}.txt"
        text = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
        lists[code] = WordList(f"{label}/{code}.txt", tuple(line.strip() for line in text.splitlines()))
    return lists


def check_spelling(playbook: Playbook, lists: Mapping[Lang, WordList]) -> Iterator[Diagnostic]:
    """Yield the words no dictionary knows, and what is wrong with the word lists.

    Args:
        playbook: whose pages are read; a language without dictionaries is left out.
        lists: the accepted words.

    Raises:
        SettingsError: hunspell or a dictionary is not on this machine.
    """
    dictionaries = {
        locale.code: locale.dictionaries for locale in playbook.locales.all if locale.dictionaries
    }
    require_hunspell(name for names in dictionaries.values() for name in names)
    yield from check_misspelled(playbook, lists, dictionaries)
    yield from check_word_list_untidy(lists, dictionaries)


def check_misspelled(
    playbook: Playbook, lists: Mapping[Lang, WordList], dictionaries: Mapping[Lang, tuple[str, ...]]
) -> Iterator[Diagnostic]:
    """Words that neither a dictionary, the word list, the glossary nor the library has."""
    writers = _Writers(playbook)
    words: dict[Lang, set[str]] = {code: set() for code in dictionaries}
    for page in playbook.pages:
        for passage in page.prose:
            for _start, word in _words(passage.text):
                code = writers.language(word, page.lang)
                if code in words:
                    words[code].add(word)
    known = {code: {*lists[code].entries, *_agreed(playbook, code)} - {""} for code in words}
    unknown = unknown_words(words, dictionaries, known)
    meant = {code: suggestions(wrong, dictionaries[code]) for code, wrong in unknown.items()}
    for page in playbook.pages:
        for passage in page.prose:
            for start, word in _words(passage.text):
                code = writers.language(word, page.lang)
                for offset, part in _unknown_parts(plain(word), unknown.get(code, frozenset())):
                    begin = start + offset
                    message, advice = (
                        Message("“{word}” is in no dictionary", word=part),
                        _advice(part, meant[code], lists[code].path),
                    )
                    yield Diagnostic(
                        MISSPELLED, page.path, passage.span(begin, begin + len(part)), message, advice
                    )


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, word) of a text; a word in two kinds of letters (`QR-код`) part by part."""
    for match in WORD.finditer(text):
        parts = list(_PART.finditer(match[0]))
        if len({script(part[0]) for part in parts}) == 1:
            yield match.start(), match[0]
        else:
            yield from ((match.start() + part.start(), part[0]) for part in parts if len(part[0]) > 1)


class _Writers:
    """Tells by its letters which language of the playbook a word is to be looked up in.

    An English name in a Russian text is looked up in English. Which letters a
    language is written in is seen from its own name.
    """

    def __init__(self, playbook: Playbook) -> None:
        self._scripts = {locale.code: script(locale.name) for locale in playbook.locales.all}
        self._known: dict[tuple[str, Lang], Lang] = {}

    def language(self, word: str, own: Lang) -> Lang:
        """Return `own` when the word has its letters, else the first language that has them."""
        key = (word, own)
        if key not in self._known:
            letters = script(word)
            fitting = (code for code, of_code in self._scripts.items() if of_code == letters)
            self._known[key] = own if self._scripts[own] == letters else next(fitting, own)
        return self._known[key]


def _unknown_parts(word: str, unknown: frozenset[str]) -> list[tuple[int, str]]:
    """Return (offset, part) of what is unknown in a word: all of it, or parts between hyphens."""
    if word in unknown:
        return [(0, word)]
    return [(match.start(), match[0]) for match in _PART.finditer(word) if match[0] in unknown]


def _agreed(playbook: Playbook, code: Lang) -> Iterator[str]:
    """Yield the words of the glossary and the names of the library's authors: those are right."""
    texts = [name.family for source in playbook.sources.values() for name in source.author]
    for term in playbook.terms.values():
        wording = term.wordings.get(code)
        texts += [wording.term, *wording.synonyms] if wording else []
    for text in texts:
        for match in WORD.finditer(text):
            for word in {plain(match[0]), *plain(match[0]).split("-")}:
                yield from spelt_forms(word, code)


def _advice(word: str, meant: Mapping[str, tuple[str, ...]], path: str) -> Message:
    if word in meant:
        return Message(
            "did you mean {words}? If the word is right, add it to {path}",
            words=", ".join(meant[word]),
            path=path,
        )
    return Message("correct it; or add it to {path} if it is right", path=path)


def check_word_list_untidy(
    lists: Mapping[Lang, WordList], dictionaries: Mapping[Lang, tuple[str, ...]]
) -> Iterator[Diagnostic]:
    """Entries out of order, entries twice, and words the dictionary knows by itself."""
    words = {
        code: {entry.partition("/")[0] for entry in lists[code].entries if entry} for code in dictionaries
    }
    unknown = unknown_words(words, dictionaries, {})
    for code, names in words.items():
        entries = lists[code].entries
        parts = unknown.get(code, frozenset())
        seen: set[str] = set()
        previous = ""
        for number, entry in enumerate(entries, 1):
            word = entry.partition("/")[0]
            fault: tuple[Message, Message] | None = None
            if not entry:
                fault = Message("an empty line"), Message("delete the line")
            elif entry in seen:
                fault = Message("“{word}” stands twice", word=word), Message("delete the line")
            elif sort_key(entry) < sort_key(previous):
                fault = (
                    Message("“{word}” is out of order", word=word),
                    Message(
                        "put it before “{other}”",
                        other=next(e for e in entries if sort_key(e) > sort_key(entry)),
                    ),
                )
            elif word in names and not ({word, *word.split("-")} & parts):
                fault = Message("the dictionary knows “{word}”", word=word), Message("delete the line")
            seen.add(entry)
            previous = max(previous, entry, key=sort_key)
            if fault:
                yield Diagnostic(WORD_LIST_UNTIDY, lists[code].path, Span.of_line(number, len(entry)), *fault)
