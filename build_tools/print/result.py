"""What printing gives to the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.diagnostics import Diagnostic
from build_tools.model.ids import Lang, PageId
from build_tools.render.site_pages import Books, Download


@dataclass(frozen=True, slots=True)
class PrintResult:
    """What was printed and what was found in doing so."""

    files: tuple[tuple[str, Path], ...] = ()
    """Path in the site, and the file in the store that goes there."""
    diagnostics: tuple[Diagnostic, ...] = ()
    downloads: Mapping[tuple[PageId, Lang], tuple[Download, ...]] = field(default_factory=dict)
    books: Books = field(default_factory=dict)
