"""Every file that is made for others than readers: pictures, feeds, manifests, copies for machines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from build_tools.kept import Passing, digest
from build_tools.model.addresses import feed_address, manifest_address, page_address
from build_tools.model.ids import HOME, Kind, Lang, is_handbook
from build_tools.model.page import Page
from build_tools.render.site_pages import RenderedPage, SiteModel
from build_tools.render.words import kinds_word
from build_tools.share.feed import Change, atom_feed, web_manifest
from build_tools.share.generated_copies import GeneratedCopy, generated_copies
from build_tools.share.markdown_copies import copy_path, llms_txt, markdown_copy
from build_tools.share.shared_file import SharedFile

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)
LLMS = "llms.txt"


def shared_files(
    model: SiteModel, rendered: Sequence[RenderedPage], file_of: Callable[[Page], Path]
) -> Iterator[SharedFile]:
    """Yield each file but the pictures.

    Args:
        model: the content and what mkdocs.yml says of the site.
        rendered: every page.
        file_of: gives a page's file.
    """
    playbook, url = model.playbook, model.facts.url
    by_address = {page.address: page for page in rendered}
    for locale in playbook.locales.all:
        home = playbook.page(HOME, locale.code)
        yield SharedFile(manifest_address(locale.code), web_manifest(locale, home.summary if home else ""))
        if playbook.changed and url:
            yield SharedFile(feed_address(locale.code), atom_feed(locale, url, _changes(model, locale.code)))
        generated = tuple(generated_copies(model, locale.code, by_address))
        yield from (SharedFile(copy.path, copy.text, copy.page.made_from) for copy in generated)
        listed = _llms(model, locale.code, generated)
        yield SharedFile(f"{locale.code}/{LLMS}", listed)
        if locale.code == playbook.locales.default:
            yield SharedFile(LLMS, listed)
    # A copy follows from less than the page does.
    made_from = {(page.key, page.lang): page.made_from for page in rendered}
    for page in playbook.pages:
        make = partial(_copy, model, page, file_of(page))
        yield SharedFile(copy_path(page), make, made_from.get((page.id, page.lang), b""))


def _copy(model: SiteModel, page: Page, file: Path) -> str:
    data = file.read_bytes()
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    text = _FRONT_MATTER.sub("", text, count=1)
    copy = markdown_copy(page, text, model.playbook, model.catalogues[page.lang], model.facts.url)
    return copy if digest(data) == page.digest else Passing(copy)


def _changes(model: SiteModel, lang: Lang) -> Iterator[Change]:
    for page in model.playbook.pages:
        day: date | None = model.playbook.changed.get(page.file)
        if page.lang == lang and day is not None and not is_handbook(page.id):
            yield Change(page_address(page.id, lang), page.title, page.summary, page.kind.value, day)


def _llms(model: SiteModel, lang: Lang, generated: Iterable[GeneratedCopy]) -> str:
    playbook, catalogue = model.playbook, model.catalogues[lang]
    home = playbook.page(HOME, lang)
    own = [page for page in playbook.pages if page.lang == lang and not is_handbook(page.id)]
    groups = [
        (
            kinds_word(kind, catalogue),
            [(copy_path(page), page.title, page.summary) for page in own if page.kind is kind],
        )
        for kind in Kind
    ]
    lists = [(copy.path, copy.page.title_alone, copy.page.summary) for copy in generated]
    others = [
        (locale.name, f"{locale.code}/{LLMS}") for locale in playbook.locales.all if locale.code != lang
    ]
    return llms_txt(
        playbook.locales[lang].title,
        home.summary if home else "",
        [*groups, (catalogue.gettext("Lists"), lists)],
        model.facts.url,
        others,
    )
