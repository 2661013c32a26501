"""Shelf: neighbours, the pages beside one, and what goes with it."""

from __future__ import annotations

from build_tools.model.ids import Lang
from build_tools.model.vocabulary import Vocabulary
from build_tools.render.shelf import WINDOW, Shelf
from tests import trees

VOCABULARY = Vocabulary({"trust": {"en": "Trust"}}, {"lead": {"en": "Lead"}})
TRUST = "topics: [trust]\n"
BOOK = trees.playbook(
    {
        "en/guides/b.md": trees.page(matter=TRUST + "roles: [lead]\n"),
        "en/guides/a.md": trees.page(matter=TRUST),
        "en/checklists/c.md": trees.page(kind=trees.Kind.CHECKLIST, matter=TRUST),
        "en/scenarios/s.md": trees.page(matter=TRUST),
        "en/pages/alone.md": trees.page(),
        "ru/guides/d.md": trees.page(matter=TRUST),
    },
    vocabulary=VOCABULARY,
)
SHELF = Shelf(BOOK, Lang("en"))


def ids(pages: object) -> list[str]:
    return [page.id for page in pages]  # type: ignore[attr-defined]


def test_pages_on_a_topic_are_in_the_order_of_kinds() -> None:
    assert ids(SHELF.on_topic("trust")) == ["guides/a", "guides/b", "guides/d", "checklists/c", "scenarios/s"]


def test_pages_for_a_role() -> None:
    assert ids(SHELF.for_role("lead")) == ["guides/b"]
    assert SHELF.for_role("nobody") == ()


def test_neighbours_are_of_the_same_kind() -> None:
    names = {
        page.id: [n.id if n else None for n in SHELF.neighbours(page)] for page in SHELF.on_topic("trust")
    }
    assert names == {
        "guides/a": [None, "guides/b"],
        "guides/b": ["guides/a", "guides/d"],
        "guides/d": ["guides/b", None],
        "checklists/c": [None, None],
        "scenarios/s": [None, None],
    }


def test_related_are_of_other_kinds() -> None:
    assert ids(SHELF.related(trees.only_page(BOOK, "guides/a"))) == ["checklists/c", "scenarios/s"]
    assert ids(SHELF.related(trees.only_page(BOOK, "pages/alone"))) == []


def test_around_shows_all_of_a_short_shelf() -> None:
    pages, complete = SHELF.around(trees.only_page(BOOK, "guides/a"))
    assert (len(pages), complete) == (5, True)


def test_around_is_a_window_of_a_long_shelf() -> None:
    """A sidebar costs the same however many pages there are."""
    files = {f"en/guides/p{i:03}.md": trees.page(matter=TRUST) for i in range(100)}
    book = trees.playbook(files, vocabulary=VOCABULARY)
    shelf = Shelf(book, Lang("en"))
    for i in (0, 5, 50, 98, 99):
        page = trees.only_page(book, f"guides/p{i:03}")
        pages, complete = shelf.around(page)
        assert not complete
        assert page in pages
        assert len(pages) == 2 * WINDOW + 1
