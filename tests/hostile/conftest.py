"""A built project that every test of bad input begins with a copy of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import projects


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its site built."""
    folder = projects.project(tmp_path_factory.mktemp("hostile") / "project")
    done = projects.quick_build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def project(built_project: Path, tmp_path: Path) -> Path:
    """A copy of it, to be broken."""
    return projects.copied(built_project, tmp_path / "project")
