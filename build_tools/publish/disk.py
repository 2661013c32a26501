"""Puts an OutputTree on the disk: built beside the old site, swapped in at the end.

Files whose bytes are those of the old site are linked, not written again. The
old site is served until the very last step, and stays if anything goes wrong.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import WriteError
from build_tools.publish.tree import OutputTree

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class WriteReport:
    """How many files were written, kept and removed."""

    written: int
    kept: int
    removed: int


def write_site(tree: OutputTree, site: Path) -> WriteReport:
    """Make `site` hold exactly the files of `tree`.

    Args:
        tree: the files.
        site: the output folder; made when it does not exist.

    Raises:
        WriteError: the disk refused; the old site is as it was.
    """
    site = site.absolute()
    fresh = site.with_name(f".{site.name}.new-{os.getpid()}")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        report = _fill(tree, fresh, site)
        _swap(fresh, site)
    except OSError as error:
        raise WriteError(
            f"the site could not be written to {site} ({error.strerror})", "free some space, or name another folder with --site-dir"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return report


def _fill(tree: OutputTree, fresh: Path, site: Path) -> WriteReport:
    written = kept = 0
    folders: set[str] = set()
    for path, content in tree:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            (fresh / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        if _keep(content, site / path, fresh / path):
            kept += 1
        else:
            _write(content, fresh / path)
            written += 1
    old = sum(len(files) for _, _, files in os.walk(site)) if site.is_dir() else 0
    return WriteReport(written, kept, max(0, old - kept - sum((site / path).is_file() for path, _ in tree) + kept))


def _keep(content: bytes | Path, old: Path, new: Path) -> bool:
    """Link the old file when it has the same bytes."""
    try:
        status = old.stat()
        data = content if isinstance(content, bytes) else content.read_bytes()
        if status.st_size != len(data) or old.read_bytes() != data:
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _write(content: bytes | Path, path: Path) -> None:
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_bytes(content)


def _swap(fresh: Path, site: Path) -> None:
    """Put `fresh` in the place of `site`: in one step where the system can, else in two renames."""
    if not site.exists():
        fresh.rename(site)
        return
    if sys.platform == "linux" and _exchange(fresh, site):
        return
    old = site.with_name(f".{site.name}.old-{os.getpid()}")
    site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders by renameat2(2); False where the system or the disk cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    result = renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    if result != 0 and ctypes.get_errno() not in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return bool(result == 0)
