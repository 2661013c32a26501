"""How the sections with a fixed name are called in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectionNames:
    """Names by language code."""

    try_this: Mapping[str, str]
    debrief: Mapping[str, str]
