"""Anchors and slugs: two forms of a heading's text.

`github_anchor` is the form GitHub's own preview uses, so that a link which
works there works here. `ascii_anchor` is the form published in the site: the
same in every language, typed on any keyboard, safe in any address.
"""

from __future__ import annotations

import re

from slugify import slugify

_DROP = re.compile(r"[^\w\- ]", re.UNICODE)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
"""What a file name may be, without `.md`, and whatever else becomes part of an address."""


def github_anchor(text: str) -> str:
    """Return the anchor GitHub makes of a heading's plain text (lower case, punctuation dropped)."""
    return _DROP.sub("", text.strip().lower()).replace(" ", "-")


def ascii_anchor(text: str) -> str:
    """Return an ASCII anchor for a heading in any script; transliterated by python-slugify.

    Empty for a heading without a letter or digit.
    """
    return slugify(text.replace("'", "").replace("’", ""))
