"""What Pagefind is given of a page: the text of its body, and what the results show and filter by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import escape

from build_tools.kept import digest
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
    r'|<(?P<tag>p|label|span) class="pb-(?:scale-key|privacy|prompt__label|choices__label|step__end'
    r'|dimension__score|advice__label|module__minutes|card__head|unseen)".*?</(?P=tag)>',
    re.DOTALL,
)
"""What the templates put around the text of a body; title and summary are given apart."""
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|q|span|strong|sub|sup)\b[^>]*>")
_MARKUP = re.compile(r"<(?!/?(?:h[1-6]|p|li|t[dh]|d[td]|blockquote)\b)[^>]*>")
"""Everything Pagefind need not read: it takes half the time without."""
EVERY = "xeverypagex"
"""A word that stands on every page, for asking which pages pass a filter.

Asked for a filter without any word, Pagefind loads its whole index.
"""


TEXT = "<!--text-->"
"""Behind it stands what a reader sees of the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it is searched."""

    address: str
    lang: Lang
    key: bytes
    """Fingerprint of everything its HTML follows from."""
    html: Callable[[], str]
    """Makes what Pagefind reads."""


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
        also = " · ".join((*called[page.lang].get(page.id, ()), *_moment(page)))
        yield Entry(
            part.address, part.lang, digest(part.made_from, also.encode()), partial(_html, part, page, also)
        )


def text_html(content: str) -> str:
    """Return the text of a rendered page: headings with their ids, paragraphs and items, nothing else."""
    return _MARKUP.sub(" ", _INLINE.sub("", _FURNITURE.sub("", content)))


def filter_name(what: str, value: str) -> str:
    """Return what the index calls "this page is of kind guide".

    A filter for each value, not one filter with many values: Pagefind writes
    several values in an order that differs from run to run.
    """
    return f"{what}-{value}"


def _moment(page: Page) -> tuple[str, ...]:
    return (page.body.moment,) if isinstance(page.body, Checklist) else ()


def _html(part: RenderedPage, page: Page, also: str) -> str:
    body = text_html(part.slots["content"])
    # Every page has every key: Pagefind numbers them page by page.
    aside = {
        "every": EVERY,
        "key": page.id,
        "minutes": str(page.minutes or ""),
        "topics": " ".join(page.topics),
    }
    read = {"also": also, "summary": page.summary, "title": page.title}
    filters = [("kind", page.kind.value)]
    filters += [("topic", topic) for topic in page.topics]
    filters += [("role", role) for role in page.roles]
    given = [f'<p data-pagefind-filter="{filter_name(*pair)}" data-pagefind-ignore>1</p>' for pair in filters]
    given += [*_given(aside), TEXT, *_given(read)]
    return f'<!doctype html><html lang="{page.lang}"><body>{"".join(given)}{body}</body></html>'


def _given(meta: Mapping[str, str]) -> Iterator[str]:
    for name, value in meta.items():
        yield f'<p data-pagefind-meta="{name}" data-pagefind-ignore>{escape(value or "-")}</p>'
