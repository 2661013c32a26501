"""Stamp: what a site was built from and what it holds, so that a build with nothing to do does nothing."""

from __future__ import annotations

import contextlib
import os
import pickle
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from build_tools.diagnostics import Report


def site_listing(site: Path) -> str:
    """Return the fingerprint of a site's files by name, size and time; empty when there is no site."""
    digest = blake2b(digest_size=16)
    if not site.is_dir():
        return ""
    for folder, folders, files in os.walk(site):
        folders.sort()
        for name in sorted(files):
            status = os.lstat(os.path.join(folder, name))  # noqa: PTH118 - thousands of files
            digest.update(f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def stamp_path(cache: Path, site: Path) -> Path:
    """Return where the stamp of a site is kept."""
    name = blake2b(str(site.absolute()).encode(), digest_size=8).hexdigest()
    return cache / f"stamp-{name}.pickle"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a site was built from, what was found in it, and how many files it has."""

    inputs: str
    report: Report
    files: int


def read_stamp(cache: Path, site: Path, inputs: str) -> Stamp | None:
    """Return the stamp of the last build when neither its inputs nor the site have changed since.

    Args:
        cache: where stamps are kept.
        site: the output folder.
        inputs: fingerprint of everything the site is made from.
    """
    try:
        listing, stamp = pickle.loads(stamp_path(cache, site).read_bytes())  # noqa: S301 - our own file
    except (
        OSError,
        pickle.PickleError,
        AttributeError,
        EOFError,
        ImportError,
        IndexError,
        TypeError,
        ValueError,
    ):
        return None
    current = isinstance(stamp, Stamp) and stamp.inputs == inputs and listing == site_listing(site)
    return stamp if current else None


def write_stamp(cache: Path, site: Path, stamp: Stamp) -> None:
    """Note what `site` was built from."""
    path = stamp_path(cache, site)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.write_bytes(pickle.dumps((site_listing(site), stamp)))
        fresh.replace(path)
