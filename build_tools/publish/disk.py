"""Puts an OutputTree on the disk: built beside the served site, swapped in at the end.

Two trees are kept, the site and the one before it. A build brings the older
one up to date, which writes only what differs, and exchanges the two. The
site is served until that very last step, and stays if anything goes wrong.
Writing may begin before the tree is complete: nothing that is in it changes.
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
from build_tools.kept import alone, walk_files
from build_tools.publish.manifest import (
    Entry,
    Manifest,
    listing,
    read_manifest,
    write_manifest,
)
from build_tools.publish.tree import OutputTree

PAGE_LIST = "playbook.json"
"""What every site has, and shows that a folder is one."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class WriteReport:
    """How many of the site's files are new or changed, unchanged, and gone."""

    written: int
    kept: int
    removed: int
    listing: str = ""
    """Fingerprint of the files of the site, by name, size and time."""


def write_site(tree: OutputTree, site: Path, cache: Path) -> WriteReport:
    """Make `site` hold exactly the files of `tree`.

    Args:
        tree: the files.
        site: the output folder; made when it does not exist.
        cache: where the tree before this one and the lists of both are kept.

    Raises:
        WriteError: the disk refused, or `site` is a folder with something else in it; all is as it was.
    """
    with staged(site, cache) as stage:
        return stage.complete(tree)


def forget_site(site: Path, cache: Path) -> None:
    """Remove everything that was kept for a site, once no other build of it is at work.

    Args:
        site: the output folder, which stays.
        cache: where everything is kept. The locks stay, and what other sites were written from.
    """
    if not cache.is_dir():
        return
    name = _name(site)
    with alone(cache / f"site-{name}.lock"):
        for kept in cache.iterdir():
            foreign = kept.name.startswith(("site-", "previous-")) and name not in kept.name
            if foreign or kept.suffix == ".lock":
                continue
            if kept.is_dir() and not kept.is_symlink():
                shutil.rmtree(kept, ignore_errors=True)
            else:
                kept.unlink(missing_ok=True)


def _name(site: Path) -> str:
    return blake2b(str(site.absolute()).encode(), digest_size=8).hexdigest()


@contextlib.contextmanager
def staged(site: Path, cache: Path) -> Iterator[Stage]:
    """Open the stage on which a site is put together; other builds of it wait until this one leaves.

    Args and errors are those of `write_site`.
    """
    site = site.absolute()
    _require_own(site)
    name = _name(site)
    with contextlib.ExitStack() as stack:
        with _refusals(site):
            cache.mkdir(parents=True, exist_ok=True)
            site.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(alone(cache / f"site-{name}.lock"))
            stage = Stage(site, _beside(site, cache, name), cache / f"site-{name}")
        yield stage


@contextlib.contextmanager
def _refusals(site: Path) -> Iterator[None]:
    """Say of what the disk refuses what that means."""
    try:
        yield
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


class Stage:
    """The tree that is to be the site: filled beside the one that is served, then exchanged with it."""

    def __init__(self, site: Path, other: Path, lists: Path) -> None:
        self._site, self._other, self._lists = site, other, lists
        self._live = read_manifest(site, lists, dict(walk_files(site)))
        old = dict(walk_files(other))
        self._fresh, self._old = read_manifest(other, lists, old), set(old)
        other.mkdir(parents=True, exist_ok=True)
        self._folders = {""}
        self._placed: Manifest = {}
        self._changed = 0

    def place(self, tree: OutputTree) -> None:
        """Put in place every file of a tree that is not there yet, where names are kept as they are given.

        Elsewhere, old files have to go first: a disk may take "Files" and "files" for one folder.

        Raises:
            WriteError: the disk refused.
        """
        if sys.platform == "linux":
            with _refusals(self._site):
                self._put(tree)

    def _put(self, tree: OutputTree) -> None:
        for path in tree:
            if path not in self._placed:
                self._placed[path] = self._entry(tree, path)

    def complete(self, tree: OutputTree) -> WriteReport:
        """Put the rest in place, take away what is not in the tree, and make it the site.

        Raises:
            WriteError: the disk refused; the site is as it was.
        """
        with _refusals(self._site):
            _prune(self._other, self._old - set(tree))
            self._put(tree)
            write_manifest(self._other, self._lists, self._placed)
            is_first = not self._site.exists()
            _swap(self._other, self._site)
        if is_first:
            self._link_other()
        return WriteReport(
            self._changed,
            len(self._placed) - self._changed,
            len(self._live.keys() - self._placed.keys()),
            listing({path: (entry.size, entry.mtime_ns) for path, entry in self._placed.items()}),
        )

    def _link_other(self) -> None:
        """Make the other tree of the first site, from the same files: the next build finds it and has little to do."""
        self._folders = {""}
        with contextlib.suppress(OSError):
            self._other.mkdir()
            for path in self._placed:
                os.link(f"{self._site}/{path}", self._room(path))
            write_manifest(self._other, self._lists, self._placed)

    def _entry(self, tree: OutputTree, path: str) -> Entry:
        """Put one file in place, without ever writing into one that the served site may share."""
        live, fresh = self._live.get(path), self._fresh.get(path)
        data = tree.read(path) if live is None and fresh is None else None
        digest = tree.facts(path).digest
        same = live is not None and live.digest == digest
        self._changed += not same
        if fresh is not None and fresh.digest == digest:
            return fresh
        target = self._room(path)
        if same and live is not None:
            with contextlib.suppress(OSError):
                os.link(f"{self._site}/{path}", target)
                return live
        data = tree.read(path) if data is None else data
        with open(target, "wb", buffering=0) as file:  # noqa: PTH123 - thousands of files
            file.write(data)
            status = os.fstat(file.fileno())
        # Not `digest`: an author may have saved the file since it was looked at.
        return Entry(tree.facts(path).digest, status.st_size, status.st_mtime_ns)

    def _room(self, path: str) -> str:
        """Return where a file goes: every folder is there, and nothing is in its place."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            parts = folder.split("/")
            for depth in range(1, len(parts) + 1):
                self._make_folder("/".join(parts[:depth]))
        target = f"{self._other}/{path}"
        try:
            os.unlink(target)  # noqa: PTH108 - thousands of files
        except FileNotFoundError:
            pass
        except OSError:  # a folder
            shutil.rmtree(target)
        return target

    def _make_folder(self, folder: str) -> None:
        """Make a folder; what else has its name is in the way, a link to somewhere else above all."""
        if folder in self._folders:
            return
        target = Path(f"{self._other}/{folder}")
        if target.is_symlink() or not target.is_dir():
            target.unlink(missing_ok=True)
            target.mkdir()
        self._folders.add(folder)


def _prune(folder: Path, unwanted: Collection[str]) -> None:
    """Remove files, and the folders that are empty then."""
    for path in unwanted:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # it made way
            (folder / path).unlink()
        for parent in (folder / path).parents:
            if parent == folder or not parent.is_dir() or any(parent.iterdir()):
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
