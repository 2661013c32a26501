"""Anchors: GitHub's form for links in the source, ASCII for the site."""

from __future__ import annotations

import pytest

from build_tools.source.slug import SLUG, ascii_anchor, github_anchor
from tests import trees

GITHUB = {
    "Try this": "try-this",
    "What's new?": "whats-new",
    "A & B": "a--b",
    "Уже едете": "уже-едете",
    "snake_case stays": "snake_case-stays",
    "1. First": "1-first",
    "«Ёлка»": "ёлка",
    "  spaces  ": "spaces",
    "Em — dash": "em--dash",
}


@pytest.mark.parametrize(("text", "anchor"), GITHUB.items())
def test_github_anchor(text: str, anchor: str) -> None:
    assert github_anchor(text) == anchor


ASCII = {
    "Try this": "try-this",
    "What's new?": "whats-new",
    "What’s new?": "whats-new",
    "Уже едете": "uzhe-edete",
    "Щётка и объём": "shchetka-i-obem",
    "Größe": "grosse",
    "…": "",
    "": "",
}


@pytest.mark.parametrize(("text", "anchor"), ASCII.items())
def test_ascii_anchor(text: str, anchor: str) -> None:
    assert ascii_anchor(text) == anchor


@pytest.mark.parametrize("name", ["a", "feedforward", "one-to-one", "a1-2b"])
def test_good_slug(name: str) -> None:
    assert SLUG.match(name)


@pytest.mark.parametrize("name", ["", "A", "a_b", "a b", "-a", "a-", "a--b", "é", "a\n", "..", "a.b", "ё"])
def test_bad_slug(name: str) -> None:
    assert not SLUG.match(name)


ANCHORS = {
    "translated headings take the source's": (
        "# Title\n\n## One thing\n\n### Deeper\n",
        "# Название\n\n## Одно дело\n\n### Глубже\n",
        ("title", "one-thing", "deeper"),
    ),
    "more headings than the source": (
        "# Title\n\n## One\n",
        "# Имя\n\n## Раз\n\n## Два\n",
        ("title", "one", "dva"),
    ),
    "another level keeps its own": ("# Title\n\n## One\n", "# Имя\n\n### Раз\n", ("title", "raz")),
    "same words twice": (
        "# Title\n\n## One\n\n## One\n",
        "# Имя\n\n## Раз\n\n## Два\n",
        ("title", "one", "one-1"),
    ),
    "no letters": ("# Title\n\n## …\n", "# Имя\n\n## !\n", ("title", "section-1")),
    "a made-up name is taken": (
        "# One 1\n\n## One\n\n## One\n",
        "# А\n\n## Б\n\n## В\n",
        ("one-1", "one", "one-2"),
    ),
}


@pytest.mark.parametrize(("source", "translated", "anchors"), ANCHORS.values(), ids=ANCHORS)
def test_translation_has_the_anchors_of_its_source(
    source: str, translated: str, anchors: tuple[str, ...]
) -> None:
    book = trees.playbook(
        {"en/pages/a.md": trees.page(source), "ru/pages/a.md": trees.translation(translated)}
    )
    assert trees.only_page(book, lang="ru").anchors == anchors


def test_russian_source_gives_ascii_anchors_to_both_languages() -> None:
    book = trees.playbook(
        {
            "ru/pages/a.md": trees.page("# Служение\n\n## Что делать\n"),
            "en/pages/a.md": trees.translation("# Serving\n\n## What to do\n", source="ru"),
        }
    )
    assert (
        trees.only_page(book, lang="en").anchors
        == trees.only_page(book, lang="ru").anchors
        == ("sluzhenie", "chto-delat")
    )


def test_anchor_is_found_in_either_form() -> None:
    page = trees.only_page(trees.playbook({"ru/pages/a.md": trees.page("# Служение\n")}), lang="ru")
    assert page.find_anchor("sluzhenie") == page.find_anchor("служение") == 0
    assert page.find_anchor("serving") is None
