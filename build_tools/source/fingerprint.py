"""Fingerprint of a section: what a translator would have to look at again.

Words, numbers, links, images, items and citations count. Wrapping, emphasis,
trailing space, the sign of a list marker and the kind of quotation mark do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from markdown_it.token import Token

LENGTH = 6
"""Hexadecimal digits. A section is compared with its own past only, so 1 in 16 million is enough."""

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'") | {"–": "-", "—": "-"})
_STRUCTURE = {"bullet_list_open": "ul", "ordered_list_open": "ol", "list_item_open": "li", "tr_open": "tr",
              "td_open": "td", "th_open": "td", "blockquote_open": "q", "dt_open": "dt", "dd_open": "dd",
              "alert_open": "alert"}  # fmt: skip


def _inline(token: Token) -> str:
    if token.type == "link_open":
        return f"[{token.attrs.get('href', '')}]"
    if token.type == "image":
        return f"[{token.attrs.get('src', '')}]{token.content}"
    if token.type == "citation":
        return f"[@{token.content}]"
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline"} else ""


def _normal(text: str) -> str:
    return _SPACE.sub(" ", text).strip().translate(_QUOTES)


def section_fingerprint(tokens: Iterable[Token], extra: Iterable[str] = ()) -> str:
    """Return the fingerprint of a section's tokens.

    Args:
        tokens: the section's block tokens, heading included.
        extra: translatable values of the front matter that belong to it.

    Returns:
        LENGTH hexadecimal digits of BLAKE2b over the normalised text.
    """
    parts = [_normal(value) for value in extra]
    for token in tokens:
        if token.type == "inline":
            parts.append(_normal("".join(_inline(child) for child in token.children or ())))
        elif token.type in {"fence", "code_block"}:
            parts.append(token.content.rstrip())
        elif token.type == "heading_open":
            parts.append(f"h{token.tag[1]}")
        elif token.type in _STRUCTURE:
            parts.append(_STRUCTURE[token.type])
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()[:LENGTH]
