"""PageFiles -> Pages: each translation joined with its source's metadata and anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from build_tools.diagnostics import Diagnostic, Message, Related, Span
from build_tools.diagnostics.rules import ORPHAN_TRANSLATION, SOURCE_UNCLEAR
from build_tools.load.matter import ChecklistMatter, GuideMatter, Matter, TranslationMatter
from build_tools.load.page_file import PageFile
from build_tools.model.body import Body, Checklist
from build_tools.model.ids import Kind, Lang, PageId, slug_of
from build_tools.model.page import Page

WORDS_A_MINUTE = 200
"""Adults read English non-fiction silently at about 238 words a minute (Brysbaert 2019, Journal of
Memory and Language 109, 104047); a page one acts on is read more slowly."""


_WRITTEN_IN = "write `source: {lang}`, the language the page was written in"


def assemble(
    files: Iterable[PageFile], unread: Container[str] = ()
) -> tuple[tuple[Page, ...], list[Diagnostic]]:
    """Return the pages of all files, and what is wrong between a page's languages.

    A page whose source is unclear is still made, so that the rest can be checked.

    Args:
        files: the pages' files.
        unread: slash paths under the content root of pages that are there and could not be read at all.
    """
    by_id: dict[PageId, dict[Lang, PageFile]] = defaultdict(dict)
    for file in files:
        by_id[file.location.id][file.location.lang] = file
    pages: list[Page] = []
    findings: list[Diagnostic] = []
    for versions in by_id.values():
        findings += _unclear_sources(versions)
        findings += _orphans(versions, unread, by_id)
        pages += _join(versions)
    return tuple(pages), findings


def _sources(versions: dict[Lang, PageFile]) -> list[PageFile]:
    """Return the versions that say they are the source; those that cannot be asked only if there is no other."""
    sources = [file for file in versions.values() if not file.is_translation]
    return [file for file in sources if file.readable] or sources[:1]


def _unclear_sources(versions: dict[Lang, PageFile]) -> Iterator[Diagnostic]:
    sources = _sources(versions)
    for file in sources[1:]:
        first = sources[0].location
        message = Message("this page and {other} both claim to be the source", other=first.path)
        advice = Message("put `source: {lang}` into the one that is the translation", lang=first.lang)
        related = (Related(first.path, Span.of_line(1), Message("the other one")),)
        yield Diagnostic(SOURCE_UNCLEAR, file.location.path, Span.of_line(1), message, advice, related)
    for file in versions.values():
        source = versions.get(file.source.lang) if file.source else None
        if file.source and source and source.is_translation:
            message = Message("`{lang}` is itself a translation of this page", lang=file.source.lang)
            if sources:
                advice = Message(_WRITTEN_IN, lang=sources[0].location.lang)
            else:
                advice = Message("delete the line `source:` in the language the page was written in")
            yield Diagnostic(SOURCE_UNCLEAR, file.location.path, file.source.span, message, advice)


def _orphans(
    versions: dict[Lang, PageFile], unread: Container[str], pages: Mapping[PageId, Mapping[Lang, PageFile]]
) -> Iterator[Diagnostic]:
    for file in versions.values():
        if file.source is None or file.source.lang in versions:
            continue
        wanted = f"{file.source.lang}/{file.location.id}.md"
        if wanted in unread:
            continue  # it is there, and what is wrong with it is already reported
        sources, moved = _sources(versions), _moved(file, file.source.lang, pages)
        message = Message("the source page {wanted} does not exist", wanted=wanted)
        if sources:
            advice = Message(_WRITTEN_IN, lang=sources[0].location.lang)
        elif moved:
            advice = Message(
                "move this page to {path}, as its source", path=f"{file.location.lang}/{moved}.md"
            )
        else:
            advice = Message("write it, or delete the line `source:` if this page is the source")
        yield Diagnostic(ORPHAN_TRANSLATION, file.location.path, file.source.span, message, advice)


def _moved(file: PageFile, lang: Lang, pages: Mapping[PageId, Mapping[Lang, PageFile]]) -> PageId | None:
    """Return where the source may have been moved: the one untranslated page of its kind with its file's name."""
    found = [
        page_id
        for page_id, versions in pages.items()
        if lang in versions
        and file.location.lang not in versions
        and (versions[lang].location.kind, slug_of(page_id))
        == (file.location.kind, slug_of(file.location.id))
    ]
    return found[0] if len(found) == 1 else None


def _join(versions: dict[Lang, PageFile]) -> Iterator[Page]:
    sources = _sources(versions)
    for file in versions.values():
        source = versions.get(file.source.lang) if file.source else file
        if source is None or source.is_translation:
            source = sources[0] if sources else file
        yield _page(file, file if file in sources else source)


def _page(file: PageFile, source: PageFile) -> Page:
    matter = file.matter
    facts = source.matter if isinstance(source.matter, Matter) else None
    minutes = facts.minutes if facts else None
    if minutes is None and file.location.kind in {Kind.GUIDE, Kind.PAGE}:
        minutes = max(1, round(source.outline.words / WORDS_A_MINUTE))
    return Page(
        id=file.location.id,
        lang=file.location.lang,
        kind=file.location.kind,
        path=file.location.path,
        file=file.location.file,
        title=(matter.title if matter and matter.title else file.title),
        title_fragment=file.title_fragment,
        summary=matter.summary if matter else "",
        topics=tuple(facts.topics) if facts else (),
        roles=tuple(facts.roles) if facts else (),
        minutes=minutes,
        confidence=facts.confidence if isinstance(facts, GuideMatter) else None,
        draft=bool(matter and matter.draft),
        source=file.source,
        lead=file.lead,
        body=_body(file.body, facts),
        footnotes=file.footnotes,
        outline=file.outline,
        fingerprints=file.fingerprints,
        section_headings=file.section_headings,
        title_heading=file.title_heading,
        marks=file.marks,
        packed_prose=file.prose,
        differs=matter.differs if isinstance(matter, TranslationMatter) else {},
        digest=file.digest,
        anchors=_anchors(file, source),
    )


def _body(body: Body, facts: Matter | None) -> Body:
    if isinstance(body, Checklist) and not body.mode and isinstance(facts, ChecklistMatter):
        return replace(body, mode=facts.mode)
    return body


def _anchors(file: PageFile, source: PageFile) -> tuple[str, ...]:
    """Return the published id of every heading.

    A translation's headings take the ids of the source's headings at the same
    place, so that a deep link survives a change of language. Where the outlines
    do not agree, the rest take ids of their own until the page is mended.
    """
    own, theirs = file.outline.headings, source.outline.headings
    taken: set[str] = set()
    names: dict[str, Iterator[str]] = {}
    anchors = []
    for i, heading in enumerate(own):
        agrees = i < len(theirs) and theirs[i].level == heading.level
        base = (source.bases if agrees else file.bases)[i] or f"section-{i}"
        anchor = next(name for name in names.setdefault(base, _names(base)) if name not in taken)
        taken.add(anchor)
        anchors.append(anchor)
    return tuple(anchors)


def _names(base: str) -> Iterator[str]:
    """Yield `base`, `base-1`, `base-2` and so on."""
    yield base
    for number in count(1):
        yield f"{base}-{number}"
