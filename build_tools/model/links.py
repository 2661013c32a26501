"""Where a link leads. One resolution for the checks and for rendering: what is checked is what is published."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote, urlsplit

from build_tools.model.ids import Kind, Lang, PageId, is_handbook
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_WITHOUT_HOST = frozenset({"mailto", "tel"})


class Fault(Enum):
    """Why a link leads nowhere."""

    UNSAFE = "unsafe"
    OUTSIDE = "outside"
    ABSOLUTE = "absolute"
    NO_ADDRESS = "address"
    UNREAD = "unread"
    """The file is there; why it cannot be read is reported there."""
    NO_PAGE = "page"
    NO_ANCHOR = "anchor"
    NO_ASSET = "asset"


@dataclass(frozen=True, slots=True)
class ToPage:
    """A page of the playbook; `lang` is the language of the file the link names."""

    page: Page
    lang: Lang
    heading: int | None = None
    """Index of the heading in the target's outline; None for the page's top."""


@dataclass(frozen=True, slots=True)
class ToAsset:
    """A file of the content tree, by its slash path under the content root."""

    file: str


@dataclass(frozen=True, slots=True)
class ToOutside:
    """Another site, a mail address or a telephone number."""

    url: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that leads nowhere. `page` is set when only the anchor is wrong."""

    fault: Fault
    wanted: str
    page: Page | None = None


Target = ToPage | ToAsset | ToOutside | Broken


def resolve(playbook: Playbook, page: Page, href: str) -> Target:
    """Return where `href` leads from `page`.

    Args:
        playbook: what can be linked to.
        page: the page the link stands on.
        href: the address as the outline has it.
    """
    if not href.strip():
        return Broken(Fault.NO_ADDRESS, href)
    try:
        parts = urlsplit(href)
    except ValueError:
        return Broken(Fault.UNSAFE, href)
    if parts.scheme or href.startswith("//"):
        safe = parts.scheme in _WITHOUT_HOST or (parts.scheme in SAFE_SCHEMES and parts.netloc)
        return ToOutside(href) if safe else Broken(Fault.UNSAFE, href)
    path, _, anchor = href.partition("#")
    path, anchor = unquote(path.partition("?")[0]), unquote(anchor)
    return _to_file(playbook, page, path, anchor) if path else _to_page(page, page.lang, anchor)


def _to_file(playbook: Playbook, page: Page, path: str, anchor: str) -> Target:
    if path.startswith("/") or "\\" in path:
        return Broken(Fault.ABSOLUTE, path)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path))
    if is_handbook(page.id):
        # The handbook lies as deep in the repository as the pages do, so its links out of docs/ end up here.
        file = file.removeprefix("../content/")
    if file.startswith("../") or file == "..":
        return Broken(Fault.OUTSIDE, path)
    if file.endswith(".md"):
        lang, _, rest = file.removesuffix(".md").partition("/")
        target = playbook.page(PageId(rest), Lang(lang))
        if target is None and lang == page.lang:
            target = playbook.shown(PageId(rest), Lang(lang))
        if target is None and _is_unread(playbook, rest, lang, page.lang):
            return Broken(Fault.UNREAD, file)
        return _to_page(target, Lang(lang), anchor) if target else Broken(Fault.NO_PAGE, file)
    return ToAsset(file) if file in playbook.assets else Broken(Fault.NO_ASSET, file)


def _is_unread(playbook: Playbook, page_id: str, lang: str, own: Lang) -> bool:
    """Return True when the page is there, or in a language its reader would be shown, and cannot be read."""
    languages = playbook.locales.codes if lang == own else [lang]
    return bool(playbook.unread) and any(f"{code}/{page_id}.md" in playbook.unread for code in languages)


def _to_page(target: Page, lang: Lang, anchor: str) -> Target:
    if not anchor:
        return ToPage(target, lang)
    heading = target.find_anchor(anchor)
    if heading is None:
        return Broken(Fault.NO_ANCHOR, anchor, target)
    return ToPage(target, lang, heading)


def practice_kinds() -> frozenset[Kind]:
    """Return the kinds a guide is put into practice with."""
    return frozenset({Kind.CHECKLIST, Kind.WORKSHEET, Kind.SCENARIO})
