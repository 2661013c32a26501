"""PB42 — signs that the renderer cannot set for the author."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message, Rule
from build_tools.diagnostics.rules import (
    DOUBLE_SPACE,
    HYPHEN_AS_DASH,
    SPACE_BEFORE_MARK,
    STRAIGHT_QUOTE,
    WRONG_QUOTES,
)
from build_tools.i18n.scripts import script
from build_tools.model.locale import Locale
from build_tools.model.playbook import Playbook

_HYPHEN = re.compile(r"(?<=[^\s|]) (-{1,3}) (?=\S)")
_SPACES = re.compile(r"(?<=\S)([ \u00a0]{2,})(?=\S)")
_PAIRS = ("  ", " \u00a0", "\u00a0 ", "\u00a0\u00a0")
_STRAIGHT = re.compile(r"\"|(?<!\d)'")
_MARKS = re.compile(r"[ \u00a0](?<=[^\s|].)(?=[,;:!?.](?:\s|$))")
_QUOTES = re.compile("[«»„“”‟‹›]")

Found = Iterator[tuple[int, int, Message]]
"""Start, end, what is to be done."""


def _check(
    rule: Rule, said: str, find: Callable[[str, Locale], Found]
) -> Callable[[Playbook, SectionNames], Iterator[Diagnostic]]:
    """Return a check that looks at the text of every block."""

    def check(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
        for page in playbook.pages:
            locale = playbook.locales[page.lang]
            for passage in page.prose:
                for start, end, advice in find(passage.text, locale):
                    context = " ".join(passage.text[max(0, start - 12) : end + 12].split())
                    message = Message(said, context=context, sign=passage.text[start:end])
                    yield Diagnostic(rule, page.path, passage.span(start, end), message, advice)

    return check


def _hyphens(text: str, _locale: Locale) -> Found:
    if " - " in text or " -- " in text:
        for match in _HYPHEN.finditer(text):
            yield match.start(1), match.end(1), Message("write a dash (—)")


def _double_spaces(text: str, _locale: Locale) -> Found:
    if not any(pair in text for pair in _PAIRS):
        return
    for match in _SPACES.finditer(text):
        yield match.start(1), match.end(1), Message("delete one of the two")


def _straight_quotes(text: str, locale: Locale) -> Found:
    if '"' in text or "'" in text:
        quotes = f"{locale.quotes[0]}…{locale.quotes[1]}"
        for match in _STRAIGHT.finditer(text):
            yield (
                match.start(),
                match.end(),
                Message("write {quotes}; look whether the other one of the pair is missing", quotes=quotes),
            )


def _wrong_quotes(text: str, locale: Locale) -> Found:
    if text.isascii():
        return
    own = set("".join(locale.quotes))
    quotes = f"{locale.quotes[0]}…{locale.quotes[1]}"
    for match in _QUOTES.finditer(text):
        i = match.start()
        if match[0] not in own and not _quotes_foreign(text, i, locale):
            yield i, i + 1, Message('write {quotes}, or plain "…": they are set for you', quotes=quotes)


def _quotes_foreign(text: str, i: int, locale: Locale) -> bool:
    """Return True when a mark stands around words in other letters: those keep their own marks."""
    letters = next(
        (
            c
            for c in (text[i + 1 : i + 2], text[i - 1 : i], *text[i + 1 : i + 3], *text[max(0, i - 2) : i])
            if c.isalpha()
        ),
        "",
    )
    return bool(letters) and script(letters) != script(locale.name)


def _spaces_before_marks(text: str, locale: Locale) -> Found:
    for match in _MARKS.finditer(text):
        if text[match.end()] not in locale.typography.spaced_marks:
            yield match.start(), match.end() + 1, Message("delete the space before it")


check_hyphen_as_dash = _check(HYPHEN_AS_DASH, "a hyphen between spaces: “{context}”", _hyphens)
check_double_space = _check(DOUBLE_SPACE, "two spaces: “{context}”", _double_spaces)
check_straight_quote = _check(STRAIGHT_QUOTE, "a straight {sign} is left: “{context}”", _straight_quotes)
check_wrong_quotes = _check(
    WRONG_QUOTES, "{sign} is not a quotation mark of this language: “{context}”", _wrong_quotes
)
check_space_before_mark = _check(
    SPACE_BEFORE_MARK, "a space before a punctuation mark: “{context}”", _spaces_before_marks
)

CHECKS = (
    check_hyphen_as_dash,
    check_double_space,
    check_straight_quote,
    check_wrong_quotes,
    check_space_before_mark,
)
