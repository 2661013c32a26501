"""One file -> PageFile: a pure function of its bytes, so it can run anywhere and be remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import INVALID_SOURCE_LINE, KEY_OF_SOURCE
from build_tools.kept import digest
from build_tools.load.bodies import read_body
from build_tools.load.matter import Matter, TranslationMatter, source_schema, translation_schema
from build_tools.model.body import Body
from build_tools.model.ids import Kind, Lang, PageId
from build_tools.model.page import SourceMark
from build_tools.packed import Packed
from build_tools.source.document import Document
from build_tools.source.fragment import Fragment
from build_tools.source.front_matter import SplitPage, split_page
from build_tools.source.outline import Outline
from build_tools.source.prose import Passage, plain_passage
from build_tools.source.schema import shown, validate
from build_tools.source.slug import ascii_anchor
from build_tools.source.text import MAX_PAGE_BYTES, SourceText, decode
from build_tools.source.typography import NO_TYPOGRAPHY, Typography

READ_TEXTS = ("title", "summary", "moment", "goal")
"""Keys of the front matter whose text is shown to readers, and translated."""

_SOURCE_LINE = re.compile(r"([a-z]{2,3}(?:-[a-z0-9]{2,8})*)(?:\s+([0-9a-f]{6}(?:\.[0-9a-f]{6})*))?\Z")


@dataclass(frozen=True, slots=True)
class PageLocation:
    """Where a page's file is, and what follows from that."""

    id: PageId
    lang: Lang
    kind: Kind
    path: str
    file: str
    quotes: tuple[str, ...]
    debrief: str
    """What a debrief's heading begins with in this language."""
    typography: Typography = NO_TYPOGRAPHY


@dataclass(frozen=True, slots=True)
class PageFile:
    """What one file says, before it is joined with its source's metadata."""

    location: PageLocation
    matter: Matter | TranslationMatter | None
    """None when the front matter could not be read."""
    source: SourceMark | None
    is_translation: bool
    readable: bool
    """False when the front matter could not be read: whether it is a translation is then a guess."""
    title: str
    title_heading: int | None
    title_fragment: Fragment
    lead: Fragment
    body: Body
    footnotes: Fragment
    outline: Outline
    bases: tuple[str, ...]
    """What the published id of every heading is made from."""
    fingerprints: tuple[str, ...]
    section_headings: tuple[int, ...]
    marks: dict[str, Span]
    prose: Packed[tuple[Passage, ...]]
    """The text a reader sees, the front matter's first."""
    diagnostics: tuple[Diagnostic, ...]
    digest: bytes
    """Fingerprint of the file's bytes."""


def read_page(location: PageLocation, data: bytes) -> PageFile | tuple[Diagnostic, ...]:
    """Read one page.

    Args:
        location: where the file is and what it is to be read as.
        data: its bytes.

    Returns:
        The page, with everything wrong in it, or only findings when it is not text.
    """
    source, faults = decode(location.path, data, MAX_PAGE_BYTES)
    if source is None:
        return tuple(faults)
    split, findings = split_page(source)
    matter, mark, wrong = _read_matter(location, split)
    document = Document(source, split.body, split.body_line, location.quotes, location.typography)
    texts = _texts(matter, split.front_matter.data)
    sections = document.sections(*lead_texts(texts))
    shown_texts = {key: document.typeset(texts[key]) for key in READ_TEXTS if texts.get(key)}
    if matter is not None:
        known = type(matter).model_fields
        matter = matter.model_copy(update={key: text for key, text in shown_texts.items() if key in known})
    marks = {str(key[0]): span for key, span in split.front_matter.keys.items() if len(key) == 1}
    title = document.title
    heading = document.outline.headings[title[0]].text if title else location.id.rsplit("/", 1)[-1]
    lead = [b for b in sections[0].blocks if location.kind is not Kind.PATH or b.type != "ordered_list"]
    return PageFile(
        location=location,
        matter=matter,
        source=mark,
        is_translation="source" in split.front_matter.data or _looks_translated(source, split),
        readable=split.readable,
        title=heading,
        title_heading=title[0] if title else None,
        title_fragment=title[1] if title else Fragment((heading,)),
        lead=document.blocks_fragment(lead),
        body=read_body(location.kind, document, sections, {**texts, **shown_texts}, location.debrief),
        footnotes=document.footnotes,
        outline=document.outline,
        bases=tuple(ascii_anchor(heading.text) for heading in document.outline.headings),
        fingerprints=tuple(section.fingerprint for section in sections),
        section_headings=tuple(s.heading for s in sections if s.heading is not None),
        marks=marks,
        prose=Packed((*_matter_prose(source, texts, shown_texts, marks), *document.prose)),
        diagnostics=(*findings, *wrong),
        digest=digest(data),
    )


def lead_texts(values: Mapping[str, Any]) -> list[str]:
    """Return the texts of the front matter that count into the lead's fingerprint."""
    return [value for key in READ_TEXTS if isinstance(value := values.get(key), str) and value]


def _matter_prose(
    source: SourceText, texts: dict[str, str], shown_texts: dict[str, str], marks: dict[str, Span]
) -> Iterator[Passage]:
    """Yield the texts of the front matter that readers see, as they see them."""
    for key, text in shown_texts.items():
        if key in marks:
            place = plain_passage(texts[key], marks[key], source.lines[marks[key].line - 1])
            yield place._replace(text=text)


def _looks_translated(source: SourceText, split: SplitPage) -> bool:
    """Guess from unreadable front matter, so that one fault is not reported as two."""
    return not split.readable and any(line.startswith("source:") for line in source.lines[: split.body_line])


def _texts(matter: Matter | TranslationMatter | None, data: dict[str, Any]) -> dict[str, str]:
    """Return the front matter's texts; from the raw data when the whole is not valid."""
    values = matter.model_dump() if matter else data
    return {key: value for key, value in values.items() if isinstance(value, str)}


def _read_matter(
    location: PageLocation, split: SplitPage
) -> tuple[Matter | TranslationMatter | None, SourceMark | None, list[Diagnostic]]:
    document = split.front_matter
    if not split.readable:
        return None, None, []
    data = dict(document.data)
    if "source" not in data:
        matter, findings = validate(document, data, source_schema(location.kind), location.path)
        return matter, None, findings
    schema = translation_schema(location.kind)
    findings = []
    for key in [
        key
        for key in data
        if key not in schema.model_fields and key in source_schema(location.kind).model_fields
    ]:
        message = Message("`{key}` belongs to the source page, a translation has none of its own", key=key)
        advice = Message("delete the line; change it in the source page if it is wrong")
        findings.append(Diagnostic(KEY_OF_SOURCE, location.path, document.keys[key,], message, advice))
        del data[key]
    translation, faults = validate(document, data, schema, location.path)
    mark, wrong = _source_mark(location, document.data["source"], document.place(("source",)))
    return translation, mark, [*findings, *faults, *wrong]


def _source_mark(
    location: PageLocation, value: Any, span: Span
) -> tuple[SourceMark | None, list[Diagnostic]]:
    if not isinstance(value, str):
        return None, []  # already reported as a wrong type
    match = _SOURCE_LINE.match(value)
    if match and match[1] == location.lang:
        message = Message("`source: {value}` names the language of this page itself", value=value)
        advice = Message(
            "write the language it was translated from; if it was written in this one, delete the line"
        )
        return None, [Diagnostic(INVALID_SOURCE_LINE, location.path, span, message, advice)]
    if match is None:
        message = Message(
            "`source: {value}` does not name a language and the sections it was made from", value=shown(value)
        )
        advice = Message(
            "write only the language's code, as in `source: en`, then run `playbook translations accept {path}`",
            path=location.path,
        )
        return None, [Diagnostic(INVALID_SOURCE_LINE, location.path, span, message, advice)]
    fingerprints = tuple(match[2].split(".")) if match[2] else ()
    return SourceMark(Lang(match[1]), fingerprints, span), []
