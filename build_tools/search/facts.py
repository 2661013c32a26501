"""What the browser knows of a language before it searches: `playbook.<lang>.json`.

The names of kinds, topics and roles for the filters, what else people call
the glossary's terms, and what `search/vocabulary.py` found out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.glossary import Wording
from build_tools.model.ids import Kind, Lang
from build_tools.model.playbook import Playbook
from build_tools.render.words import kind_word


def _(text: str) -> str:
    """Mark a phrase for the message catalogue; it is looked up when it is used."""
    return text


KIND_ALSO = {
    Kind.GUIDE: _("article, how-to"),
    Kind.CHECKLIST: _("check list, memo"),
    Kind.WORKSHEET: _("template, form, worksheet"),
    Kind.ASSESSMENT: _("test, quiz, survey, questionnaire, assessment"),
    Kind.SCENARIO: _("simulation, role play, case"),
    Kind.PATH: _("course, programme, learning path"),
    Kind.PAGE: "",
}
"""What people call each kind when they look for one, separated by commas."""
NOTHING: Mapping[str, Any] = {"pages": 0, "parts": 0, "common": [], "initials": ""}


def facts(playbook: Playbook, lang: Lang, catalogue: Catalogue, summary: Mapping[str, Any]) -> bytes:
    """Return the file of one language.

    Args:
        playbook: the content.
        lang: the language.
        catalogue: the interface's words in it.
        summary: what is known of its vocabulary.
    """
    own = [page for page in playbook.pages if page.lang == lang]
    kinds = {page.kind for page in own}
    content = {
        **summary,
        "kinds": [
            (kind.value, [kind_word(kind, catalogue)], _also(kind, catalogue))
            for kind in Kind
            if kind in kinds
        ],
        "topics": _named(
            playbook, lang, playbook.vocabulary.topics, {topic for page in own for topic in page.topics}
        ),
        "roles": _named(
            playbook, lang, playbook.vocabulary.roles, {role for page in own for role in page.roles}
        ),
        "terms": list(_terms(playbook, lang)),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _also(kind: Kind, catalogue: Catalogue) -> list[str]:
    names = catalogue.gettext(KIND_ALSO[kind]) if KIND_ALSO[kind] else ""
    return [name.strip() for name in names.split(",") if name.strip()]


def _named(
    playbook: Playbook, lang: Lang, entries: Mapping[str, Any], used: set[str]
) -> list[tuple[str, str]]:
    return [(entry, playbook.vocabulary.name(entry, lang)) for entry in entries if entry in used]


def _terms(playbook: Playbook, lang: Lang) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield id, names (ours first, then what else people call it, wrong or not) and what is typed for it."""
    for term in playbook.terms.values():
        wording: Wording | None = term.wordings.get(lang)
        if wording is not None:
            names = (wording.term, *wording.synonyms, *(variant for variant, _ in wording.forbidden))
            yield term.id, list(dict.fromkeys(names)), list(wording.searched)
