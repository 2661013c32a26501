"""OutputTree: the whole site as a mapping of paths to bytes, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from build_tools.errors import OutputConflict, WriteError


class OutputTree:
    """Files of the site by slash path. A path is given once, and stays inside."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes | Path, str]] = {}

    def add(self, path: str, content: bytes | str | Path, origin: str) -> None:
        """Add a file.

        Args:
            path: slash path under the site's root.
            content: what goes into it; a Path is copied from there.
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

    def __iter__(self) -> Iterator[tuple[str, bytes | Path]]:
        for path in sorted(self._files):
            yield path, self._files[path][0]

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files
