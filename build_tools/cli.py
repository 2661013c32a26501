"""The command `playbook`: arguments in, a pipeline call, an exit code out.

Exit codes: 0 all well, 1 findings stop it, 2 the tool failed.
"""

from __future__ import annotations

import atexit
import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools import __version__
from build_tools.terminal import (
    content_option,
    i18n_option,
    no_tracebacks,
    print_findings,
    print_report,
    read_playbook,
    reader_catalogue,
    reader_language,
    show_progress,
)
from build_tools.translation_commands import translations

if TYPE_CHECKING:
    from build_tools.model.page import Page
    from build_tools.model.playbook import Playbook
    from build_tools.publish.disk import WriteReport

COLLECT_AFTER = 50_000
"""Objects made before the collector looks for circles: there are few, and it takes a twentieth of the time."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: playbook check content/ru\n\nFindings are told in your machine's language; PLAYBOOK_LANGUAGE=ru changes that.",
)
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Build and check a multilingual playbook written in Markdown."""
    gc.set_threshold(COLLECT_AFTER)
    atexit.register(gc.freeze)  # or Python looks through a whole playbook for circles before it ends


@main.command(epilog="Example: playbook check content/ru/guides --select PB3")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@content_option
@i18n_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True,
    help="How findings are written.",
)  # fmt: skip
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only rules whose code starts so, as in PB3 or PB302."
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option("--spelling", is_flag=True, help="Also check the spelling; needs hunspell.")
@click.option(
    "--print", "on_paper", is_flag=True, help="Also print every form and say what does not fit on its sheet."
)
@no_tracebacks
def check(
    paths: tuple[Path, ...],
    content: Path | None,
    i18n: Path | None,
    form: str,
    select: tuple[str, ...],
    *,
    strict: bool,
    on_paper: bool,
    spelling: bool,
) -> None:
    """Say what is wrong with the content, where, and what to do.

    With PATHS, only findings in those files and folders are shown; everything
    is read all the same, because links and translations reach everywhere.
    """
    from build_tools.checking import content_counts, load_and_check  # noqa: PLC0415
    from build_tools.load.playbook_files import label  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    _require_codes(select)
    where = settings(content=content, i18n=i18n)
    if on_paper:
        from build_tools.pipeline import print_and_check  # noqa: PLC0415 - brings WeasyPrint with it

        checked = print_and_check(where, spelling=spelling)
    else:
        checked = load_and_check(where, spelling=spelling)
    report = checked.report.select(select).within(label(path) for path in paths)
    print_report(report, form, content_counts(checked.playbook))
    sys.exit(1 if report.stops(strict=strict) else 0)


def _require_codes(prefixes: tuple[str, ...]) -> None:
    """Refuse the beginning of no rule's code: nothing would ever be found."""
    from build_tools.diagnostics.rules import RULES  # noqa: PLC0415
    from build_tools.errors import SettingsError  # noqa: PLC0415

    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in RULES):
            raise SettingsError(
                "no rule's code begins with {prefix}",
                "give a code or its beginning, as in PB302 or PB3",
                prefix=prefix,
            )


@main.command(epilog="Example: playbook build --site-dir /tmp/preview")
@content_option
@i18n_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site is written. [site]")
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--clean", is_flag=True, help="Forget everything kept from earlier builds.")
@click.option("--no-pdf", is_flag=True, help="Leave out the printed forms.")
@click.option(
    "--books", is_flag=True, help="Also make the booklets and the EPUB; the first time takes minutes."
)
@click.option("--no-search", is_flag=True, help="Leave out the search index.")
@click.option("--no-pictures", is_flag=True, help="Leave out the pictures for social networks.")
@click.option(
    "--executor", metavar="dask://HOST:PORT", help="Read and render on a Dask cluster. [this machine]"
)
@no_tracebacks
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
            executor=pool, progress=show_progress,
        )  # fmt: skip
    print_findings(built.report, notes=False)
    if built.written is None:
        kept = reader_catalogue().gettext(
            "Nothing was published: mend the findings above. The last good site is as it was."
        )
        click.echo(kept, err=True)
        sys.exit(1)
    click.echo(f"{where.site}: {_written(built.written)}")


def _written(report: WriteReport) -> str:
    """Return what was written, in words."""
    words = reader_catalogue().gettext("{written} written, {kept} unchanged")
    return words.format(written=report.written, kept=report.kept)


@main.command(epilog="Example: playbook serve --addr 127.0.0.1:8080")
@content_option
@i18n_option
@click.option(
    "--addr", default="127.0.0.1:8000", show_default=True, help="Where to serve; this machine alone sees it."
)
@no_tracebacks
def serve(content: Path | None, i18n: Path | None, addr: str) -> None:
    """Build, serve on this machine, rebuild what changes and reload the browser."""
    from build_tools.pipeline import build as build_site  # noqa: PLC0415
    from build_tools.preview import Preview  # noqa: PLC0415
    from build_tools.serve import serve as serve_site  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    where = settings(content=content, i18n=i18n)
    where = settings(content=content, i18n=i18n, site=where.cache / "serve")

    def rebuild(reindex: bool) -> bool:
        start = time.perf_counter()
        built = build_site(where, pdf=False, reindex=reindex)
        print_findings(built.report, notes=False)
        if built.written is None:
            click.echo(
                reader_catalogue().gettext(
                    "Nothing was published: mend the findings above. The last good site is as it was."
                )
            )
            return False
        click.echo(f"{_written(built.written)}, {time.perf_counter() - start:.2f} s")
        preview.remember()
        return True

    preview = Preview(where)
    try:
        serve_site(where, addr, rebuild, preview.pages, click.echo, reader_catalogue().gettext)
    except KeyboardInterrupt:
        click.echo()


@main.command(epilog="Example: playbook explain PB302")
@click.argument("code")
@no_tracebacks
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
            "there is no rule {code}",
            "did you mean {close}?" if close else "the codes begin with PB",
            code=code,
            close=close,
        )
    handbook = builtin_project() / "docs" / "handbook"
    pages = (handbook / lang / "rules" / f"{rule.code}.md" for lang in (reader_language(), "en"))
    page = next(path for path in pages if path.is_file())
    click.echo(page.read_text(encoding="utf-8").partition("\n---\n")[2].strip())


@main.command(epilog='Example: playbook new checklist "Before a hard call" --lang en')
@click.argument(
    "kind",
    required=False,
    type=click.Choice(["guide", "checklist", "worksheet", "assessment", "scenario", "path", "page"]),
)
@click.argument("title", required=False)
@click.option("--lang", help="Language it is written in. [the playbook's default]")
@click.option(
    "--translate-of", "translate_of", metavar="PAGE", help="Start a translation of this page instead."
)
@content_option
@i18n_option
@no_tracebacks
def new(
    kind: str | None,
    title: str | None,
    lang: str | None,
    translate_of: str | None,
    content: Path | None,
    i18n: Path | None,
) -> None:
    """Write a correct new page to start from, or the skeleton of a translation."""
    from build_tools import scaffold  # noqa: PLC0415
    from build_tools.errors import SettingsError  # noqa: PLC0415
    from build_tools.i18n.catalogue import open_catalogue  # noqa: PLC0415
    from build_tools.model.ids import Kind, Lang  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    where = settings(content=content, i18n=i18n)
    playbook = read_playbook(where)
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
    elif kind and title:
        page_id, text = scaffold.new_page(
            playbook, Kind(kind), title, code, open_catalogue(code, where.i18n).gettext
        )
        path = where.content / code / f"{page_id}.md"
    else:
        raise SettingsError(
            "the new page needs a kind and a title", 'playbook new checklist "Before a hard call"'
        )
    scaffold.write_page(path, text)
    click.echo(path)


def _source_page(playbook: Playbook, name: str) -> Page:
    """Return the source of the page that a path or an id means."""
    from build_tools.i18n.translations import find_page_id  # noqa: PLC0415

    versions = playbook.languages(find_page_id(playbook, name))
    return next((page for page in versions.values() if page.is_source), next(iter(versions.values())))


main.add_command(translations)
