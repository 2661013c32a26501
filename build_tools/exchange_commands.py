"""`playbook translations export` and `import`; `translation_commands.py` gives them their place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.terminal import read_playbook, reader_catalogue

if TYPE_CHECKING:
    from build_tools.i18n.catalogue import Catalogue
    from build_tools.settings import Settings
    from build_tools.translation_exchange import Imported

EXAMPLES = {
    "export": "Example: playbook translations export guides/feedback/feedforward --lang ru -o ru.po",
    "import": "Example: playbook translations import ru.po",
}


@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["po", "xliff"]),
    default="po",
    show_default=True,
    help="Form of the file.",
)
@click.option("--lang", required=True, help="Language to translate into.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write."
)
def export(where: Settings, pages: tuple[str, ...], form: str, lang: str, output: Path) -> None:
    """Write pages into a file for translators; every page when none is named.

    There is one file for each source language: a file has one pair of languages.
    """
    from build_tools.errors import SettingsError, WriteError  # noqa: PLC0415
    from build_tools.model.ids import Lang  # noqa: PLC0415
    from build_tools.translation_exchange import WRITERS, export_pages  # noqa: PLC0415

    playbook = read_playbook(where)
    if lang not in playbook.locales:
        codes = ", ".join(playbook.locales.codes)
        raise SettingsError(
            "{lang} is not a language of this playbook", "use one of: {codes}", lang=lang, codes=codes
        )
    exchanges = export_pages(playbook, where, pages, Lang(lang))
    if not exchanges:
        raise SettingsError(
            "nothing is to be translated into {lang}", "name a page that another language has", lang=lang
        )
    for exchange in exchanges:
        file = (
            output
            if len(exchanges) == 1
            else output.with_name(f"{output.stem}.{exchange.source_lang}{output.suffix}")
        )
        try:
            file.write_bytes(WRITERS[form](exchange))
        except OSError as error:
            raise WriteError(
                "{file} could not be written ({reason})",
                "name another file",
                file=file,
                reason=error.strerror,
            ) from error
        click.echo(file)


@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(where: Settings, file: Path) -> None:
    """Take the texts a translator gave back into the pages. Exit 1 when a text could not be taken."""
    from build_tools.translation_exchange import import_pages, read_exchange  # noqa: PLC0415

    catalogue = reader_catalogue()
    whole = True
    for page in import_pages(read_playbook(where), where, read_exchange(file)):
        whole = whole and not page.refused
        for line in _told(page, catalogue):
            click.echo(line)
    sys.exit(0 if whole else 1)


def _told(page: Imported, catalogue: Catalogue) -> list[str]:
    """Return what became of a page, in lines; nothing for a page that stayed as it was."""
    from build_tools.load.playbook_files import label  # noqa: PLC0415

    counts = (
        (page.changed, catalogue.ngettext("%(num)d item changed", "%(num)d items changed", page.changed)),
        (
            page.waiting,
            catalogue.ngettext(
                "%(num)d item not translated yet", "%(num)d items not translated yet", page.waiting
            ),
        ),
        (
            page.outdated,
            catalogue.ngettext(
                "%(num)d item left out: its source has changed since",
                "%(num)d items left out: their source has changed since",
                page.outdated,
            ),
        ),
    )
    told = [words % {"num": number} for number, words in counts if number]
    words = catalogue.gettext(
        "not taken, because it would change what the page is made of (line {line} of the source): {text}"
    )
    refused = [f"  {words.format(line=line, text=text)}" for line, text in page.refused]
    return [f"{label(page.path)}: {', '.join(told)}", *refused] if told or refused else []
