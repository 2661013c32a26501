"""Typography of a language: where a line must not break, and which signs authors need not type.

Authors type plain characters; quotation marks and dashes are set by the parser,
the rest here. What holds for a language is data (`i18n/typography.yaml`); a
language without an entry gets nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

NO_BREAK = "\u00a0"
_REACH = 24
"""Characters looked at on each side of a line break: longer than any word that binds."""


@dataclass(frozen=True, slots=True)
class Typography:
    """What a language's typography asks for. Empty: nothing is changed."""

    keep_with_next: tuple[str, ...] = ()
    """Short words a line does not end with: prepositions, conjunctions."""
    keep_with_previous: tuple[str, ...] = ()
    """Particles a line does not begin with."""
    units: tuple[str, ...] = ()
    """What stays on the line of the number before it."""
    before_number: tuple[str, ...] = ()
    """What stays on the line of the number after it: `№`, `p.`"""
    dash: bool = False
    """A dash between spaces stays on the line of the word before it."""
    initials: bool = False
    """Initials stay with the surname."""
    ranges: str = ""
    """Sign between the numbers of a range, in place of a hyphen."""
    spaced_marks: str = ""
    """Punctuation marks with a space before them (French)."""


NO_TYPOGRAPHY = Typography()
_BINDING = re.compile(r"[\d—–]")
"""Without one of these a language without short words to bind has nothing to bind."""
_DASHES = {"—", "–"}
_LAST = re.compile(r"(?:(?<![\w-])[\w-]+)?\Z")
_FIRST = re.compile(r"[\w-]*")


def _last_word(text: str) -> str:
    match = _LAST.search(text)
    return match[0].lower() if match else ""


def _first_word(text: str) -> str:
    match = _FIRST.match(text)
    return match[0].lower() if match else ""


def _words(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


class Typesetter:
    """Sets the text of one language.

    Args:
        typography: what the language asks for.
    """

    def __init__(self, typography: Typography) -> None:
        t = typography
        spaces = []
        if t.keep_with_next:
            # Twice: «и в команде» has two in a row, and a pattern cannot begin in what was already matched.
            spaces += [rf"(?<![\w-])(?P<a>{_words(t.keep_with_next)}) (?=[^\s—–]|$)"]
        if t.keep_with_previous:
            spaces.append(rf"(?<=\w)(?P<b>) (?=(?:{_words(t.keep_with_previous)})(?![\w-]))")
        if t.units:
            spaces.append(rf"(?<=\d)(?P<c>) (?=(?:{_words(t.units)})(?!\w))")
        if t.before_number:
            spaces.append(rf"(?<!\w)(?P<d>{_words(t.before_number)}) (?=\d)")
        if t.dash:
            spaces.append(r"(?P<e>) (?=[—–](?:\s|$))")
        self._spaces = re.compile("|".join(spaces), re.IGNORECASE) if spaces else None
        self._next = frozenset(word.lower() for word in t.keep_with_next)
        self._previous = frozenset(word.lower() for word in t.keep_with_previous)
        self._initials = re.compile(r"(?<!\w)([A-ZА-ЯЁ]\.) (?=[A-ZА-ЯЁ])") if t.initials else None
        self._ranges = (
            re.compile(r"(?<![\w./:–—-])(\d{1,4})-(\d{1,4})(?![\w/:–—-]|\.\d)") if t.ranges else None
        )
        self._sign = t.ranges
        self._dash = t.dash

    def spaces(self, text: str) -> str:
        """Return the text with no-break spaces; its length stays."""
        if self._spaces is None or " " not in text:
            return text
        bound = self._bound(text, self._spaces) if self._next or _BINDING.search(text) else text
        return self._initials.sub(rf"\1{NO_BREAK}", bound) if self._initials and "." in text else bound

    def _bound(self, text: str, spaces: re.Pattern[str]) -> str:
        """Return the text with no-break spaces; the pattern is only asked where a look at the words says it may match.

        Asking it everywhere took a fifth of the time a page takes to read.
        """
        first, *others = text.split(" ")
        parts, before = [first], first
        for number, after in enumerate(others, 1):
            may = (
                (before.lower() if before.isalnum() else _last_word(before)) in self._next
                or after[:1] in _DASHES
                or after[:1].isdigit()
                or before[-1:].isdigit()
                or (
                    bool(self._previous)
                    and (after.lower() if after.isalnum() else _first_word(after)) in self._previous
                )
            )
            if may:
                around = f"{before} {after} " if number < len(others) else f"{before} {after}"
                may = spaces.sub(_bind, around)[len(before)] == NO_BREAK
            parts += (NO_BREAK if may else " ", after)
            before = after
        return "".join(parts)

    def ranges(self, text: str) -> str:
        """Return the text with the sign of ranges; its length stays."""
        return self._ranges.sub(rf"\1{self._sign}\2", text) if self._ranges and "-" in text else text

    def text(self, text: str) -> str:
        """Return a whole text as it is to be shown."""
        return self.ranges(self.spaces(text))

    def binds(self, before: str, after: str) -> bool:
        """Return True when a line must not break between the two texts."""
        if self._spaces is None or not before or not after:
            return False
        joined = f"{before[-_REACH:]} {after[:_REACH]}"
        return self.spaces(joined)[min(len(before), _REACH)] == NO_BREAK

    def inline(self, children: list[Token], *, heading: bool) -> None:
        """Set the texts of a block.

        Args:
            children: its inline tokens; changed in place.
            heading: whether it is a heading, whose anchor is made of the signs as they were typed.
        """
        for i, token in enumerate(children):
            if token.type == "text":
                if i and children[i - 1].type == "link_open" and children[i - 1].info == "auto":
                    continue
                token.content = self.spaces(token.content)
                if not heading:
                    token.content = self.ranges(token.content)
            elif token.type == "softbreak" and 0 < i < len(children) - 1:
                before, after = children[i - 1], children[i + 1]
                if before.type == after.type == "text" and self.binds(before.content, after.content):
                    token.type, token.tag, token.content = "text", "", NO_BREAK
        first = children[0] if children else None
        if self._dash and first is not None and first.type == "text" and first.content.startswith("— "):
            first.content = f"—{NO_BREAK}{first.content[2:]}"  # a line of a dialogue


def _bind(match: re.Match[str]) -> str:
    kept = next((group for group in match.groups() if group), "")
    return f"{kept}{NO_BREAK}" if match[0].endswith(" ") else match[0]


@lru_cache(maxsize=64)
def typesetter(typography: Typography) -> Typesetter:
    """Return the typesetter of a language."""
    return Typesetter(typography)


def typography_rule(typography: Typography) -> object:
    """Return the parser's rule that sets a page's texts; runs after quotation marks are set."""
    setter = typesetter(typography)

    def rule(state: StateCore) -> None:
        for i, token in enumerate(state.tokens):
            if token.type == "inline" and token.children:
                setter.inline(token.children, heading=i > 0 and state.tokens[i - 1].type == "heading_open")

    return rule
