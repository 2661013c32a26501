"""Links of a laid-out document: one annotation for each piece of a link, and words for it.

WeasyPrint makes an annotation of every box inside a link too (the bold word, the
picture, the page number after it): a screen reader would stop at each. And it
describes a link by its target, which for a place in the same book is a name that
means nothing to anybody (ISO 14289-1, 7.18.5: a link has a description).
"""

from __future__ import annotations

from typing import Any

_SLACK = 0.5
"""Pixels by which a box may stick out of the link it is part of."""


def keep_outer_links(document: Any) -> None:
    """Forget the links that are only parts of another one, on every page."""
    for page in document.pages:
        outer: list[Any] = []
        for link in page.links:
            _type, _target, rectangle, box = link
            if box.element_tag != "a":
                continue
            if not any(box.element is other[3].element and _within(rectangle, other[2]) for other in outer):
                outer.append(link)
        page.links = outer


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return (
        inner[0] >= outer[0] - _SLACK
        and inner[1] >= outer[1] - _SLACK
        and inner[2] <= outer[2] + _SLACK
        and inner[3] <= outer[3] + _SLACK
    )


def describe_links(document: Any, pdf: Any) -> None:
    """Describe every link by its words, and let no element of the structure be a link that leads nowhere.

    Args:
        document: of WeasyPrint.
        pdf: of pydyf, about to be written.
    """
    import pydyf  # noqa: PLC0415 - with WeasyPrint, in workers alone

    for page in document.pages:
        for _type, target, _rectangle, box in page.links:
            if box.link_annotation is not None:
                words = " ".join("".join(_words(box.element)).split())
                box.link_annotation["Contents"] = pydyf.String(words or target)
    by_reference = {obj.reference: obj for obj in pdf.objects}
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/Link":
            kids = (by_reference.get(kid) for kid in element["K"] if not isinstance(kid, int))
            if not any(isinstance(kid, dict) and kid.get("Type") == "/OBJR" for kid in kids):
                element["S"] = "/Span"


def _words(element: Any) -> Any:
    if element.tag == "img":
        yield element.get("alt", "")
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
