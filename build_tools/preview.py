"""An edited page as it will be, a tenth of a second after it is saved.

A whole build of a large playbook takes longer than an author likes to wait.
When only the text of some pages has changed, nothing else in the site changes
but the page itself, its translations and its fallbacks: these are drawn from
what is still in memory and shown until the build that follows has published
them. Whatever others could see (a title, a summary, an anchor) is left to that build.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.checking import cached_read
from build_tools.i18n.catalogue import open_catalogue
from build_tools.load.playbook_files import load_playbook
from build_tools.load.reread import reread
from build_tools.model.addresses import page_address
from build_tools.model.ids import PageId, is_handbook
from build_tools.render.keys import seen_by_others
from build_tools.render.site_pages import PageJob, SiteModel, render_job
from build_tools.settings import Settings
from build_tools.site.face import Face
from build_tools.site.kept_face import kept_face


@dataclass(frozen=True, slots=True)
class _Known:
    """What is in memory of a site: its model and face, and which page each file is of."""

    model: SiteModel
    face: Face
    files: Mapping[Path, PageId]


class Preview:
    """What is in memory of the site that was built last.

    Args:
        settings: where everything is.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: _Known | None = None

    def remember(self) -> None:
        """Take the playbook as it is now; what the build has just read is read from its cache.

        May run in another thread than `pages`, which knows the last playbook until this one is ready.

        Raises:
            PlaybookError: as the build does.
        """
        where = self._settings
        playbook = load_playbook(where.content, where.i18n, cached_read(where), where.handbook).playbook
        if playbook is None:
            self._known = None
            return
        face = kept_face(where.config, where.docs, where.i18n, playbook.locales, where.cache / "face")
        catalogues = {code: open_catalogue(code, where.i18n) for code in playbook.locales.codes}
        model = SiteModel(playbook, catalogues, replace(face.facts, pictures=True))
        for code in playbook.locales.codes:
            model.shelf(code)
        model.compile_templates()
        files = {where.file_of(page).resolve(): page.id for page in playbook.pages}
        self._known = _Known(model, face, files)
        gc.freeze()  # or the collector would look through all of this again and again, and find nothing

    def pages(self, changed: Collection[Path]) -> dict[str, str]:
        """Return the HTML of every page that shows the changed files, by its address in the site.

        Args:
            changed: files that are new, changed or gone, in any folder.

        Returns:
            Nothing where a whole build is needed to know what the change does.
        """
        known = self._known
        found = {known.files.get(path.resolve()) for path in changed} if known else set()
        ids = {page_id for page_id in found if page_id is not None and not is_handbook(page_id)}
        if known is None or not ids or len(ids) < len(found):
            return {}
        playbook = known.model.playbook
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
        model = known.model.with_texts(playbook)
        if self._known is known:
            self._known = replace(known, model=model)
        jobs = [
            PageJob(lang, "page", page_id, page_address(page_id, lang))
            for page_id in ids
            for lang in playbook.locales.codes
        ]
        return {job.address: known.face.shells[job.lang].pour(render_job(model, job)) for job in jobs}
