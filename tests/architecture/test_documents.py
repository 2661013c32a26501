"""The documents name what there is: every command, every dependency and why it is there."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from build_tools.cli import main
from tests.architecture.source import ROOT

HANDBOOK = ROOT / "docs" / "handbook"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TEXT = {
    ".py",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".txt",
    ".j2",
    ".html",
    ".js",
    ".css",
    ".po",
    ".json",
    ".in",
    ".sh",
    "",
}
MACHINE = re.compile("/(?:work|farm)" + "/|/tmp" + "/(?:brief|tt)")


def commands(group: click.Group) -> list[str]:
    found = []
    for name, command in group.commands.items():
        found.append(name)
        if isinstance(command, click.Group):
            found += [f"{name} {inner}" for inner in commands(command)]
    return found


@pytest.mark.parametrize("command", commands(main))
def test_command_is_described(command: str) -> None:
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(HANDBOOK / "en").glob("*.md")]
    assert any(re.search(rf"playbook {command}\b", path.read_text(encoding="utf-8")) for path in documents)


@pytest.mark.parametrize("dependency", PROJECT["project"]["dependencies"])
def test_dependency_has_its_reason(dependency: str) -> None:
    name = re.match(r"[\w-]+", dependency)
    assert name
    architecture = (HANDBOOK / "en" / "architecture.md").read_text(encoding="utf-8")
    rows = [line for line in architecture.split("\n") if re.search(rf"\b{name[0]}\b", line, re.IGNORECASE)]
    assert any(len(row.split()) > 4 for row in rows), (
        f"docs/handbook/en/architecture.md does not say why {name[0]} is there"
    )


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    ).stdout.decode()
    return [
        ROOT / name
        for name in listed.split("\0")
        if name and Path(name).suffix in TEXT and (ROOT / name).is_file()
    ]


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if MACHINE.search(path.read_text("utf-8", "replace"))
    ]
    assert found == []


def test_version_is_in_the_changelog() -> None:
    from build_tools import __version__

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[?({re.escape(__version__)}|Unreleased)\b", changelog, re.MULTILINE)
