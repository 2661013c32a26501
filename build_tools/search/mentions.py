"""What other pages call a page: "My best agent is burning out" above a link is how a manager would ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from build_tools.model.ids import HOME, Kind, Lang, PageId, is_handbook
from build_tools.model.links import ToPage, resolve
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook


def mentions(playbook: Playbook, lang: Lang) -> Mapping[PageId, tuple[str, ...]]:
    """Return the headings under which plain pages of a language list each page.

    A heading counts when it asks for something in its own words, that is, when
    links stand in a list right under it and not all over a long section.
    """
    found: dict[PageId, dict[str, None]] = defaultdict(dict)
    for page in playbook.pages:
        if page.lang == lang and page.kind is Kind.PAGE and page.id != HOME and not is_handbook(page.id):
            for heading, target in _listed(playbook, page):
                found[target][page.outline.headings[heading].text] = None
    return {target: tuple(texts) for target, texts in found.items()}


_FEW = 5
"""More links than this under one heading, and the heading names a shelf, not what somebody needs."""


def _listed(playbook: Playbook, page: Page) -> list[tuple[int, PageId]]:
    by_heading: dict[int, list[PageId]] = defaultdict(list)
    for link in page.outline.links:
        in_list = any(item.span.line <= link.span.line <= item.span.end_line for item in page.outline.items)
        target = resolve(playbook, page, link.href) if link.under >= 0 and in_list else None
        if isinstance(target, ToPage) and target.page.id != page.id:
            by_heading[link.under].append(target.page.id)
    return [
        (heading, target)
        for heading, targets in by_heading.items()
        if len(targets) <= _FEW
        for target in targets
    ]
