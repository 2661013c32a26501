"""Puts an OutputTree on the disk: built beside the served site, swapped in at the end.

Two trees are kept, the site and the one before it. A build brings the older
one up to date, which writes only what differs, and exchanges the two. The
site is served until that very last step, and stays if anything goes wrong.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from build_tools.errors import WriteError
from build_tools.publish.manifest import (
    Entry,
    Manifest,
    read_manifest,
    walk_files,
    write_manifest,
)
from build_tools.publish.tree import OutputTree, content_digest

PAGE_LIST = "playbook.json"
"""What every site has, and shows that a folder is one."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class WriteReport:
    """How many of the site's files are new or changed, unchanged, and gone."""

    written: int
    kept: int
    removed: int


def write_site(tree: OutputTree, site: Path, cache: Path) -> WriteReport:
    """Make `site` hold exactly the files of `tree`.

    Args:
        tree: the files.
        site: the output folder; made when it does not exist.
        cache: where the tree before this one and the lists of both are kept.

    Raises:
        WriteError: the disk refused, or `site` is a folder with something else in it; all is as it was.
    """
    site = site.absolute()
    _require_own(site)
    name = blake2b(str(site).encode(), digest_size=8).hexdigest()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        site.parent.mkdir(parents=True, exist_ok=True)
        with _alone(cache / f"site-{name}.lock"):
            return _write(tree, site, _beside(site, cache, name), cache / f"site-{name}")
    except OSError as error:
        raise WriteError(
            "the site could not be written to {site} ({reason})",
            "free some space, or name another folder with --site-dir",
            site=site, reason=error.strerror,
        ) from error  # fmt: skip


def _require_own(site: Path) -> None:
    """Refuse what is not a site: everything in it would be taken away."""
    if site.exists() and not site.is_dir():
        raise WriteError("{site} is a file", "name a folder with --site-dir", site=site)
    if site.is_dir() and not (site / PAGE_LIST).is_file() and any(site.iterdir()):
        raise WriteError(
            "{site} is not empty and not a site of the playbook",
            "empty it, or name another folder with --site-dir",
            site=site,
        )


def _beside(site: Path, cache: Path, name: str) -> Path:
    """Return where the other tree is: in the cache, or beside the site when that is on another disk."""
    if cache.stat().st_dev == site.parent.stat().st_dev:
        return cache / f"previous-{name}"
    return site.with_name(f".{site.name}.previous")


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one build write at a time; the next waits."""
    with path.open("w") as file:
        try:
            import fcntl  # noqa: PLC0415 - not on every system
        except ImportError:
            yield
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _write(tree: OutputTree, site: Path, other: Path, lists: Path) -> WriteReport:
    live, fresh = read_manifest(site, lists), read_manifest(other, lists)
    other.mkdir(parents=True, exist_ok=True)
    _prune(other, set(tree))  # first: a file may stand where a folder is to be
    result: Manifest = {}
    changed = 0
    for path in tree:
        digest = tree.facts(path).digest
        same = path in live and live[path].digest == digest
        changed += not same
        if path in fresh and fresh[path].digest == digest:
            result[path] = fresh[path]
            continue
        placed = _place(tree, path, other, site / path if same else None)
        status = (other / path).stat()
        result[path] = Entry(placed or digest, status.st_size, status.st_mtime_ns)
    write_manifest(other, lists, result)
    _swap(other, site)
    return WriteReport(changed, len(result) - changed, len(live.keys() - result.keys()))


def _place(tree: OutputTree, name: str, folder: Path, twin: Path | None) -> bytes | None:
    """Put a file in place without ever writing into one that the served site may share.

    Returns:
        The fingerprint of what was written: an author may have saved the file since it was looked at.
        None when the served site's own file was taken.
    """
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if twin is not None:
        with contextlib.suppress(OSError):
            os.link(twin, path)
            return None
    data = tree.read(name)
    path.write_bytes(data)
    return content_digest(data)


def _prune(folder: Path, wanted: Collection[str]) -> None:
    """Remove the files that are not wanted, and the folders that are empty then."""
    for path, _status in walk_files(folder):
        if path not in wanted:
            (folder / path).unlink()
            for parent in (folder / path).parents:
                if parent == folder or any(parent.iterdir()):
                    break
                parent.rmdir()


def _swap(fresh: Path, site: Path) -> None:
    """Exchange the two folders: in one step where the system can, else in renames."""
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
    with contextlib.suppress(OSError):
        old.rename(fresh)
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
