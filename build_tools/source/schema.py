"""Typed reading of YAML: a pydantic model in, a value or findings with positions out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from build_tools.source.yaml_document import Path, YamlDocument


class Schema(BaseModel):
    """Base of every schema: no unknown keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


_SLUG, _CITATION_KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^\w[\w:.#$%&+?<>~/-]*$"
Slug = Annotated[str, Field(pattern=_SLUG)]
"""The id of something with an address of its own: a topic, a role, a term."""
CitationKey = Annotated[str, Field(pattern=_CITATION_KEY)]
"""The id of a source, as a citation can name it (source/markdown.py)."""

S = TypeVar("S", bound=BaseModel)

_FORMS = {
    "string_type": Message("text"),
    "string_too_short": Message("text that is not empty"),
    "int_type": Message("a whole number"),
    "greater_than_equal": Message("a larger whole number"),
    "less_than_equal": Message("a smaller whole number"),
    "bool_type": Message("`true` or `false`"),
    "list_type": Message("a list, as in `[one, two]`"),
    "dict_type": Message("lines of `key: value`"),
    "model_type": Message("lines of `key: value`"),
    "too_short": Message("lines of `key: value`"),
}


_PATTERN_FORMS = {
    _SLUG: Message("a name of small Latin letters, digits and hyphens"),
    _CITATION_KEY: Message("an id without spaces"),
}
_KEY_FAULTS = {"missing", "extra_forbidden"}
_CLOSE = 60
"""Per cent of the letters that two words share in order; below it a suggestion only puzzles."""
_QUOTED = re.compile("'([^']*)'")


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to `word`; None when none is close."""
    # Imported here: nothing is wrong most of the time. difflib takes a quarter of a second over 2,000 pages.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    close = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return str(close[0]) if close else None


def suggestion(word: str, known: Iterable[str], otherwise: Message) -> Message:
    """Return "did you mean …" where a known word is close, else `otherwise`."""
    close = did_you_mean(word, known)
    return Message("did you mean `{word}`?", word=close) if close else otherwise


def shown(value: object) -> str:
    """Return a value as a message can quote it: as YAML has it, short, on one line."""
    text = " ".join(_as_yaml(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - fits a terminal line


def _as_yaml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_as_yaml, value[:5]))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_as_yaml(entry)}' for key, entry in list(value.items())[:5])}}}"
    return "" if value is None else str(value)


def validate(
    document: YamlDocument, data: Any, schema: type[S], path: str, at: Path = ()
) -> tuple[S | None, list[Diagnostic]]:
    """Read `data` as `schema`.

    Args:
        document: the YAML it comes from, for positions.
        data: the part to read.
        schema: what it should be.
        path: slash path as it is shown to the reader.
        at: where `data` stands in the document.

    Returns:
        The value and no finding, or None and every fault at once.
    """
    try:
        return schema.model_validate(data), []
    except ValidationError as error:
        details = _without_misspelt(schema, error.errors(include_url=False))
    places = [_known_place(document, (*at, *detail["loc"])) for detail in details]
    return None, [
        _finding(document, schema, path, where, detail)
        for i, (where, detail) in enumerate(zip(places, details, strict=True))
        if not _told(i, places, details)
    ]


def _without_misspelt(schema: type[BaseModel], details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Drop a missing key that is there under a name so close that it is suggested as its correction."""
    found = {
        (*detail["loc"][:-1], did_you_mean(str(detail["loc"][-1]), _fields(schema, detail["loc"][:-1])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    return [detail for detail in details if detail["type"] != "missing" or detail["loc"] not in found]


def _told(number: int, places: list[Path], details: list[ErrorDetails]) -> bool:
    """Return True for a fault that another tells: where a value may have several forms, pydantic tells one for each."""
    own = places[number]
    wrong_values = [i for i, detail in enumerate(details) if detail["type"] not in _KEY_FAULTS]
    return number in wrong_values and any(
        (places[i] == own and i < number) or (len(places[i]) > len(own) and places[i][: len(own)] == own)
        for i in wrong_values
    )


def _finding(
    document: YamlDocument, schema: type[BaseModel], path: str, where: Path, detail: ErrorDetails
) -> Diagnostic:
    key = str(detail["loc"][-1]) if detail["loc"] else "?"
    span = document.keys.get(where) or document.place(where)
    if detail["type"] == "extra_forbidden":
        return unknown_key(path, span, key, _fields(schema, detail["loc"][:-1]))
    if detail["type"] == "missing":
        message = Message("the key `{key}` is missing", key=key)
        return Diagnostic(
            MISSING_KEY, path, _first_line(span), message, Message("add a line `{key}: …`", key=key)
        )
    if key == "[key]":
        message = Message("`{key}` is not {form}", key=shown(where[-1]), form=_form(detail))
        return Diagnostic(WRONG_TYPE, path, span, message, Message("give it another name"))
    return Diagnostic(WRONG_TYPE, path, document.place(where), *_wrong_type(where, detail))


def _wrong_type(where: Path, detail: ErrorDetails) -> tuple[Message, Message]:
    """Return what is wrong with a value, and what to do."""
    form, value = _form(detail), detail["input"]
    names = [part for part in where if isinstance(part, str)]
    if not names:
        message = Message("the file should consist of lines of `key: value`")
        return message, Message("compare it with the example in the handbook")
    key = names[-1]
    if value is None:
        message = Message("there is nothing after `{key}:`", key=key)
    elif isinstance(where[-1], int):
        message = Message(
            "an entry of `{key}` should be {form}, not `{value}`", key=key, form=form, value=shown(value)
        )
    else:
        message = Message("`{key}` should be {form}, not `{value}`", key=key, form=form, value=shown(value))
    if detail["type"] == "string_type" and isinstance(value, int | float):
        return message, Message('put quotes around it: `"{value}"`', value=shown(value))
    if isinstance(where[-1], int):
        return message, Message("write {form} in its place", form=form)
    return message, Message("write {form} after `{key}:`", form=form, key=key)


def unknown_key(path: str, span: Span, key: str, known: Iterable[str]) -> Diagnostic:
    """Return the finding for a key that is not one of `known`."""
    names = list(known)
    message = Message("the key `{key}` is not known here", key=key)
    advice = suggestion(key, names, Message("delete it, or use one of: {known}", known=", ".join(names)))
    return Diagnostic(UNKNOWN_KEY, path, span, message, advice)


def _form(detail: ErrorDetails) -> Message:
    limits = detail.get("ctx", {})
    if detail["type"] == "literal_error":
        return Message(
            "one of {values}", values=", ".join(f"`{value}`" for value in _QUOTED.findall(limits["expected"]))
        )
    if detail["type"] == "string_pattern_mismatch":
        return _PATTERN_FORMS.get(limits["pattern"], Message("a language code such as `en` or `pt-br`"))
    count = limits.get("min_length") or limits.get("max_length") or 0
    if count > 1 and isinstance(detail["input"], str):
        return Message("text of {count} characters", count=count)
    if count > 1:
        return Message("a list of {count}", count=count)
    return _FORMS.get(detail["type"], Message("a value of another kind"))


def _known_place(document: YamlDocument, loc: tuple[str | int, ...]) -> Path:
    """Drop the parts of pydantic's location that are not in the YAML (names of union members, missing keys)."""
    kept: tuple[str | int, ...] = ()
    for part in loc:
        if (*kept, part) in document.values:
            kept = (*kept, part)
    return kept


def _first_line(span: Span) -> Span:
    return Span.of_line(span.line, 1, span.column)


def _fields(schema: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the names of the keys of the schema at `loc`."""
    current: Any = schema
    for part in loc:
        field = (
            current.model_fields.get(str(part))
            if isinstance(current, type) and issubclass(current, BaseModel)
            else None
        )
        nested = _nested(field.annotation) if field else None
        if nested is None:
            nested = _nested(current)
        if nested is not None:
            current = nested
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _nested(annotation: Any) -> type[BaseModel] | None:
    """Return the schema inside `list[Schema]`, `dict[str, Schema]` or `Schema | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _nested(argument)
        if found is not None:
            return found
    return None
