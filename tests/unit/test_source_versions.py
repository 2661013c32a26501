"""What changed in a source since it was translated, and when files were changed: asked of a real git repository."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from build_tools.i18n.freshness import source_line
from build_tools.load.history import read_history
from build_tools.load.source_versions import source_changes
from tests import trees

FIRST = trees.page("# Title\n\nLead.\n\n## One\n\nFirst text.\n\n## Two\n\nSecond text.\n")
WHO = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str, day: str = "2024-05-01") -> None:
    environment = {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "PATH": "/usr/bin:/bin",
    }
    subprocess.run(
        ["git", "-C", folder, *WHO, *arguments],
        check=True,
        capture_output=True,
        env={**environment, "HOME": str(folder)},
    )


def commit(folder: Path, text: str, *, day: str = "2024-05-01", name: str = "content/en/pages/a.md") -> None:
    trees.write(folder, {name: text})
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x", "--allow-empty", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    commit(tmp_path, FIRST)
    return tmp_path


def changes(folder: Path, *, made_from: str = FIRST) -> dict[int, str]:
    """Return the changes of the source in the folder since `made_from` was translated."""
    record = source_line(trees.only_page(trees.playbook({"en/pages/a.md": made_from})))
    file = folder / "content/en/pages/a.md"
    translated = "# Имя\n\nНачало.\n\n## Раз\n\nА.\n\n## Два\n\nБ.\n"
    book = trees.playbook(
        {"en/pages/a.md": file.read_text(), "ru/pages/a.md": trees.translation(translated, source=record)}
    )
    return source_changes(trees.only_page(book, lang="ru"), trees.only_page(book), file, trees.ENGLISH)


def test_difference_of_the_stale_section_alone(repository: Path) -> None:
    commit(repository, FIRST.replace("First text.", "Other text."))
    found = changes(repository)
    assert list(found) == [1]
    assert "-First text." in found[1]
    assert "+Other text." in found[1]
    assert "Second" not in found[1]


def test_nothing_stale(repository: Path) -> None:
    assert changes(repository) == {}


def test_version_of_several_commits_ago(repository: Path) -> None:
    for word in ("Second", "Third", "Fourth"):
        commit(repository, FIRST.replace("First", word))
    found = changes(repository)
    assert "-First text." in found[1]
    assert "+Fourth text." in found[1]


def test_change_that_is_not_committed_yet(repository: Path) -> None:
    trees.write(repository, {"content/en/pages/a.md": FIRST.replace("First", "Other")})
    assert "+Other text." in changes(repository)[1]


def test_section_put_in_before_is_shown_whole_and_the_others_are_current(repository: Path) -> None:
    commit(repository, FIRST.replace("## One", "## New\n\nNew text.\n\n## One"))
    assert changes(repository) == {1: "## New\n\nNew text."}


def test_section_that_moved_and_changed(repository: Path) -> None:
    commit(repository, FIRST.replace("## One", "## New\n\nNew text.\n\n## One").replace("Second", "Other"))
    found = changes(repository)
    assert set(found) == {1, 3}
    assert "-Second text." in found[3]


@pytest.mark.parametrize(
    "broken", ["---\n- a\n---\n# T\n", "# no front matter\n", "---\na: [\n---\n", "\n", "---\nx: 1\n"]
)
def test_broken_versions_in_between_are_passed_over(repository: Path, broken: str) -> None:
    commit(repository, broken)
    commit(repository, FIRST.replace("First", "Other"))
    assert "-First text." in changes(repository)[1]


def test_text_git_never_saw_is_shown_as_it_is_now(repository: Path) -> None:
    found = changes(repository, made_from=FIRST.replace("First", "Unknown"))
    assert found == {1: "## One\n\nFirst text."}


def test_without_a_repository(tmp_path: Path) -> None:
    trees.write(tmp_path, {"content/en/pages/a.md": FIRST.replace("First", "Other")})
    assert changes(tmp_path) == {1: "## One\n\nOther text."}


def test_repository_names_no_program_to_run(repository: Path) -> None:
    """A cloned repository's own settings must not start anything."""
    git(repository, "config", "core.fsmonitor", "touch ran; false")
    git(repository, "config", "core.pager", "touch ran")
    commit(repository, FIRST.replace("First", "Other"))
    (repository / "ran").unlink(missing_ok=True)
    changes(repository)
    read_history(repository / "content")
    assert not list(repository.rglob("ran"))


def test_days_of_the_last_change(repository: Path) -> None:
    commit(repository, trees.page(), day="2024-06-02", name="content/en/pages/б в.md")
    commit(repository, FIRST + "\n", day="2024-07-03")
    found = read_history(repository / "content")
    assert found["en/pages/a.md"] == date(2024, 7, 3)
    assert found["en/pages/б в.md"] == date(2024, 6, 2)


def test_shallow_clone_is_not_asked(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All its files seem to be as old as its only commit."""
    clone = tmp_path / "clone"
    commit(repository, FIRST + "\n", day="2024-07-03")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert read_history(clone / "content") == {}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert read_history(clone / "content") == {"en/pages/a.md": date(1970, 1, 2)}


@pytest.mark.parametrize("epoch", ["", "soon", "²", "-1"])
def test_epoch_that_is_no_number(epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trees.write(tmp_path, {"content/en/pages/a.md": FIRST})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert read_history(tmp_path / "content") == {}
