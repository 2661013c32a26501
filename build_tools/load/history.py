"""When each file was last changed: asked of git once, for all files together."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from build_tools.load.git import git_output

_COMMIT = "\x01"


def read_history(content: Path) -> dict[str, date]:
    """Return the day of the last commit of each file under `content`, by its slash path there.

    A shallow clone dates every file with its oldest commit, so it is not asked:
    then, and without git, all files have the day of SOURCE_DATE_EPOCH, or none.
    """
    commits = _log(content)
    if commits is not None:
        return _dates(commits)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (epoch.isascii() and epoch.isdigit()):
        return {}
    day = datetime.fromtimestamp(int(epoch), UTC).date()
    return {path.relative_to(content).as_posix(): day for path in content.rglob("*.md")}


def _log(content: Path) -> str | None:
    if (git_output(content, "rev-parse", "--is-shallow-repository") or b"").strip() != b"false":
        return None
    log = git_output(
        content, "log", "--no-renames", "--name-only", "-z", f"--format={_COMMIT}%cs", "--relative", "--", "."
    )
    return None if log is None else log.decode("utf-8", "replace")


def _dates(log: str) -> dict[str, date]:
    """Read what `_log` returned: of each commit its day, then its files; the newest first."""
    days: dict[str, date] = {}
    for commit in log.split(_COMMIT)[1:]:
        day, _, names = commit.partition("\0")
        try:
            when = date.fromisoformat(day.strip())
        except ValueError:
            continue
        for name in names.split("\0"):
            if name.strip():
                days.setdefault(name.strip("\n"), when)
    return days
