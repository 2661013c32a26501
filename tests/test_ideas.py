"""Every idea the playbook started from has its row in the handbook, and its links lead to a section."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.checking import load_and_check
from build_tools.model.ids import HANDBOOK, Lang, PageId
from build_tools.model.links import ToPage, resolve
from build_tools.model.playbook import Playbook
from build_tools.settings import settings

ROOT = Path(__file__).parent.parent
COUNTS = {"A": 12, "B": 11, "C": 10, "D": 16, "E": 8}
IDEAS = [f"{letter}{number}" for letter, count in COUNTS.items() for number in range(1, count + 1)]
ROW = re.compile(r"^\| (\w+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")
HEADINGS = {"Id", "№"}


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    loaded = load_and_check(settings(project=ROOT)).playbook
    assert loaded is not None
    return loaded


def rows(lang: str) -> dict[str, list[str]]:
    """Return the addresses in each idea's row, in the order of the tables."""
    text = (ROOT / "docs" / "handbook" / lang / "ideas.md").read_text(encoding="utf-8")
    found = [(idea, LINK.findall(places)) for idea, _, places in ROW.findall(text) if idea not in HEADINGS]
    assert len({idea for idea, _ in found}) == len(found), "an idea has two rows"
    return dict(found)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_idea_has_one_row(lang: str) -> None:
    assert list(rows(lang)) == IDEAS


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("idea", IDEAS)
def test_idea_lives_in_a_section_of_a_page(playbook: Playbook, idea: str, lang: str) -> None:
    table = playbook.page(PageId(f"{HANDBOOK}ideas"), Lang(lang))
    assert table is not None
    links = rows(lang)[idea]
    assert links, "the row has no link"
    for href in links:
        target = resolve(playbook, table, href)
        assert isinstance(target, ToPage), f"{href}: {target}"
        assert target.page.lang == lang, f"{href} is not in the reader's language"
        assert target.heading is not None, f"{href} names no section"


def test_ideas_live_in_the_same_places_in_both_languages(playbook: Playbook) -> None:
    places: dict[str, list[tuple[str, int | None]]] = {}
    for lang in ("en", "ru"):
        table = playbook.page(PageId(f"{HANDBOOK}ideas"), Lang(lang))
        assert table is not None
        targets = [resolve(playbook, table, href) for links in rows(lang).values() for href in links]
        places[lang] = [(target.page.id, target.heading) for target in targets if isinstance(target, ToPage)]
    assert places["en"] == places["ru"]
