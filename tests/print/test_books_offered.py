"""Books are offered where readers look for them, when they were made, and only as long as nothing has changed since."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from tests import projects

PATH = """\
---
summary: One page after another.
goal: You can call anybody.
roles: [lead]
minutes: 8
---

# First steps

Take a week.

## Begin

1. [Trust](../guides/trust.md) – read it.
2. [Before a call](../checklists/call.md) – use it once.
"""
BOOKS = {
    f"{lang}/print/{name}"
    for lang in ("en", "ru")
    for name in ("playbook.pdf", "playbook.epub", "booklet-role-lead.pdf", "booklet-path-first.pdf")
}
OFFERS = {
    "en/index.html": {"playbook.pdf", "playbook.epub"},
    "en/pack/index.html": {"playbook.pdf", "playbook.epub"},
    "en/roles/lead/index.html": {"booklet-role-lead.pdf"},
    "en/paths/first/index.html": {"booklet-path-first.pdf"},
    "ru/roles/lead/index.html": {"booklet-role-lead.pdf"},
    "en/guides/trust/index.html": set(),
}


def offered(site: Path) -> dict[str, set[str]]:
    """Return the books each page links to; every link leads to a file."""
    result = {}
    for page in OFFERS:
        html = (site / page).read_text(encoding="utf-8")
        links = re.findall(r'href="([^"]*/print/[^"]*(?:playbook|booklet)[^"]*)"', html)
        assert all(((site / page).parent / link).is_file() for link in links)
        result[page] = {Path(link).name for link in links}
    return result


def books(site: Path) -> set[str]:
    files = (file.relative_to(site).as_posix() for file in site.glob("*/print/*"))
    return {file for file in files if "/booklet-" in file or "/playbook." in file}


def build(folder: Path, *arguments: str) -> None:
    done = projects.playbook(folder, "build", "--no-search", "--no-pictures", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose books have been made. Every test leaves it like that."""
    folder = projects.project(
        tmp_path_factory.mktemp("books") / "project", {"content/en/paths/first.md": PATH}
    )
    build(folder, "--books")
    return folder


def test_books_are_offered_while_they_are_what_the_pages_say(folder: Path) -> None:
    site, guide = folder / "site", folder / "content/en/guides/trust.md"
    none: dict[str, set[str]] = {page: set() for page in OFFERS}
    assert books(site) == BOOKS
    assert offered(site) == OFFERS
    path, role = (
        (site / page / "index.html").read_text(encoding="utf-8")
        for page in ("en/paths/first", "ru/roles/lead")
    )
    assert re.search(r"Booklet \(PDF, A5, \d+\.\d\xa0MB\)", path)
    assert re.search(r"Брошюра \(PDF, A5, \d+,\d\xa0МБ\)", role)
    before = {path: (site / path).read_bytes() for path in BOOKS}
    made = {file: file.stat().st_mtime_ns for file in (folder / ".playbook/print").glob("*/b*.*")}

    build(folder, "--no-pdf")
    assert books(site) == set()
    assert offered(site) == none
    build(folder)  # nothing has changed: the books of the last time are still right
    assert offered(site) == OFFERS

    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace("grows slowly", "grows fast"), encoding="utf-8")
    build(folder)  # the books say what the guide no longer says
    assert books(site) == set()
    assert offered(site) == none

    guide.write_text(text, encoding="utf-8")
    build(folder)
    assert offered(site) == OFFERS
    build(folder, "--books")
    assert {path: (site / path).read_bytes() for path in BOOKS} == before
    assert {file: file.stat().st_mtime_ns for file in made} == made  # not one of them was made again


def words_of(file: Path) -> list[list[tuple[float, float, str]]]:
    """Return, for each page, the middle of every word in points from the top left, and the word."""
    told = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True).stdout.decode()
    word = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
    return [
        [
            ((float(x) + float(u)) / 2, (float(y) + float(v)) / 2, text)
            for x, y, u, v, text in word.findall(page)
        ]
        for page in told.split("<page ")[1:]
    ]


def test_page_numbers_are_those_of_the_pages_they_lead_to(folder: Path) -> None:
    """In the contents, after a link in the text and in the index of terms."""
    file = folder / "site/en/print/playbook.pdf"
    words, seen = words_of(file), []
    with pikepdf.open(file) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        names = list(pdf.Root.Names.Dests.Names)
        places = {bytes(n): numbers[p[0].objgen] for n, p in zip(names[::2], names[1::2], strict=True)}
        for page, text in zip(pdf.pages, words, strict=True):
            for annotation in page.get("/Annots", []):
                if "/Dest" in annotation and not bytes(annotation.Dest).startswith(b"source-"):
                    x, y, u, v = map(float, annotation.Rect)
                    top, bottom = float(page.mediabox[3]) - max(y, v), float(page.mediabox[3]) - min(y, v)
                    inside = [w for a, b, w in text if min(x, u) <= a <= max(x, u) and top <= b <= bottom]
                    assert re.match(rf"{places[bytes(annotation.Dest)]}\b", inside[-1]), inside
                    seen.append(inside)
    assert len(seen) >= 11
    assert any("(p." in piece for piece in seen), seen
