"""Everything in the site that makes it searchable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.ids import Lang
from build_tools.model.playbook import Playbook
from build_tools.render.site_pages import RenderedPage
from build_tools.search.facts import NOTHING, facts
from build_tools.search.feed import entries
from build_tools.search.pagefind import BUNDLE, IndexFile, indexes


def search_files(
    rendered: Iterable[RenderedPage], playbook: Playbook, catalogues: Mapping[Lang, Catalogue], folder: Path
) -> Iterator[tuple[str, IndexFile]]:
    """Yield the files of the search by their path in the site.

    Args:
        rendered: every page of the site.
        playbook: what they were made from.
        catalogues: the interface's words by language.
        folder: where indexes are kept from build to build.

    Raises:
        SearchError: Pagefind is missing or failed.
    """
    files, summaries = indexes(entries(playbook, rendered), folder)
    for lang in playbook.locales.codes:
        known = facts(playbook, lang, catalogues[lang], summaries.get(lang, NOTHING))
        files[f"playbook.{lang}.json"] = IndexFile(known)
    yield from ((f"{BUNDLE}{name}", file) for name, file in sorted(files.items()))
