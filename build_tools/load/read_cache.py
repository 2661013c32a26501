"""Remembers what was read from each file, by everything that went into it.

A file is parsed again only when its bytes, its place, its language's settings
or the generator itself have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from build_tools.kept import KeptValues, digest
from build_tools.load.page_file import read_page
from build_tools.load.playbook_files import ReadJob, ReadResult
from build_tools.packed import pack, unpack

ReadMany = Callable[[Sequence[ReadJob]], Iterable[bytes]]
"""Reads many pages, in order, and gives each result packed."""


def read_packed(jobs: Sequence[ReadJob]) -> list[bytes]:
    """Read pages one after another."""
    return [pack(read_page(location, data)) for location, data in jobs]


class ReadCache:
    """Reads pages, taking from the cache what has not changed.

    Args:
        folder: where the cache is kept.
        version: fingerprint of the generator; another one means another cache.
        read: reads what is not in the cache.
    """

    def __init__(self, folder: Path, version: str, read: ReadMany = read_packed) -> None:
        self._kept, self._read = KeptValues(folder, version), read

    @property
    def misses(self) -> int:
        """How many pages were parsed the last time."""
        return self._kept.misses

    def __call__(self, jobs: list[ReadJob]) -> list[ReadResult]:
        """Return what the files say, in the order of the jobs."""
        keys = [digest(repr(location).encode(), data) for location, data in jobs]
        packed = self._kept.take(keys, lambda places: list(self._read([jobs[i] for i in places])))
        results = []
        for i, data in enumerate(packed):
            results.append(unpack(data))
            packed[i] = b""  # so that not everything is there twice at once
        return results
