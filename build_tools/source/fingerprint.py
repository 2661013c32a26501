"""Fingerprint of a section: what a translator would have to look at again.

Words, numbers, links, images, items, citations and the footnotes a section refers
to count. Wrapping, emphasis, trailing space, the sign of a list marker and the
kind of quotation mark do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from markdown_it.token import Token

LENGTH = 6
"""Hexadecimal digits. A section is compared with its own past only, so 1 in 16 million is enough."""

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'") | {"–": "-", "—": "-"})
_STRUCTURE = {"bullet_list_open": "ul", "ordered_list_open": "ol", "list_item_open": "li", "tr_open": "tr",
              "td_open": "td", "th_open": "td", "blockquote_open": "q", "dt_open": "dt", "dd_open": "dd",
              "alert_open": "alert"}  # fmt: skip


Footnotes = Mapping[int, Sequence[Token]]
"""Tokens of each footnote, by the number its references have in `meta["id"]`."""


def _inline(token: Token) -> str:
    if token.type == "link_open":
        return f"[{token.attrs.get('href', '')}]{token.attrs.get('title', '')}"
    if token.type == "image":
        return f"[{token.attrs.get('src', '')}]{token.content}{token.attrs.get('title', '')}"
    if token.type == "citation":
        return f"[@{token.content}]"
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline"} else ""


def _normal(text: str) -> str:
    return _SPACE.sub(" ", text).strip().translate(_QUOTES)


def _parts(tokens: Iterable[Token], footnotes: Footnotes) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            children = token.children or ()
            yield _normal("".join(map(_inline, children)))
            for child in children:
                if child.type == "footnote_ref":
                    yield from _parts(footnotes.get(child.meta["id"], ()), {})
        elif token.type in {"fence", "code_block"}:
            yield token.content.rstrip()
        elif token.type == "heading_open":
            yield f"h{token.tag[1]}"
        elif token.type in _STRUCTURE:
            yield _STRUCTURE[token.type]


def section_fingerprint(
    tokens: Iterable[Token], extra: Iterable[str] = (), footnotes: Footnotes | None = None
) -> str:
    """Return the fingerprint of a section's tokens.

    Args:
        tokens: the section's block tokens, heading included.
        extra: translatable values of the front matter that belong to it.
        footnotes: the page's footnotes; those the section refers to belong to it.

    Returns:
        LENGTH hexadecimal digits of BLAKE2b over the normalised text.
    """
    parts = [*map(_normal, extra), *_parts(tokens, footnotes or {})]
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()[:LENGTH]
