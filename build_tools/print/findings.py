"""PB52 — what cannot be printed as it is, found on the laid-out sheet itself, for both sizes of paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import IMAGE_TOO_LARGE, MISSING_GLYPH, SHEET_TOO_LONG, WORD_TOO_WIDE
from build_tools.model.body import Assessment, Checklist, LearningPath, Worksheet
from build_tools.model.links import ToAsset, resolve
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.print.jobs import Measured
from build_tools.print.paper import SHEETS, Paper
from build_tools.print.pictures import MAX_BYTES, MAX_PIXELS, pixels
from build_tools.print.press import FONTS

CSS_DPI = 96

_DRAWN_OTHERWISE = frozenset("\n\t\u00ad\u200b\u200c\u200d\u2028\u2029\ufe0e\ufe0f")
"""Characters that have no picture of their own."""


def place_of(page: Page, anchor: str) -> Span:
    """Return where an element of a sheet (`item-3`) is written in the page's file; the title for any other."""
    spans: list[Span] = []
    match page.body:
        case Checklist(_, _, points):
            spans = [item.span for point in points for item in point.items]
        case Worksheet(prompts):
            spans = [page.outline.headings[prompt.heading].span for prompt in prompts]
        case Assessment(dimensions):
            spans = [statement.span for dimension in dimensions for statement in dimension.statements]
        case LearningPath():
            spans = [stop.span for stop in page.body.stops]
    number = anchor.removeprefix("item-")
    if number.isdigit() and 0 < int(number) <= len(spans):
        return spans[int(number) - 1]
    return (
        page.outline.headings[page.title_heading].span if page.title_heading is not None else Span.of_line(1)
    )


def check_sheet_too_long(page: Page, paper: Paper, measured: Measured) -> Iterator[Diagnostic]:
    """Checklists that do not fit on one sheet, measured on the sheet."""
    if measured.too_long:
        message = Message(
            "the checklist does not fit on one sheet of {paper}: {length} mm too long",
            paper=paper.label,
            length=f"{measured.too_long:g}",
        )
        advice = Message("shorten the items, leave out the weakest, or make two checklists of it")
        yield Diagnostic(SHEET_TOO_LONG, page.path, place_of(page, measured.first_over), message, advice)


def check_word_too_wide(page: Page, paper: Paper, measured: Measured) -> Iterator[Diagnostic]:
    """Words that cannot be broken and are wider than the sheet."""
    for wide in measured.wide:
        word = wide.word if len(wide.word) <= 40 else f"{wide.word[:39]}…"  # noqa: PLR2004
        message = Message(
            "“{word}” is {length} mm wider than its place on {paper}",
            word=word,
            length=f"{wide.millimetres:g}",
            paper=paper.label,
        )
        advice = Message("use a shorter word, or put a hyphen or a space where it may be broken")
        yield Diagnostic(WORD_TOO_WIDE, page.path, place_of(page, wide.anchor), message, advice)


def check_image_too_large(playbook: Playbook, page: Page, content: Path) -> Iterator[Diagnostic]:
    """Pictures that are higher than a sheet, or have more pixels than any sheet can show."""
    for image in page.outline.images:
        target = resolve(playbook, page, image.src)
        if not isinstance(target, ToAsset):
            continue
        file = content / target.file
        if (count := file.stat().st_size) > MAX_BYTES:
            message = Message(
                "the picture has {count} million bytes, the most is {limit} million",
                count=round(count / 1e6),
                limit=MAX_BYTES // 1_000_000,
            )
            yield Diagnostic(IMAGE_TOO_LARGE, page.path, image.span, message, Message("save it smaller"))
            continue
        size = pixels(file)
        if size is None:
            continue
        width, height = size
        if width * height > MAX_PIXELS:
            message = Message(
                "the picture has {count} million pixels, the most is {limit} million",
                count=round(width * height / 1e6),
                limit=MAX_PIXELS // 1_000_000,
            )
            yield Diagnostic(IMAGE_TOO_LARGE, page.path, image.span, message, Message("save it smaller"))
            continue
        for paper in SHEETS:
            natural = width / CSS_DPI * 25.4
            over = height / CSS_DPI * 25.4 * min(1, paper.text_width / natural) - paper.text_height
            if over > 0:
                message = Message(
                    "the picture is {length} mm higher than a sheet of {paper}",
                    length=round(over) or 1,
                    paper=paper.label,
                )
                yield Diagnostic(
                    IMAGE_TOO_LARGE,
                    page.path,
                    image.span,
                    message,
                    Message("crop it, or save it with fewer pixels"),
                )


@lru_cache(maxsize=1)
def drawn() -> frozenset[str]:
    """Return the characters that one of our families can draw in every weight; the other takes over for the one."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only when something is printed

    families: dict[str, set[int]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            covered = set(font.getBestCmap())
        family = path.name.partition("-")[0]
        families[family] = families.get(family, covered) & covered
    return frozenset(map(chr, set.union(*families.values()))) | _DRAWN_OTHERWISE


def check_missing_glyph(page: Page, html: str, content: Path) -> Iterator[Diagnostic]:
    """Characters that the fonts of print do not have.

    Args:
        page: the page.
        html: what is printed of it.
        content: the content folder; the file is looked at again only when something is missing.
    """
    missing = {char for char in set(html) - drawn() if ord(char) > 0x7F}  # noqa: PLR2004 - markup is ASCII
    if not missing:
        return
    lines = (content / page.file).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    for char in sorted(missing):
        number, column = next(
            ((n, line.index(char) + 1) for n, line in enumerate(lines, 1) if char in line), (0, 0)
        )
        span = Span.of_line(number, 1, column) if number else place_of(page, "")
        message = Message(
            "“{char}” (U+{code}) cannot be printed: the fonts do not have it",
            char=char,
            code=f"{ord(char):04X}",
        )
        yield Diagnostic(
            MISSING_GLYPH, page.path, span, message, Message("write it in words, or use another sign")
        )
