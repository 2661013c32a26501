"""Stamp: what a site was built from and what it holds, so that a build with nothing to do does nothing."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from build_tools.diagnostics import Report
from build_tools.kept import read_sealed, walk_files, write_sealed
from build_tools.packed import pack, unpack
from build_tools.publish.manifest import listing

_VERSION = "stamp"
"""The inputs say which generator it was."""


def site_listing(site: Path) -> str:
    """Return the fingerprint of a site's files by name, size and time; empty when there is no site."""
    if not site.is_dir():
        return ""
    return listing({path: (status.st_size, status.st_mtime_ns) for path, status in walk_files(site)})


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
    match read_sealed(stamp_path(cache, site), _VERSION):
        case (noted, files, bytes(packed)) if noted == inputs and files == site_listing(site):
            stamp = unpack(packed)
            return stamp if isinstance(stamp, Stamp) else None
    return None


def write_stamp(cache: Path, site: Path, stamp: Stamp, files: str = "") -> None:
    """Note what `site` was built from.

    Args:
        cache: where stamps are kept.
        site: the output folder.
        stamp: what is noted.
        files: the listing of the site's files, where it is known without looking.
    """
    noted = stamp.inputs, files or site_listing(site), pack(stamp)
    write_sealed(stamp_path(cache, site), _VERSION, noted)
