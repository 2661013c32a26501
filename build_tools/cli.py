"""The command `playbook`: arguments in, a pipeline call, an exit code out. The only place that prints.

Exit codes: 0 all well, 1 findings stop it, 2 the tool failed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from build_tools import __version__

if TYPE_CHECKING:
    from build_tools.diagnostics import Report
    from build_tools.i18n.catalogue import Catalogue

F = TypeVar("F", bound=Callable[..., Any])

content_option = click.option(
    "--content", type=click.Path(path_type=Path), help="Content folder, one folder per language in it. [content]"
)
i18n_option = click.option("--i18n", type=click.Path(path_type=Path), help="Folder with locales.yaml. [i18n]")


def _language() -> str:
    """Return the language findings are told in: PLAYBOOK_LANGUAGE, else that of the machine."""
    for name in ("PLAYBOOK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(name)
        if value:
            return value.split(":")[0].split(".")[0].replace("_", "-").split("-")[0].lower()
    return "en"


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    from build_tools.i18n.catalogue import open_catalogue  # noqa: PLC0415 - keeps `--help` fast

    return open_catalogue(_language())


def _no_tracebacks(command: F) -> F:
    """Turn the tool's own errors into a sentence and exit code 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        from build_tools.errors import PlaybookError  # noqa: PLC0415

        try:
            return command(*args, **kwargs)
        except PlaybookError as error:
            translate = _catalogue().gettext
            click.echo(f"playbook: {translate(str(error))}", err=True)
            if error.help:
                click.echo(f"  {translate('help')}: {translate(error.help)}", err=True)
            sys.exit(2)

    return run  # type: ignore[return-value]


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: playbook check content/ru\n\nFindings are told in your machine's language; PLAYBOOK_LANGUAGE=ru changes that.",
)
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Build and check a multilingual playbook written in Markdown."""


@main.command(epilog="Example: playbook check content/ru/guides --select PB3")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@content_option
@i18n_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True,
    help="How findings are written.",
)  # fmt: skip
@click.option("--select", multiple=True, metavar="CODE", help="Only rules whose code starts so, as in PB3 or PB302.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@_no_tracebacks
def check(
    paths: tuple[Path, ...], content: Path | None, i18n: Path | None, form: str, select: tuple[str, ...], *, strict: bool
) -> None:
    """Say what is wrong with the content, where, and what to do.

    With PATHS, only findings in those files and folders are shown; everything
    is read all the same, because links and translations reach everywhere.
    """
    from build_tools.load.playbook_files import label  # noqa: PLC0415
    from build_tools.pipeline import content_counts, load_and_check  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    checked = load_and_check(settings(content=content, i18n=i18n))
    report = _within(checked.report.select(select), [label(path) for path in paths])
    _print(report, form, content_counts(checked.playbook))
    sys.exit(1 if report.stops(strict=strict) else 0)


def _within(report: Report, prefixes: list[str]) -> Report:
    from build_tools.diagnostics import Report as NewReport  # noqa: PLC0415

    if not prefixes:
        return report
    inside = (d for d in report if any(d.path == p or d.path.startswith(f"{p.rstrip('/')}/") for p in prefixes))
    return NewReport(inside, report.files)


def _print(report: Report, form: str, counts: dict[str, Any]) -> None:
    from build_tools.diagnostics import machine, text  # noqa: PLC0415

    translate = _catalogue().gettext
    if form == "json":
        click.echo(machine.as_json(report, counts, translate))
    elif form == "sarif":
        click.echo(machine.as_sarif(report, __version__, translate))
    elif form == "github":
        click.echo(machine.as_github(report, translate))
        click.echo(text.summary(report, _catalogue().ngettext))
    else:
        for diagnostic in report:
            if sys.stdout.isatty():
                click.echo(text.framed(diagnostic, _source_line, translate) + "\n")
            else:
                click.echo(text.concise(diagnostic, translate))
        click.echo(text.summary(report, _catalogue().ngettext))


@contextmanager
def _progress(stage: str) -> Iterator[None]:
    """Say what is going on: one line that fills up on a terminal, plain lines otherwise."""
    words, start = _catalogue().gettext(stage), time.perf_counter()
    terminal = sys.stderr.isatty()
    click.echo(f"{words} …", nl=not terminal, err=True)
    yield
    if terminal:
        click.echo(f" {time.perf_counter() - start:.1f} s", err=True)


@lru_cache(maxsize=8)
def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return []


def _source_line(path: str, line: int) -> str:
    lines = _lines(path)
    return lines[line - 1] if 0 < line <= len(lines) else ""


@main.command(epilog="Example: playbook build --site-dir /tmp/preview")
@content_option
@i18n_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site is written. [site]")
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--clean", is_flag=True, help="Forget everything kept from earlier builds.")
@_no_tracebacks
def build(content: Path | None, i18n: Path | None, site_dir: Path | None, *, strict: bool, clean: bool) -> None:
    """Check the content and build the site; findings that stop it leave the last good site in place."""
    from build_tools.pipeline import build as build_site  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    where = settings(content=content, i18n=i18n, site=site_dir)
    del clean
    built = build_site(where, strict=strict, progress=_progress)
    _print(built.report, "text", {})
    if built.written is None:
        kept = _catalogue().gettext("Nothing was published: mend the findings above. The last good site is as it was.")
        click.echo(kept, err=True)
        sys.exit(1)
    click.echo(f"{where.site}: {built.written.written} written, {built.written.kept} unchanged")
