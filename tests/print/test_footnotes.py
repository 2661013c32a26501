"""Footnotes in a book: every mark leads to its note and back, though each page counts from one."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

from build_tools.checking import load_and_check
from build_tools.print.book import make_book
from build_tools.print.books import book_job, plans
from build_tools.print.forms import Printer
from tests.print.conftest import OnPaper

SHEETS = ("worksheets/one-on-one-agenda.md", "worksheets/development-plan.md")


def test_every_mark_in_a_book_leads_to_its_note(on_paper: OnPaper, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(on_paper.settings.content, content)
    for name in SHEETS:
        sheet = content / "en" / name
        text = sheet.read_text(encoding="utf-8")
        noted = text.replace("\n## ", "\nOne more thing.[^a]\n\n## ", 1) + "\n[^a]: A note of this page.\n"
        sheet.write_text(noted, encoding="utf-8")
    playbook = load_and_check(replace(on_paper.settings, content=content)).playbook
    assert playbook is not None
    printer = Printer(playbook, on_paper.printer.catalogues, on_paper.printer.facts, content)
    plan = next(
        plan
        for plan in plans(printer, playbook.locales.default)
        if {name.removesuffix(".md") for name in SHEETS} <= {page.id for page in plan.pages}
    )
    html = book_job(printer, plan, make_book(printer, plan)).html
    ids = re.findall(r'id="([^"]*\.fn[^"]*)"', html)
    leads = re.findall(r'href="#([^"]*\bfn[^"]*)"', html)
    assert len(ids) == len(set(ids)) == 2 * len(SHEETS)
    assert sorted(leads) == sorted(ids)
