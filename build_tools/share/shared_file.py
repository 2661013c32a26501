"""A file of the site that is not a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class SharedFile(NamedTuple):
    """Where a file stands in the site, what is in it, and what that follows from."""

    path: str
    """Slash path under the site's root."""
    content: str | bytes | Callable[[], str | bytes]
    """What is in it, or what makes that when it is wanted."""
    key: bytes = b""
    """Fingerprint of everything the content follows from; empty where only the content itself tells."""
