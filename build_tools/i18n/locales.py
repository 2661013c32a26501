"""Reads `i18n/locales.yaml`: adding a language is one entry here and one folder of content."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from build_tools.diagnostics import Diagnostic
from build_tools.errors import SettingsError
from build_tools.model.ids import Lang
from build_tools.model.locale import ENGLISH_QUOTES, Locale, Locales
from build_tools.source.schema import Schema, validate
from build_tools.source.text import decode
from build_tools.source.yaml_document import read_yaml

RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Written from right to left (CLDR's `characterOrder`); any other language may still say so itself."""

Text = Annotated[str, Field(min_length=1)]


class LocaleSchema(Schema):
    name: Text
    title: Text = "Playbook"
    direction: Literal["ltr", "rtl"] | None = None
    fallback: list[Text] | Text = []
    quotes: list[Text] | Annotated[str, Field(min_length=4, max_length=4)] = list(ENGLISH_QUOTES)


class LocalesSchema(Schema):
    default: Text
    locales: Annotated[dict[Text, LocaleSchema], Field(min_length=1)]


def _locale(code: str, entry: LocaleSchema) -> Locale:
    direction = entry.direction or ("rtl" if code.split("-")[0] in RTL_LANGUAGES else "ltr")
    fallback = [entry.fallback] if isinstance(entry.fallback, str) else entry.fallback
    return Locale(
        Lang(code), entry.name, entry.title, direction, tuple(Lang(c) for c in fallback), tuple(entry.quotes)
    )


def read_locales(path: Path, label: str) -> tuple[Locales | None, list[Diagnostic]]:
    """Read the languages of a playbook.

    Args:
        path: the file.
        label: what the file is called in findings.

    Returns:
        The languages and no finding, or None and what is wrong.

    Raises:
        SettingsError: there is no such file; without languages nothing can be read at all.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"{label} cannot be read ({error.strerror})",
            "name the folder that holds locales.yaml with --i18n, or copy the one of this project",
        ) from error
    source, faults = decode(label, data)
    if source is None:
        return None, faults
    document = read_yaml(label, source.text)
    if document.faults:
        return None, document.faults
    value, faults = validate(document, document.data, LocalesSchema, label)
    if value is None:
        return None, faults
    locales = tuple(_locale(code, entry) for code, entry in value.locales.items())
    default = value.default if value.default in value.locales else next(iter(value.locales))
    return Locales(Lang(default), locales), []
