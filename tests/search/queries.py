"""The golden queries: what managers type, and the pages that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

LANGUAGES = ("en", "ru")
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Query:
    """A query is answered when one of the pages in `find` is among the first three results."""

    ask: str
    find: frozenset[str]
    group: str


def queries(lang: str) -> tuple[Query, ...]:
    """Return the queries of a language, in the order of the file."""
    groups = yaml.safe_load((HERE / f"queries.{lang}.yaml").read_text(encoding="utf-8"))
    return tuple(
        Query(q["ask"], frozenset(q["find"]), group) for group, asked in groups.items() for q in asked
    )


@dataclass(frozen=True, slots=True)
class Score:
    """How well queries were answered."""

    success: float
    """Share with a right page among the first three."""
    rank: float
    """Mean of 1 / place of the first right page."""

    @classmethod
    def of(cls, places: list[int]) -> Score:
        """Return the score for the place of the first right page of each query, 0 for none."""
        return cls(
            sum(0 < place <= 3 for place in places) / len(places),
            sum(1 / p for p in places if p) / len(places),
        )

    def __str__(self) -> str:
        return f"success at 3 {self.success:.3f}, mean reciprocal rank {self.rank:.3f}"
