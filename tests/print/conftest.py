"""What the tests of paper share: a small playbook of real pages, printed once per session."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools.checking import load_and_check
from build_tools.i18n.catalogue import open_catalogue
from build_tools.model.playbook import Playbook
from build_tools.print.book import make_book
from build_tools.print.books import book_job, epub_job, plans
from build_tools.print.forms import Printer
from build_tools.print.sheets import PrintResult, sheets
from build_tools.print.store import run_jobs
from build_tools.render.frame_view import SiteFacts
from build_tools.settings import Settings, settings

ROOT = Path(__file__).parent.parent.parent
URL = "https://playbook.example/"
PAGES = (
    "checklists/first-week-with-a-new-agent",
    "checklists/before-a-one-on-one",
    "worksheets/one-on-one-agenda",
    "assessments/am-i-listening",
    "paths/first-90-days",
)
"""The longest checklist, one with two pause points, and one page of each other kind."""


@dataclass(frozen=True)
class OnPaper:
    """The printed playbook."""

    settings: Settings
    playbook: Playbook
    printer: Printer
    result: PrintResult
    files: dict[str, Path]


@pytest.fixture(scope="session")
def where(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A project with the real languages, library and words, and some of the real pages."""
    project = tmp_path_factory.mktemp("printed")
    content = project / "content"
    shutil.copytree(ROOT / "content" / "library", content / "library")
    shutil.copyfile(ROOT / "content" / "vocabulary.yaml", content / "vocabulary.yaml")
    for lang in ("en", "ru"):
        for page in PAGES:
            target = content / lang / f"{page}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / "content" / lang / f"{page}.md", target)
    return settings(project=ROOT, content=content)


@pytest.fixture(scope="session")
def on_paper(where: Settings, tmp_path_factory: pytest.TempPathFactory) -> OnPaper:
    """Every form of these pages, in both languages and on both papers."""
    playbook = load_and_check(where).playbook
    assert playbook is not None
    catalogues = {code: open_catalogue(code, where.i18n) for code in playbook.locales.codes}
    facts = SiteFacts(URL)
    result = sheets(playbook, catalogues, facts, where.content, tmp_path_factory.mktemp("store"))
    printer = Printer(playbook, catalogues, facts, where.content)
    return OnPaper(where, playbook, printer, result, dict(result.files))


@pytest.fixture(scope="session")
def books(on_paper: OnPaper, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The whole of this playbook as a booklet and as EPUB, in both languages."""
    jobs = []
    for lang in on_paper.playbook.locales.codes:
        plan = next(iter(plans(on_paper.printer, lang)))
        book = make_book(on_paper.printer, plan)
        jobs += [book_job(on_paper.printer, plan, book), epub_job(on_paper.printer, plan, book)]
    done = run_jobs(jobs, tmp_path_factory.mktemp("books"))
    return {
        job.files[form]: file
        for job, kept in zip(jobs, done, strict=True)
        for form, file in kept.files.items()
    }
