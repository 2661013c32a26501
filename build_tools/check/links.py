"""PB3 — links, images and citations that lead somewhere."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache

from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message, Rule, Span
from build_tools.diagnostics.rules import (
    ABSOLUTE_LINK,
    ANCHOR_NOT_FOUND,
    ASSET_NOT_FOUND,
    ORPHAN_PAGE,
    PAGE_NOT_FOUND,
    UNKNOWN_SOURCE,
    UNUSED_SOURCE,
    WRONG_LANGUAGE_LINK,
)
from build_tools.model.body import Scenario
from build_tools.model.ids import HANDBOOK, HOME, PageId, slug_of
from build_tools.model.links import Broken, Fault, Target, ToOutside, ToPage, resolve
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.source.schema import did_you_mean, suggestion


@lru_cache(maxsize=1)
def _all_links(playbook: Playbook) -> tuple[tuple[Page, str, Span, Target, bool], ...]:
    """Return (page, address, place, target, is an image) of all links and images, once for all checks."""
    return tuple(_resolved(playbook))


def _resolved(playbook: Playbook) -> Iterator[tuple[Page, str, Span, Target, bool]]:
    for page in playbook.pages:
        for link in page.outline.links:
            yield page, link.href, link.span, resolve(playbook, page, link.href), False
        for image in page.outline.images:
            yield page, image.src, image.span, resolve(playbook, page, image.src), True


def _relative(page: Page, file: str) -> str:
    return posixpath.relpath(file, posixpath.dirname(page.file))


def _broken(playbook: Playbook, fault: Fault) -> Iterator[tuple[Page, str, Span, Broken]]:
    for page, href, span, target, _ in _all_links(playbook):
        if isinstance(target, Broken) and target.fault is fault:
            yield page, href, span, target


def _nearest(wanted: str, page: Page, playbook: Playbook) -> str | None:
    """Return the file that was probably meant: one of the same name, else one of a name close to it.

    Only names are compared: files in the same folder would all be close otherwise.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for page_id in playbook.ids:
        if page_id != page.id:
            by_name[slug_of(page_id)].append(f"{page.lang}/{page_id}.md")
    name = posixpath.basename(wanted).removesuffix(".md")
    close = name if name in by_name else did_you_mean(name, by_name)
    return get_close_matches(wanted, by_name[close], n=1, cutoff=0)[0] if close else None


def check_page_not_found(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Links to pages that do not exist, and links without an address."""
    for page, _href, span, target, is_image in _all_links(playbook):
        if isinstance(target, Broken) and target.fault is Fault.NO_ADDRESS and not is_image:
            message = Message("the link has no address")
            advice = Message("write the way to the page between the round brackets, or delete all four")
            yield Diagnostic(PAGE_NOT_FOUND, page.path, span, message, advice)
    for page, href, span, target in _broken(playbook, Fault.NO_PAGE):
        close = _nearest(target.wanted, page, playbook)
        message = Message("there is no page `{href}`", href=href.partition("#")[0])
        if close:
            advice = Message("did you mean `{word}`?", word=_relative(page, close))
        else:
            path = page.path.removesuffix(page.file) + target.wanted
            advice = Message("write the page {path}, or delete the link", path=path)
        yield Diagnostic(PAGE_NOT_FOUND, page.path, span, message, advice)


def check_anchor_not_found(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Links to headings that do not exist. A scenario's choices have a rule of their own."""
    for page, _href, span, target in _broken(playbook, Fault.NO_ANCHOR):
        assert target.page is not None, "an anchor is looked for on a page"
        if target.page is page and span in _choice_places(page):
            continue
        known = [f"#{h.github}" for h in target.page.outline.headings]
        message = Message("{path} has no heading `#{anchor}`", path=target.page.path, anchor=target.wanted)
        if len(known) > 1:
            otherwise = Message("its headings are: {anchors}", anchors=", ".join(known[1:8]))
        else:
            otherwise = Message("link the page itself, without `#` and what follows")
        yield Diagnostic(
            ANCHOR_NOT_FOUND, page.path, span, message, suggestion(f"#{target.wanted}", known, otherwise)
        )


def _choice_places(page: Page) -> set[Span]:
    if not isinstance(page.body, Scenario):
        return set()
    return {page.outline.links[choice.link].span for step in page.body.steps for choice in step.choices}


def check_asset_not_found(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Images and files that do not exist, and images that are pages."""
    for page, href, span, target, is_image in _all_links(playbook):
        if not is_image:
            continue
        if isinstance(target, Broken) and target.fault is Fault.NO_ADDRESS:
            message = Message("the image has no address")
            advice = Message("write the way to its file between the round brackets, or delete it")
            yield Diagnostic(ASSET_NOT_FOUND, page.path, span, message, advice)
        elif isinstance(target, ToPage):
            message = Message("`{href}` is a page, not an image", href=href)
            advice = Message("delete the `!` before the bracket to make it a link")
            yield Diagnostic(ASSET_NOT_FOUND, page.path, span, message, advice)
    for page, href, span, target in _broken(playbook, Fault.NO_ASSET):
        message = Message("there is no file `{href}`", href=href)
        yield Diagnostic(
            ASSET_NOT_FOUND, page.path, span, message, _asset_advice(playbook, page, href, target.wanted)
        )


def _asset_advice(playbook: Playbook, page: Page, href: str, wanted: str) -> Message:
    bare = wanted.removesuffix(".html").removesuffix("/index")
    lang, _, page_id = bare.partition("/")
    if lang in playbook.locales and playbook.languages(PageId(page_id)):
        return Message("did you mean `{word}`?", word=_relative(page, f"{bare}.md"))
    if not posixpath.splitext(wanted)[1]:
        return Message("a link to a page names its file, as in `../guides/page.md`")
    files = [_relative(page, asset) for asset in playbook.assets]
    return suggestion(href, files, Message("put the file there, or delete the link"))


def check_absolute_link(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Links that start at the root of a site or a disk."""
    for page, href, span, target in _broken(playbook, Fault.ABSOLUTE):
        message = Message("`{href}` is not relative to this page", href=href)
        close = _nearest(target.wanted.replace("\\", "/").strip("/"), page, playbook)
        if close:
            advice = Message("did you mean `{word}`?", word=_relative(page, close))
        else:
            advice = Message("write the way from this file to the other, as in `../guides/page.md`")
        yield Diagnostic(ABSOLUTE_LINK, page.path, span, message, advice)


def check_wrong_language_link(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Links that leave the reader's language although the page exists in it."""
    for page, _href, span, target, _ in _all_links(playbook):
        if not isinstance(target, ToPage) or target.lang == page.lang:
            continue
        own = playbook.page(target.page.id, page.lang)
        if own is None:
            continue
        language = playbook.locales[target.lang].name
        message = Message("the link leads to the page in {language}", language=language)
        anchor = (
            f"#{own.outline.headings[target.heading].github}"
            if target.heading is not None and target.heading < len(own.outline.headings)
            else ""
        )
        advice = Message(
            "link `{href}`, the same page in the language of this one",
            href=_relative(page, own.file) + anchor,
        )
        yield Diagnostic(WRONG_LANGUAGE_LINK, page.path, span, message, advice)


_DOORS = (HOME, PageId(f"{HANDBOOK}index"))
"""Pages that every page of the site leads to, outside its text."""


def check_orphan_page(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Pages that no page links to; they are found through search and listings only."""
    linked = set(_linked(playbook))
    for page_id in playbook.ids:
        if page_id in _DOORS or page_id in linked:
            continue
        page = next(iter(playbook.languages(page_id).values()))
        source = next((p for p in playbook.languages(page_id).values() if p.is_source), page)
        message = Message("no page links to this one")
        advice = Message("link it from the page after which one would want to read it")
        yield Diagnostic(ORPHAN_PAGE, source.path, Span.of_line(1), message, advice)


def _linked(playbook: Playbook) -> Iterable[PageId]:
    for page, _href, _span, target, _ in _all_links(playbook):
        if isinstance(target, ToPage) and target.page.id != page.id:
            yield target.page.id


def check_unknown_source(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Citations of sources that the library does not have."""
    if any(file.startswith("library/") for file in playbook.unread):
        return
    for page in playbook.pages:
        for citation in page.outline.citations:
            for source_id, _ in citation.cites:
                if source_id not in playbook.sources:
                    message = Message("the library has no source `{id}`", id=source_id)
                    otherwise = Message("add it to content/library/, or delete the citation")
                    yield Diagnostic(
                        UNKNOWN_SOURCE,
                        page.path,
                        citation.span,
                        message,
                        suggestion(source_id, playbook.sources, otherwise),
                    )


def check_unused_source(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Sources of the library that no page cites."""
    for source_id, source in playbook.sources.items():
        if source_id not in playbook.cited_by:
            message = Message("no page cites `{id}`", id=source_id)
            advice = Message(
                "cite it as `[@{id}]` where it carries a claim, or leave it as further reading", id=source_id
            )
            yield Diagnostic(UNUSED_SOURCE, source.path, source.span, message, advice)


def images_elsewhere(playbook: Playbook) -> Iterator[tuple[Page, str, Span]]:
    """Yield (page, address, place) of every image that lies on another site."""
    for page, href, span, target, is_image in _all_links(playbook):
        if is_image and isinstance(target, ToOutside):
            yield page, href, span


def broken(playbook: Playbook, fault: Fault, rule: Rule, text: str, help: Message) -> Iterator[Diagnostic]:
    """Yield a finding for every link with a fault whose message only quotes the address."""
    for page, href, span, _target in _broken(playbook, fault):
        yield Diagnostic(rule, page.path, span, Message(text, href=href), help)


CHECKS = (
    check_page_not_found,
    check_anchor_not_found,
    check_asset_not_found,
    check_wrong_language_link,
    check_orphan_page,
    check_unknown_source,
    check_unused_source,
    check_absolute_link,
)
