"""Time of a checklist's PDF: ours beside Chromium's print of the same page, in one run.

    .venv/bin/python bench/print.py [--site DIR] [--count 12] [--rounds 3]

Without --site the pages are built first, into a folder that is removed again.
Ours gives a tagged sheet and a fillable one for each of two papers and measures
whether they fit; Chromium prints the web page once. Both numbers are seconds of
wall time for each PDF, one after another, in one warm process; medians of the rounds.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from build_tools.checking import load_and_check
from build_tools.i18n.catalogue import open_catalogue
from build_tools.model.addresses import page_address
from build_tools.model.ids import Kind
from build_tools.pipeline import build
from build_tools.print.forms import Printer
from build_tools.print.press import print_job, start_worker, write_fonts_conf
from build_tools.render.frame_view import SiteFacts
from build_tools.settings import settings


def ours(count: int, fonts: Path) -> tuple[float, list[str]]:
    """Return seconds per PDF, and the addresses of the pages that were printed."""
    start_worker(str(write_fonts_conf(fonts)))
    where = settings()
    playbook = load_and_check(where).playbook
    assert playbook is not None
    catalogues = {code: open_catalogue(code, where.i18n) for code in playbook.locales.codes}
    printer = Printer(playbook, catalogues, SiteFacts("https://playbook.example/"), where.content)
    pages = [page for page in printer.pages if page.kind is Kind.CHECKLIST][:count]
    jobs = [job for page in pages for _, job in printer.sheet_jobs(page)]
    print_job(jobs[0])
    start = time.perf_counter()
    made = sum(len(print_job(job).forms) for job in jobs)
    return (time.perf_counter() - start) / made, [page_address(page.id, page.lang) for page in pages]


def chromium(site: Path, addresses: list[str]) -> float:
    """Return seconds per PDF."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto((site / addresses[0] / "index.html").as_uri())
        page.pdf(format="A4")
        start = time.perf_counter()
        for address in addresses:
            page.goto((site / address / "index.html").as_uri())
            page.pdf(format="A4", tagged=True)
        seconds = (time.perf_counter() - start) / len(addresses)
        browser.close()
    return seconds


def build_pages(site: Path) -> Path:
    """Build the pages alone; return the folder."""
    built = build(settings(site=site), pdf=False, search=False, pictures=False)
    assert built.written is not None
    return site


def main() -> None:
    """Print both numbers and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--count", type=int, default=12, help="of checklists [12]")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median is taken [3]")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = arguments.site or build_pages(Path(folder) / "site")
        rounds = []
        for number in range(arguments.rounds):
            own, addresses = ours(arguments.count, Path(folder) / "fonts")
            rounds.append((own, chromium(site.resolve(), addresses)))
            print(f"round {number + 1}: ours {own:.3f} s, Chromium {rounds[-1][1]:.3f} s", file=sys.stderr)
    own, other = (median(column) for column in zip(*rounds, strict=True))
    print(f"ours     {own:.3f} s per PDF")
    print(f"Chromium {other:.3f} s per PDF")
    print(f"ratio    {own / other:.2f}")


if __name__ == "__main__":
    main()
