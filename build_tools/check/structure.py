"""PB1 — what every page needs, and every guide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message, Related, Span
from build_tools.diagnostics.rules import (
    DUPLICATE_HEADING,
    DUPLICATE_ID,
    DUPLICATE_TITLE,
    EMPTY_SECTION,
    GUIDE_WITHOUT_PRACTICE,
    GUIDE_WITHOUT_SOURCE,
    LEVEL_SKIPPED,
    LONG_SUMMARY,
    SECOND_TITLE,
    TITLE_MISSING,
    TRY_THIS_MISSING,
    UNKNOWN_VALUE,
)
from build_tools.model.addresses import (
    GENERATED_ADDRESSES,
    kind_address,
    page_address,
    role_address,
    topic_address,
)
from build_tools.model.glossary import Term
from build_tools.model.ids import PRINTED_KINDS, Kind, Lang
from build_tools.model.library import Source
from build_tools.model.links import ToPage, practice_kinds, resolve
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.source.schema import suggestion

SUMMARY_LIMIT = 200
"""Characters. Search results and link previews cut a description at about 160; Russian runs longer."""


def check_unknown_value(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Topics and roles that the vocabulary does not have."""
    if "vocabulary.yaml" in playbook.unread:
        return
    topics, roles = playbook.vocabulary.topics, playbook.vocabulary.roles
    for page in playbook.pages:
        if page.is_source and "topics" in page.marks:
            yield from _unknown("topics", page.topics, topics, page.path, page.place("topics"))
        if page.is_source and "roles" in page.marks:
            yield from _unknown("roles", page.roles, roles, page.path, page.place("roles"))
    entries: list[Term | Source] = [*playbook.terms.values(), *playbook.sources.values()]
    for entry in entries:
        yield from _unknown("topics", entry.topics, topics, entry.path, entry.span)


def _unknown(
    key: str, values: Iterable[str], known: Iterable[str], path: str, span: Span
) -> Iterator[Diagnostic]:
    names = list(known)
    for value in values:
        if value in names:
            continue
        message = Message("`{value}` is not among the `{key}` of the vocabulary", value=value, key=key)
        if names:
            otherwise = Message(
                "use one of: {known}; or add it to content/vocabulary.yaml", known=", ".join(names)
            )
        else:
            otherwise = Message("add it to content/vocabulary.yaml under `{key}:`", key=key)
        yield Diagnostic(UNKNOWN_VALUE, path, span, message, suggestion(value, names, otherwise))


def check_duplicate_id(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Pages that would stand at an address that is taken, or whose printed sheets would have one name."""
    yield from _taken_addresses(playbook)
    first: dict[tuple[str, str], Page] = {}
    for page_id in playbook.ids:
        versions = playbook.languages(page_id)
        page = next((p for p in versions.values() if p.is_source), next(iter(versions.values())))
        if page.kind not in PRINTED_KINDS:
            continue
        other = first.setdefault((page.kind, page.slug), page)
        if other is not page:
            message = Message(
                "the file name `{slug}` is already used by {other}", slug=page.slug, other=other.path
            )
            advice = Message("give one of the two files another name")
            yield Diagnostic(
                DUPLICATE_ID,
                page.path,
                Span.of_line(1),
                message,
                advice,
                (Related(other.path, None, Message("the other one")),),
            )


def _taken_addresses(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield the plain pages whose address is that of another page, or of one the site makes itself.

    Plain pages are published without the name of their folder; all others cannot meet.
    """
    anywhere = Lang("")
    vocabulary = playbook.vocabulary
    taken: dict[str, Page | None] = {
        **{kind_address(kind, anywhere): None for kind in Kind if kind is not Kind.PAGE},
        **{topic_address(topic, anywhere): None for topic in vocabulary.topics},
        **{role_address(role, anywhere): None for role in vocabulary.roles},
        **dict.fromkeys(of(anywhere) for of in GENERATED_ADDRESSES),
    }
    for page_id in sorted(playbook.ids, key=lambda i: i.startswith(Kind.PAGE.folder)):
        versions = playbook.languages(page_id)
        page = next((p for p in versions.values() if p.is_source), next(iter(versions.values())))
        address = page_address(page_id, anywhere)
        if address in taken:
            other = taken[address]
            message = Message(
                "the address `{address}` is already taken by {other}",
                address=address,
                other=other.path if other else Message("a page that the site makes itself"),
            )
            related = (Related(other.path, None, Message("the other one")),) if other else ()
            yield Diagnostic(
                DUPLICATE_ID,
                page.path,
                Span.of_line(1),
                message,
                Message("give the file another name"),
                related,
            )
        taken.setdefault(address, page)


def check_title_missing(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Pages without a first-level heading."""
    for page in playbook.pages:
        if page.title_heading is None:
            message = Message("the page has no title")
            advice = Message(
                "write it as the first line after the front matter: `# Title`, with a space after the sign"
            )
            yield Diagnostic(TITLE_MISSING, page.path, Span.of_line(1), message, advice)


def check_second_title(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """First-level headings after the first."""
    for page in playbook.pages:
        for i, heading in enumerate(page.outline.headings):
            if heading.level == 1 and i != page.title_heading:
                message = Message("“{text}” is a second title", text=heading.text)
                yield Diagnostic(
                    SECOND_TITLE, page.path, heading.span, message, Message("write it with `##`")
                )


def check_level_skipped(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Headings more than one level below the one before."""
    for page in playbook.pages:
        previous = 1
        for heading in page.outline.headings:
            if heading.level > previous + 1:
                message = Message(
                    "heading level {level} comes after level {previous}",
                    level=heading.level,
                    previous=previous,
                )
                advice = Message("write it with `{marks}`", marks="#" * (previous + 1))
                yield Diagnostic(LEVEL_SKIPPED, page.path, heading.span, message, advice)
            previous = heading.level


def check_duplicate_heading(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Headings of a page with the same words: a link cannot tell them apart."""
    for page in playbook.pages:
        first: dict[str, int] = {}
        for i, heading in enumerate(page.outline.headings):
            twin = first.setdefault(heading.text.casefold(), i)
            if twin != i:
                message = Message("the heading “{text}” stands twice on the page", text=heading.text)
                related = Related(page.path, page.outline.headings[twin].span, Message("the first one"))
                yield Diagnostic(
                    DUPLICATE_HEADING,
                    page.path,
                    heading.span,
                    message,
                    Message("word one of them differently"),
                    (related,),
                )


def check_duplicate_title(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Pages of one language and kind with the same title."""
    by_title: dict[tuple[str, str, str], list[Page]] = defaultdict(list)
    for page in playbook.pages:
        by_title[page.lang, page.kind, page.title.casefold()].append(page)
    for first, *others in by_title.values():
        for page in others:
            message = Message("{other} has the same title", other=first.path)
            advice = Message("say in the title what makes this page different")
            span = _title_span(page)
            related = Related(first.path, _title_span(first), Message("the other one"))
            yield Diagnostic(DUPLICATE_TITLE, page.path, span, message, advice, (related,))


def _title_span(page: Page) -> Span:
    return (
        page.outline.headings[page.title_heading].span if page.title_heading is not None else Span.of_line(1)
    )


def check_empty_section(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Headings with nothing under them. An empty part of a practice page has a rule of its own (PB5)."""
    for page in playbook.pages:
        least = 2 if page.kind in {Kind.GUIDE, Kind.PAGE} else 3
        for heading in page.outline.headings:
            if heading.empty and heading.level >= least:
                message = Message("there is no text under “{text}”", text=heading.text)
                yield Diagnostic(
                    EMPTY_SECTION,
                    page.path,
                    heading.span,
                    message,
                    Message("write it, or delete the heading"),
                )


def check_try_this_missing(playbook: Playbook, names: SectionNames) -> Iterator[Diagnostic]:
    """Guides without the section that says what to do this week."""
    for page in _guides(playbook):
        wanted = names.try_this.get(page.lang, "Try this")
        if not any(h.level == 2 and h.text.casefold() == wanted.casefold() for h in page.outline.headings):  # noqa: PLR2004
            message = Message("the guide has no section “{name}”", name=wanted)
            advice = Message("add `## {name}`: what to do this week, when, how long, with whom", name=wanted)
            yield Diagnostic(TRY_THIS_MISSING, page.path, _title_span(page), message, advice)


def check_guide_without_source(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Guides that cite nothing."""
    for page in _guides(playbook):
        if not page.outline.citations:
            message = Message("the guide cites no source")
            advice = Message("add a citation such as `[@id]` after a claim; the ids are in content/library/")
            yield Diagnostic(GUIDE_WITHOUT_SOURCE, page.path, _title_span(page), message, advice)


def check_guide_without_practice(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Guides that lead to nothing one can do or print."""
    wanted = practice_kinds()
    for page in _guides(playbook):
        targets = (resolve(playbook, page, link.href) for link in page.outline.links)
        if not any(isinstance(t, ToPage) and t.page.kind in wanted for t in targets):
            message = Message("the guide links to no checklist, worksheet or scenario")
            advice = Message("link the one that puts it into practice")
            yield Diagnostic(GUIDE_WITHOUT_PRACTICE, page.path, _title_span(page), message, advice)


def _guides(playbook: Playbook) -> Iterator[Page]:
    return (page for page in playbook.pages if page.kind is Kind.GUIDE)


def check_long_summary(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Summaries that search results and cards would cut."""
    for page in playbook.pages:
        if len(page.summary) > SUMMARY_LIMIT:
            message = Message(
                "the summary has {length} characters, {limit} are shown",
                length=len(page.summary),
                limit=SUMMARY_LIMIT,
            )
            yield Diagnostic(
                LONG_SUMMARY, page.path, page.place("summary"), message, Message("shorten it to one sentence")
            )


CHECKS = (
    check_unknown_value,
    check_duplicate_id,
    check_title_missing,
    check_second_title,
    check_level_skipped,
    check_duplicate_heading,
    check_duplicate_title,
    check_empty_section,
    check_try_this_missing,
    check_guide_without_source,
    check_guide_without_practice,
    check_long_summary,
)
