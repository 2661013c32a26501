"""The YAML files that are not pages: vocabulary, library and glossary."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from build_tools.diagnostics import Diagnostic, Message, Related, Span
from build_tools.diagnostics.rules import DUPLICATE_ID
from build_tools.model.glossary import Term, Wording
from build_tools.model.library import Name, Source
from build_tools.model.vocabulary import Vocabulary
from build_tools.source.schema import CitationKey, Schema, Slug, unknown_key, validate
from build_tools.source.text import decode
from build_tools.source.yaml_document import YamlDocument, read_yaml

Text = Annotated[str, Field(min_length=1)]


class VocabularySchema(Schema):
    """`vocabulary.yaml`: names by id, then by language."""

    topics: dict[Slug, dict[Text, Text]] = {}
    roles: dict[Slug, dict[Text, Text]] = {}


class NameSchema(Schema):
    """CSL's name variable."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)
    family: str = ""
    given: str = ""
    literal: str = ""


class DateSchema(Schema):
    """CSL's date variable, as Zotero and Pandoc write it."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True, populate_by_name=True)
    date_parts: list[list[int | str]] = Field([], alias="date-parts")
    year: int | str | None = None
    literal: str | int | None = None


class CustomSchema(Schema):
    """What CSL leaves to its users, in CSL 1.0.2's `custom`."""

    strength: (
        Literal[
            "meta-analysis", "review", "experiment", "study", "survey", "practice", "opinion", "definition"
        ]
        | None
    ) = None
    shows: dict[Text, Text] | None = None
    caution: dict[Text, Text] | None = None
    edition_of: str = Field("", alias="edition-of")
    topics: list[str] = []


class ReferenceSchema(Schema):
    """A CSL entry; the variables we print. Others are kept in the file and not read."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True, populate_by_name=True)
    id: CitationKey
    type: Text
    title: Text
    author: list[NameSchema] = []
    issued: DateSchema | list[DateSchema] | int | str | None = None
    container_title: str = Field("", alias="container-title")
    publisher: str = ""
    publisher_place: str = Field("", alias="publisher-place")
    volume: str | int = ""
    issue: str | int = ""
    page: str | int = ""
    doi: str = Field("", alias="DOI")
    url: str = Field("", alias="URL")
    isbn: str = Field("", alias="ISBN")
    language: str = ""
    custom: CustomSchema = Field(default_factory=lambda: CustomSchema.model_validate({}))


class LibrarySchema(Schema):
    """A library file. Each entry is read on its own, so that one wrong entry hides no other."""

    references: list[Any]


class ForbiddenSchema(Schema):
    """A word that is not to be used, and why."""

    variant: Text
    reason: Text
    unless: list[Text] = []


class WordingSchema(Schema):
    """A term in one language."""

    term: Text
    definition: Text
    synonyms: list[Text] = []
    searched: list[Text] = []
    forbidden: list[ForbiddenSchema] = []
    everyday: bool = False


class GlossarySchema(Schema):
    """`glossary.yaml`: terms by id; the keys of a term are languages and `topics`."""

    terms: dict[Slug, dict[str, Any]]


def _document(path: str, data: bytes) -> tuple[YamlDocument, list[Diagnostic]]:
    source, faults = decode(path, data)
    if source is None:
        return YamlDocument(), faults
    document = read_yaml(path, source.text)
    return document, list(document.faults)


def read_vocabulary(path: str, data: bytes) -> tuple[Vocabulary, list[Diagnostic]]:
    """Read `content/vocabulary.yaml`: topics and roles, each named in every language."""
    document, findings = _document(path, data)
    if findings:
        return Vocabulary(), findings
    value, findings = validate(document, document.data, VocabularySchema, path)
    return (Vocabulary(value.topics, value.roles) if value else Vocabulary()), findings


def read_library(files: Iterable[tuple[str, bytes]]) -> tuple[dict[str, Source], list[Diagnostic]]:
    """Read the library from its CSL-YAML files, given as (path, bytes)."""
    sources: dict[str, Source] = {}
    findings: list[Diagnostic] = []
    for path, data in files:
        document, faults = _document(path, data)
        findings += faults
        if faults:
            continue
        library, faults = validate(document, document.data, LibrarySchema, path)
        findings += faults
        for i, entry in enumerate(library.references if library else ()):
            reference, faults = validate(document, entry, ReferenceSchema, path, ("references", i))
            findings += faults
            if reference is None:
                continue
            source = _source(reference, path, document.place(("references", i, "id")))
            if reference.id in sources:
                findings.append(_duplicate(source.path, source.span, sources[reference.id]))
            else:
                sources[reference.id] = source
    return sources, findings


def _duplicate(path: str, span: Span, first: Source | Term) -> Diagnostic:
    message = Message("the id `{id}` is already taken", id=first.id)
    advice = Message("delete one of the two entries, or give this one another id")
    return Diagnostic(
        DUPLICATE_ID,
        path,
        span,
        message,
        advice,
        (Related(first.path, first.span, Message("the first one")),),
    )


def _source(entry: ReferenceSchema, path: str, span: Span) -> Source:
    custom = entry.custom
    return Source(
        id=entry.id, type=entry.type, title=entry.title, path=path, span=span,
        author=tuple(Name(n.literal or n.family, n.given) for n in entry.author),
        year=_year(entry.issued),
        container_title=entry.container_title, publisher=entry.publisher, publisher_place=entry.publisher_place,
        volume=str(entry.volume), issue=str(entry.issue), page=str(entry.page),
        doi=entry.doi, url=entry.url, isbn=entry.isbn, language=entry.language,
        strength=custom.strength or "", shows=custom.shows, caution=custom.caution,
        edition_of=custom.edition_of, topics=tuple(custom.topics),
    )  # fmt: skip


def _year(issued: DateSchema | list[DateSchema] | int | str | None) -> int | None:
    first = issued[0] if isinstance(issued, list) and issued else issued
    if isinstance(first, DateSchema):
        first = (
            first.date_parts[0][0]
            if first.date_parts and first.date_parts[0]
            else first.year or first.literal
        )
    digits = str(first or "")[:4]
    return int(digits) if digits.isdecimal() else None


def read_glossary(
    path: str, data: bytes, languages: Collection[str]
) -> tuple[dict[str, Term], list[Diagnostic]]:
    """Read `i18n/glossary.yaml`.

    Args:
        path: slash path as it is shown to the reader.
        data: its bytes.
        languages: codes that may stand as keys beside `topics`.
    """
    document, findings = _document(path, data)
    if findings:
        return {}, findings
    glossary, findings = validate(document, document.data, GlossarySchema, path)
    terms: dict[str, Term] = {}
    for term_id, entry in glossary.terms.items() if glossary else ():
        term, faults = _term(document, path, term_id, entry, languages)
        findings += faults
        if term:
            terms[term_id] = term
    return terms, findings


def _term(
    document: YamlDocument, path: str, term_id: str, entry: Mapping[str, Any], languages: Collection[str]
) -> tuple[Term | None, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    wordings: dict[str, Wording] = {}
    topics: list[str] = []
    for key, value in entry.items():
        at = ("terms", term_id, key)
        if key == "topics":
            listing, faults = validate(document, {"topics": value}, TopicsSchema, path, at[:-1])
            topics = listing.topics if listing else []
        elif key not in languages:
            faults = [unknown_key(path, document.keys[at], key, ["topics", *languages])]
        else:
            wording, faults = validate(document, value, WordingSchema, path, at)
            if wording:
                forbidden = tuple((f.variant, f.reason) for f in wording.forbidden)
                allowed = tuple(phrase for f in wording.forbidden for phrase in f.unless)
                wordings[key] = Wording(
                    wording.term, wording.definition, tuple(wording.synonyms), forbidden, allowed, wording.everyday,
                    tuple(wording.searched),
                )  # fmt: skip
        findings += faults
    span = document.keys["terms", term_id]
    return Term(term_id, wordings, tuple(topics), path, span), findings


class TopicsSchema(Schema):
    """The topics of a term."""

    topics: list[Text]
