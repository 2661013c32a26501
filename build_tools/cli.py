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

from build_tools import __version__, exchange_commands

if TYPE_CHECKING:
    from build_tools.diagnostics import Report
    from build_tools.i18n.catalogue import Catalogue
    from build_tools.model.page import Page
    from build_tools.model.playbook import Playbook
    from build_tools.settings import Settings

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
            _say_error(*error.say(_catalogue().gettext))
        except BrokenPipeError:  # `playbook check | head`: click ends quietly
            raise
        except OSError as error:  # a file that cannot be read, a disk that is full
            _say_error(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        sys.exit(2)

    return run  # type: ignore[return-value]


def _say_error(message: str, help: str = "") -> None:
    click.echo(f"playbook: {message}", err=True)
    if help:
        click.echo(f"  {_catalogue().gettext('help')}: {help}", err=True)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: playbook check content/ru\n\nFindings are told in your machine's language; PLAYBOOK_LANGUAGE=ru changes that.",
)
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Build and check a multilingual playbook written in Markdown."""


@main.command(epilog="Example: playbook check content/ru/guides --select PB3")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@content_option
@i18n_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True,
    help="How findings are written.",
)  # fmt: skip
@click.option("--select", multiple=True, metavar="CODE", help="Only rules whose code starts so, as in PB3 or PB302.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option("--spelling", is_flag=True, help="Also check the spelling; needs hunspell.")
@click.option("--print", "on_paper", is_flag=True, help="Also print every form and say what does not fit on its sheet.")
@_no_tracebacks
def check(
    paths: tuple[Path, ...], content: Path | None, i18n: Path | None, form: str, select: tuple[str, ...],
    *, strict: bool, on_paper: bool, spelling: bool,
) -> None:
    """Say what is wrong with the content, where, and what to do.

    With PATHS, only findings in those files and folders are shown; everything
    is read all the same, because links and translations reach everywhere.
    """
    from build_tools.load.playbook_files import label  # noqa: PLC0415
    from build_tools.checking import content_counts, load_and_check  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    _require_codes(select)
    where = settings(content=content, i18n=i18n)
    if on_paper:
        from build_tools.pipeline import print_and_check  # noqa: PLC0415 - brings WeasyPrint with it

        checked = print_and_check(where, spelling=spelling)
    else:
        checked = load_and_check(where, spelling=spelling)
    report = checked.report.select(select).within(label(path) for path in paths)
    _print(report, form, content_counts(checked.playbook))
    sys.exit(1 if report.stops(strict=strict) else 0)


def _require_codes(prefixes: tuple[str, ...]) -> None:
    """Refuse the beginning of no rule's code: nothing would ever be found."""
    from build_tools.diagnostics.rules import RULES  # noqa: PLC0415
    from build_tools.errors import SettingsError  # noqa: PLC0415

    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in RULES):
            raise SettingsError(
                "no rule's code begins with {prefix}", "give a code or its beginning, as in PB302 or PB3", prefix=prefix
            )


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
        _print_text(report)


def _print_text(report: Report, *, notes: bool = True) -> None:
    """Print findings for people; without notes where those would hide what stops a build."""
    from build_tools.diagnostics import Severity, text  # noqa: PLC0415

    translate = _catalogue().gettext
    for diagnostic in report:
        if not notes and diagnostic.rule.severity is Severity.NOTE:
            continue
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
        # Universal newlines, and no other line ends: as source/text.py counts lines.
        return Path(path).read_text(encoding="utf-8-sig", errors="replace").split("\n")
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
@click.option("--no-pdf", is_flag=True, help="Leave out the printed forms.")
@click.option("--books", is_flag=True, help="Also make the booklets and the EPUB; the first time takes minutes.")
@click.option("--no-search", is_flag=True, help="Leave out the search index.")
@click.option("--no-pictures", is_flag=True, help="Leave out the pictures for social networks.")
@click.option("--executor", metavar="dask://HOST:PORT", help="Read and render on a Dask cluster. [this machine]")
@_no_tracebacks
def build(
    content: Path | None,
    i18n: Path | None,
    site_dir: Path | None,
    executor: str | None,
    *,
    strict: bool,
    clean: bool,
    no_pdf: bool,
    books: bool,
    no_search: bool,
    no_pictures: bool,
) -> None:
    """Check the content and build the site; findings that stop it leave the last good site in place."""
    from build_tools.cluster import open_executor  # noqa: PLC0415
    from build_tools.pipeline import build as build_site  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    where = settings(content=content, i18n=i18n, site=site_dir)
    with open_executor(executor) as pool:
        built = build_site(
            where, strict=strict, clean=clean, pdf=not no_pdf, books=books, search=not no_search, pictures=not no_pictures,
            executor=pool, progress=_progress,
        )  # fmt: skip
    _print_text(built.report, notes=False)
    if built.written is None:
        kept = _catalogue().gettext("Nothing was published: mend the findings above. The last good site is as it was.")
        click.echo(kept, err=True)
        sys.exit(1)
    click.echo(f"{where.site}: {built.written.written} written, {built.written.kept} unchanged")


@main.command(epilog="Example: playbook serve --addr 127.0.0.1:8080")
@content_option
@i18n_option
@click.option("--addr", default="127.0.0.1:8000", show_default=True, help="Where to serve; this machine alone sees it.")
@_no_tracebacks
def serve(content: Path | None, i18n: Path | None, addr: str) -> None:
    """Build, serve on this machine, rebuild what changes and reload the browser."""
    from build_tools.pipeline import build as build_site  # noqa: PLC0415
    from build_tools.serve import serve as serve_site  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    where = settings(content=content, i18n=i18n)
    where = settings(content=content, i18n=i18n, site=where.cache / "serve")

    def rebuild() -> bool:
        start = time.perf_counter()
        built = build_site(where, pdf=False)
        _print_text(built.report, notes=False)
        if built.written is None:
            click.echo(_catalogue().gettext("Nothing was published: mend the findings above. The last good site is as it was."))
            return False
        click.echo(f"{built.written.written} written, {built.written.kept} unchanged, {time.perf_counter() - start:.2f} s")
        return True

    try:
        serve_site(where, addr, rebuild, click.echo, _catalogue().gettext)
    except KeyboardInterrupt:
        click.echo()


@main.command(epilog="Example: playbook explain PB302")
@click.argument("code")
@_no_tracebacks
def explain(code: str) -> None:
    """Show a rule's page of the handbook: what it finds, why it matters, how to mend it."""
    from build_tools.diagnostics.rules import RULES  # noqa: PLC0415
    from build_tools.errors import SettingsError  # noqa: PLC0415
    from build_tools.settings import builtin_project  # noqa: PLC0415
    from build_tools.source.schema import did_you_mean  # noqa: PLC0415

    rule = RULES.get(code.upper())
    if rule is None:
        close = did_you_mean(code.upper(), RULES)
        raise SettingsError(
            "there is no rule {code}", "did you mean {close}?" if close else "the codes begin with PB", code=code, close=close
        )
    handbook = builtin_project() / "docs" / "handbook"
    pages = (handbook / lang / "rules" / f"{rule.code}.md" for lang in (_language(), "en"))
    page = next(path for path in pages if path.is_file())
    click.echo(page.read_text(encoding="utf-8").partition("\n---\n")[2].strip())


@main.command(epilog='Example: playbook new checklist "Before a hard call" --lang en')
@click.argument("kind", type=click.Choice(["guide", "checklist", "worksheet", "assessment", "scenario", "path", "page"]))
@click.argument("title", required=False)
@click.option("--lang", help="Language it is written in. [the playbook's default]")
@click.option("--translate-of", "translate_of", metavar="PAGE", help="Start a translation of this page instead.")
@content_option
@i18n_option
@_no_tracebacks
def new(
    kind: str, title: str | None, lang: str | None, translate_of: str | None, content: Path | None, i18n: Path | None
) -> None:
    """Write a correct new page to start from, or the skeleton of a translation."""
    from build_tools import scaffold  # noqa: PLC0415
    from build_tools.errors import SettingsError  # noqa: PLC0415
    from build_tools.i18n.catalogue import open_catalogue  # noqa: PLC0415
    from build_tools.model.ids import Kind, Lang  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    where = settings(content=content, i18n=i18n)
    playbook = _playbook(where)
    code = Lang(lang or playbook.locales.default)
    if code not in playbook.locales:
        raise SettingsError(
            "{code} is not a language of this playbook", "use one of: {known}",
            code=code, known=", ".join(playbook.locales.codes),
        )  # fmt: skip
    if translate_of:
        source = _source_page(playbook, translate_of)
        path = where.content / code / f"{source.id}.md"
        text = scaffold.new_translation(source, (where.content / source.file).read_text(encoding="utf-8-sig"))
    elif title:
        page_id, text = scaffold.new_page(playbook, Kind(kind), title, code, open_catalogue(code, where.i18n).gettext)
        path = where.content / code / f"{page_id}.md"
    else:
        raise SettingsError("the new page needs a title", 'playbook new checklist "Before a hard call"')
    scaffold.write_page(path, text)
    click.echo(path)


def _playbook(where: Settings) -> Playbook:
    """Return the playbook of a project, whatever else is wrong with it."""
    from build_tools.errors import SettingsError  # noqa: PLC0415
    from build_tools.checking import load_and_check  # noqa: PLC0415

    playbook = load_and_check(where).playbook
    if playbook is None:
        raise SettingsError("the languages in locales.yaml cannot be read", "run playbook check")
    return playbook


def _source_page(playbook: Playbook, name: str) -> Page:
    """Return the source of the page that a path or an id means."""
    from build_tools.i18n.translations import find_page_id  # noqa: PLC0415

    versions = playbook.languages(find_page_id(playbook, name))
    return next((page for page in versions.values() if page.is_source), next(iter(versions.values())))


@main.group(
    invoke_without_command=True,
    epilog="Examples: playbook translations --lang ru\n\nplaybook translations accept content/ru/guides/feedback/feedforward.md",
)
@content_option
@i18n_option
@click.option("--lang", multiple=True, help="Only this language; may be given more than once.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Table or JSON.")
@click.option("--changes", is_flag=True, help="With each stale section, what changed in its source.")
@click.pass_context
@_no_tracebacks
def translations(
    context: click.Context, content: Path | None, i18n: Path | None, lang: tuple[str, ...], form: str, *, changes: bool
) -> None:
    """Show the state of every translation, section by section."""
    from build_tools import translation_report as report  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    context.obj = settings(content=content, i18n=i18n)
    context.meta["playbook.language"] = _language()
    if context.invoked_subcommand:
        return
    playbook = _playbook(context.obj)
    if form == "json":
        click.echo(report.as_json(playbook, lang))
    else:
        for line in report.table(playbook, lang, _catalogue()):
            click.echo(line)
        if changes:
            for line in report.changes(playbook, lang, context.obj.content):
                click.echo(line)


@translations.command(epilog="Example: playbook translations accept content/ru/guides/feedback/feedforward.md")
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option("--all", "every", is_flag=True, help="Every translation.")
@content_option
@i18n_option
@click.option("--lang", multiple=True, help="Only this language; may be given more than once.")
@click.pass_obj
@_no_tracebacks
def accept(
    where: Settings, pages: tuple[str, ...], content: Path | None, i18n: Path | None, lang: tuple[str, ...], *, every: bool
) -> None:
    """Note that translations say what their source says now; PAGE is a file or a page id."""
    from build_tools.errors import SettingsError  # noqa: PLC0415
    from build_tools.i18n.translations import accept as accept_page  # noqa: PLC0415
    from build_tools.i18n.translations import chosen_translations  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    if content or i18n:
        where = settings(content=content or where.content, i18n=i18n or where.i18n)
    if not pages and not every:
        raise SettingsError("no page is named", "name a page, as in content/ru/guides/feedback.md, or give --all")
    playbook = _playbook(where)
    for page, source in chosen_translations(playbook, pages, lang):
        if accept_page(page, source, where.file_of(page)):
            click.echo(page.path)



for _command in (exchange_commands.export, exchange_commands.import_):
    _name = _command.__name__.rstrip("_")
    translations.command(_name, epilog=exchange_commands.EXAMPLES[_name])(click.pass_obj(_no_tracebacks(_command)))
