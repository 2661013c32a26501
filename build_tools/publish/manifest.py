"""Manifest: what a written tree holds, so that its files need not be read again to know it."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from build_tools.kept import read_sealed, write_sealed
from build_tools.publish.tree import FileFacts, Known

Manifest = dict[str, "Entry"]


class Entry(NamedTuple):
    """A file: fingerprint of its bytes, and by what one sees that it is still the same."""

    digest: bytes
    size: int
    mtime_ns: int


def listing(files: Mapping[str, tuple[int, int]]) -> str:
    """Return the fingerprint of files by their paths, sizes and times."""
    digest = blake2b(digest_size=16)
    for path, (size, mtime_ns) in sorted(files.items()):
        digest.update(f"{path} {size} {mtime_ns}\n".encode())
    return digest.hexdigest()


def _list_path(folder: Path, lists: Path) -> Path:
    """Return where a tree's list is kept: by the folder's inode, which an exchange of names keeps."""
    return lists.with_name(f"{lists.name}-{folder.stat().st_ino}.pickle")


def read_manifest(folder: Path, lists: Path, there: Mapping[str, os.stat_result]) -> Manifest:
    """Return what is known for certain of a tree's files; nothing of a file that was touched since.

    Args:
        folder: the tree.
        lists: path whose name begins those of the lists.
        there: every file of the tree.
    """
    try:
        known = pickle.loads(_list_path(folder, lists).read_bytes())  # noqa: S301 - our own file
        files = {path: (status.st_size, status.st_mtime_ns) for path, status in there.items()}
        return {path: Entry(*e) for path, e in known.items() if files.get(path) == (e[1], e[2])}
    except Exception:  # noqa: BLE001 - without a list every file is simply written
        return {}


def write_manifest(folder: Path, lists: Path, manifest: Manifest) -> None:
    """Keep the list of a tree's files."""
    path = _list_path(folder, lists)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(pickle.dumps({name: tuple(entry) for name, entry in manifest.items()}))
    fresh.replace(path)


def read_known(path: Path, version: str) -> Known:
    """Return what was kept of an earlier tree's files; nothing where it is damaged or of another generator."""
    kept = read_sealed(path, version)
    if not isinstance(kept, dict):
        return {}
    return {name: (key, FileFacts(*facts)) for name, (key, *facts) in kept.items()}


def write_known(path: Path, version: str, known: Known) -> None:
    """Keep what is known of a tree's files."""
    write_sealed(path, version, {name: (key, *facts) for name, (key, facts) in known.items()})
