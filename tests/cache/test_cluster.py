"""A build on a Dask cluster gives the bytes of a local one, also when a worker dies half-way."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cache.project import Project

pytest.importorskip("distributed", reason="the cluster is an optional extra")
PATIENCE = 60
"""Seconds a cluster on this machine may take to start."""


def _start(project: Project, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a Python module in the project's folder; what it says goes to `<name>.log`."""
    with (project.folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=project.folder,
            env={"PYTHONPATH": str(project.folder), "PATH": "/usr/bin:/bin", "HOME": str(project.folder)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _wait_for(project: Project, name: str, pattern: str) -> str:
    """Return what the pattern's group finds in a process's log, once it is there."""
    log = project.folder / f"{name}.log"
    for _ in range(PATIENCE * 20):
        match = re.search(pattern, log.read_text(encoding="utf-8"))
        if match:
            return match[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))


class Cluster:
    """A scheduler and two workers, each a process on this machine."""

    def __init__(self, project: Project) -> None:
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.scheduler = _start(project, "scheduler", "distributed.cli.dask_scheduler", *options)
        self.port = _wait_for(project, "scheduler", r"Scheduler at:\s+tcp://127\.0\.0\.1:(\d+)")
        worker = [
            "distributed.cli.dask_worker",
            f"tcp://127.0.0.1:{self.port}",
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
        ]
        names = ["worker-0", "worker-1"]
        self.workers = [_start(project, name, *worker, "--name", name) for name in names]
        for name in names:
            _wait_for(project, name, r"(Registered to):")

    @property
    def address(self) -> str:
        """The address `playbook build --executor` takes."""
        return f"dask://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """End every process."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait(PATIENCE)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A playbook of some size, so that both workers have work for a while."""
    made = Project(tmp_path / "project")
    text = (made.folder / "content/en/guides/listen.md").read_text(encoding="utf-8")
    for number in range(300):
        page = text.replace("# Listen", f"# Page {number}").replace("(../", "(../../")
        made.write(f"content/en/guides/many/page-{number}.md", page.replace("(speak.md)", "(../speak.md)"))
    return made


@pytest.fixture
def cluster(project: Project) -> Iterator[Cluster]:
    """A running cluster."""
    started = Cluster(project)
    yield started
    started.stop()


def test_cluster_gives_the_bytes_of_a_local_build(project: Project, cluster: Cluster) -> None:
    local = project.build("--clean")
    assert project.build("--clean", "--executor", cluster.address) == local


def test_a_killed_worker_loses_nothing(project: Project, cluster: Cluster) -> None:
    local = project.build("--clean")
    arguments = ["build_tools", "build", "--no-pdf", "--clean", "--executor", cluster.address]
    running = _start(project, "build", *arguments)
    _wait_for(project, "build", r"(Rendering)")
    cluster.workers[0].kill()
    assert running.wait(PATIENCE * 3) == 0, (project.folder / "build.log").read_text(encoding="utf-8")
    assert project.site() == local


def test_nobody_there_is_a_sentence(project: Project) -> None:
    done = project.run("build", "--executor", "dask://127.0.0.1:1")
    assert done.returncode == 2
    assert "no Dask scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr
