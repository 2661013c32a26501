"""Span, Rule, Diagnostic and Report: the values every finding is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from build_tools.diagnostics.message import Message


class Severity(IntEnum):
    """How much a finding matters; greater is worse."""

    NOTE = 1
    """Never stops a build."""
    WARNING = 2
    """Stops a build with `--strict`."""
    ERROR = 3
    """Stops a build: the last good site stays."""

    @property
    def word(self) -> str:
        """`note`, `warning` or `error`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. Lines and columns are 1-based and count characters, not bytes.

    `end_column` is the column after the last character, as in SARIF.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of_line(cls, line: int, length: int = 1, column: int = 1) -> Span:
        """Return the span of `length` characters on one line."""
        return cls(line, column, line, column + max(length, 1))


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong. The code is never used for anything else again."""

    code: str
    """`PB203`: the family's digit, then a number."""
    name: str
    """`heading-level-differs`: the rule's name everywhere."""
    severity: Severity
    summary: str
    """What it finds, one English sentence; the key of its translation."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that helps to understand a finding (the source's heading, the first of two)."""

    path: str
    span: Span | None
    label: Message


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. Wrong content is this value, never an exception."""

    rule: Rule
    path: str
    """Slash path as the reader would type it; the file the next act is done in."""
    span: Span | None
    """None only where no line can be named: a missing file, a name on disk."""
    message: Message
    help: Message
    """The next act: a command, a line to paste, "did you mean …"."""
    related: tuple[Related, ...] = ()

    @property
    def line(self) -> int:
        """1-based line; 1 for a finding about the whole file."""
        return self.span.line if self.span else 1

    @property
    def column(self) -> int:
        """1-based column; 1 for a finding about the whole file."""
        return self.span.column if self.span else 1

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: path, line, column, code, then the words."""
        return (self.path, self.line, self.column, self.rule.code, self.message.say())


class Report:
    """All findings of one run, sorted, each once.

    Args:
        diagnostics: findings in any order, possibly repeated.
        files: how many content files were looked at, for the last line.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], files: int = 0) -> None:
        unique = {d.sort_key: d for d in diagnostics}
        self.diagnostics: tuple[Diagnostic, ...] = tuple(unique[key] for key in sorted(unique))
        self.files = files

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def count(self, severity: Severity) -> int:
        """Return how many findings have exactly this severity."""
        return sum(1 for d in self.diagnostics if d.rule.severity is severity)

    def stops(self, *, strict: bool) -> bool:
        """Return True when these findings must stop a build.

        Args:
            strict: whether warnings stop it as well as errors.
        """
        least = Severity.WARNING if strict else Severity.ERROR
        return any(d.rule.severity >= least for d in self.diagnostics)

    def within(self, folders: Iterable[str]) -> Report:
        """Return the findings in these files and folders, named as findings name them; all when there are none."""
        wanted = [folder.rstrip("/") for folder in folders]
        if not wanted or "." in wanted:
            return self
        inside = (d for d in self if any(d.path == path or d.path.startswith(f"{path}/") for path in wanted))
        return Report(inside, self.files)

    def select(self, prefixes: Iterable[str]) -> Report:
        """Return the findings whose code starts with one of `prefixes`; all when there are none."""
        wanted = tuple(prefixes)
        if not wanted:
            return self
        return Report((d for d in self if d.rule.code.startswith(wanted)), self.files)
