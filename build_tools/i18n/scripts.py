"""Which letters a text is written in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def _of_letter(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def script(text: str) -> str:
    """Return the script of a text's first letter, as Unicode names it (`LATIN`); empty without letters."""
    letter = next((character for character in text if character.isalpha()), "")
    return _of_letter(letter) if letter else ""
