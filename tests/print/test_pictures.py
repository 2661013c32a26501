"""Pictures on paper: one that is too large is reported and not unpacked; its words stand for it."""

from __future__ import annotations

import resource
import shutil
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.checking import load_and_check
from build_tools.print.book import make_book
from build_tools.print.books import book_job, epub_job, plans
from build_tools.print.findings import check_image_too_large
from build_tools.print.forms import Printer
from build_tools.print.pictures import pixels
from build_tools.print.store import run_jobs
from tests.print.conftest import OnPaper
from tests.print.test_forms import one_line, text

SHEET = "worksheets/one-on-one-agenda.md"


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """A white picture of one bit a pixel: small as a file, as large as one likes when it is unpacked."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer, row = zlib.compressobj(9), b"\0" + b"\xff" * (-(-width // 8))
    data = b"".join(packer.compress(row) for _ in range(height if rows is None else rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def with_picture(on_paper: OnPaper, folder: Path, name: str, data: bytes) -> Printer:
    """The playbook with a picture in one of its worksheets."""
    content = folder / "content"
    shutil.copytree(on_paper.settings.content, content)
    (content / "en" / "worksheets" / name).write_bytes(data)
    sheet = content / "en" / SHEET
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("\n## ", f"\n![A plan of the desk]({name})\n\n## ", 1),
        encoding="utf-8",
    )
    playbook = load_and_check(replace(on_paper.settings, content=content)).playbook
    assert playbook is not None
    return Printer(playbook, on_paper.printer.catalogues, on_paper.printer.facts, content)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("plan.png", png(30_000, 20_000), "the picture has 600 million pixels, the most is 40 million"),
        (
            "plan.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'>" + b" " * 30_000_000 + b"</svg>",
            "the picture has 30 million bytes, the most is 20 million",
        ),
    ],
    ids=["pixels", "bytes"],
)
def test_a_picture_too_large_is_reported_and_left_out(
    on_paper: OnPaper, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    printer = with_picture(on_paper, tmp_path, name, data)
    page = next(p for p in printer.pages if p.path.endswith(SHEET) and p.lang == "en")
    found = list(check_image_too_large(printer.playbook, page, printer.content))
    assert [finding.message.say() for finding in found] == [words]
    plan = next(plans(printer, page.lang))
    book = make_book(printer, plan)
    sheet, bound, epub = (
        next(printer.sheet_jobs(page))[1],
        book_job(printer, plan, book),
        epub_job(printer, plan, book),
    )
    assert not sheet.resources
    assert not bound.resources
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    printed, packed = (
        kept.files for kept in run_jobs([replace(sheet, fits=sheet.fits[:1]), epub], tmp_path / "store")
    )
    assert "A plan of the desk" in one_line(text(printed["blank"]))
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # of all children of this process so far
    assert after <= max(before, 400_000), "unpacked it is 2.4 GB"
    with zipfile.ZipFile(packed["epub"]) as archive:
        chapter = archive.read("book/p-worksheets-one-on-one-agenda.xhtml").decode()
        assert "<span>A plan of the desk</span>" in chapter
        assert not [entry for entry in archive.namelist() if "image" in entry]


def test_a_picture_that_fits_is_printed(on_paper: OnPaper, tmp_path: Path) -> None:
    printer = with_picture(on_paper, tmp_path, "plan.png", png(600, 300))
    page = next(p for p in printer.pages if p.path.endswith(SHEET) and p.lang == "en")
    assert not list(check_image_too_large(printer.playbook, page, printer.content))
    assert list(next(printer.sheet_jobs(page))[1].resources) == ["picture:en/worksheets/plan.png"]


def test_only_the_head_of_a_picture_is_read(tmp_path: Path) -> None:
    file = tmp_path / "head.png"
    file.write_bytes(png(60_000, 60_000, rows=0))
    assert pixels(file) == (60_000, 60_000)
    file.write_bytes(b"no picture")
    assert pixels(file) is None
