"""The fonts of the social pictures."""

from __future__ import annotations

from pathlib import Path

FONTS = Path(__file__).parent.parent / "print" / "fonts"
"""The fonts of the printed sheets: whole, with Latin and Cyrillic."""
TITLE_FONT, LABEL_FONT, NAME_FONT = "literata-bold", "golos-bold", "golos-regular"
"""Of the page's title, of its kind, and of the playbook's name."""
