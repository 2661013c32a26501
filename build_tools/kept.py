"""Values that can be made again, kept on the disk by the fingerprint of everything they were made from.

A cache that is damaged, or was made by another version of the generator, is
thrown away without a word. It is kept in parts, so that a small change writes
little; a part is replaced whole, so that two builds at once do not harm each
other.
"""

from __future__ import annotations

import contextlib
import os
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from threading import Lock

_MAGIC = b"playbook kept values 2\n"
_DIGEST = 16
PARTS = 16
_HERE: dict[str, Lock] = {}
"""Record locks are between processes; these are between the threads of this one."""


def digest(*parts: bytes | memoryview) -> bytes:
    """Return the fingerprint of some bytes; where one part ends and the next begins counts."""
    hasher = blake2b(digest_size=_DIGEST)
    for part in parts:
        hasher.update(len(part).to_bytes(8, "big"))
        hasher.update(part)
    return hasher.digest()


class Passing(str):
    """A text that is not to be kept: what it was made from has changed since its fingerprint was taken."""

    __slots__ = ()


class KeptValues:
    """Values by fingerprint.

    Args:
        folder: where they are kept.
        version: fingerprint of what makes them; another one means an empty cache.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.folder, self._version = folder, version
        self.misses = 0

    def take(self, keys: Sequence[bytes], make: Callable[[list[int]], Sequence[bytes]]) -> list[bytes]:
        """Return the packed value of every key, in order; afterwards exactly these keys are kept.

        Args:
            keys: fingerprint of everything each value is made from.
            make: gives the packed values of the keys at some places, in order,
                when they are not kept.
        """
        parts = [self._load(number) for number in range(PARTS)]
        known: dict[bytes, bytes] = {key: value for part in parts for key, value in part.items()}
        missing = [i for i, key in enumerate(keys) if key not in known]
        self.misses = len(missing)
        for i, value in zip(missing, make(missing) if missing else (), strict=True):
            known[keys[i]] = value
        wanted: dict[int, dict[bytes, bytes]] = defaultdict(dict)
        for key in keys:
            wanted[key[0] % PARTS][key] = known[key]
        for number, part in enumerate(parts):
            if part.keys() != wanted[number].keys():
                self._save(number, wanted[number])
        return [known[key] for key in keys]

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:02d}.pickle"

    def _load(self, number: int) -> dict[bytes, bytes]:
        values = read_sealed(self._path(number), self._version)
        return values if isinstance(values, dict) else {}

    def _save(self, number: int, values: dict[bytes, bytes]) -> None:
        write_sealed(self._path(number), self._version, values)


def _header(version: str) -> bytes:
    return _MAGIC + version.encode() + b"\n"


def read_sealed(path: Path, version: str) -> object:
    """Return the value in a file of `write_sealed`; None when there is none, or it is damaged or of another version."""
    try:
        data = path.read_bytes()
        header = _header(version)
        start = len(header) + _DIGEST
        payload = memoryview(data)[start:]
        sealed = data.startswith(header) and data[len(header) : start] == digest(payload)
        return pickle.loads(payload) if sealed else None  # noqa: S301 - our own file, its seal checked
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it can be made again
        return None


def write_sealed(path: Path, version: str, value: object) -> None:
    """Keep a value of standard types in a file, which is replaced whole.

    A cache that cannot be written costs time, not the build.
    """
    payload = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            file.writelines((_header(version), digest(payload), payload))
        fresh.replace(path)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one build at a time pass, the others wait; where there is no fcntl, only those of this process do.

    A record lock, not flock(2): worker processes would inherit that, and keep it after a killed build.

    Args:
        path: a file that is made for it and stays.
    """
    with _HERE.setdefault(str(path.absolute()), Lock()), path.open("w") as file:
        try:
            import fcntl  # noqa: PLC0415 - not on every system
        except ImportError:
            yield
            return
        fcntl.lockf(file, fcntl.LOCK_EX)
        yield


def walk_files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file under a folder: slash path and status."""
    waiting = [(str(folder), "")]
    while waiting:
        here, under = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{under}{entry.name}/"))
            else:
                yield f"{under}{entry.name}", entry.stat(follow_symlinks=False)
