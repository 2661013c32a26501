"""PB5 — checklists, worksheets, assessments, scenarios and paths that can be used.

The limits for checklists are Gawande and Boorman's "Checklist for Checklists"
(fewer than ten items at a pause point, simple sentences, a clear pause point).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from build_tools.check.names import SectionNames
from build_tools.check.scenarios import CHECKS as SCENARIO_CHECKS
from build_tools.diagnostics import Diagnostic, Message, Related, Span
from build_tools.diagnostics.rules import (
    ADVICE_MISSING,
    ITEM_TOO_LONG,
    ITEM_WITHOUT_ACTION,
    MINUTES_DIFFER,
    PAGE_TWICE_ON_PATH,
    PAUSE_POINT_MISSING,
    PROMPT_MISSING,
    STATEMENT_COUNT,
    STOP_WITHOUT_LINK,
    TOO_MANY_ITEMS,
)
from build_tools.model.body import Assessment, Checklist, LearningPath, Worksheet
from build_tools.model.ids import PageId
from build_tools.model.links import ToAsset, ToOutside, ToPage, resolve
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.source.outline_reader import WORD

MAX_ITEMS = 9
MAX_ITEM_WORDS = 20
MIN_STATEMENTS, MAX_STATEMENTS = 3, 8

B = TypeVar("B")


def bodies(playbook: Playbook, kind: type[B]) -> Iterator[tuple[Page, B]]:
    """Yield every page with a body of this kind."""
    for page in playbook.pages:
        if isinstance(page.body, kind):
            yield page, page.body


def _heading_span(page: Page, heading: int | None) -> Span:
    return page.outline.headings[heading].span if heading is not None else Span.of_line(1)


def check_too_many_items(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Pause points with more items than can be kept in mind."""
    for page, checklist in bodies(playbook, Checklist):
        for point in checklist.pause_points:
            if len(point.items) > MAX_ITEMS:
                message = Message(
                    "{count} items at one pause point, the most is {limit}",
                    count=len(point.items),
                    limit=MAX_ITEMS,
                )
                advice = Message("keep what is critical and easily missed, or make two pause points")
                yield Diagnostic(TOO_MANY_ITEMS, page.path, point.items[MAX_ITEMS].span, message, advice)


def check_item_without_action(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Items that do not start with what to do."""
    for page, checklist in bodies(playbook, Checklist):
        for item in (item for point in checklist.pause_points for item in point.items):
            if not item.action:
                message = Message("the item does not start with an action in bold")
                advice = Message("begin it with a verb phrase: `- [ ] **Check the facts** …`")
                yield Diagnostic(ITEM_WITHOUT_ACTION, page.path, item.span, message, advice)


def check_item_too_long(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Items too long to be read aloud."""
    for page, checklist in bodies(playbook, Checklist):
        for item in (item for point in checklist.pause_points for item in point.items):
            words = len(WORD.findall(item.text))
            if words > MAX_ITEM_WORDS:
                message = Message(
                    "the item has {count} words, the most is {limit}", count=words, limit=MAX_ITEM_WORDS
                )
                yield Diagnostic(
                    ITEM_TOO_LONG,
                    page.path,
                    item.span,
                    message,
                    Message("shorten it, or make two items of it"),
                )


def check_pause_point_missing(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Checklists without a pause point, and pause points without items."""
    for page, checklist in bodies(playbook, Checklist):
        if not checklist.pause_points:
            message = Message("the checklist has no pause point")
            advice = Message("write `## When to stop`, and under it the items as `- [ ] **Do** …`")
            yield Diagnostic(
                PAUSE_POINT_MISSING, page.path, _heading_span(page, page.title_heading), message, advice
            )
        for point in checklist.pause_points:
            if not point.items:
                message = Message("the pause point has no items")
                advice = Message("write them as `- [ ] **Do** …`, or delete the heading")
                yield Diagnostic(
                    PAUSE_POINT_MISSING, page.path, _heading_span(page, point.heading), message, advice
                )


def check_prompt_missing(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Worksheets without prompts, and prompts without guidance."""
    for page, worksheet in bodies(playbook, Worksheet):
        if not worksheet.prompts:
            message = Message("the worksheet has no prompts")
            advice = Message("write each as a heading: `## What is it for?`, with guidance under it")
            yield Diagnostic(
                PROMPT_MISSING, page.path, _heading_span(page, page.title_heading), message, advice
            )
        for prompt in worksheet.prompts:
            if not prompt.guidance:
                message = Message("the prompt has no guidance")
                advice = Message("say in a sentence or two what a good answer holds")
                yield Diagnostic(
                    PROMPT_MISSING, page.path, _heading_span(page, prompt.heading), message, advice
                )


def check_statement_count(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Dimensions with too few or too many statements, and assessments without any dimension."""
    for page, assessment in bodies(playbook, Assessment):
        if not assessment.dimensions:
            message = Message("the assessment has no dimensions")
            advice = Message("write each as a heading with a numbered list of statements under it")
            yield Diagnostic(
                STATEMENT_COUNT, page.path, _heading_span(page, page.title_heading), message, advice
            )
        for dimension in assessment.dimensions:
            count = len(dimension.statements)
            if not MIN_STATEMENTS <= count <= MAX_STATEMENTS:
                message = Message(
                    "{count} statements, a dimension has {least} to {most}",
                    count=count,
                    least=MIN_STATEMENTS,
                    most=MAX_STATEMENTS,
                )
                if count > MAX_STATEMENTS:
                    advice = Message("leave out the weakest, or make two dimensions of them")
                elif count:
                    advice = Message("add statements, or move these to another dimension")
                else:
                    advice = Message("write them as one numbered list under the heading")
                yield Diagnostic(
                    STATEMENT_COUNT, page.path, _heading_span(page, dimension.heading), message, advice
                )


def check_advice_missing(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Dimensions that do not say what to read after a low rating."""
    for page, assessment in bodies(playbook, Assessment):
        for dimension in assessment.dimensions:
            if not dimension.statements:
                continue  # already reported: without a list, there is nothing under it
            links = [page.outline.links[slot.number] for slot in dimension.advice.slots("link")]
            if not any(isinstance(resolve(playbook, page, link.href), ToPage) for link in links):
                message = Message("the dimension does not say what to read next")
                advice = Message("write a sentence of advice with a link to a page under the statements")
                yield Diagnostic(
                    ADVICE_MISSING, page.path, _heading_span(page, dimension.heading), message, advice
                )


def check_stop_without_link(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Paths without pages, and list items that name none."""
    for page, path in bodies(playbook, LearningPath):
        if not (stops := path.stops):
            message = Message("the path leads to no page")
            advice = Message("write a numbered list of links: `1. [Page](../guides/page.md) – why now`")
            yield Diagnostic(
                STOP_WITHOUT_LINK, page.path, _heading_span(page, page.title_heading), message, advice
            )
        for module in path.modules:
            if stops and not module.stops:
                message = Message("this part of the path leads to no page")
                advice = Message("write a numbered list of links: `1. [Page](../guides/page.md) – why now`")
                yield Diagnostic(
                    STOP_WITHOUT_LINK, page.path, _heading_span(page, module.heading), message, advice
                )
        for stop in path.stops:
            if stop.link is None or _leads_elsewhere(playbook, page, stop.link):
                message = Message("the item does not start with a link to a page")
                yield Diagnostic(
                    STOP_WITHOUT_LINK,
                    page.path,
                    stop.span,
                    message,
                    Message("begin it with `[Page](../guides/page.md)`"),
                )


def _leads_elsewhere(playbook: Playbook, page: Page, link: int) -> bool:
    """Return True for a link that works and yet leads to no other page of the playbook."""
    target = resolve(playbook, page, page.outline.links[link].href)
    if isinstance(target, ToPage):
        return target.page.id == page.id
    return isinstance(target, ToAsset | ToOutside)


def stop_page(playbook: Playbook, page: Page, link: int) -> Page | None:
    """Return the page a stop leads to; None when the link is broken or leaves the playbook."""
    target = resolve(playbook, page, page.outline.links[link].href)
    return target.page if isinstance(target, ToPage) else None


def _stop_pages(playbook: Playbook, page: Page, path: LearningPath) -> Iterator[tuple[Page, Span]]:
    for stop in path.stops:
        target = stop_page(playbook, page, stop.link) if stop.link is not None else None
        if target is not None and target.id != page.id:
            yield target, stop.span


def check_page_twice_on_path(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Pages a path leads to more than once."""
    for page, path in bodies(playbook, LearningPath):
        first: dict[PageId, Span] = {}
        for target, span in _stop_pages(playbook, page, path):
            earlier = first.setdefault(target.id, span)
            if earlier is not span:
                message = Message("“{title}” is already on this path", title=target.title)
                related = (Related(page.path, earlier, Message("the first time")),)
                yield Diagnostic(
                    PAGE_TWICE_ON_PATH,
                    page.path,
                    span,
                    message,
                    Message("delete one of the two items"),
                    related,
                )


def check_minutes_differ(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Paths whose declared minutes are not the sum of their pages'."""
    for page, path in bodies(playbook, LearningPath):
        if not page.is_source or page.minutes is None:
            continue
        if any(s.link is None or stop_page(playbook, page, s.link) is None for s in path.stops):
            continue  # already reported: what the item leads to is not known
        total = sum(
            Counter(
                {target.id: target.minutes or 0 for target, _ in _stop_pages(playbook, page, path)}
            ).values()
        )
        if total and total != page.minutes:
            message = Message(
                "the path says {declared} minutes, its pages add up to {total}",
                declared=page.minutes,
                total=total,
            )
            yield Diagnostic(
                MINUTES_DIFFER,
                page.path,
                page.place("minutes"),
                message,
                Message("write `minutes: {total}`", total=total),
            )


CHECKS = (
    check_too_many_items,
    check_item_without_action,
    check_item_too_long,
    check_pause_point_missing,
    check_prompt_missing,
    check_statement_count,
    check_advice_missing,
    *SCENARIO_CHECKS,
    check_stop_without_link,
    check_page_twice_on_path,
    check_minutes_differ,
)
