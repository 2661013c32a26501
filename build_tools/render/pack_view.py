"""The page where readers choose what they want to print as one document."""

from __future__ import annotations

from build_tools.model.addresses import kind_address
from build_tools.model.ids import Kind
from build_tools.render.cards import page_card
from build_tools.render.listing_view import plain_view
from build_tools.render.page_views import PageView
from build_tools.render.slots import Scene
from build_tools.render.views import GroupView, PackView
from build_tools.render.words import kinds_word

PACKED_KINDS = (Kind.CHECKLIST, Kind.WORKSHEET, Kind.ASSESSMENT, Kind.PATH, Kind.SCENARIO, Kind.GUIDE)


def pack_view(scene: Scene) -> PageView:
    """Return the page with everything that can be put into a pack, by kind."""
    _ = scene.catalogue.gettext
    groups = (
        GroupView(
            id=kind.folder,
            title=kinds_word(kind, scene.catalogue),
            url=scene.to(kind_address(kind, scene.lang)),
            cards=tuple(
                page_card(page, scene, summary=False) for page in scene.playbook.of_kind(kind, scene.lang)
            ),
        )
        for kind in PACKED_KINDS
    )
    body = PackView(groups=tuple(group for group in groups if group.cards))
    summary = _("Pick checklists, worksheets, self-assessments and paths, and print them as one document.")
    return plain_view(scene, "pack", "pack", _("Your own pack"), body, summary)
