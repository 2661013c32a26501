"""Fills a page's open places: addresses, citations, ids and words, as seen from one address of the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.addresses import asset_address, page_address, root_of
from build_tools.model.ids import Lang
from build_tools.model.links import Broken, ToAsset, ToOutside, ToPage, resolve
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.render.references import cite_html, note
from build_tools.source.fragment import Fragment, Slot


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and for whom a page is rendered.

    `lang` is the reader's language; the page's own may be another (a fallback).
    """

    playbook: Playbook
    catalogue: Catalogue
    lang: Lang
    address: str

    @property
    def root(self) -> str:
        """The way to the site's root, ending in a slash."""
        return root_of(self.address)

    def to(self, address: str) -> str:
        """Return the relative way to an address of the site."""
        return f"{self.root}{address}"


class SlotFiller:
    """Fills the fragments of one page.

    Args:
        scene: where and for whom.
        page: whose fragments they are.
        explain: marks the terms in running text; nothing is marked when not given.
        stale: indexes of the headings whose sections may be out of date.
    """

    def __init__(
        self,
        scene: Scene,
        page: Page,
        explain: Callable[[str], Markup] | None = None,
        stale: frozenset[int] = frozenset(),
    ) -> None:
        self.scene, self.page, self._explain, self._stale = scene, page, explain, stale
        self._kinds: dict[str, Callable[[Slot], str]] = {
            "link": self._link,
            "image": self._image,
            "cite": self._cite,
            "id": lambda slot: f' id="{page.anchors[slot.number]}"',
            "anchor": lambda slot: self._stale_mark(slot.number),
            "word": lambda slot: str(escape(scene.catalogue.gettext(slot.value))),
            "label": lambda slot: f' aria-label="{escape(scene.catalogue.gettext(slot.value))}"',
        }

    def __call__(self, fragment: Fragment) -> Markup:
        """Return a fragment's HTML."""
        return Markup(fragment.fill(self._fill))  # noqa: S704 - fragments are written by source/html_writer.py

    def prose(self, fragment: Fragment) -> Markup:
        """Return a fragment's HTML, terms marked: for running text, in the order it is read."""
        html = self(fragment)
        return self._explain(html) if self._explain and html else html

    def heading(self, title: Fragment, index: int) -> Markup:
        """Return the words of a heading, and whether its section may be out of date."""
        return self(title) + Markup(self._stale_mark(index))  # noqa: S704 - escaped below

    def _stale_mark(self, heading: int) -> str:
        if heading not in self._stale:
            return ""
        lang = f' lang="{self.scene.lang}"' if self.page.lang != self.scene.lang else ""
        return f' <span class="pb-stale"{lang}>{escape(self.scene.catalogue.gettext("may be out of date"))}</span>'

    def _fill(self, slot: Slot) -> str:
        return self._kinds[slot.kind](slot)

    def _link(self, slot: Slot) -> str:
        href = self.page.outline.links[slot.number].href
        match resolve(self.scene.playbook, self.page, href):
            case ToPage(target, _, heading):
                return self._page_link(target, heading)
            case ToAsset(file):
                return f' href="{self._asset(file)}"'
            case ToOutside(url):
                return f' href="{escape(url)}" rel="external noopener"'
            case Broken():
                return ""

    def _page_link(self, target: Page, heading: int | None) -> str:
        anchor = f"#{target.anchors[heading]}" if heading is not None else ""
        if target.id == self.page.id and anchor:
            return f' href="{anchor}"'
        shown = self.scene.playbook.shown(target.id, self.scene.lang) or target
        foreign = f' hreflang="{shown.lang}"' if shown.lang != self.page.lang else ""
        return f' href="{self.scene.to(page_address(target.id, self.scene.lang))}{anchor}"{foreign}'

    def _image(self, slot: Slot) -> str:
        src = self.page.outline.images[slot.number].src
        target = resolve(self.scene.playbook, self.page, src)
        return f' src="{self._asset(target.file)}"' if isinstance(target, ToAsset) else ""

    def _asset(self, file: str) -> str:
        """Return the way to a file of the content tree, whose name may have any characters."""
        return str(escape(self.scene.to(quote(asset_address(file)))))

    def _cite(self, slot: Slot) -> str:
        citation = self.page.outline.citations[slot.number]
        labels = []
        for source_id, locator in citation.cites:
            source = self.scene.playbook.sources.get(source_id)
            label = note(source, self.scene.catalogue) if source else source_id
            labels.append((f"#source-{quote(source_id)}", label, locator))
        return cite_html(labels)
