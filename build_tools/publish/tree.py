"""OutputTree: the whole site as a mapping of paths to bytes, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from build_tools.errors import OutputConflict, WriteError

Content = bytes | Path | Callable[[], str]
"""Bytes, a file to copy, or what makes the text when it is wanted: a large site is never in memory whole."""


class FileFacts(NamedTuple):
    """What tells one file's bytes from another's."""

    digest: bytes
    size: int


def content_digest(data: bytes) -> bytes:
    """Return the fingerprint of a file's bytes."""
    return blake2b(data, digest_size=16).digest()


class OutputTree:
    """Files of the site by slash path. A path is given once, and stays inside."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[Content, str]] = {}
        self._facts: dict[str, FileFacts] = {}

    def add(self, path: str, content: Content | str, origin: str) -> None:
        """Add a file.

        Args:
            path: slash path under the site's root.
            content: what goes into it; a function gives the same text each time it is called.
            origin: what made it, for the message about a conflict.

        Raises:
            OutputConflict: something else already has this path.
            WriteError: the path would leave the site.
        """
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts:
            raise WriteError(
                "{path} is not a path inside the site",
                "this is a fault of the generator: report it",
                path=path,
            )
        if path in self._files:
            raise OutputConflict(path, self._files[path][1], origin)
        self._files[path] = (content.encode() if isinstance(content, str) else content, origin)

    def add_folder(self, folder: Path, under: str = "") -> None:
        """Add every file of a folder, `under` before its path."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                relative = path.relative_to(folder).as_posix()
                self.add(f"{under}{relative}", path, f"{folder.name}/{relative}")

    def read(self, path: str) -> bytes:
        """Return a file's bytes."""
        content = self._files[path][0]
        if isinstance(content, bytes):
            return content
        return content.read_bytes() if isinstance(content, Path) else content().encode()

    def facts(self, path: str) -> FileFacts:
        """Return the fingerprint and the size of a file; its bytes are looked at once."""
        if path not in self._facts:
            data = self.read(path)
            self._facts[path] = FileFacts(content_digest(data), len(data))
        return self._facts[path]

    def __iter__(self) -> Iterator[str]:
        yield from sorted(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files
