"""A build that is killed, or meets another one, harms neither the site nor the builds after it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cache.project import GUIDE, Project

PAGES = 140
"""Enough for worker processes."""
PATIENCE = 120
"""Seconds after which a build waits for ever."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    page = GUIDE.replace("../checklists", "../../checklists").replace("(speak.md)", "(../speak.md)")
    for number in range(PAGES):
        text = page.replace("# Listen", f"# Listen {number}")
        made.write(f"content/en/guides/many/page-{number:03}.md", text)
    return made


def begun(project: Project, stage: str) -> subprocess.Popen[str]:
    """Start a build and return it when it says that a stage has begun."""
    process = subprocess.Popen(
        [sys.executable, "-m", "build_tools", "build", "--no-pdf"],
        cwd=project.folder,
        env={
            **os.environ,
            "PYTHONPATH": str(project.folder),
            "PLAYBOOK_WORKERS": "2",
            "PYTHONUNBUFFERED": "1",
        },
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if stage in line:
            break
    return process


def left_behind(project: Project) -> list[int]:
    """Return the processes that still work in the project's folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if folder.resolve() == project.folder.resolve():
                found.append(int(folder.parent.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("seconds", [0.0, 0.2, 0.5])
def test_killed_build_does_not_stop_the_next(seconds: float, project: Project) -> None:
    """Worker processes outlive it, and must not keep its lock."""
    with begun(project, "Rendering") as killed:
        time.sleep(seconds)
        killed.send_signal(signal.SIGKILL)
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "build", "--no-pdf"],
        cwd=project.folder,
        env={**os.environ, "PYTHONPATH": str(project.folder)},
        timeout=PATIENCE,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not left_behind(project)
    assert project.site() == project.build("--clean")


def test_clean_build_beside_another(project: Project) -> None:
    project.build()
    project.replace("content/en/guides/speak.md", "Let them", "Let them now")
    other = begun(project, "Rendering")
    clean = project.run("build", "--no-pdf", "--clean")
    other.communicate(timeout=PATIENCE)
    assert (other.returncode, clean.returncode) == (0, 0), clean.stderr
    assert project.site() == project.build("--clean")
