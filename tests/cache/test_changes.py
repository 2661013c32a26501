"""The cached build after any change is byte for byte the clean build."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cache.project import Project

Change = Callable[[Project], None]


def _first_commit(project: Project) -> None:
    """From here on it is known when a page changed, so there is a feed."""
    for arguments in (["init", "-q"], ["add", "content"], ["commit", "-q", "-m", "first"]):
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
            cwd=project.folder,
            check=True,
        )


def _library_version(project: Project) -> None:
    project.write("babel-999.dist-info/METADATA", "Metadata-Version: 2.1\nName: babel\nVersion: 999\n")


CHANGES: dict[str, Change] = {
    "text": lambda p: p.replace("content/en/guides/listen.md", "Let them finish.", "Let them finish first."),
    "title": lambda p: p.replace("content/en/guides/listen.md", "# Listen", "# Listen well"),
    "heading": lambda p: p.replace("content/en/guides/listen.md", "## Next", "## After that"),
    "summary": lambda p: p.replace("content/en/checklists/list.md", "A list.", "Another list."),
    "new page": lambda p: p.write(
        "content/en/pages/about.md", "---\nsummary: About.\n---\n\n# About\n\nUs.\n"
    ),
    "confidence": lambda p: p.replace("content/en/guides/listen.md", "confidence: high", "confidence: low"),
    "mode": lambda p: p.replace("content/en/checklists/list.md", "mode: do-confirm", "mode: read-do"),
    "mention": lambda p: p.write(
        "content/en/pages/help.md",
        "---\nsummary: Help.\n---\n\n# Help\n\n## Nobody hears me\n\n- [Listen](../guides/listen.md)\n",
    ),
    "page gone": lambda p: (p.folder / "content/ru/guides/listen.md").unlink(),
    "source": lambda p: p.replace("content/library/all.yaml", "A Book", "The Book"),
    "term": lambda p: p.replace("i18n/glossary.yaml", "Asking.", "What one asks."),
    "vocabulary": lambda p: p.replace("content/vocabulary.yaml", "en: Talk", "en: Talking"),
    "message": lambda p: p.replace("i18n/messages/ru.po", "Источники", "Литература"),
    "locale": lambda p: p.replace("i18n/locales.yaml", "title: Book", "title: Handbook"),
    "new language": lambda p: p.replace(
        "i18n/locales.yaml", "  ru:", "  de: {name: Deutsch, title: Buch}\n  ru:"
    ),
    "template": lambda p: p.replace(
        "build_tools/render/templates/body/article.html.j2", "pb-text", "pb-text pb-more"
    ),
    "theme": lambda p: p.replace(
        "build_tools/site/theme/main.html", 'class="pb-article"', 'class="pb-article pb-more"'
    ),
    "setting": lambda p: p.replace("mkdocs.yml", "https://playbook.example/", "https://other.example/book/"),
    "static file": lambda p: p.write("docs/assets/css/base.css", "body { color: black }\n"),
    "library version": _library_version,
    "first commit": _first_commit,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that has been built; the changes of the tests add up in it."""
    made = Project(tmp_path_factory.mktemp("changes"))
    made.build()
    return made


@pytest.mark.parametrize("name", CHANGES)
def test_build_after_a_change_is_the_clean_build(project: Project, name: str) -> None:
    before = project.site()
    CHANGES[name](project)
    cached = project.build()
    clean = project.build("--clean")
    assert cached.keys() == clean.keys()
    assert {path for path in clean if cached[path] != clean[path]} == set()
    if name != "library version":
        assert clean != before, "the change is not one: it shows nowhere in the site"


def test_nothing_changed_writes_nothing(project: Project) -> None:
    project.build()
    times = {path: path.stat().st_mtime_ns for path in (project.folder / "site").rglob("*")}
    done = project.run("build", "--no-pdf")
    assert done.returncode == 0
    assert {path: path.stat().st_mtime_ns for path in (project.folder / "site").rglob("*")} == times


def test_a_file_taken_from_the_site_comes_back(project: Project) -> None:
    before = project.build()
    (project.folder / "site" / "en" / "index.html").unlink()
    assert project.build() == before


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x80\x05N."])
def test_a_damaged_cache_is_noticed(project: Project, damage: bytes) -> None:
    before = project.build()
    kept = [
        path
        for path in (project.folder / ".playbook").rglob("*")
        if path.is_file() and "previous" not in str(path)
    ]
    assert kept
    for path in kept:
        path.write_bytes(damage)
    project.replace("content/en/guides/listen.md", "Let them", "Let them all")
    changed = project.build()
    assert changed == project.build("--clean")
    project.replace("content/en/guides/listen.md", "Let them all", "Let them")
    assert project.build() == before


def test_two_builds_at_once_do_not_harm_each_other(project: Project) -> None:
    import concurrent.futures

    before = project.build()
    project.replace("content/en/guides/speak.md", "Let them", "Let them now")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda _: project.run("build", "--no-pdf").returncode, range(3)))
    assert results == [0, 0, 0]
    assert project.site() == project.build("--clean")
    project.replace("content/en/guides/speak.md", "Let them now", "Let them")
    assert project.build() == before


def test_clean_builds_are_the_same_everywhere(project: Project, tmp_path: Path) -> None:
    del tmp_path
    first = project.build("--clean", PYTHONHASHSEED="1", PLAYBOOK_WORKERS="1", TZ="UTC", LC_ALL="C.UTF-8")
    second = project.build(
        "--clean", PYTHONHASHSEED="2", PLAYBOOK_WORKERS="3", TZ="Asia/Tokyo", LC_ALL="C", LANG="ru_RU.UTF-8"
    )
    assert first == second
