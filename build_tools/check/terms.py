"""PB40 — one word for one thing: the agreed terms of `i18n/glossary.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message, Related, Span
from build_tools.diagnostics.rules import FORBIDDEN_VARIANT, TERM_NOT_USED
from build_tools.i18n.terms import TermUse, Use, term_index
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook

Uses = dict[tuple[str, str], tuple[tuple[TermUse, Span, str], ...]]
"""By (page id, language): every phrase of the glossary, where it stands, and in which form."""


@lru_cache(maxsize=2)
def _uses(playbook: Playbook) -> Uses:
    """Return where every page uses which phrase of the glossary; two checks ask for it."""
    if not playbook.terms:
        return {}
    indexes = {code: term_index(playbook.terms, code) for code in playbook.locales.codes}
    return {
        (page.id, page.lang): tuple(
            (found.value, passage.span(found.start, found.end), passage.text[found.start : found.end])
            for passage in page.prose
            for found in indexes[page.lang].find(passage.text)
        )
        for page in playbook.pages
    }


def check_forbidden_variant(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Variants that the glossary forbids, in any of their forms."""
    uses = _uses(playbook)
    for page in playbook.pages:
        for use, span, form in uses.get((page.id, page.lang), ()):
            if use.use is not Use.FORBIDDEN:
                continue
            term = playbook.terms[use.term]
            message = Message("we do not say “{form}” ({reason})", form=form, reason=use.reason)
            advice = Message("write “{term}”, as agreed in the glossary", term=term.wordings[page.lang].term)
            related = (Related(term.path, term.span, Message("the glossary")),)
            yield Diagnostic(FORBIDDEN_VARIANT, page.path, span, message, advice, related)


def check_term_not_used(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Terms of the source that its translation calls something else. Everyday words are not asked for."""
    uses = _uses(playbook)
    for page in playbook.pages:
        source = playbook.source_page(page)
        if source is None or source is page:
            continue
        there = {
            use.term for use, _, _ in uses.get((page.id, page.lang), ()) if use.use in {Use.TERM, Use.SYNONYM}
        }
        missed: set[str] = set()
        for use, span, _form in uses.get((source.id, source.lang), ()):
            if (
                use.use is Use.TERM
                and use.term not in there | missed
                and _is_asked(playbook, use.term, page, source)
            ):
                missed.add(use.term)
                wanted = playbook.terms[use.term].wordings[page.lang].term
                message = Message(
                    "the source says “{term}”, this page does not use “{wanted}”",
                    term=use.phrase,
                    wanted=wanted,
                )
                advice = Message(
                    "use the agreed term; or add the word you use to its synonyms in the glossary"
                )
                related = (Related(source.path, span, Message("the source")),)
                yield Diagnostic(TERM_NOT_USED, page.path, _title(page), message, advice, related)


def _is_asked(playbook: Playbook, term: str, page: Page, source: Page) -> bool:
    wordings = playbook.terms[term].wordings
    return page.lang in wordings and not wordings[source.lang].everyday and not wordings[page.lang].everyday


def _title(page: Page) -> Span:
    return (
        page.outline.headings[page.title_heading].span if page.title_heading is not None else Span.of_line(1)
    )


CHECKS = (check_forbidden_variant, check_term_not_used)
