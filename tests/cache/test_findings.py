"""What the checks find with a warm cache is what they find with none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.checking import load_and_check
from build_tools.diagnostics import Diagnostic
from build_tools.settings import Settings, settings
from tests import projects

GUIDE, HOME_RU = "content/en/guides/trust.md", "content/ru/pages/index.md"
GLOSSARY = "i18n/glossary.yaml"
TERMS = """\
terms:
  trust:
    en: {term: trust, definition: What makes people tell the truth., forbidden: [{variant: faith, reason: that is religion}]}
    ru: {term: доверие, definition: Почему говорят правду.}
"""


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces a text in a file of a project."""

    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, name
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


CHANGES = {
    "two spaces": replaced(GUIDE, "grows slowly", "grows  slowly"),
    "a hyphen for a dash": replaced(HOME_RU, "Начните с", "Начните - с"),
    "foreign quotation marks": replaced(HOME_RU, "Начните", "“Начните”"),
    "a forbidden word mended": replaced(GUIDE, "Faith grows", "Trust grows"),
    "a term of its own": replaced(HOME_RU, "доверия", "веры"),
    "another glossary": replaced(GLOSSARY, "variant: faith", "variant: slowly"),
    "no glossary": lambda folder: (folder / GLOSSARY).unlink(),
    "other marks in a language": replaced("i18n/locales.yaml", "quotes: «»„“", "quotes: “”‘’"),
    "a page gone": lambda folder: (folder / "content/ru/pages/index.md").unlink(),
}


def found(where: Settings) -> list[Diagnostic]:
    """Return all findings, in the order of the report."""
    return list(load_and_check(where).report)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a glossary, checked once."""
    folder = projects.project(tmp_path / "project")
    (folder / GLOSSARY).write_text(TERMS, encoding="utf-8")
    replaced(HOME_RU, "доверия", "«доверия»")(folder)
    replaced(GUIDE, "Trust grows", "Faith grows")(folder)
    found(settings(project=folder))
    return folder


@pytest.mark.parametrize("name", CHANGES)
def test_findings_after_a_change_are_those_of_a_cold_check(name: str, project: Path) -> None:
    where = settings(project=project)
    before = found(where)
    CHANGES[name](project)
    warm = found(where)
    shutil.rmtree(where.cache)
    assert warm == found(where)
    assert warm != before, "the change is not one: nothing else is found"


def test_a_warm_check_finds_the_same_again(project: Path) -> None:
    where = settings(project=project)
    replaced(GUIDE, "grows slowly", "grows  slowly")(project)
    assert found(where) == found(where)
