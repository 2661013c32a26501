"""The front matter of every kind: which keys there are, and of what type."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.ids import Kind
from build_tools.source.schema import Schema

Text = Annotated[str, Field(min_length=1)]
Minutes = Annotated[int, Field(ge=1, le=6000)]


class Matter(Schema):
    """What every page may say of itself."""

    title: Text | None = None
    """Short title for navigation, where the heading is too long for it."""
    summary: Text
    topics: list[Text] = []
    roles: list[Text] = []
    minutes: Minutes | None = None
    draft: bool = False


class GuideMatter(Matter):
    """A guide says how sure we are."""

    confidence: Literal["high", "moderate", "mixed", "low"] | None = None


class ChecklistMatter(Matter):
    """A checklist says how and when it is used."""

    mode: Literal["do-confirm", "read-do"]
    moment: Text
    minutes: Minutes


class PathMatter(Matter):
    """A path says where it leads and how long it takes."""

    goal: Text
    minutes: Minutes


class TranslationMatter(Schema):
    """A translation carries only what is translated."""

    title: Text | None = None
    summary: Text
    source: Text
    draft: bool = False
    differs: dict[Text, Text] = {}
    """Rules of parity that the page breaks on purpose, by name or code, each with the reason."""


class ChecklistTranslationMatter(TranslationMatter):
    """The moment is translated."""

    moment: Text


class PathTranslationMatter(TranslationMatter):
    """The goal is translated."""

    goal: Text


_SOURCE: dict[Kind, type[Matter]] = {
    Kind.GUIDE: GuideMatter,
    Kind.CHECKLIST: ChecklistMatter,
    Kind.PATH: PathMatter,
}
_TRANSLATION: dict[Kind, type[TranslationMatter]] = {
    Kind.CHECKLIST: ChecklistTranslationMatter,
    Kind.PATH: PathTranslationMatter,
}


def source_schema(kind: Kind) -> type[Matter]:
    """Return the front matter of a page that was written first."""
    return _SOURCE.get(kind, Matter)


def translation_schema(kind: Kind) -> type[TranslationMatter]:
    """Return the front matter of a translation."""
    return _TRANSLATION.get(kind, TranslationMatter)
