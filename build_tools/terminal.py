"""What every command shares: its words, its errors, how findings and progress are shown. Only here is printed.

Everything heavy is imported in the functions, so that `playbook --help` answers at once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from build_tools import __version__
from build_tools.i18n.reader import reader_catalogue, reader_language

if TYPE_CHECKING:
    from build_tools.diagnostics import Report
    from build_tools.model.playbook import Playbook
    from build_tools.settings import Settings

__all__ = [
    "content_option",
    "i18n_option",
    "no_tracebacks",
    "print_findings",
    "print_report",
    "read_playbook",
    "reader_catalogue",
    "reader_language",
    "show_progress",
]

F = TypeVar("F", bound=Callable[..., Any])

content_option = click.option(
    "--content",
    type=click.Path(path_type=Path),
    help="Content folder, one folder per language in it. [content]",
)
i18n_option = click.option("--i18n", type=click.Path(path_type=Path), help="Folder with locales.yaml. [i18n]")


def no_tracebacks(command: F) -> F:
    """Turn the tool's own errors into a sentence and exit code 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        from build_tools.errors import PlaybookError  # noqa: PLC0415

        try:
            return command(*args, **kwargs)
        except PlaybookError as error:
            _say_error(*error.say(reader_catalogue().gettext))
        except BrokenPipeError:  # `playbook check | head`: click ends quietly
            raise
        except OSError as error:  # a file that cannot be read, a disk that is full
            reason = reader_catalogue().gettext(error.strerror) if error.strerror else str(error)
            _say_error(f"{error.filename}: {reason}" if error.filename else reason)
        sys.exit(2)

    return run  # type: ignore[return-value]


def _say_error(message: str, help: str = "") -> None:
    click.echo(f"playbook: {message}", err=True)
    if help:
        click.echo(f"  {reader_catalogue().gettext('help')}: {help}", err=True)


def print_report(report: Report, form: str, counts: dict[str, Any]) -> None:
    """Print findings in one of the forms of `playbook check --format`."""
    from build_tools.diagnostics import machine, text  # noqa: PLC0415

    translate = reader_catalogue().gettext
    if form == "json":
        click.echo(machine.as_json(report, counts, translate))
    elif form == "sarif":
        click.echo(machine.as_sarif(report, __version__, translate))
    elif form == "github":
        click.echo(machine.as_github(report, translate))
        click.echo(text.summary(report, reader_catalogue().ngettext))
    else:
        print_findings(report)


def print_findings(report: Report, *, notes: bool = True) -> None:
    """Print findings for people; without notes where those would hide what stops a build."""
    from build_tools.diagnostics import Severity, text  # noqa: PLC0415

    translate = reader_catalogue().gettext
    for diagnostic in report:
        if not notes and diagnostic.rule.severity is Severity.NOTE:
            continue
        if sys.stdout.isatty():
            click.echo(text.framed(diagnostic, _source_line, translate) + "\n")
        else:
            click.echo(text.concise(diagnostic, translate))
    click.echo(text.summary(report, reader_catalogue().ngettext))


@contextmanager
def show_progress(stage: str) -> Iterator[None]:
    """Say what is going on: one line that fills up on a terminal, plain lines otherwise."""
    words, start = reader_catalogue().gettext(stage), time.perf_counter()
    terminal = sys.stderr.isatty()
    click.echo(f"{words} …", nl=not terminal, err=True)
    yield
    if terminal:
        click.echo(f" {time.perf_counter() - start:.1f} s", err=True)


@lru_cache(maxsize=8)
def _lines(path: str) -> list[str]:
    try:
        # Universal newlines, and no other line ends: as source/text.py counts lines.
        return Path(path).read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return []


def _source_line(path: str, line: int) -> str:
    lines = _lines(path)
    return lines[line - 1] if 0 < line <= len(lines) else ""


def read_playbook(where: Settings) -> Playbook:
    """Return the playbook of a project, whatever else is wrong with it."""
    from build_tools.checking import load_and_check  # noqa: PLC0415
    from build_tools.errors import SettingsError  # noqa: PLC0415

    playbook = load_and_check(where).playbook
    if playbook is None:
        raise SettingsError("the languages in locales.yaml cannot be read", "run playbook check")
    return playbook
