"""`playbook translations`: the state of every translation, and what one does about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools import exchange_commands
from build_tools.terminal import content_option, i18n_option, no_tracebacks, read_playbook, reader_catalogue

if TYPE_CHECKING:
    from build_tools.settings import Settings


@click.group(
    invoke_without_command=True,
    epilog="Examples: playbook translations --lang ru\n\nplaybook translations accept content/ru/guides/feedback/feedforward.md",
)
@content_option
@i18n_option
@click.option("--lang", multiple=True, help="Only this language; may be given more than once.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Table or JSON.",
)
@click.option("--changes", is_flag=True, help="With each stale section, what changed in its source.")
@click.pass_context
@no_tracebacks
def translations(
    context: click.Context,
    content: Path | None,
    i18n: Path | None,
    lang: tuple[str, ...],
    form: str,
    *,
    changes: bool,
) -> None:
    """Show the state of every translation, section by section."""
    from build_tools import translation_report as report  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    context.obj = settings(content=content, i18n=i18n)
    if context.invoked_subcommand:
        return
    playbook = read_playbook(context.obj)
    if form == "json":
        click.echo(report.as_json(playbook, lang))
    else:
        for line in report.table(playbook, lang, reader_catalogue()):
            click.echo(line)
        if changes:
            for line in report.changes(playbook, lang, context.obj.content):
                click.echo(line)


@translations.command(
    epilog="Example: playbook translations accept content/ru/guides/feedback/feedforward.md"
)
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option("--all", "every", is_flag=True, help="Every translation.")
@content_option
@i18n_option
@click.option("--lang", multiple=True, help="Only this language; may be given more than once.")
@click.pass_obj
@no_tracebacks
def accept(
    where: Settings,
    pages: tuple[str, ...],
    content: Path | None,
    i18n: Path | None,
    lang: tuple[str, ...],
    *,
    every: bool,
) -> None:
    """Note that translations say what their source says now; PAGE is a file or a page id."""
    from build_tools.errors import SettingsError  # noqa: PLC0415
    from build_tools.i18n.translations import accept as accept_page  # noqa: PLC0415
    from build_tools.i18n.translations import chosen_translations  # noqa: PLC0415
    from build_tools.settings import settings  # noqa: PLC0415

    if content or i18n:
        where = settings(content=content or where.content, i18n=i18n or where.i18n)
    if not pages and not every:
        raise SettingsError(
            "no page is named", "name a page, as in content/ru/guides/feedback.md, or give --all"
        )
    playbook = read_playbook(where)
    for page, source in chosen_translations(playbook, pages, lang):
        if accept_page(page, source, where.file_of(page)):
            click.echo(page.path)


for _command in (exchange_commands.export, exchange_commands.import_):
    _name = _command.__name__.rstrip("_")
    translations.command(_name, epilog=exchange_commands.EXAMPLES[_name])(
        click.pass_obj(no_tracebacks(_command))
    )
