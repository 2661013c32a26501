"""What goes to the press and what comes back: plain values, so that other processes can do the work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

FIT = "@fit@"
"""Stands in a job's HTML for the size that is being tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One document to be laid out."""

    html: str
    css: str
    files: Mapping[str, str]
    """Paths in the site by form: `blank` (a plain PDF), `form` (its fields can be filled in)."""
    fits: tuple[str, ...] = ("",)
    """Names of sizes. Those after the first are used as long as they need no more sheets than the first."""
    one_sheet: bool = False
    """Must fit on one sheet. The sizes are points, the smallest first, then names of what to try, one after another, when
    the smallest does not fit; the largest that fits is used."""
    cards: bool = False
    """The sheet holds cards of a fixed size: the first of the sizes at which nothing runs over a card's edge is used."""
    numbered: bool = False
    """Links within the document are told the page they lead to: the attribute `data-page`, as the style sheet shows it."""
    width: float = 0
    """Width of the sheet in millimetres."""
    text_height: float = 0
    """Height between the margins in millimetres, for saying by how much a sheet is too long."""
    resources: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures by the address the HTML gives them; nothing else is ever fetched."""

    codes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """QR codes by the address the HTML gives them: what each says, and its level of error correction."""

    def __post_init__(self) -> None:
        """Put an ordinary no-break space for the narrow one that typography sets: the families of print lack it."""
        object.__setattr__(self, "html", self.html.replace("\u202f", "\u00a0"))

    @property
    def size(self) -> int:
        """About how much there is to do."""
        return len(self.html)

    def fingerprint(self, press: str) -> str:
        """Return the fingerprint of everything that goes into the files.

        Args:
            press: fingerprint of the press itself: code, fonts, version of WeasyPrint.
        """
        digest = blake2b(press.encode(), digest_size=16)
        values = (
            self.html,
            self.css,
            *self.fits,
            self.one_sheet,
            self.cards,
            self.numbered,
            self.width,
            self.text_height,
            *sorted(self.files),
        )
        digest.update("\0".join(map(str, (*values, sorted(self.codes.items())))).encode())
        for name, data in sorted(self.resources.items()):
            digest.update(name.encode() + blake2b(data).digest())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class WideWord:
    """A word that is wider than the place it stands in."""

    anchor: str
    """Id of the nearest element around it that has one."""
    word: str
    millimetres: float
    """By how much."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the press saw when it laid a document out."""

    pages: int
    fit: str
    too_long: float = 0
    """Millimetres that do not fit on the one sheet there is; of cards only whether something does not fit."""
    first_over: str = ""
    """Id of the first element on the second sheet."""
    wide: tuple[WideWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A job done: the bytes of each form."""

    forms: Mapping[str, bytes]
    measured: Measured
