"""One page read anew, for a playbook that is otherwise as it was."""

from __future__ import annotations

from pathlib import Path

from build_tools.diagnostics import Severity
from build_tools.i18n.catalogue import open_catalogue
from build_tools.load.assemble import assemble
from build_tools.load.page_file import PageFile, PageLocation, read_page
from build_tools.model.ids import PageId
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook


def reread(playbook: Playbook, page_id: PageId, content: Path, i18n: Path) -> tuple[Page, ...] | None:
    """Return a page in all its languages as its files are now.

    Args:
        playbook: what was read before; knows the page.
        page_id: which page.
        content: folder of the content.
        i18n: folder of the message catalogues.

    Returns:
        None when a file is gone or something in it is wrong: a whole build has to say that.
    """
    files = []
    for page in playbook.languages(page_id).values():
        locale = playbook.locales[page.lang]
        location = PageLocation(
            page.id, page.lang, page.kind, page.path, page.file, locale.quotes,
            open_catalogue(page.lang, i18n).gettext("Debrief"), locale.typography,
        )  # fmt: skip
        try:
            data = (content / page.file).read_bytes()
        except OSError:
            return None
        file = read_page(location, data)
        if not isinstance(file, PageFile) or any(d.rule.severity is Severity.ERROR for d in file.diagnostics):
            return None
        files.append(file)
    pages, unclear = assemble(files)
    return None if unclear else pages
