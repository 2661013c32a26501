"""Typed reading of YAML: a pydantic model in, a value or findings with positions out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from build_tools.source.yaml_document import Path, YamlDocument


class Schema(BaseModel):
    """Base of every schema: no unknown keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


S = TypeVar("S", bound=BaseModel)

_FORMS = {
    "string_type": Message("text"),
    "string_too_short": Message("text that is not empty"),
    "int_type": Message("a whole number"),
    "greater_than_equal": Message("a larger whole number"),
    "less_than_equal": Message("a smaller whole number"),
    "bool_type": Message("`true` or `false`"),
    "list_type": Message("a list, as in `[one, two]`"),
    "dict_type": Message("lines of `key: value` under it"),
    "model_type": Message("lines of `key: value` under it"),
    "too_short": Message("a list that is not empty"),
}


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to `word`; None when none is close."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def suggestion(word: str, known: Iterable[str], otherwise: Message) -> Message:
    """Return "did you mean …" where a known word is close, else `otherwise`."""
    close = did_you_mean(word, known)
    return Message("did you mean `{word}`?", word=close) if close else otherwise


def shown(value: object) -> str:
    """Return a value as a message can quote it: short, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - fits a terminal line


def validate(document: YamlDocument, data: Any, schema: type[S], path: str, at: Path = ()) -> tuple[S | None, list[Diagnostic]]:
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
        details = error.errors(include_url=False)
    return None, [_finding(document, schema, path, at, detail) for detail in details]


def _finding(
    document: YamlDocument, schema: type[BaseModel], path: str, at: Path, detail: ErrorDetails
) -> Diagnostic:
    where = _known_place(document, (*at, *detail["loc"]))
    key = str(detail["loc"][-1]) if detail["loc"] else "?"
    span = document.keys.get(where) or document.place(where)
    if detail["type"] == "extra_forbidden":
        return unknown_key(path, span, key, _fields(schema, detail["loc"][:-1]))
    if detail["type"] == "missing":
        message = Message("the key `{key}` is missing", key=key)
        return Diagnostic(MISSING_KEY, path, _first_line(document.place(where[:-1])), message, Message("add a line `{key}: …`", key=key))
    form = _form(detail)
    message = Message("`{key}` should be {form}, not `{value}`", key=key, form=form, value=shown(detail["input"]))
    if detail["type"] == "string_type" and isinstance(detail["input"], int | float):
        advice = Message("put quotes around it: `{key}: \"{value}\"`", key=key, value=detail["input"])
    else:
        advice = Message("write {form} after `{key}:`", form=form, key=key)
    return Diagnostic(WRONG_TYPE, path, document.place(where), message, advice)


def unknown_key(path: str, span: Span, key: str, known: Iterable[str]) -> Diagnostic:
    """Return the finding for a key that is not one of `known`."""
    names = list(known)
    message = Message("the key `{key}` is not known here", key=key)
    advice = suggestion(key, names, Message("delete it, or use one of: {known}", known=", ".join(names)))
    return Diagnostic(UNKNOWN_KEY, path, span, message, advice)


def _form(detail: ErrorDetails) -> Message:
    if detail["type"] == "literal_error":
        return Message("one of {values}", values=str(detail.get("ctx", {}).get("expected", "")).replace("'", "`"))
    if detail["type"] == "value_error":
        return Message("{form}", form=str(detail.get("ctx", {}).get("error", "")))
    if detail["type"] == "string_pattern_mismatch":
        return Message("text of another form")
    return _FORMS.get(detail["type"], Message("a value of another kind"))


def _known_place(document: YamlDocument, loc: tuple[str | int, ...]) -> Path:
    """Drop the parts of pydantic's location that are not in the YAML (names of union members)."""
    kept: tuple[str | int, ...] = ()
    for part in loc:
        if (*kept, part) in document.values:
            kept = (*kept, part)
    return kept if kept == loc[: len(kept)] or len(kept) else kept


def _first_line(span: Span) -> Span:
    return Span.of_line(span.line, 1, span.column)


def _fields(schema: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the names of the keys of the schema at `loc`."""
    current: Any = schema
    for part in loc:
        field = current.model_fields.get(part) if isinstance(current, type) and issubclass(current, BaseModel) else None
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
