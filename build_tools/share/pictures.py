"""The social pictures of all pages: drawn once, kept, shared by pages with the same words."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from build_tools.render.social import SocialPicture
from build_tools.share.fonts import FONTS, LABEL_FONT, NAME_FONT, TITLE_FONT
from build_tools.share.shared_file import SharedFile


class SocialPictures:
    """The pictures of all pages, each once.

    Args:
        pictures: what the pages ask for.
        cache: folder of the pictures that earlier builds drew.
    """

    def __init__(self, pictures: Iterable[SocialPicture], cache: Path) -> None:
        wanted = {picture.path: picture for picture in pictures}
        self._wanted = dict(sorted(wanted.items()))
        self._version = _version()
        self._folder = cache / self._version
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in cache.iterdir():
            if old != self._folder:
                shutil.rmtree(old, ignore_errors=True)
        there = {entry.name for entry in os.scandir(self._folder)}
        self.missing = [p for path, p in self._wanted.items() if path.rpartition("/")[2] not in there]
        """Those that no earlier build has drawn."""

    def draw_missing(self) -> None:
        """Draw what no earlier build has drawn, until the pictures are reached that another process drew."""
        _draw_all(self._folder, self.missing)

    def help_drawing(self) -> None:
        """Draw from the last one on, until the two processes meet."""
        _draw_all(self._folder, self.missing[::-1])

    def files(self) -> Iterator[SharedFile]:
        """Yield the file of every picture; one that is still missing is drawn when it is wanted."""
        for path, picture in self._wanted.items():
            yield SharedFile(path, partial(_drawn, self._folder, picture), self._version.encode())


def _is_whole(data: bytes) -> bool:
    """Return True for a PNG from its first to its last chunk."""
    return data.startswith(b"\x89PNG\r\n\x1a\n") and data.endswith(b"IEND\xaeB`\x82")


def _version() -> str:
    """Return the fingerprint of what draws: our code, the fonts and the library."""
    code = Path(__file__).with_name("picture.py").read_bytes()
    code += b"".join((FONTS / f"{name}.ttf").read_bytes() for name in (TITLE_FONT, LABEL_FONT, NAME_FONT))
    return blake2b(code + version("pillow").encode(), digest_size=6).hexdigest()


def _drawn(folder: Path, picture: SocialPicture) -> bytes:
    """Return a picture as it is kept; what is missing or damaged is drawn anew."""
    file = folder / Path(picture.path).name
    try:
        data = file.read_bytes()
    except OSError:
        data = b""
    return data if _is_whole(data) else _draw(folder, picture)


def _draw(folder: Path, picture: SocialPicture) -> bytes:
    from build_tools.share.picture import draw_picture  # noqa: PLC0415 - Pillow is only needed for new pictures

    file = folder / Path(picture.path).name
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    data = draw_picture(picture)
    fresh.write_bytes(data)
    fresh.replace(file)
    return data


def _draw_all(folder: Path, pictures: Sequence[SocialPicture]) -> None:
    for picture in pictures:
        if (folder / Path(picture.path).name).exists():
            return
        _draw(folder, picture)
