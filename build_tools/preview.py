"""An edited page as it will be, a tenth of a second after it is saved.

A whole build of a large playbook takes longer than an author likes to wait.
When only the text of some pages has changed, nothing else in the site changes
but the page itself, its translations and its fallbacks: these are drawn from
what is still in memory and shown until the build that follows has published
them. Whatever others could see (a title, a summary, an anchor) is left to that build.
"""

from __future__ import annotations

import gc
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from build_tools.checking import cached_read
from build_tools.i18n.catalogue import open_catalogue
from build_tools.load.playbook_files import load_playbook
from build_tools.load.reread import reread
from build_tools.model.addresses import page_address
from build_tools.model.ids import is_handbook
from build_tools.model.page import Page
from build_tools.render.keys import seen_by_others
from build_tools.render.site_pages import PageJob, SiteModel, render_job
from build_tools.settings import Settings
from build_tools.site.face import Face
from build_tools.site.kept_face import kept_face


class Preview:
    """What is in memory of the site that was built last.

    Args:
        settings: where everything is.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._face: Face | None = None
        self._model: SiteModel | None = None
        self._files: dict[Path, Page] = {}

    def remember(self) -> None:
        """Take the playbook as it is now; what the build has just read is read from its cache.

        Raises:
            PlaybookError: as the build does.
        """
        where = self._settings
        playbook = load_playbook(where.content, where.i18n, cached_read(where), where.handbook).playbook
        self._model = None
        if playbook is None:
            return
        self._face = kept_face(where.config, where.docs, where.i18n, playbook.locales, where.cache / "face")
        catalogues = {code: open_catalogue(code, where.i18n) for code in playbook.locales.codes}
        self._model = SiteModel(playbook, catalogues, replace(self._face.facts, pictures=True))
        for code in playbook.locales.codes:
            self._model.shelf(code)
        self._model.compile_templates()
        self._files = {where.file_of(page).resolve(): page for page in playbook.pages}
        # The collector would look through all of this again and again, and find nothing.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def pages(self, changed: Collection[Path]) -> dict[str, str]:
        """Return the HTML of every page that shows the changed files, by its address in the site.

        Args:
            changed: files that are new, changed or gone, in any folder.

        Returns:
            Nothing where a whole build is needed to know what the change does.
        """
        if self._model is None or self._face is None:
            return {}
        playbook = self._model.playbook
        found = [self._files.get(path.resolve()) for path in changed]
        ids = {page.id for page in found if page is not None and not is_handbook(page.id)}
        if None in found or not ids:
            return {}
        for page_id in sorted(ids):
            pages = reread(playbook, page_id, self._settings.content, self._settings.i18n)
            if pages is None:
                return {}
            fresh = playbook.with_pages(pages)
            if any(
                seen_by_others(page, fresh)
                != seen_by_others(playbook.languages(page_id)[page.lang], playbook)
                for page in pages
            ):
                return {}
            playbook = fresh
        model = self._model = self._model.with_texts(playbook)
        shells = self._face.shells
        jobs = [
            PageJob(lang, "page", page_id, page_address(page_id, lang))
            for page_id in ids
            for lang in playbook.locales.codes
        ]
        return {job.address: shells[job.lang].pour(render_job(model, job)) for job in jobs}
