"""Revision of a page one prints: a short fingerprint of each of its items and of the whole.

A printed sheet carries them in its QR code, so the page can compare a copy with
itself without anybody keeping a history.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from build_tools.model.body import Assessment, Checklist, LearningPath, Worksheet
from build_tools.model.page import Page
from build_tools.source.fragment import Fragment, Slot

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a revision can be read out and typed."""

MARK_LENGTH = 4
"""Twenty bits for an item: an item is compared with those of one page only."""
CODE_LENGTH = 5

_TAG, _SPACE = re.compile(r"<[^>]*>"), re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Revision:
    """`code` stands on the paper; `marks` has one entry per item, in the order of the page."""

    code: str
    marks: tuple[str, ...]

    @property
    def printed(self) -> str:
        """What the address in the QR code says of the copy: the code, a dot, the marks without gaps."""
        return f"{self.code}.{''.join(self.marks)}"


def short(text: str, length: int) -> str:
    """Return `length` base 32 digits of BLAKE2b over the text, spaces normalised."""
    value = int.from_bytes(blake2b(_SPACE.sub(" ", text).strip().encode(), digest_size=8).digest())
    digits = []
    for _ in range(length):
        value, digit = divmod(value, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(digits)


def words(fragment: Fragment) -> str:
    """Return the text of a fragment, without tags and open places."""
    return _TAG.sub("", "".join(" " if isinstance(part, Slot) else part for part in fragment.parts))


def _items(page: Page) -> Iterator[tuple[str, str]]:
    """Yield (what it is, text): `head` for what only the whole counts, `item` for what is marked."""
    match page.body:
        case Checklist(mode, moment, points):
            yield "head", f"{mode} {moment}"
            for point in points:
                yield "head", words(point.title)
                yield from (("item", words(item.content)) for item in point.items)
        case Worksheet(prompts):
            yield from (("item", f"{words(p.title)} {words(p.guidance)}") for p in prompts)
        case Assessment(dimensions):
            for dimension in dimensions:
                yield "head", words(dimension.title)
                yield from (("item", words(s.content)) for s in dimension.statements)
        case LearningPath(_, modules):
            for module in modules:
                yield "head", words(module.title)
                links = page.outline.links
                stops = (
                    (links[s.link].href if s.link is not None else "", words(s.note)) for s in module.stops
                )
                yield from (("item", " ".join(stop)) for stop in stops)


def revision(page: Page) -> Revision | None:
    """Return the revision of a checklist, worksheet, assessment or path; None for any other page."""
    items = tuple(_items(page))
    if not items:
        return None
    marks = tuple(short(text, MARK_LENGTH) for what, text in items if what == "item")
    return Revision(short("\n".join((page.title, *(text for _, text in items))), CODE_LENGTH), marks)
