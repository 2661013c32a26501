"""`playbook translations export` and `import`: what the two commands do; `cli.py` gives them their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from build_tools.i18n.catalogue import Catalogue
    from build_tools.model.playbook import Playbook
    from build_tools.settings import Settings


def export_file(playbook: Playbook, where: Settings, pages: tuple[str, ...], form: str, lang: str, output: Path) -> list[Path]:
    """Write what there is to translate into a language; return the files.

    There is one file for each source language: a file has one pair of languages.

    Raises:
        SettingsError: there is no such page or language, or nothing to translate.
        WriteError: the file cannot be written.
    """
    from build_tools.errors import SettingsError, WriteError  # noqa: PLC0415 - keeps `--help` fast
    from build_tools.model.ids import Lang  # noqa: PLC0415
    from build_tools.translation_exchange import WRITERS, export_pages  # noqa: PLC0415

    if lang not in playbook.locales:
        codes = ", ".join(playbook.locales.codes)
        raise SettingsError("{lang} is not a language of this playbook", "use one of: {codes}", lang=lang, codes=codes)
    exchanges = export_pages(playbook, where, pages, Lang(lang))
    if not exchanges:
        raise SettingsError("nothing is to be translated into {lang}", "name a page that another language has", lang=lang)
    written = []
    for exchange in exchanges:
        file = output if len(exchanges) == 1 else output.with_name(f"{output.stem}.{exchange.source_lang}{output.suffix}")
        try:
            file.write_bytes(WRITERS[form](exchange))
        except OSError as error:
            raise WriteError("{file} could not be written ({reason})", "name another file", file=file, reason=error.strerror) from error
        written.append(file)
    return written


def import_file(playbook: Playbook, where: Settings, file: Path, catalogue: Catalogue, say: Callable[[str], None]) -> bool:
    """Write what came back into the pages and say what became of it; return whether every text could be taken.

    Raises:
        SettingsError: the file cannot be read, or is not for this playbook.
    """
    from build_tools.load.playbook_files import label  # noqa: PLC0415
    from build_tools.translation_exchange import import_pages, read_exchange  # noqa: PLC0415

    whole = True
    for page in import_pages(playbook, where, read_exchange(file)):
        say(f"{label(page.path)}: {catalogue.ngettext('%(num)d item changed', '%(num)d items changed', page.changed) % {'num': page.changed}}")
        for number, one, many in (
            (page.waiting, "%(num)d item not translated yet", "%(num)d items not translated yet"),
            (page.outdated, "%(num)d item left out: its source has changed since", "%(num)d items left out: their source has changed since"),
        ):
            if number:
                say(f"  {catalogue.ngettext(one, many, number) % {'num': number}}")
        for line, text in page.refused:
            whole = False
            words = catalogue.gettext("not taken, because it would change what the page is made of (line {line} of the source): {text}")
            say(f"  {words.format(line=line, text=click.style(text, bold=True))}")
    return whole
