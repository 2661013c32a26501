"""The social pictures of all pages: drawn once, kept, shared by pages with the same words."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from build_tools.render.social import SocialPicture
from build_tools.workers import map_chunks


def social_files(pictures: Iterable[SocialPicture], cache: Path) -> list[tuple[str, Path]]:
    """Return the path in the site and the file of every picture, each once; only the new ones are drawn.

    Args:
        pictures: what the pages ask for.
        cache: folder of the pictures that earlier builds drew.
    """
    wanted = {picture.path: picture for picture in pictures}
    folder = cache / _version()
    folder.mkdir(parents=True, exist_ok=True)
    for old in cache.iterdir():
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    files = {path: folder / Path(path).name for path in sorted(wanted)}
    missing = [wanted[path] for path, file in files.items() if not _is_whole(file)]
    map_chunks(partial(_draw, folder), missing)
    return list(files.items())


def _is_whole(file: Path) -> bool:
    """Return True for a PNG from its first to its last chunk."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    return data.startswith(b"\x89PNG\r\n\x1a\n") and data.endswith(b"IEND\xaeB`\x82")


def _version() -> str:
    """Return the fingerprint of what draws: our code and the library."""
    code = Path(__file__).with_name("picture.py").read_bytes()
    return blake2b(code + version("pillow").encode(), digest_size=6).hexdigest()


def _draw(folder: Path, pictures: Sequence[SocialPicture]) -> list[None]:
    from build_tools.share.picture import draw_picture  # noqa: PLC0415 - Pillow is only needed for new pictures

    for picture in pictures:
        file = folder / Path(picture.path).name
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.write_bytes(draw_picture(picture))
        fresh.replace(file)
    return [None] * len(pictures)
