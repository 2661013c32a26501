"""PB2 — translations that say the same as their source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message, Related, Rule, Span
from build_tools.diagnostics.rules import (
    CITATIONS_DIFFER,
    HEADING_LEVEL_DIFFERS,
    HEADINGS_DIFFER,
    IMAGES_DIFFER,
    ITEMS_DIFFER,
    LINKS_DIFFER,
    TRANSLATION_MISSING,
    TRANSLATION_STALE,
    TRANSLATION_UNRECORDED,
)
from build_tools.i18n.freshness import State, section_states, source_line
from build_tools.model.ids import HANDBOOK
from build_tools.model.links import Broken, ToAsset, ToOutside, ToPage, resolve
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook

SOURCE_HERE = Message("the source")


def _pairs(playbook: Playbook) -> Iterator[tuple[Page, Page]]:
    """Yield every translation with its source."""
    for page in playbook.pages:
        source = playbook.source_page(page)
        if source is not None and source is not page:
            yield page, source


def _aligned(playbook: Playbook) -> Iterator[tuple[Page, Page]]:
    """Yield the pairs whose headings agree: only there can sections be compared."""
    for page, source in _pairs(playbook):
        own, theirs = page.outline.headings, source.outline.headings
        if [h.level for h in own] == [h.level for h in theirs]:
            yield page, source


def check_translation_missing(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Pages that a language does not have."""
    for page_id in playbook.ids:
        versions = playbook.languages(page_id)
        source = next((p for p in versions.values() if p.is_source), None)
        for lang in playbook.locales.codes:
            if source is not None and lang not in versions and f"{lang}/{page_id}.md" not in playbook.unread:
                message = Message(
                    "the page is not translated into {language}", language=playbook.locales[lang].name
                )
                name = f"{page_id.removeprefix(HANDBOOK)}.md"
                target = source.path.removesuffix(f"{source.lang}/{name}") + f"{lang}/{name}"
                advice = Message("write {path}; until then its readers see this page", path=target)
                yield Diagnostic(TRANSLATION_MISSING, source.path, Span.of_line(1), message, advice)


def check_heading_level_differs(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Headings whose level is not the source's, where the number of headings agrees."""
    for page, source in _pairs(playbook):
        own, theirs = page.outline.headings, source.outline.headings
        if len(own) != len(theirs):
            continue
        for mine, other in zip(own, theirs, strict=True):
            if mine.level != other.level:
                message = Message(
                    "heading level {level}, the source has {expected}", level=mine.level, expected=other.level
                )
                advice = Message(
                    "write it with `{marks}`, as “{text}” in the source",
                    marks="#" * other.level,
                    text=other.text,
                )
                related = (Related(source.path, other.span, SOURCE_HERE),)
                yield Diagnostic(HEADING_LEVEL_DIFFERS, page.path, mine.span, message, advice, related)


def check_headings_differ(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Translations with more or fewer headings."""
    for page, source in _pairs(playbook):
        own, theirs = page.outline.headings, source.outline.headings
        if len(own) == len(theirs):
            continue
        first = next(
            (i for i, (a, b) in enumerate(zip(own, theirs, strict=False)) if a.level != b.level),
            min(len(own), len(theirs)),
        )
        here = own[first].span if first < len(own) else own[-1].span if own else Span.of_line(1)
        message = Message(
            "headings: {own} here, {expected} in the source", own=len(own), expected=len(theirs)
        )
        if first < len(theirs):
            advice = Message("compare from here: the source goes on with “{text}”", text=theirs[first].text)
            related = (Related(source.path, theirs[first].span, SOURCE_HERE),)
        else:
            advice = Message(
                "compare from here: the source has no heading for “{text}”", text=own[first].text
            )
            related = (Related(source.path, None, SOURCE_HERE),)
        yield Diagnostic(HEADINGS_DIFFER, page.path, here, message, advice, related)


def _place(page: Page, heading: int) -> Span:
    return page.outline.headings[heading].span if heading >= 0 else Span.of_line(1)


def _name(page: Page, heading: int) -> object:
    return page.outline.headings[heading].text if heading >= 0 else Message("the beginning of the page")


def _counts(
    rule: Rule, message: str, of: Callable[[Page], Counter[int]]
) -> Callable[[Playbook, SectionNames], Iterator[Diagnostic]]:
    """Return a check that compares a number under every heading."""

    def check(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
        for page, source in _aligned(playbook):
            own, theirs = of(page), of(source)
            for heading in sorted(own.keys() | theirs.keys()):
                if own[heading] != theirs[heading]:
                    found = Message(
                        message, own=own[heading], expected=theirs[heading], section=_name(page, heading)
                    )
                    advice = Message(
                        "compare the section with {path}, line {line}",
                        path=source.path,
                        line=_place(source, heading).line,
                    )
                    related = (Related(source.path, _place(source, heading), SOURCE_HERE),)
                    yield Diagnostic(rule, page.path, _place(page, heading), found, advice, related)

    return check


_items_counted = _counts(
    ITEMS_DIFFER,
    "list items in “{section}”: {own} here, {expected} in the source",
    lambda page: Counter(item.under for item in page.outline.items),
)


def check_items_differ(playbook: Playbook, names: SectionNames) -> Iterator[Diagnostic]:
    """Sections with more or fewer items; where the number agrees, items that are ticked off in one language only."""
    yield from _items_counted(playbook, names)
    for page, source in _aligned(playbook):
        for heading in range(-1, len(page.outline.headings)):
            own, theirs = (
                [item for item in p.outline.items if item.under == heading] for p in (page, source)
            )
            if len(own) != len(theirs):
                continue
            for mine, other in zip(own, theirs, strict=True):
                if mine.task != other.task:
                    found = Message("an item with a box" if mine.task else "an item without a box")
                    advice = Message(
                        "write it as in {path}, line {line}: {mark}",
                        path=source.path, line=other.span.line, mark="`- [ ]`" if other.task else "`-`",
                    )  # fmt: skip
                    related = (Related(source.path, other.span, SOURCE_HERE),)
                    yield Diagnostic(ITEMS_DIFFER, page.path, mine.span, found, advice, related)


check_images_differ = _counts(
    IMAGES_DIFFER,
    "images in “{section}”: {own} here, {expected} in the source",
    lambda page: Counter(image.under for image in page.outline.images),
)


def _link_targets(playbook: Playbook, page: Page) -> Iterator[tuple[int, str, Span]]:
    """Yield (heading, language-free target, place) of every link that leads somewhere."""
    for link in page.outline.links:
        match resolve(playbook, page, link.href):
            case ToPage(target, _, heading):
                anchor = target.anchors[heading] if heading is not None else ""
                yield link.under, f"{target.id}#{anchor}" if anchor else target.id, link.span
            case ToAsset(file):
                yield (
                    link.under,
                    file.partition("/")[2] if file.startswith(f"{page.lang}/") else file,
                    link.span,
                )
            case ToOutside(_):
                yield link.under, "*", link.span


def check_links_differ(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Sections that link to other places. A link to another site may be to its own language's.

    A section with a broken link is not compared: the link is reported, and where it leads is unknown.
    """
    for page, source in _aligned(playbook):
        unknown = _broken_sections(playbook, page) | _broken_sections(playbook, source)
        own, theirs = (
            Counter((heading, to) for heading, to, _ in _link_targets(playbook, p) if heading not in unknown)
            for p in (page, source)
        )
        yield from _difference(LINKS_DIFFER, page, source, own, theirs)


def _broken_sections(playbook: Playbook, page: Page) -> set[int]:
    return {
        link.under for link in page.outline.links if isinstance(resolve(playbook, page, link.href), Broken)
    }


def check_citations_differ(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Sections that cite other sources."""
    for page, source in _aligned(playbook):
        own, theirs = (
            Counter((c.under, f"@{source_id}") for c in p.outline.citations for source_id, _ in c.cites)
            for p in (page, source)
        )
        yield from _difference(CITATIONS_DIFFER, page, source, own, theirs)


def _difference(
    rule: Rule, page: Page, source: Page, own: Counter[tuple[int, str]], theirs: Counter[tuple[int, str]]
) -> Iterator[Diagnostic]:
    for heading, target in sorted((own - theirs) | (theirs - own)):
        if theirs[heading, target] > own[heading, target]:
            message = Message(
                "“{section}” lacks {target}, which the source has",
                section=_name(page, heading),
                target=_shown(target),
            )
            advice = Message(
                "add it as in {path}, line {line}", path=source.path, line=_place(source, heading).line
            )
        else:
            message = Message(
                "“{section}” has {target}, which the source has not",
                section=_name(page, heading),
                target=_shown(target),
            )
            advice = Message(
                "delete it, or add it to {path}, line {line}",
                path=source.path,
                line=_place(source, heading).line,
            )
        related = (Related(source.path, _place(source, heading), SOURCE_HERE),)
        yield Diagnostic(rule, page.path, _place(page, heading), message, advice, related)


def _shown(target: str) -> object:
    return Message("a link to another site") if target == "*" else f"`{target}`"


def check_translation_stale(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Sections whose source has changed since they were translated."""
    for page, source in _pairs(playbook):
        if page.source is None or not page.source.fingerprints:
            continue
        headings = (page.title_heading if page.title_heading is not None else -1, *page.section_headings)
        if len(headings) != len(source.fingerprints):
            continue  # already reported: which section is which is not known
        for i, state in enumerate(section_states(page, source)):
            if state is not State.STALE or (not i and not source.marks):
                continue  # without marks the source's front matter, a part of its lead, could not be read
            message = Message(
                "the source of “{section}” has changed since it was translated",
                section=_name(page, headings[i]),
            )
            advice = Message(
                "bring it up to date; when the whole page is, run `playbook translations accept {path}` or write `source: {line}`",
                path=page.path,
                line=source_line(source),
            )
            theirs = (source.title_heading or 0, *source.section_headings)[i]
            related = (
                Related(
                    source.path,
                    source.outline.headings[theirs].span if source.outline.headings else None,
                    SOURCE_HERE,
                ),
            )
            yield Diagnostic(
                TRANSLATION_STALE, page.path, _place(page, headings[i]), message, advice, related
            )


def check_translation_unrecorded(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Translations that do not record the fingerprints of their source."""
    for page, source in _pairs(playbook):
        if page.source is not None and not page.source.fingerprints:
            message = Message("it is not recorded which text this translation was made from")
            advice = Message(
                "when it says what the source says, run `playbook translations accept {path}` or write `source: {line}`",
                path=page.path,
                line=source_line(source),
            )
            yield Diagnostic(TRANSLATION_UNRECORDED, page.path, page.source.span, message, advice)


CHECKS = (
    check_translation_missing,
    check_links_differ,
    check_translation_stale,
    check_translation_unrecorded,
)
PARITY_CHECKS = (
    check_heading_level_differs,
    check_headings_differ,
    check_items_differ,
    check_citations_differ,
    check_images_differ,
)
"""What follows from the versions of a page alone. Where a link leads, others decide."""
