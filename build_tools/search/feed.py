"""What Pagefind is given of a page: its body as it was rendered, and beside it what the results show and filter by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import escape

from build_tools.model.ids import HOME, Lang, PageId, is_handbook
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.render.site_pages import RenderedPage
from build_tools.search.mentions import mentions

LEFT_OUT = (
    "header", "footer", "nav", "button", "label > span", ".pb-notice", ".pb-contents", ".pb-sources", ".pb-related",
    ".pb-bar", ".pb-scale", ".pb-scale-key", ".pb-privacy", ".pb-progress", ".pb-prompt__label", ".pb-card__head",
    ".pb-unseen", ".pb-choices__label", ".pb-step__end", ".pb-result", ".pb-dimension__score", ".pb-advice__label",
)  # fmt: skip
"""Parts of a page that are not its text; title and summary are given apart."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it is searched. `html` is what Pagefind reads."""

    address: str
    lang: Lang
    html: str


def entries(playbook: Playbook, rendered: Iterable[RenderedPage]) -> Iterator[Entry]:
    """Yield every page that can be found.

    Those are the pages of the playbook in their own language. A fallback stays
    out of the foreign index; listings only repeat what is found anyway; the
    handbook is for those who write the playbook.
    """
    called = {lang: mentions(playbook, lang) for lang in playbook.locales.codes}
    for part in rendered:
        page = playbook.page(PageId(part.key), part.lang)
        if page is None or page.id == HOME or is_handbook(page.id):
            continue
        yield Entry(part.address, part.lang, _html(page, part.slots["content"], called[page.lang].get(page.id, ())))


def _html(page: Page, content: str, also: tuple[str, ...]) -> str:
    # Every page has every key: Pagefind numbers them page by page.
    meta = {
        "also": " · ".join(also),
        "key": page.id,
        "minutes": str(page.minutes or ""),
        "summary": page.summary,
        "title": page.title,
    }
    filters = [("kind", page.kind.value), *(("topic", t) for t in page.topics), *(("role", r) for r in page.roles)]
    given = [f'<p data-pagefind-meta="{name}" data-pagefind-ignore>{escape(value or "-")}</p>' for name, value in meta.items()]
    given += [f'<p data-pagefind-filter="{name}" data-pagefind-ignore>{escape(value)}</p>' for name, value in filters]
    return f'<!doctype html><html lang="{page.lang}"><body>{"".join(given)}{content}</body></html>'
