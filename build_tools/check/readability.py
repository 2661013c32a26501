"""PB43 — pages that a busy reader will find hard. Notes only: no formula understands a text."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message, Related, Span
from build_tools.diagnostics.rules import HARD_TO_READ
from build_tools.i18n.readability import readability
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.source.prose import Passage

HARD = 50.0
"""Flesch (1948) calls 50 to 60 "fairly difficult" and below 50 "difficult"."""
LEAST = 100
"""Words: his samples have a hundred, and on less the number says nothing."""
_KINDS = {"paragraph", "item"}


def _shown(sentence: str) -> str:
    words = sentence.split()
    return f"{' '.join(words[:6]).strip('«»“”')} … ({len(words)})"


def check_hard_to_read(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Pages whose reading ease is low, with their longest sentences."""
    for page in playbook.pages:
        passages = [passage for passage in page.prose if passage.kind in _KINDS]
        found = readability(page.lang, (passage.text for passage in passages))
        if found is None or found.words < LEAST or found.ease >= HARD:
            continue
        message = Message(
            "reading ease {ease} of 100 (hard below {hard})", ease=int(found.ease), hard=round(HARD)
        )
        advice = Message(
            "split the longest sentences and take shorter words: {sentences}",
            sentences="; ".join(_shown(sentence) for sentence in found.longest),
        )
        related = tuple(
            Related(page.path, _place(passages, sentence), Message("a long sentence"))
            for sentence in found.longest
        )
        yield Diagnostic(HARD_TO_READ, page.path, _title(page), message, advice, related)


def _place(passages: list[Passage], sentence: str) -> Span | None:
    """Return where a sentence begins."""
    start = sentence[:40].partition(" ")[0]
    for passage in passages:
        flat = " ".join(passage.text.split())
        if sentence in flat:
            at = max(0, passage.text.find(start, max(0, flat.find(sentence) - 2)))
            return passage.span(at, at + len(start))
    return None


def _title(page: Page) -> Span:
    return (
        page.outline.headings[page.title_heading].span if page.title_heading is not None else Span.of_line(1)
    )


CHECKS = (check_hard_to_read,)
