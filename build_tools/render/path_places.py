"""Where pages stand on the learning paths: what came before, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.model.body import LearningPath
from build_tools.model.ids import Lang, PageId
from build_tools.model.links import ToPage, resolve
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.render.cards import page_link
from build_tools.render.slots import Scene
from build_tools.render.views import PathPlaceView


@dataclass(frozen=True, slots=True)
class PathPlace:
    """A page's place on one path; `stops` are all of the path's pages in order, `index` is this page's."""

    path: Page
    index: int
    stops: tuple[PageId, ...]


def path_stops(playbook: Playbook, path: Page) -> tuple[PageId, ...]:
    """Return the pages of a path in order, each once; what leads nowhere is left out."""
    if not isinstance(path.body, LearningPath):
        return ()
    hrefs = (path.outline.links[stop.link].href for stop in path.body.stops if stop.link is not None)
    targets = (resolve(playbook, path, href) for href in hrefs)
    return tuple(dict.fromkeys(target.page.id for target in targets if isinstance(target, ToPage)))


def path_places(playbook: Playbook, paths: Iterable[Page]) -> dict[PageId, tuple[PathPlace, ...]]:
    """Return of each page its places on the paths."""
    places: dict[PageId, list[PathPlace]] = defaultdict(list)
    for path in paths:
        stops = path_stops(playbook, path)
        for index, page_id in enumerate(stops):
            places[page_id].append(PathPlace(path, index, stops))
    return {page_id: tuple(found) for page_id, found in places.items()}


def path_place_view(place: PathPlace, scene: Scene) -> PathPlaceView:
    """Return a page's place on a path as its template is given it."""

    def shown(index: int) -> Page | None:
        inside = 0 <= index < len(place.stops)
        return scene.playbook.shown(place.stops[index], Lang(scene.lang)) if inside else None

    before, after = shown(place.index - 1), shown(place.index + 1)
    return PathPlaceView(
        key=place.path.id,
        path=page_link(place.path, scene),
        number=place.index + 1,
        total=len(place.stops),
        previous=page_link(before, scene) if before else None,
        next=page_link(after, scene) if after else None,
    )
