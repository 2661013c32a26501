"""What `playbook serve` shows before the build is through: byte for byte what the build then publishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.pipeline import build
from build_tools.preview import Preview
from build_tools.settings import Settings, settings
from tests import projects

GUIDE = "content/en/guides/trust.md"


@pytest.fixture
def where(tmp_path: Path) -> Settings:
    """A project that was built."""
    found = settings(project=projects.project(tmp_path / "project"))
    assert build(found, pdf=False, search=False).written is not None
    return found


@pytest.fixture
def preview(where: Settings) -> Preview:
    """What is in memory of it."""
    made = Preview(where)
    made.remember()
    return made


def edit(where: Settings, name: str, old: str, new: str) -> Path:
    file = where.project / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", [GUIDE, "content/en/pages/index.md", "content/en/checklists/call.md"])
def test_an_edited_page_is_what_the_build_publishes(name: str, where: Settings, preview: Preview) -> None:
    file = where.project / name
    text = file.read_text(encoding="utf-8")
    head, _, last = text.rstrip().rpartition("\n")
    file.write_text(f"{head}\n{last.rstrip('.')} at last.\n", encoding="utf-8")
    pages = preview.pages({file})
    assert {address.partition("/")[0] for address in pages} == {"en", "ru"}
    assert "at last" in "".join(pages.values())
    assert build(where, pdf=False, search=False).written is not None
    for address, html in pages.items():
        assert (where.site / address / "index.html").read_text(encoding="utf-8") == html


def test_edits_add_up(where: Settings, preview: Preview) -> None:
    first = edit(where, GUIDE, "slowly", "steadily")
    assert preview.pages({first})
    second = edit(where, "content/en/checklists/call.md", "Stop for", "Wait for")
    assert "Wait for" in preview.pages({second})["en/checklists/call/"]
    again = preview.pages({edit(where, GUIDE, "steadily", "surely")})
    assert "surely" in again["en/guides/trust/"]
    build(where, pdf=False, search=False)
    for address, html in again.items():
        assert (where.site / address / "index.html").read_text(encoding="utf-8") == html


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (GUIDE, "# Trust\n", "# Trusting\n"),
        (GUIDE, "How trust grows", "How trust is lost"),
        (GUIDE, "topics: [trust]", "topics: [trust"),
        (GUIDE, "## Try this", "## Try that"),
        ("content/vocabulary.yaml", "Trust", "Trusting"),
        ("i18n/locales.yaml", "English", "British"),
    ],
)
def test_what_others_see_is_left_to_the_build(
    name: str, old: str, new: str, where: Settings, preview: Preview
) -> None:
    assert preview.pages({edit(where, name, old, new)}) == {}


def test_new_and_gone_files_are_left_to_the_build(where: Settings, preview: Preview) -> None:
    new = where.content / "en" / "guides" / "new.md"
    new.write_text("---\nsummary: New.\n---\n\n# New\n", encoding="utf-8")
    assert preview.pages({new}) == {}
    gone = where.project / GUIDE
    gone.unlink()
    assert preview.pages({gone}) == {}
    assert preview.pages(set()) == {}


def test_nothing_is_known_before_the_first_build(where: Settings) -> None:
    assert Preview(where).pages({where.project / GUIDE}) == {}
