"""Asks git, safely: nothing that a repository's own settings name is run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_SAFE = ("-c", "log.showSignature=false", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
"""What a repository's own settings must not turn on: other programs, escaped names."""
_SECONDS = 60


def git_output(folder: Path, *arguments: str) -> bytes | None:
    """Return what a git command says of the repository around `folder`.

    None when there is no git, no repository, or the command fails or takes a minute.
    """
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "--no-pager", *_SAFE, "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603 - fixed commands
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
