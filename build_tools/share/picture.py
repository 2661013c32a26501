"""The social picture of a page: its title, its kind and the playbook's name on a card of 1200 by 630."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from build_tools.render.social import SocialPicture
from build_tools.share.fonts import FONTS, LABEL_FONT, NAME_FONT, TITLE_FONT

SIZE = (1200, 630)
MARGIN = 84
TITLE_SIZES = (84, 72, 62, 54, 46)
"""The first in which the title fits is taken."""
TITLE = (156, 508)
"""The lines of the picture that the page's title may fill."""
DESCENT = 20
FOOT = 514
FULL, STEPS = 255, 8
"""As much ink as there can be, and how many steps lead there: they smooth the edges of the letters."""
SMALL = 34
"""Size of the label and of the playbook's name."""
MARK = 2
"""Pixels before each row: in the PNG, the byte that says how the row is filtered, which is: not at all."""

PAPER, INK, PALE = (252, 250, 245), (37, 34, 29), (95, 89, 79)
KIND_COLOURS = {
    "guide": (23, 96, 106),
    "checklist": (59, 100, 39),
    "worksheet": (122, 82, 0),
    "assessment": (106, 68, 137),
    "scenario": (151, 57, 31),
    "path": (43, 82, 142),
}
"""As in docs/assets/css/colours.css."""


@lru_cache(maxsize=16)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{name}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=16384)
def _advance(word: str, font: ImageFont.FreeTypeFont) -> float:
    """Return how far a word reaches, in pixels. Words recur from page to page."""
    return font.getlength(word)


def _width(line: str, font: ImageFont.FreeTypeFont) -> float:
    words = line.split()
    return sum(_advance(word, font) for word in words) + _advance(" ", font) * (len(words) - 1)


def _wrapped(title: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the title in lines no wider than `width`; a word that is wider stands alone."""
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _height(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * 1.16)


def _room(font: ImageFont.FreeTypeFont) -> int:
    """Return how many lines of a font the title may have."""
    return (TITLE[1] - TITLE[0] - DESCENT) // _height(font)


def _fitted(title: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest font in which the title fits, and its lines; the smallest cuts what is too much."""
    for size in TITLE_SIZES:
        font = _font(TITLE_FONT, size)
        lines = _wrapped(title, font, width)
        if len(lines) <= _room(font) and all(_width(line, font) <= width for line in lines):
            return font, lines
    if len(lines) > _room(font):
        lines = [*lines[: _room(font) - 1], f"{lines[_room(font) - 1]} …"]
    return font, lines


@lru_cache(maxsize=1024)
def _word(word: str, font: ImageFont.FreeTypeFont, first_step: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return a word as steps of ink, no larger than its ink, and where that begins.

    Words are drawn once, for they recur from page to page.
    """
    left, top, right, bottom = (round(edge) for edge in font.getbbox(word))
    image = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
    ImageDraw.Draw(image).text((-left, -top), word, font=font, fill=FULL)
    steps = image.point([first_step + round(ink * (STEPS - 1) / FULL) for ink in range(FULL + 1)])
    return Image.frombytes("P", steps.size, steps.tobytes()), (left, top)


def _write(image: Image.Image, line: str, top: int, font: ImageFont.FreeTypeFont, first_step: int) -> None:
    """Write a line, word by word."""
    start = float(MARK + MARGIN)
    for word in line.split():
        drawn, (left, above) = _word(word, font, first_step)
        image.paste(drawn, (round(start) + left, top + above))
        start += _advance(word, font) + _advance(" ", font)


def _blank(rows: int, step: int) -> Image.Image:
    """Return some rows of the picture, empty: the mark of each row, then paper."""
    image = Image.new("P", (MARK + SIZE[0], rows), step)
    image.paste(0, (0, 0, MARK, rows))
    return image


def _raw(image: Image.Image) -> bytes:
    """Return the rows as they are in a PNG before it is compressed: half a byte a pixel."""
    return image.tobytes("raw", "P;4")


def _compressed(raw: bytes, *, end: bool = False) -> bytes:
    """Return some rows as a part of the picture's deflate stream that needs no other part.

    RFC 1951: after a full flush nothing refers to what was before it, so parts can be joined.
    """
    deflate = zlib.compressobj(3, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_RLE)
    return deflate.compress(raw) + deflate.flush(zlib.Z_FINISH if end else zlib.Z_FULL_FLUSH)


@lru_cache(maxsize=64)
def _above(label: str) -> tuple[bytes, bytes]:
    """Return what is above the title, which many pictures share: raw and compressed."""
    image = _blank(TITLE[0], STEPS)
    image.paste(2 * STEPS - 1, (MARK, 0, MARK + SIZE[0], 18))
    _write(image, label, 92, _font(LABEL_FONT, SMALL), STEPS)
    raw = _raw(image)
    return raw, _compressed(raw)


@lru_cache(maxsize=64)
def _below(site_title: str, rows: int) -> tuple[bytes, bytes]:
    """Return the last `rows` rows, below the title: raw and compressed."""
    empty = TITLE[1] - (SIZE[1] - rows)
    image = _blank(rows, STEPS)
    image.paste(0, (MARK, 0, MARK + SIZE[0], empty))
    line = empty + FOOT - TITLE[1]
    image.paste(2 * STEPS - 1, (MARK + MARGIN, line, MARK + SIZE[0] - MARGIN, line + 3))
    _write(image, site_title, line + 24, _font(NAME_FONT, SMALL), STEPS)
    raw = _raw(image)
    return raw, _compressed(raw, end=True)


@lru_cache(maxsize=16)
def _palette(*inks: tuple[int, int, int]) -> bytes:
    """Return the palette: of each ink `STEPS` colours from the paper's to its own."""
    return bytes(
        round(paper + (ink - paper) * step / (STEPS - 1))
        for colour in inks
        for step in range(STEPS)
        for paper, ink in zip(PAPER, colour, strict=True)
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png(parts: tuple[tuple[bytes, bytes], ...], palette: bytes) -> bytes:
    """Return a PNG of 4 bits a pixel (PNG specification, third edition) from rows: raw and compressed."""
    check = 1
    for raw, _ in parts:
        check = zlib.adler32(raw, check)
    stream = b"".join([b"\x78\x01", *(compressed for _, compressed in parts), struct.pack(">I", check)])
    header = struct.pack(">IIBBBBB", *SIZE, 4, 3, 0, 0, 0)
    chunks = (b"IHDR", header), (b"PLTE", palette), (b"IDAT", stream), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def draw_picture(picture: SocialPicture) -> bytes:
    """Return the PNG of a social picture; the same bytes for the same words.

    Drawn as steps of ink, not in colours: a quarter of the work and of the
    bytes. The title has the first steps of the palette, all else the others.
    Only the title's rows are drawn and compressed for each picture: with
    Pillow's own PNG, which begins with the first row, it takes four times as long.
    """
    font, lines = _fitted(picture.title, SIZE[0] - 2 * MARGIN)
    # Half a line more: the last one's descenders reach below it.
    image = _blank(min(TITLE[1] - TITLE[0], len(lines) * _height(font) + _height(font) // 2), 0)
    for number, line in enumerate(lines):
        _write(image, line, number * _height(font), font, 0)
    title = _raw(image)
    below = SIZE[1] - TITLE[0] - image.height
    return _png(
        (_above(picture.label), (title, _compressed(title)), _below(picture.site_title, below)),
        _palette(INK, KIND_COLOURS.get(picture.kind, PALE)),
    )
