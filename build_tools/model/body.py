"""What each kind is made of. Every body is read from plain Markdown; positions stay for the checks."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.diagnostics import Span
from build_tools.packed import Packed
from build_tools.source.fragment import NOTHING, Fragment


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article under a second-level heading."""

    heading: int
    """Index of the heading in the page's outline."""
    title: Fragment
    content: Fragment


@dataclass(frozen=True, slots=True)
class Article:
    """Body of a guide or a plain page."""

    packed: Packed[tuple[Section, ...]]

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its parts, in order."""
        return self.packed.value


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One item of a checklist."""

    content: Fragment
    text: str
    action: str
    """The words in bold at its start; empty when it does not start with any."""
    span: Span


@dataclass(frozen=True, slots=True)
class PausePoint:
    """A moment to stop, and what to do or confirm then."""

    heading: int
    title: Fragment
    intro: Fragment
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """`mode` is `do-confirm` or `read-do`."""

    mode: str
    moment: str
    pause_points: tuple[PausePoint, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to answer in writing."""

    heading: int
    title: Fragment
    guidance: Fragment


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Questions to answer in writing."""

    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Something to rate from 1 to 5."""

    content: Fragment
    span: Span


@dataclass(frozen=True, slots=True)
class Dimension:
    """Statements that belong together, and what to read after a low rating."""

    heading: int
    title: Fragment
    intro: Fragment
    statements: tuple[Statement, ...]
    advice: Fragment


@dataclass(frozen=True, slots=True)
class Assessment:
    """Statements to rate, by dimension."""

    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A way on from a step. `link` is the index of its link in the outline."""

    link: int
    content: Fragment


@dataclass(frozen=True, slots=True)
class Step:
    """A situation in a scenario; an end when it has no choices."""

    heading: int
    title: Fragment
    content: Fragment
    choices: tuple[Choice, ...]
    debrief: int | None
    """Index of the debrief's heading in the outline."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A situation to play, the first step first."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on a path. `link` is the index of its link in the outline; None when the item has none."""

    link: int | None
    note: Fragment
    span: Span


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a path; without a heading when the path is one plain list."""

    heading: int | None
    title: Fragment
    intro: Fragment
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class LearningPath:
    """An ordered course. `minutes` is what the front matter declares."""

    goal: str
    modules: tuple[Module, ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Every stop, in order."""
        return tuple(stop for module in self.modules for stop in module.stops)


Body = Article | Checklist | Worksheet | Assessment | Scenario | LearningPath

__all__ = [
    "NOTHING", "Article", "Assessment", "Body", "Checklist", "ChecklistItem", "Choice", "Dimension",
    "LearningPath", "Module", "PausePoint", "Prompt", "Scenario", "Section", "Statement", "Step", "Stop",
    "Worksheet",
]  # fmt: skip
