"""Fills a page's open places for paper: absolute addresses, notes without links, pictures by name."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from build_tools.model.addresses import asset_address, page_address
from build_tools.model.ids import PageId
from build_tools.model.links import Broken, ToAsset, ToOutside, ToPage, resolve
from build_tools.model.page import Page
from build_tools.render.references import cite_html, note
from build_tools.render.slots import Scene, SlotFiller
from build_tools.source.fragment import Fragment, Slot

PICTURE = "picture:"
"""Scheme of a picture's address in a job; no program but the press knows it."""


_HEADING = re.compile(r"(</?h)([2-5])\b")


def _lower(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) + 1}"


class PaperFiller(SlotFiller):
    """Fills the fragments of one page for paper.

    Args:
        scene: for whom.
        page: the page.
        site: absolute address of the site, ending in a slash; empty when it is not known.
        inside: pages of the same document by the id of their place in it; links to them stay inside.
        prefix: what the ids of this page's headings begin with.
    """

    def __init__(
        self,
        scene: Scene,
        page: Page,
        site: str,
        inside: Callable[[PageId], str | None] = lambda _id: None,
        prefix: str = "",
    ) -> None:
        super().__init__(scene, page)
        self.site, self.inside, self.prefix = site, inside, prefix
        self.pictures: dict[str, str] = {}
        """Address in the document -> slash path under the content root."""
        self._kinds |= {"id": self._id}

    def __call__(self, fragment: Fragment) -> Markup:
        """Return a fragment's HTML, as it has to be in a book where there is one."""
        html = super().__call__(fragment)
        return Markup(self._in_book(str(html))) if self.prefix else html  # noqa: S704 - it was safe before

    def _in_book(self, html: str) -> str:
        """Return HTML whose headings stand one level lower, and whose footnotes are this page's alone."""
        html = html.replace('id="fn', f'id="{self.prefix}fn').replace('href="#fn', f'href="#{self.prefix}fn')
        return _HEADING.sub(_lower, html)

    def _id(self, slot: Slot) -> str:
        return f' id="{self.prefix}{self.page.anchors[slot.number]}"' if self.prefix else ""

    def _link(self, slot: Slot) -> str:
        match resolve(self.scene.playbook, self.page, self.page.outline.links[slot.number].href):
            case ToPage(target, _, heading):
                return self._page_link(target, heading)
            case ToAsset(file):
                return self._outside(asset_address(file))
            case ToOutside(url):
                return f' href="{escape(url)}" class="outside"'
            case Broken():
                return ""

    def _outside(self, address: str) -> str:
        return f' href="{escape(self.site + address)}"' if self.site else ""

    def _page_link(self, target: Page, heading: int | None) -> str:
        place = (
            self.prefix.removesuffix(".")
            if target.id == self.page.id and self.prefix
            else self.inside(target.id)
        )
        if place:
            anchor = f".{target.anchors[heading]}" if heading is not None else ""
            return f' href="#{place}{anchor}" class="inside"'
        anchor = f"#{target.anchors[heading]}" if heading is not None else ""
        return self._outside(f"{page_address(target.id, self.scene.lang)}{anchor}")

    def _image(self, slot: Slot) -> str:
        target = resolve(self.scene.playbook, self.page, self.page.outline.images[slot.number].src)
        if not isinstance(target, ToAsset):
            return ""
        address = f"{PICTURE}{target.file}"
        self.pictures[address] = target.file
        return f' src="{escape(address)}"'

    def _cite(self, slot: Slot) -> str:
        sources = self.scene.playbook.sources
        labels = []
        for source_id, locator in self.page.outline.citations[slot.number].cites:
            source = sources.get(source_id)
            label = note(source, self.scene.catalogue) if source else source_id
            labels.append((f"#source-{source_id}" if self.prefix else "", label, locator))
        html = cite_html(labels)
        return html if self.prefix else html.replace(' href=""', "")
