"""Footnotes in a book: every mark leads to its note and back, though each page counts from one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from build_tools.checking import load_and_check
from build_tools.i18n.catalogue import open_catalogue
from build_tools.print.book import make_book
from build_tools.print.books import book_job, plans
from build_tools.print.forms import Printer
from build_tools.render.frame_view import SiteFacts
from build_tools.settings import settings
from tests.conftest import ROOT


def test_every_mark_in_a_book_leads_to_its_note(tmp_path: Path) -> None:
    real, content = settings(project=ROOT), tmp_path / "content"
    shutil.copytree(real.content, content)
    guides = sorted((content / "en" / "guides").rglob("*.md"))[:2]
    for guide in guides:
        text = guide.read_text(encoding="utf-8").replace("\n## ", "\nOne more thing.[^a]\n\n## ", 1)
        guide.write_text(f"{text}\n[^a]: A note of this page.\n", encoding="utf-8")
    playbook = load_and_check(settings(project=ROOT, content=content)).playbook
    assert playbook is not None
    catalogues = {code: open_catalogue(code, real.i18n) for code in playbook.locales.codes}
    printer = Printer(playbook, catalogues, SiteFacts("https://playbook.example/"), content)
    noted = {guide.relative_to(content / "en").with_suffix("").as_posix() for guide in guides}
    plan = next(p for p in plans(printer, playbook.locales.default) if noted <= {page.id for page in p.pages})
    html = book_job(printer, plan, make_book(printer, plan)).html
    ids = re.findall(r'id="([^"]*\bfn[^"]*)"', html)
    leads = re.findall(r'href="#([^"]*\bfn[^"]*)"', html)
    assert len(ids) == len(set(ids)) == 2 * len(guides)
    assert sorted(leads) == sorted(ids)
