"""`playbook translations`: the table, the JSON contract, and accepting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import projects


def states(folder: Path, *arguments: str) -> list[dict[str, object]]:
    done = projects.playbook(folder, "translations", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def by_page(entries: list[dict[str, object]]) -> dict[tuple[object, object], object]:
    return {(e["page"], e["language"]): e["state"] for e in entries}


def test_json_contract(read_only: Path) -> None:
    entries = states(read_only)
    assert by_page(entries) == {
        ("checklists/call", "en"): "source", ("checklists/call", "ru"): "missing",
        ("guides/trust", "en"): "source", ("guides/trust", "ru"): "missing",
        ("pages/index", "en"): "source", ("pages/index", "ru"): "stale",
    }  # fmt: skip
    entry = next(e for e in entries if e["page"] == "guides/trust" and e["language"] == "ru")
    assert entry.keys() >= {"page", "language", "source_language", "state", "sections"}
    assert entry["source_language"] == "en"
    assert entry["sections"] == [
        {"id": "trust", "heading": "Trust", "state": "missing"},
        {"id": "try-this", "heading": "Try this", "state": "missing"},
    ]


def test_one_language(read_only: Path) -> None:
    assert {e["language"] for e in states(read_only, "--lang", "ru")} == {"ru"}


def test_table(read_only: Path) -> None:
    done = projects.playbook(read_only, "translations")
    assert done.returncode == 0
    assert "pages/index" in done.stdout
    assert "ru: 0/3 (0%)" in done.stdout
    assert "1 section stale" in done.stdout


def test_table_in_russian(read_only: Path) -> None:
    done = projects.playbook(read_only, "translations", PLAYBOOK_LANGUAGE="ru")
    assert "stale" not in done.stdout
    assert "устарел 1 раздел" in done.stdout or "1 раздел" in done.stdout


NAMES = ["pages/index", "content/ru/pages/index.md", "--all"]


@pytest.mark.parametrize("name", NAMES)
def test_accept(name: str, project: Path) -> None:
    before = projects.files_of(project)
    done = projects.playbook(project, "translations", "accept", name)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "content/ru/pages/index.md\n"
    assert by_page(states(project))["pages/index", "ru"] == "current"
    assert projects.playbook(project, "check", "--strict").returncode == 0
    after = projects.files_of(project)
    assert {n for n in before if after[n] != before[n]} == {"content/ru/pages/index.md"}


def test_accepting_again_changes_nothing(project: Path) -> None:
    projects.playbook(project, "translations", "accept", "--all")
    done = projects.playbook(project, "translations", "accept", "--all")
    assert (done.returncode, done.stdout) == (0, "")


def test_change_of_the_source_is_shown(project: Path) -> None:
    projects.playbook(project, "translations", "accept", "--all")
    home = project / "content/en/pages/index.md"
    home.write_text(projects.HOME.replace("Begin", "Start"), encoding="utf-8")
    assert by_page(states(project))["pages/index", "ru"] == "stale"
    done = projects.playbook(project, "translations", "--changes")
    assert "content/ru/pages/index.md – Home" in done.stdout
    assert "Start with [trust]" in done.stdout


def test_rewrapping_the_source_changes_nothing(project: Path) -> None:
    projects.playbook(project, "translations", "accept", "--all")
    home = project / "content/en/pages/index.md"
    home.write_text(projects.HOME.replace("Begin with", "*Begin*\nwith"), encoding="utf-8")
    assert by_page(states(project))["pages/index", "ru"] == "current"


WRONG = {
    "nothing named": ([], "no page is named"),
    "unknown page": (["pages/indx"], "did you mean"),
    "a source": (["guides/trust"], "is not a translation"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_wrong_use(arguments: list[str], words: str, read_only: Path) -> None:
    done = projects.playbook(read_only, "translations", "accept", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
