"""OutputTree: the whole site as a mapping of paths to bytes, apart from where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from build_tools.errors import OutputConflict, WriteError
from build_tools.kept import Passing

Content = bytes | Path | Callable[[], str | bytes]
"""Bytes, a file to copy, or what makes them when they are wanted: a large site is never in memory whole."""


class FileFacts(NamedTuple):
    """What tells one file's bytes from another's."""

    digest: bytes
    size: int


Known = Mapping[str, tuple[bytes, FileFacts]]
"""Of files by their path: the fingerprint of everything they were made from, and their facts."""


def content_digest(data: bytes) -> bytes:
    """Return the fingerprint of a file's bytes."""
    return blake2b(data, digest_size=16).digest()


class OutputTree:
    """Files of the site by slash path. A path is given once, and stays inside.

    Args:
        known: files of an earlier site: one with the same path and key has the same bytes.
    """

    def __init__(self, known: Known | None = None) -> None:
        self._files: dict[str, tuple[Content, str]] = {}
        self._facts: dict[str, FileFacts] = {}
        self._keys: dict[str, bytes] = {}
        self._known = known or {}

    def add(self, path: str, content: Content | str, origin: str, key: bytes = b"") -> None:
        """Add a file.

        Args:
            path: slash path under the site's root.
            content: what goes into it; a function gives the same each time it is called.
            origin: what made it, for the message about a conflict.
            key: fingerprint of everything the content follows from; without it the content itself is looked at.

        Raises:
            OutputConflict: something else already has this path.
            WriteError: the path would leave the site.
        """
        if path.startswith("/") or ".." in path.split("/"):
            raise WriteError(
                "{path} is not a path inside the site",
                "this is a fault of the generator: report it",
                path=path,
            )
        if path in self._files:
            raise OutputConflict(path, self._files[path][1], origin)
        self._files[path] = (content.encode() if isinstance(content, str) else content, origin)
        if key:
            self._keys[path] = key
            known = self._known.get(path)
            if known is not None and known[0] == key:
                self._facts[path] = known[1]

    def add_folder(self, folder: Path, under: str = "") -> None:
        """Add every file of a folder, `under` before its path."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                relative = path.relative_to(folder).as_posix()
                self.add(f"{under}{relative}", path, f"{folder.name}/{relative}")

    def read(self, path: str) -> bytes:
        """Return a file's bytes, and note their facts."""
        content = self._files[path][0]
        if isinstance(content, Path):
            data = content.read_bytes()
        elif isinstance(content, bytes):
            data = content
        else:
            made = content()
            if isinstance(made, Passing):
                self._keys.pop(path, None)
            data = made.encode() if isinstance(made, str) else made
        self._facts[path] = FileFacts(content_digest(data), len(data))
        return data

    def facts(self, path: str) -> FileFacts:
        """Return the fingerprint and the size of a file as it was when it was last read, or is known to be."""
        if path not in self._facts:
            self.read(path)
        return self._facts[path]

    @property
    def known(self) -> Known:
        """What may be said of these files to the tree of the next site."""
        return {path: (key, self._facts[path]) for path, key in self._keys.items() if path in self._facts}

    def __iter__(self) -> Iterator[str]:
        yield from sorted(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files
