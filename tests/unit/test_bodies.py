"""What each kind is made of, read from plain Markdown."""

from __future__ import annotations

import pytest

from build_tools.model.body import Article, Assessment, Checklist, LearningPath, Scenario, Worksheet
from build_tools.model.ids import Kind
from build_tools.source.fragment import Fragment
from tests import trees


def body(folder: str, markdown: str, kind: Kind = Kind.PAGE, *, lang: str = "en") -> object:
    return trees.read(trees.page(markdown, kind=kind), f"{lang}/{folder}/a.md").body


def words(fragment: Fragment) -> str:
    return trees.html(fragment)


def test_article() -> None:
    article = body("guides", "# T\n\nLead.\n\n## One\n\nA.\n\n### Deeper\n\nB.\n\n## Two\n")
    assert isinstance(article, Article)
    assert [(words(s.title), s.heading) for s in article.sections] == [("One", 1), ("Two", 3)]
    assert "<h3{id:2}>Deeper" in words(article.sections[0].content)


def test_checklist() -> None:
    markdown = "# T\n\n## Before\n\nIntro.\n\n- [ ] **Check the facts** you rely on\n- [ ] No action\n\nAfter.\n\n## Then\n\n- plain\n"
    checklist = body("checklists", markdown, Kind.CHECKLIST)
    assert isinstance(checklist, Checklist)
    assert (checklist.mode, checklist.moment) == ("do-confirm", "Before a call")
    before, then = checklist.pause_points
    assert [(i.action, i.text) for i in before.items] == [
        ("Check the facts", "Check the facts you rely on"), ("", "No action"),
    ]  # fmt: skip
    assert words(before.intro) == "<p>Intro.</p>\n<p>After.</p>"
    assert then.items == ()


def test_mode_of_a_translation_is_its_sources() -> None:
    book = trees.playbook(
        {
            "en/checklists/a.md": trees.page(kind=Kind.CHECKLIST),
            "ru/checklists/a.md": trees.translation(matter="moment: Перед звонком\n"),
        }
    )
    russian = trees.only_page(book, "checklists/a", "ru").body
    assert isinstance(russian, Checklist)
    assert (russian.mode, russian.moment) == ("do-confirm", "Перед звонком")


def test_worksheet() -> None:
    worksheet = body("worksheets", "# T\n\n## What?\n\nSay it.\n\n## Why?\n")
    assert isinstance(worksheet, Worksheet)
    assert [(words(p.title), words(p.guidance)) for p in worksheet.prompts] == [
        ("What?", "<p>Say it.</p>"),
        ("Why?", ""),
    ]


def test_assessment() -> None:
    assessment = body(
        "assessments", "# T\n\n## Listening\n\nIntro.\n\n1. One\n2. Two\n\nRead [a](../guides/a.md).\n"
    )
    assert isinstance(assessment, Assessment)
    [dimension] = assessment.dimensions
    assert [words(s.content) for s in dimension.statements] == ["One", "Two"]
    assert words(dimension.intro) == "<p>Intro.</p>"
    assert words(dimension.advice) == "<p>Read <a{link:0}>a</a>.</p>"


SCENARIO = """\
# T

## Begin

It rings.

- [Pick **up**](#up)
- [Wait](#wait) a moment

## Up

### Debrief: good

- [Read on](../guides/a.md)

## Wait

- [Up](#up)
- and a plain item
"""


def test_scenario() -> None:
    scenario = body("scenarios", SCENARIO)
    assert isinstance(scenario, Scenario)
    begin, up, wait = scenario.steps
    assert [words(c.content) for c in begin.choices] == ["Pick <strong>up</strong>", "Wait a moment"]
    assert words(begin.content) == "<p>It rings.</p>"
    assert (up.choices, up.debrief) == ((), 3 - 1 + 1)
    assert wait.choices == (), "a list is a list of choices only when every item is one"


def test_debrief_in_russian() -> None:
    scenario = body("scenarios", "# Т\n\n## Конец\n\n### Разбор: что вышло\n\nТекст.\n", lang="ru")
    assert isinstance(scenario, Scenario)
    assert scenario.steps[0].debrief == 2


PATHS = {
    "one list": (
        "1. [A](../guides/a.md) – why now\n2. [B](../guides/b.md)\n",
        [(None, [("why now", 0), ("", 1)])],
    ),
    "an item without a link": ("1. Just text\n", [(None, [("Just text", None)])]),
    "a link behind words": ("1. See [A](../guides/a.md)\n", [(None, [("See <a{link:0}>A</a>", None)])]),
    "modules": (
        "## Week one\n\nIntro.\n\n1. [A](../guides/a.md): first\n\n## Week two\n\n1. [B](../guides/b.md)\n",
        [(1, [("first", 0)]), (2, [("", 1)])],
    ),
    "nothing": ("Only text.\n", []),
}


@pytest.mark.parametrize(("markdown", "modules"), PATHS.values(), ids=PATHS)
def test_path(markdown: str, modules: list[tuple[int | None, list[tuple[str, int | None]]]]) -> None:
    path = body("paths", f"# T\n\n{markdown}", Kind.PATH)
    assert isinstance(path, LearningPath)
    assert [(m.heading, [(words(s.note), s.link) for s in m.stops]) for m in path.modules] == modules


@pytest.mark.parametrize("folder", [kind.folder for kind in Kind])
def test_every_kind_reads_an_empty_page(folder: str) -> None:
    assert body(folder, "")
