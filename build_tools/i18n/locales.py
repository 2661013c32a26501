"""Reads `i18n/locales.yaml`: adding a language is one entry here and one folder of content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from build_tools.diagnostics import Diagnostic, Message
from build_tools.diagnostics.rules import UNKNOWN_VALUE
from build_tools.errors import SettingsError
from build_tools.i18n.typography import read_typography
from build_tools.model.ids import Lang
from build_tools.model.locale import ENGLISH_QUOTES, Locale, Locales
from build_tools.source.schema import Schema, suggestion, validate
from build_tools.source.text import decode
from build_tools.source.typography import Typography
from build_tools.source.yaml_document import Path as Place
from build_tools.source.yaml_document import YamlDocument, read_yaml

RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Written from right to left (CLDR's `characterOrder`); any other language may still say so itself."""

DICTIONARIES = {"en": ("en_GB",), "ru": ("ru_RU", "en_GB")}
"""Hunspell's dictionaries of a language whose entry names none; of others the spelling is not checked."""

Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")]
"""A language as its folder and its addresses are named."""


class LocaleSchema(Schema):
    """A language."""

    name: Text
    title: Text = "Playbook"
    direction: Literal["ltr", "rtl"] | None = None
    fallback: list[Text] | Text = []
    dictionaries: list[Text] | None = None
    quotes: (
        Annotated[str, Field(min_length=4, max_length=4)]
        | Annotated[list[Text], Field(min_length=4, max_length=4)]
    ) = list(ENGLISH_QUOTES)


class LocalesSchema(Schema):
    """`locales.yaml`."""

    default: Text
    locales: Annotated[dict[Code, LocaleSchema], Field(min_length=1)]


def _locale(code: str, entry: LocaleSchema, typography: Typography) -> Locale:
    direction = entry.direction or ("rtl" if code.split("-", maxsplit=1)[0] in RTL_LANGUAGES else "ltr")
    fallback = [entry.fallback] if isinstance(entry.fallback, str) else entry.fallback
    return Locale(
        Lang(code), entry.name, entry.title, direction, tuple(Lang(c) for c in fallback), tuple(entry.quotes),
        typography, DICTIONARIES.get(code, ()) if entry.dictionaries is None else tuple(entry.dictionaries),
    )  # fmt: skip


def read_locales(path: Path, label: str) -> tuple[Locales | None, list[Diagnostic]]:
    """Read the languages of a playbook.

    Args:
        path: the file.
        label: what the file is called in findings.

    Returns:
        The languages and what is wrong with them, or None and why they cannot be read.

    Raises:
        SettingsError: there is no such file; without languages nothing can be read at all.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(
            "{path} cannot be read ({reason})",
            "name the folder that holds locales.yaml with --i18n, or copy the one of this project",
            path=label, reason=error.strerror,
        ) from error  # fmt: skip
    source, faults = decode(label, data)
    if source is None:
        return None, faults
    document = read_yaml(label, source.text)
    if document.faults:
        return None, document.faults
    value, faults = validate(document, document.data, LocalesSchema, label)
    if value is None:
        return None, faults
    typography, faults = read_typography(
        path.with_name("typography.yaml"), label.replace("locales.yaml", "typography.yaml")
    )
    if faults:
        return None, faults
    locales = tuple(_locale(code, entry, typography(code)) for code, entry in value.locales.items())
    default = value.default if value.default in value.locales else next(iter(value.locales))
    return Locales(Lang(default), locales), list(_unknown_codes(value, document, label))


def _unknown_codes(value: LocalesSchema, document: YamlDocument, label: str) -> Iterator[Diagnostic]:
    """Yield the languages that are named and are not there."""
    named: list[tuple[str, Place]] = [(value.default, ("default",))]
    for code, entry in value.locales.items():
        place: Place = ("locales", code, "fallback")
        codes = [entry.fallback] if isinstance(entry.fallback, str) else entry.fallback
        named += [
            (name, (*place, i) if isinstance(entry.fallback, list) else place) for i, name in enumerate(codes)
        ]
    for name, where in named:
        if name not in value.locales:
            message = Message("`{folder}` is not a language of this playbook", folder=name)
            otherwise = Message("use one of: {known}", known=", ".join(value.locales))
            yield Diagnostic(
                UNKNOWN_VALUE,
                label,
                document.place(where),
                message,
                suggestion(name, value.locales, otherwise),
            )
