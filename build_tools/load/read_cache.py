"""Remembers what was read from each file, by everything that went into it.

A file is parsed again only when its bytes, its place, its language's settings
or the generator itself have changed. A cache that is damaged, or was made by
another version, is thrown away without a word: it can be made again.
"""

from __future__ import annotations

import contextlib
import os
import pickle
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from build_tools.load.page_file import PageLocation, read_page
from build_tools.load.playbook_files import ReadJob, ReadResult

_MAGIC = b"playbook read cache 1\n"
_DIGEST = 16

ReadMany = Callable[[Sequence[ReadJob]], Iterable[ReadResult]]


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()


def _key(location: PageLocation, data: bytes) -> bytes:
    return _digest(repr(location).encode() + b"\0" + data)


def read_all(jobs: Sequence[ReadJob]) -> list[ReadResult]:
    """Read pages one after another."""
    return [read_page(location, data) for location, data in jobs]


class ReadCache:
    """Reads pages, taking from the cache what has not changed.

    Args:
        path: the cache's file.
        version: fingerprint of the generator; another one means another cache.
        read: reads what is not in the cache.
    """

    def __init__(self, path: Path, version: str, read: ReadMany = read_all) -> None:
        self.path, self.version, self._read = path, version, read
        self._known: dict[bytes, ReadResult] = self._load()
        self.misses = 0

    def __call__(self, jobs: list[ReadJob]) -> list[ReadResult]:
        """Return what the files say, in the order of the jobs; writes the cache when it changed."""
        keys = [_key(location, data) for location, data in jobs]
        unknown = [(key, job) for key, job in zip(keys, jobs, strict=True) if key not in self._known]
        self.misses = len(unknown)
        for (key, _job), result in zip(unknown, self._read([job for _, job in unknown]), strict=True):
            self._known[key] = result
        if unknown or len(self._known) != len(set(keys)):
            self._known = {key: self._known[key] for key in keys}
            self._save()
        return [self._known[key] for key in keys]

    def _load(self) -> dict[bytes, ReadResult]:
        header = _MAGIC + self.version.encode() + b"\n"
        try:
            data = self.path.read_bytes()
            payload = data[len(header) + _DIGEST :]
            if not data.startswith(header) or _digest(payload) != data[len(header) : len(header) + _DIGEST]:
                return {}
            known = pickle.loads(payload)  # noqa: S301 - our own file, checked above
        except (OSError, pickle.PickleError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def _save(self) -> None:
        payload = pickle.dumps(self._known, protocol=pickle.HIGHEST_PROTOCOL)
        data = _MAGIC + self.version.encode() + b"\n" + _digest(payload) + payload
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        # A cache that cannot be written costs time, not the build.
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(data)
            fresh.replace(self.path)
