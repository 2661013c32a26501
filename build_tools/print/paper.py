"""Papers: sizes of sheets, and what is left of them inside the margins."""

from __future__ import annotations

from dataclasses import dataclass

TOP, BOTTOM = 14, 16
"""Margins above and below, as in sheet.css."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper; all lengths in millimetres."""

    name: str
    """As it stands in file names: `a4`."""
    label: str
    """As people call it: `A4`."""
    width: float
    height: float
    side: float = 16
    """Margin on the left and on the right."""

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> float:
        """Height between the margins."""
        return self.height - TOP - BOTTOM

    @property
    def css(self) -> str:
        """The size as CSS writes it."""
        return f"{self.width}mm {self.height}mm"


A3 = Paper("a3", "A3", 297, 420, 20)
A4 = Paper("a4", "A4", 210, 297)
A5 = Paper("a5", "A5", 148, 210, 15)
LETTER = Paper("letter", "US Letter", 215.9, 279.4)
TABLOID = Paper("tabloid", "Tabloid (11 × 17 in)", 279.4, 431.8, 20)

SHEETS = (A4, LETTER)
"""What every form is printed on (ISO 216 and ANSI/ASME Y14.1)."""

POSTERS = (A3, TABLOID)
"""The next size that an office printer takes, of the same two families."""
