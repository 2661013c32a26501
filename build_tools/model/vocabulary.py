"""Vocabulary: the topics and roles pages are filed under, named in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names by id, then by language, in the order they are to be shown."""

    topics: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    roles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def name(self, entry: str, lang: str) -> str:
        """Return the name of a topic or role; its id where the language has none."""
        names = self.topics.get(entry) or self.roles.get(entry) or {}
        return names.get(lang, entry)
