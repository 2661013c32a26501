"""Fragment: HTML whose page-dependent places are still open.

A page is parsed once and written as HTML at once. What depends on other pages
(the address of a link, the note of a citation, the id of a heading, which is
the source language's) is left open as a slot and filled when the page is
rendered. The same fragments are published, printed and packed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

OPEN, CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{OPEN}([a-z]+):([^{CLOSE}]*){CLOSE}")


class Slot(NamedTuple):
    """An open place. `value` is an index into the page's outline, or a word's message id.

    Kinds: `link` (attributes of an `<a>`), `image` (attributes of an `<img>`),
    `cite` (a whole citation note), `id` (a heading's id attribute),
    `anchor` (a heading's link to itself), `word` (a word of the interface).
    """

    kind: str
    value: str

    @property
    def number(self) -> int:
        """`value` as an index into the outline."""
        return int(self.value)


def marker(kind: str, value: object) -> str:
    """Return the text that stands for a slot while HTML is being written."""
    return f"{OPEN}{kind}:{value}{CLOSE}"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Safe HTML with slots. Empty when it has no parts."""

    parts: tuple[str | Slot, ...] = ()

    @classmethod
    def of(cls, html: str) -> Fragment:
        """Return the fragment for HTML in which `marker` texts stand for slots."""
        parts: list[str | Slot] = []
        end = 0
        for match in _SLOT.finditer(html):
            if match.start() > end:
                parts.append(html[end : match.start()])
            parts.append(Slot(match[1], match[2]))
            end = match.end()
        if end < len(html):
            parts.append(html[end:])
        return cls(tuple(parts))

    def fill(self, slot: Callable[[Slot], str]) -> str:
        """Return the HTML with every slot replaced by what `slot` gives for it."""
        return "".join(part if isinstance(part, str) else slot(part) for part in self.parts)

    def slots(self, kind: str) -> Iterator[Slot]:
        """Yield the slots of one kind, in order."""
        return (part for part in self.parts if isinstance(part, Slot) and part.kind == kind)

    def __bool__(self) -> bool:
        return bool(self.parts)


NOTHING = Fragment()


def joined(fragments: Iterable[Fragment]) -> Fragment:
    """Return the fragments one after another as one."""
    return Fragment(tuple(part for fragment in fragments for part in fragment.parts))
