"""Reads `i18n/typography.yaml`: what the typography of each language asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from build_tools.diagnostics import Diagnostic
from build_tools.i18n.catalogue import builtin_i18n
from build_tools.source.schema import Schema, validate
from build_tools.source.text import decode
from build_tools.source.typography import NO_TYPOGRAPHY, Typography
from build_tools.source.yaml_document import read_yaml

Text = Annotated[str, Field(min_length=1)]
OfLanguage = Callable[[str], Typography]


class TypographySchema(Schema):
    """One language's entry."""

    keep_with_next: list[Text] = Field([], alias="keep-with-next")
    keep_with_previous: list[Text] = Field([], alias="keep-with-previous")
    units: list[Text] = Field([])
    before_number: list[Text] = Field([], alias="before-number")
    dash: bool = False
    initials: bool = False
    ranges: str = ""
    spaced_marks: str = Field("", alias="spaced-marks")

    def typography(self) -> Typography:
        return Typography(
            tuple(self.keep_with_next),
            tuple(self.keep_with_previous),
            tuple(self.units),
            tuple(self.before_number),
            self.dash,
            self.initials,
            self.ranges,
            self.spaced_marks,
        )


def _read(path: Path, label: str) -> tuple[dict[str, Typography], list[Diagnostic]]:
    if not path.is_file():
        return {}, []
    source, faults = decode(label, path.read_bytes())
    if source is None:
        return {}, faults
    document = read_yaml(label, source.text)
    if document.faults:
        return {}, document.faults
    found: dict[str, Typography] = {}
    for code, entry in document.data.items():
        value, wrong = validate(document, entry, TypographySchema, label, (code,))
        faults += wrong
        if value is not None:
            found[code] = value.typography()
    return found, faults


def read_typography(path: Path, label: str) -> tuple[OfLanguage, list[Diagnostic]]:
    """Read the typography of all languages.

    Args:
        path: the playbook's file; what it does not have is taken from the generator's own.
        label: what the file is called in findings.

    Returns:
        What gives the typography of a language code (of `pt` for `pt-br`), and what is wrong in the file.
    """
    builtin, _faults = _read(builtin_i18n() / "typography.yaml", "i18n/typography.yaml")
    own, faults = _read(path, label)
    known = {**builtin, **own}

    def of_language(code: str) -> Typography:
        return known.get(code) or known.get(code.partition("-")[0]) or NO_TYPOGRAPHY

    return of_language, faults
