"""The top navigation: Guides, Checklists, Practice, Paths, Library."""

from __future__ import annotations

from build_tools.model.addresses import kind_address, library_address, practice_address
from build_tools.model.ids import PRACTICE_KINDS, Kind
from build_tools.render.slots import Scene
from build_tools.render.views import LinkView


def section_of(kind: Kind | None) -> str:
    """Return the section a page of a kind belongs to; empty for none."""
    if kind in PRACTICE_KINDS:
        return "practice"
    return kind.folder if kind in {Kind.GUIDE, Kind.CHECKLIST, Kind.PATH} and kind is not None else ""


def section_links(scene: Scene, current: str = "") -> tuple[LinkView, ...]:
    """Return the top navigation: the sections that have a page.

    Args:
        scene: where and for whom.
        current: the section the page is in, as `section_of` calls it, or `library`.
    """
    lang, _, playbook = scene.lang, scene.catalogue.gettext, scene.playbook
    entries = (
        ("guides", _("Guides"), kind_address(Kind.GUIDE, lang), playbook.of_kind(Kind.GUIDE, lang)),
        (
            "checklists",
            _("Checklists"),
            kind_address(Kind.CHECKLIST, lang),
            playbook.of_kind(Kind.CHECKLIST, lang),
        ),
        (
            "practice",
            _("Practice"),
            practice_address(lang),
            any(playbook.of_kind(k, lang) for k in PRACTICE_KINDS),
        ),
        ("paths", _("Paths"), kind_address(Kind.PATH, lang), playbook.of_kind(Kind.PATH, lang)),
        ("library", _("Library"), library_address(lang), playbook.sources),
    )
    return tuple(
        LinkView(url=scene.to(address), title=title, current=name == current)
        for name, title, address, pages in entries
        if pages
    )
