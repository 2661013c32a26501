"""The first use of an agreed term on a page leads to its definition.

In the text stands a link to the glossary, so that nothing depends on a script;
`terms.js` shows the definition beside the word instead.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from build_tools.i18n.terms import TermUse, Use, term_index
from build_tools.i18n.word_forms import Found, PhraseIndex
from build_tools.model.addresses import glossary_address
from build_tools.model.ids import Lang
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.render.slots import Scene
from build_tools.render.views import NoteView

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_CLOSED = frozenset(
    {"a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "label", "pre", "summary", "th"}
)
"""Elements whose text is left as it is."""


@lru_cache(maxsize=16)
def _index(playbook: Playbook, lang: Lang) -> PhraseIndex[TermUse]:
    return term_index(playbook.terms, lang)


class Explainer:
    """Marks the first use of each term on one page, and keeps the notes to be shown.

    Args:
        scene: where and for whom the page is rendered.
        page: the page; definitions are in its language.
    """

    def __init__(self, scene: Scene, page: Page) -> None:
        self._terms, self._lang = scene.playbook.terms, page.lang
        self._index = _index(scene.playbook, page.lang) if scene.playbook.terms else None
        self._glossary = scene.to(glossary_address(scene.lang))
        self._in_glossary = {term.id for term in self._terms.values() if scene.lang in term.wordings}
        self.notes: list[NoteView] = []
        self._seen: set[str] = set()

    def __call__(self, html: str) -> Markup:
        """Return safe HTML with the terms in its text marked; text in links, headings and code stays."""
        if self._index is None:
            return Markup(html)  # noqa: S704
        parts = _TAG.split(html)
        closed = 0
        for i, part in enumerate(parts):
            if i % 2:
                name = _NAME.match(part)
                if name and name[1].lower() in _CLOSED:
                    closed += -1 if part.startswith("</") else 1
            elif not closed and not part.isspace() and part:
                parts[i] = self._text(self._index, part)
        return Markup("".join(parts))  # noqa: S704

    def _text(self, index: PhraseIndex[TermUse], text: str) -> str:
        pieces, end = [], 0
        for found in index.find(text):
            if found.start >= end and self._is_explained(found):
                pieces += [
                    text[end : found.start],
                    self._link(found.value.term, text[found.start : found.end]),
                ]
                end = found.end
        return "".join((*pieces, text[end:])) if pieces else text

    def _is_explained(self, found: Found[TermUse]) -> bool:
        use = found.value
        named = use.use is Use.TERM or (use.use is Use.SYNONYM and use.phrase.isupper())
        wording = self._terms[use.term].wordings[self._lang]
        return named and not wording.everyday and use.term in self._in_glossary and use.term not in self._seen

    def _link(self, term: str, text: str) -> str:
        self._seen.add(term)
        wording = self._terms[term].wordings[self._lang]
        address = f"{self._glossary}#{term}"
        self.notes.append(
            NoteView(id=f"term-{term}", term=wording.term, definition=wording.definition, url=address)
        )
        return f'<a class="pb-word" href="{escape(address)}" data-note="term-{escape(term)}">{text}</a>'
