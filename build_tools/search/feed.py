"""What Pagefind is given of a page: the text of its body, and beside it what the results show and filter by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import escape

from build_tools.model.body import Checklist
from build_tools.model.ids import HOME, Lang, PageId, is_handbook
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.render.site_pages import RenderedPage
from build_tools.search.mentions import mentions

_FURNITURE = re.compile(
    r"<(header|footer|nav|details|button)\b.*?</\1>"
    r'|<section class="pb-(?:related|sources|result)".*?</section>'
    r'|<div class="pb-(?:bar|notice|scale|progress|when)".*?</div>'
    r'|<(?P<tag>p|label|span) class="pb-(?:scale-key|privacy|prompt__label|choices__label|step__end|dimension__score'
    r'|advice__label|module__minutes|card__head|unseen)".*?</(?P=tag)>',
    re.DOTALL,
)
"""What the templates put around the text of a body; title and summary are given apart."""
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|q|span|strong|sub|sup)\b[^>]*>")
_MARKUP = re.compile(r"<(?!/?(?:h[1-6]|p|li|t[dh]|d[td]|blockquote)\b)[^>]*>")
"""Everything Pagefind need not read: it takes half the time without."""


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
        yield Entry(
            part.address, part.lang, _html(page, part.slots["content"], called[page.lang].get(page.id, ()))
        )


def text_html(content: str) -> str:
    """Return the text of a rendered page: headings with their ids, paragraphs and items, nothing around them."""
    return _MARKUP.sub(" ", _INLINE.sub("", _FURNITURE.sub("", content)))


def filter_name(what: str, value: str) -> str:
    """Return what the index calls "this page is of kind guide".

    A filter for each value, not one filter with many values: Pagefind writes
    several values in an order that differs from run to run.
    """
    return f"{what}-{value}"


def _html(page: Page, content: str, also: tuple[str, ...]) -> str:
    if isinstance(page.body, Checklist):
        also = (*also, page.body.moment)
    # Every page has every key: Pagefind numbers them page by page.
    meta = {
        "also": " · ".join(also),
        "key": page.id,
        "minutes": str(page.minutes or ""),
        "summary": page.summary,
        "title": page.title,
        "topics": " ".join(page.topics),
    }
    filters = [
        ("kind", page.kind.value),
        *(("topic", t) for t in page.topics),
        *(("role", r) for r in page.roles),
    ]
    given = [
        f'<p data-pagefind-meta="{name}" data-pagefind-ignore>{escape(value or "-")}</p>'
        for name, value in meta.items()
    ]
    given += [
        f'<p data-pagefind-filter="{filter_name(*pair)}" data-pagefind-ignore>1</p>' for pair in filters
    ]
    return f'<!doctype html><html lang="{page.lang}"><body>{"".join(given)}{text_html(content)}</body></html>'
