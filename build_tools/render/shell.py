"""Shell: the page MkDocs and its theme drew once for a language, with a place for everything a page brings."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import escape

from build_tools.kept import digest
from build_tools.render.site_pages import RenderedPage

SLOT_OPEN, SLOT_CLOSE = "\ue100", "\ue101"
_SLOT = re.compile(f"{SLOT_OPEN}([a-z]+){SLOT_CLOSE}")
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
SLOTS = ("title", "head", "attributes", "tabs", "sidebar", "toc", "languages", "content", "foot", "root")


def slot_marker(name: str) -> str:
    """Return the text that stands for a slot while the theme draws the shell."""
    return f"{SLOT_OPEN}{name}{SLOT_CLOSE}"


@dataclass(frozen=True, slots=True)
class Shell:
    """A drawn shell: literal HTML at even places, names of slots at odd ones."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> Shell:
        """Return the shell for HTML in which `slot_marker` texts stand for slots."""
        return cls(tuple(_SLOT.split(html)))

    def pour(self, page: RenderedPage) -> str:
        """Return the whole HTML of a page."""
        values = {**page.slots, "title": str(escape(page.title))}
        return "".join(values[part] if i % 2 else part for i, part in enumerate(self.parts))

    @property
    def fingerprint(self) -> bytes:
        """What tells this shell from others."""
        return digest(*(part.encode() for part in self.parts))

    @property
    def missing(self) -> tuple[str, ...]:
        """Slots that the theme did not draw; a page would lose that part."""
        drawn = set(self.parts[1::2])
        return tuple(name for name in SLOTS if name not in drawn)


def script_hashes(shells: Iterable[Shell]) -> tuple[str, ...]:
    """Return the CSP hash of every inline script in the shells, sorted."""
    found = {script for shell in shells for script in _INLINE_SCRIPT.findall("".join(shell.parts[::2]))}
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in found)
    return tuple(sorted(f"'sha256-{digest}'" for digest in digests))
