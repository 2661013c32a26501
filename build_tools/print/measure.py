"""Reads a layout: words that stick out, the height of what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.print.jobs import WideWord

MM = 25.4 / 96
"""Millimetres in a CSS pixel."""

_TOLERANCE = 1.0
"""Pixels; rounding of glyph widths stays below."""


def wide_words(document: Any) -> tuple[WideWord, ...]:
    """Return the words of a laid-out WeasyPrint document that are wider than their place, each once."""
    found: dict[tuple[str, str], WideWord] = {}
    for page in document.pages:
        box = page._page_box  # noqa: SLF001 - WeasyPrint has no public way to a page's boxes
        for wide in _walk(box, box.content_box_x() + box.width, ""):
            found.setdefault((wide.anchor, wide.word), wide)
    return tuple(found.values())


def _walk(box: Any, right: float, anchor: str) -> Iterator[WideWord]:
    element = getattr(box, "element", None)
    if element is not None and element.get("id"):
        anchor = element.get("id")
    kind = type(box).__name__
    if kind in {"BlockBox", "TableCellBox", "FlexBox", "InlineBlockBox"} and isinstance(
        box.width, int | float
    ):
        right = box.content_box_x() + box.width
    text = getattr(box, "text", None)
    if isinstance(text, str):
        over = box.position_x + box.width - right
        if over > _TOLERANCE and text.strip():
            yield WideWord(anchor, max(text.split(), key=len), round(over * MM, 1))
        return
    for child in getattr(box, "children", ()):
        yield from _walk(getattr(child, "_box", child), right, anchor)


def first_over(document: Any) -> str:
    """Return the id of the first element that begins after the first page; empty when none has an id."""
    for page in document.pages[1:]:
        anchors = sorted(page.anchors.items(), key=lambda item: item[1][1])
        for name, _place in anchors:
            if name.startswith("item-"):
                return str(name)
    return ""


def content_height(document: Any) -> float:
    """Return the height of what stands on a document's first page, in millimetres."""
    page = document.pages[0]._page_box  # noqa: SLF001
    bottom = max((_bottom(child) for child in page.children), default=0.0)
    return float(bottom - page.content_box_y()) * MM


def runs_over(document: Any) -> bool:
    """Return True when something on a card of a laid-out document ends below or right of the card."""
    cards = [box for page in document.pages for box in _cards(page._page_box)]  # noqa: SLF001
    edges = ((card, card.content_box_y() + card.height, card.content_box_x() + card.width) for card in cards)
    return len(document.pages) > 1 or any(
        _bottom(card) > bottom + _TOLERANCE or _right(card) > right + _TOLERANCE
        for card, bottom, right in edges
    )


def _cards(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        element = getattr(child, "element", None)
        if element is not None and element.get("class") == "card":
            yield child
        else:
            yield from _cards(child)


def _right(box: Any) -> float:
    own = [box.position_x + box.width] if hasattr(box, "text") else []
    return max(
        (*own, *(_right(child) for child in getattr(box, "children", ()) if not hasattr(child, "_box"))),
        default=0,
    )


def _bottom(box: Any) -> float:
    """Return where the last thing in the flow ends."""
    bottom: float = 0
    for child in getattr(box, "children", ()):
        if hasattr(child, "_box") or not hasattr(child, "position_y"):
            continue  # out of the flow: the foot of a sheet stays where it is
        height = child.height if isinstance(getattr(child, "height", None), int | float) else 0
        bottom = max(bottom, child.position_y + height, _bottom(child))
    return bottom
