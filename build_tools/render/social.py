"""What a page's social picture shows, and the address that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

VERSION = 3
"""Raised when the drawing changes, so that a picture's address changes with its bytes."""


@dataclass(frozen=True, slots=True)
class SocialPicture:
    """The words on a picture. Pages with the same words share one."""

    title: str
    kind: str
    label: str
    """Name of the kind in the reader's language."""
    site_title: str

    @property
    def path(self) -> str:
        """Slash path of the file under the site's root."""
        words = "\0".join((str(VERSION), self.title, self.kind, self.label, self.site_title))
        return f"assets/social/{blake2b(words.encode(), digest_size=8).hexdigest()}.png"
