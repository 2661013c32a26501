"""What is handed to translators and what comes back, whatever the form of the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExchangeUnit:
    """One text: the source's, and the translation's where there is one."""

    key: str
    kind: str
    source: str
    target: str
    current: bool
    """True when the target says what the source says now; a target that is not is to be looked at."""
    line: int = 1
    """Where it stands in the source's file."""


@dataclass(frozen=True, slots=True)
class ExchangePage:
    """One page. `file` is the source's, as a person would type it."""

    id: str
    file: str
    units: tuple[ExchangeUnit, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Pages on their way from one language to another."""

    source_lang: str
    lang: str
    pages: tuple[ExchangePage, ...]
