"""Page numbers of links within a document: laid out again until every number is that of the page it names.

CSS has `target-counter()` for this. But a number changes the line it stands in, and
so the pages after it; WeasyPrint gives up before a book of hundreds of pages has come
to rest, and leaves numbers that are wrong by a page or two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_LINK = re.compile(r'(?:href|data-to)="#([^"]+)"')
_PLACE = re.compile(r'\bid="([^"]+)"')
_LETTERS = 12.5
"""Letters of HTML on a page for each millimetre of its width. Only how many digits a number has matters at first."""
_TRIES = 8


def with_numbers(html: str, width: float, layout: Callable[[str], Any]) -> Any:
    """Return the layout of a document in which every link has the number of the page it leads to.

    Args:
        html: the document; links are `href="#id"`, other places that show a number `data-to="#id"`.
        width: of a page in millimetres.
        layout: returns the WeasyPrint document of some HTML.
    """
    wanted = set(_LINK.findall(html))
    numbers = {m[1]: 1 + int(m.start() / (_LETTERS * width)) for m in _PLACE.finditer(html)}
    for _try in range(_TRIES):
        document = layout(_told(html, numbers))
        found = page_numbers(document)
        if all(found.get(name) == numbers.get(name) for name in wanted):
            break
        numbers = {**numbers, **found}
    return document


def _told(html: str, numbers: Mapping[str, int]) -> str:
    return _LINK.sub(lambda link: f'{link[0]} data-page="{numbers.get(link[1], "")}"', html)


def page_numbers(document: Any) -> Mapping[str, int]:
    """Return the page that each id of a laid-out document stands on."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            numbers.setdefault(name, number)
    return numbers
