"""`playbook build`, and the same site from `mkdocs build`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import projects


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its whole site built."""
    folder = projects.project(tmp_path_factory.mktemp("build") / "project")
    done = projects.playbook(folder, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_file_of_the_contract(built: Path) -> None:
    site = built / "site"
    wanted = (
        "index.html", "404.html", "sitemap.xml", "robots.txt", "_headers", "playbook.json",
        "en/index.html", "ru/index.html", "en/guides/trust/index.html", "ru/guides/trust/index.html",
        "en/checklists/call/index.html", "en/guides/index.html", "en/topics/trust/index.html", "en/roles/lead/index.html",
        "en/library/index.html", "pagefind/pagefind.js", "en/print/call-a4.pdf", "en/print/call-letter.pdf",
    )  # fmt: skip
    assert [path for path in wanted if not (site / path).is_file()] == []


def test_page_list_has_every_page(built: Path) -> None:
    pages = json.loads((built / "site/playbook.json").read_text(encoding="utf-8"))["pages"]
    assert all((built / "site" / p["url"] / "index.html").is_file() for p in pages)
    states = {(p["page"], p["language"]): p["state"] for p in pages}
    assert states["guides/trust", "ru"] == "missing"
    assert states["pages/index", "ru"] == "stale"


def test_fallback_is_marked_and_kept_from_search_engines(built: Path) -> None:
    html = (built / "site/ru/guides/trust/index.html").read_text(encoding="utf-8")
    assert '<html lang="ru"' in html
    assert '<h1 lang="en"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical" href="https://playbook.example/en/guides/trust/"' in html
    assert "ru/guides/trust/" not in (built / "site/sitemap.xml").read_text(encoding="utf-8")


def test_second_build_writes_nothing(built: Path, tmp_path: Path) -> None:
    folder = projects.copied(built, tmp_path / "project")
    projects.playbook(folder, "build")  # in its new place the project is another one
    before = {path: path.stat().st_mtime_ns for path in (folder / "site").rglob("*")}
    done = projects.playbook(folder, "build")
    assert done.returncode == 0
    assert ": 0 written, " in done.stdout
    assert {path: path.stat().st_mtime_ns for path in (folder / "site").rglob("*")} == before


def test_clean_build_gives_the_same_site(built: Path, tmp_path: Path) -> None:
    folder = projects.copied(built, tmp_path / "project")
    before = projects.files_of(folder / "site")
    (folder / "content/en/pages/index.md").write_text(
        projects.HOME.replace("small", "little"), encoding="utf-8"
    )
    projects.playbook(folder, "build")
    (folder / "content/en/pages/index.md").write_text(projects.HOME, encoding="utf-8")
    assert projects.playbook(folder, "build", "--clean").returncode == 0
    after = projects.files_of(folder / "site")
    assert {n for n in before.keys() | after.keys() if before.get(n) != after.get(n)} == set()


def test_removed_page_goes(built: Path, tmp_path: Path) -> None:
    folder = projects.copied(built, tmp_path / "project")
    (folder / "content/en/checklists/call.md").unlink()
    guide = folder / "content/en/guides/trust.md"
    guide.write_text(
        projects.GUIDE.replace("[checklist](../checklists/call.md)", "checklist"), encoding="utf-8"
    )
    assert projects.quick_build(folder).returncode == 0
    assert not (folder / "site/en/checklists").exists()
    assert not (folder / "site/en/print").exists()


@pytest.mark.parametrize(("option", "gone"), [("--no-search", "pagefind"), ("--no-pdf", "en/print")])
def test_parts_can_be_left_out(option: str, gone: str, built: Path, tmp_path: Path) -> None:
    folder = projects.copied(built, tmp_path / "project")
    assert projects.playbook(folder, "build", option).returncode == 0
    assert not (folder / "site" / gone).exists()


def test_site_elsewhere(built: Path, tmp_path: Path) -> None:
    folder = projects.copied(built, tmp_path / "project")
    done = projects.quick_build(folder, "--site-dir", str(tmp_path / "deep" / "public"))
    assert done.returncode == 0
    assert (tmp_path / "deep/public/en/index.html").is_file()


def test_several_languages_and_none_of_ours(tmp_path: Path) -> None:
    """Nothing about our own pages or languages is wired into the code."""
    locales = "default: ar\nlocales:\n  ar: {name: العربية}\n  pt-br: {name: Português, fallback: [ar]}\n"
    files: dict[str, str | bytes | None] = dict.fromkeys(projects.FILES)
    files |= {"i18n/locales.yaml": locales, "content/ar/pages/index.md": "---\nsummary: x\n---\n\n# مرحبا\n"}
    folder = projects.project(tmp_path, files)
    done = projects.quick_build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert '<html lang="ar" dir="rtl"' in (folder / "site/ar/index.html").read_text(encoding="utf-8")
    assert '<html lang="pt-br" dir="ltr"' in (folder / "site/pt-br/index.html").read_text(encoding="utf-8")


def test_playbook_without_a_page_has_a_front_page(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = dict.fromkeys(projects.FILES)
    folder = projects.project(tmp_path, files)
    (folder / "content").mkdir(exist_ok=True)
    done = projects.quick_build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "site/en/index.html").is_file()
    assert (folder / "site/ru/index.html").is_file()


def test_mkdocs_build_gives_the_same_site(built: Path, tmp_path: Path) -> None:
    """Somebody who knows only MkDocs gets every page, byte for byte."""
    folder = projects.copied(built, tmp_path / "project")
    projects.playbook(folder, "translations", "accept", "--all")
    assert projects.playbook(folder, "build").returncode == 0
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "other"]
    done = subprocess.run(
        command, cwd=folder, env=projects.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = projects.files_of(folder / "site"), projects.files_of(folder / "other")
    pages = {
        name
        for name in ours
        if name.endswith((".html", ".xml", ".json", "_headers")) and not name.startswith("pagefind/")
    }
    assert {name for name in pages if theirs.get(name) != ours[name]} == set()
    assert {name for name in theirs if name.endswith(".html")} <= ours.keys()


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "the content has faults"), ("ru", "в содержании есть ошибки")]
)
def test_mkdocs_build_stops_on_errors_before_it_cleans(
    lang: str, words: str, built: Path, tmp_path: Path
) -> None:
    folder = projects.copied(built, tmp_path / "project")
    before = projects.files_of(folder / "site")
    (folder / "content/en/pages/bad.md").write_text("# no front matter\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(
        command, cwd=folder, env=projects.environment(PLAYBOOK_LANGUAGE=lang, PYTHONUTF8="1"),
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert words in done.stderr
    assert "playbook check" in done.stderr
    assert "Traceback" not in done.stderr
    assert projects.files_of(folder / "site") == before


def test_mkdocs_tells_what_is_wrong_with_the_languages_in_the_readers_own(
    built: Path, tmp_path: Path
) -> None:
    folder = projects.copied(built, tmp_path / "project")
    (folder / "i18n/locales.yaml").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=folder,
        env=projects.environment(PLAYBOOK_LANGUAGE="ru", PYTHONUTF8="1"),
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert "нет такого файла" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_written_is_told_in_the_readers_language(built: Path, tmp_path: Path) -> None:
    folder = projects.copied(built, tmp_path / "project")
    done = projects.playbook(folder, "build", "--no-pdf", "--no-search", PLAYBOOK_LANGUAGE="ru")
    assert "без изменений: " in done.stdout
