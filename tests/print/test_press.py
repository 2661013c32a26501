"""The press itself: same in, same out; nothing is made twice; nothing is fetched; what does not fit is said."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from build_tools.checking import load_and_check
from build_tools.cli import main
from build_tools.print.findings import drawn
from build_tools.print.forms import Printer
from build_tools.print.jobs import PrintJob
from build_tools.print.store import run_jobs
from tests.print.conftest import OnPaper
from tests.print.pdf_ua import violations
from tests.print.test_forms import elements, one_line, text


def job_of(on_paper: OnPaper, slug: str = "before-a-one-on-one", lang: str = "en") -> PrintJob:
    page = next(p for p in on_paper.printer.pages if p.slug == slug and p.lang == lang)
    return next(iter(on_paper.printer.sheet_jobs(page)))[1]


def test_the_same_page_gives_the_same_bytes(on_paper: OnPaper, tmp_path: Path) -> None:
    job = job_of(on_paper)
    kept = next(run_jobs([job], tmp_path))
    for form, file in kept.files.items():
        assert file.read_bytes() == on_paper.files[job.files[form]].read_bytes()


def test_only_what_changed_is_printed_again(on_paper: OnPaper, tmp_path: Path) -> None:
    first, second = job_of(on_paper), job_of(on_paper, lang="ru")
    before = [kept.files["blank"].stat().st_mtime_ns for kept in run_jobs([first, second], tmp_path)]
    changed = replace(second, html=second.html.replace("<h1>", "<h1>! "))
    after = [kept.files["blank"] for kept in run_jobs([first, changed], tmp_path)]
    assert after[0].stat().st_mtime_ns == before[0]
    assert len([place for place in tmp_path.iterdir() if (place / "measured.json").is_file()]) == 3
    again = [kept.files["blank"].stat().st_mtime_ns for kept in run_jobs([first, second], tmp_path)]
    assert again == before


def test_the_press_asks_nobody_for_anything(on_paper: OnPaper, tmp_path: Path) -> None:
    """A page that names pictures and styles of other places is printed without them, and nobody is called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        secret = tmp_path / "secret.png"
        secret.write_bytes(b"secret")
        html = job_of(on_paper).html.replace(
            "</header>",
            f'</header><img src="{address}.png" alt="x"><img src="{secret.as_uri()}" alt="x">'
            f'<link rel="stylesheet" href="{address}.css"><object data="{address}.svg"></object>'
            f"<p style=\"background: url({address}.png); font-family: 'Elsewhere'\">here</p>",
        )
        job = replace(
            job_of(on_paper),
            html=html,
            css=job_of(on_paper).css + f"@font-face{{font-family:Elsewhere;src:url({address}.ttf)}}",
        )
        file = next(run_jobs([job], tmp_path / "store")).files["blank"]
        with pytest.raises(TimeoutError):
            server.accept()
    assert "here" in text(file)


def test_findings_name_line_and_length_and_stop_the_build(tmp_path: Path) -> None:
    sample = Path(__file__).parent.parent / "rules" / "PB520" / "bad" / "content"
    content = tmp_path / "content"
    shutil.copytree(sample, content)
    i18n = Path(__file__).parent.parent / "rules" / "i18n"
    site = tmp_path / "site"
    arguments = [
        "build",
        "--no-search",
        "--no-pictures",
        "--content",
        str(content),
        "--i18n",
        str(i18n),
        "--site-dir",
        str(site),
    ]
    result = CliRunner().invoke(main, arguments, env={"PLAYBOOK_LANGUAGE": "en"})
    assert result.exit_code == 1
    assert "US Letter: 37 mm too long" in result.output
    assert "of A4: 83 mm too long" in result.output
    assert not site.exists()
    result = CliRunner().invoke(main, [*arguments, "--no-pdf"], env={"PLAYBOOK_LANGUAGE": "en"})
    assert result.exit_code == 0
    assert not list(site.rglob("*.pdf"))


def test_a_huge_checklist_does_not_hang(on_paper: OnPaper, tmp_path: Path) -> None:
    job = job_of(on_paper)
    item = '<li id="item-1">' + "long " * 30 + "</li>"
    kept = next(run_jobs([replace(job, html=job.html.replace("</ul>", item * 260 + "</ul>", 1))], tmp_path))
    assert kept.measured.pages > 10
    assert kept.measured.too_long > 1000


def test_pages_of_one_name_get_files_of_their_own(on_paper: OnPaper, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(on_paper.settings.content, content)
    source = content / "en" / "checklists" / "before-a-one-on-one.md"
    for topic in ("feedback", "growth"):
        target = content / "en" / "checklists" / topic / "talk.md"
        target.parent.mkdir()
        target.write_text(
            source.read_text(encoding="utf-8").replace("# Before", f"# {topic} before"), encoding="utf-8"
        )
    playbook = load_and_check(replace(on_paper.settings, content=content)).playbook
    assert playbook is not None
    printer = Printer(playbook, on_paper.printer.catalogues, on_paper.printer.facts, content)
    paths = {printer.path(page, "a4") for page in printer.pages}
    assert {"en/print/checklists-feedback-talk-a4.pdf", "en/print/checklists-growth-talk-a4.pdf"} <= paths
    assert len(paths) == len(printer.pages)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_booklet_has_contents_chapters_index_and_sources(
    on_paper: OnPaper, books: dict[str, Path], lang: str
) -> None:
    file = books[f"{lang}/print/playbook.pdf"]
    assert violations(file, lang) == []
    with pikepdf.open(file) as pdf:
        pages = [one_line(part) for part in text(file).split("\f")]
        for page in (p for p in on_paper.printer.pages if p.lang == lang):
            place = next(i for i, words in enumerate(pages) if i > 1 and one_line(page.title) in words[:200])
            assert any(f"{place + 1}" in words and one_line(page.title) in words for words in pages[1:2])
        kinds = {str(element.S) for element in elements(pdf)}
        assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Link"} <= kinds
        with pdf.open_outline() as outline:
            assert len(outline.root) >= 5
        names = pdf.Root.Names.Dests
        assert "/Names" in names


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_epub_is_valid(books: dict[str, Path], lang: str, tmp_path: Path) -> None:
    file = tmp_path / "playbook.epub"
    shutil.copyfile(books[f"{lang}/print/playbook.epub"], file)
    with zipfile.ZipFile(file) as book:
        assert book.infolist()[0].filename == "mimetype"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert f"<dc:language>{lang}</dc:language>" in book.read("book/package.opf").decode()
    jar = Path("/usr/share/java/epubcheck.jar")
    command = (
        ["java", "-jar", str(jar)]
        if jar.is_file() and shutil.which("java")
        else [shutil.which("epubcheck") or ""]
    )
    if command == [""]:
        pytest.skip("epubcheck checks EPUBs")
    result = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 errors / 0 warnings" in result.stdout


def test_narrow_spaces_of_typography_are_printed_as_ordinary_ones() -> None:
    """The families of print have no U+202F; typography sets it before per cent signs."""
    job = PrintJob(html="<p>12\u202f%</p>", css="", files={})
    assert job.html == "<p>12\u00a0%</p>"
    assert set(job.html) <= drawn() | set("<>/p%12")


def test_page_numbers_are_right_when_they_move_the_pages_they_name(tmp_path: Path) -> None:
    """Each number takes room in its line; from 9 to 10 and from 99 to 100 the lines after it move."""
    count = 70
    links = [
        " ".join(f'<a href="#c{(7 * n + 11 * k) % count}">x</a>' for k in range(9 + n % 4))
        for n in range(count)
    ]
    body = "".join(f'<h1 id="c{n}">Chapter</h1><p>{text}</p>' for n, text in enumerate(links))
    job = PrintJob(
        html=f'<html lang="en"><title>T</title>{body}',
        css="@page { size: 62mm 40mm; margin: 5mm; } body { font: 12pt Literata; } h1 { font-size: 20pt; }"
        'a::after { content: " (" attr(data-page) ")"; }',
        files={"blank": "x.pdf"},
        numbered=True,
        width=62,
    )
    file = next(run_jobs([job], tmp_path)).files["blank"]
    with pikepdf.open(file) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        assert len(numbers) > 100
        names = list(pdf.Root.Names.Dests.Names)
        places = {str(n): numbers[p[0].objgen] for n, p in zip(names[::2], names[1::2], strict=True)}
    printed = [int(number) for number in re.findall(r"\((\d+)\)", text(file))]
    named = re.findall(r'href="#(c\d+)"', body)
    assert printed == [places[name] for name in named]
