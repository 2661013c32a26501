"""Pictures on paper: how large they are, and which the press is given at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MAX_PIXELS = 40_000_000
"""A4 at 600 dpi is 35 million; a picture is unpacked to four bytes a pixel before it is drawn."""
MAX_BYTES = 20_000_000
"""Of a file; a drawing (SVG) has no pixels, but every byte of it is read and drawn."""


def pixels(file: Path) -> tuple[int, int] | None:
    """Return width and height of a picture; None for a drawing and for what is no picture. Only its head is read."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only for pages with pictures

    # Pillow refuses to name the size of a picture that would be dangerous to unpack; nothing is unpacked here.
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(file) as image:
            return image.size
    except (OSError, UnidentifiedImageError):
        return None
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def is_too_large(file: Path) -> bool:
    """Return True when unpacking the picture could take all of the machine's memory or time."""
    width, height = pixels(file) or (0, 0)
    return width * height > MAX_PIXELS or file.stat().st_size > MAX_BYTES


def read_pictures(content: Path, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """Return the pictures of a document by their address in it, without those that are too large: words stand for them.

    Args:
        content: the content folder.
        wanted: address in the document -> slash path under the content folder.
    """
    files = {address: content / name for address, name in wanted.items()}
    return {address: file.read_bytes() for address, file in files.items() if not is_too_large(file)}
