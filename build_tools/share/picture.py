"""The social picture of a page: its title, its kind and the playbook's name on a card of 1200 by 630."""

from __future__ import annotations

import io
import re
import zlib
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from build_tools.render.social import SocialPicture

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
FONTS = Path(__file__).parent.parent / "print" / "fonts"
"""The fonts of the printed sheets: whole, with Latin and Cyrillic."""

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


def _wrapped(title: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the title in lines no wider than `width`; a word that is wider stands alone."""
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
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
        font = _font("literata-bold", size)
        lines = _wrapped(title, font, width)
        if len(lines) <= _room(font) and all(font.getlength(line) <= width for line in lines):
            return font, lines
    if len(lines) > _room(font):
        lines = [*lines[: _room(font) - 1], f"{lines[_room(font) - 1]} …"]
    return font, lines


@lru_cache(maxsize=4096)
def _word(word: str, font: ImageFont.FreeTypeFont, first_step: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return a word as steps of ink, no larger than its ink, and where that begins.

    Words are drawn once, for they recur from page to page.
    """
    left, top, right, bottom = (round(edge) for edge in font.getbbox(word))
    image = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
    ImageDraw.Draw(image).text((-left, -top), word, font=font, fill=FULL)
    steps = image.point([first_step + round(ink * (STEPS - 1) / FULL) for ink in range(FULL + 1)])
    return steps, (left, top)


def _write(
    image: Image.Image, line: str, place: tuple[int, int], font: ImageFont.FreeTypeFont, first_step: int
) -> None:
    """Write a line, word by word."""
    for match in re.finditer(r"\S+", line):
        word, (left, top) = _word(match[0], font, first_step)
        start = place[0] + round(font.getlength(line[: match.start()]))
        image.paste(word, (start + left, place[1] + top))


@lru_cache(maxsize=64)
def _ground(label: str, site_title: str) -> Image.Image:
    """Return the card without a title, which many pictures share."""
    image = Image.new("L", SIZE, STEPS)
    image.paste(0, (0, TITLE[0], SIZE[0], TITLE[1]))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 18), fill=2 * STEPS - 1)
    _write(image, label, (MARGIN, 92), _font("golos-bold", SMALL), STEPS)
    draw.rectangle((MARGIN, FOOT, SIZE[0] - MARGIN, FOOT + 2), fill=2 * STEPS - 1)
    _write(image, site_title, (MARGIN, FOOT + 24), _font("golos-regular", SMALL), STEPS)
    return image


def _palette(*inks: tuple[int, int, int]) -> list[int]:
    """Return the palette: of each ink `STEPS` colours from the paper's to its own."""
    return [
        round(paper + (ink - paper) * step / (STEPS - 1))
        for colour in inks
        for step in range(STEPS)
        for paper, ink in zip(PAPER, colour, strict=True)
    ]


def draw_picture(picture: SocialPicture) -> bytes:
    """Return the PNG of a social picture; the same bytes for the same words.

    Drawn as steps of ink, not in colours: a quarter of the work and of the
    bytes. The title has the first steps of the palette, all else the others.
    """
    image = _ground(picture.label, picture.site_title).copy()
    font, lines = _fitted(picture.title, SIZE[0] - 2 * MARGIN)
    for number, line in enumerate(lines):
        _write(image, line, (MARGIN, TITLE[0] + number * _height(font)), font, 0)
    image.putpalette(_palette(INK, KIND_COLOURS.get(picture.kind, PALE)))
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_type=zlib.Z_RLE, bits=4)
    return stream.getvalue()
