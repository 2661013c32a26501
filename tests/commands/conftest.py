"""Small projects for the commands: one that is only read, and copies to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import projects


@pytest.fixture(scope="session")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that no test changes."""
    return projects.project(tmp_path_factory.mktemp("commands") / "project")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the test's own."""
    return projects.project(tmp_path / "project")
