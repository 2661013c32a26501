"""Coverage, the page that tells it, the badge, and `playbook translations accept`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from build_tools.cli import main
from build_tools.i18n.coverage import Coverage, content_states, coverage, coverage_by_topic
from build_tools.model.ids import Lang
from build_tools.model.vocabulary import Vocabulary
from build_tools.pipeline import build, load_and_check
from build_tools.publish.badges import badge
from build_tools.settings import settings
from tests import trees

ROOT = Path(__file__).parent.parent.parent
FILES = {
    "en/pages/a.md": trees.page(matter="topics: [trust]\n"),
    "en/pages/b.md": trees.page(matter="topics: [trust]\n"),
    "en/pages/c.md": trees.page(),
    "ru/pages/a.md": trees.translation(),
    "ru/pages/d.md": trees.page("# Только здесь\n\nТекст.\n"),
}


def test_percent_is_rounded_down() -> None:
    assert Coverage(199, 1, 0).percent == 99
    assert Coverage(3, 0, 0).percent == 100
    assert Coverage(0, 0, 0).percent == 0


def test_coverage_counts_states() -> None:
    vocabulary = Vocabulary({"trust": {"en": "Trust"}, "growth": {"en": "Growth"}}, {})
    book = trees.playbook(FILES, vocabulary=vocabulary)
    states = content_states(book)
    assert coverage(states, Lang("ru")) == Coverage(current=1, stale=1, missing=2)
    assert coverage(states, Lang("en")) == Coverage(current=3, stale=0, missing=1)
    assert dict(coverage_by_topic(book, states, Lang("ru"))) == {"trust": Coverage(0, 1, 1)}


@pytest.mark.parametrize("percent", [0, 59, 60, 90, 100])
def test_badge_is_a_picture_with_a_name(percent) -> None:
    root = ET.fromstring(badge("Русский & Co", percent))
    assert root.tag.endswith("svg")
    assert root[0].text == f"Русский & Co: {percent} %"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = trees.write(
        tmp_path_factory.mktemp("status"), {f"content/{name}": text for name, text in FILES.items()}
    )
    (root / "content/vocabulary.yaml").write_text(
        "topics: {trust: {en: Trust, ru: Доверие}}\n", encoding="utf-8"
    )
    assert build(
        settings(project=ROOT, content=root / "content", i18n=root / "i18n", site=root / "site"), pdf=False
    ).written
    return root


def test_status_page_says_it_in_the_readers_language(small: Path) -> None:
    page = (small / "site/ru/handbook/status/index.html").read_text(encoding="utf-8")
    assert "Состояние переводов" in page
    assert "Актуально страниц: 1 из 4." in page
    assert "нет перевода" in page
    assert "устарел 1 раздел" in page or "устарели 2 раздела" in page
    assert re.search(r'href="[^"]*en/d/"', page)
    assert 'src="../../../status/ru.svg"' in page
    assert (small / "site/status/ru.svg").read_text(encoding="utf-8").count("25 %") == 2
    assert "3 of 4 pages are up to date." in (small / "site/en/handbook/status/index.html").read_text(
        encoding="utf-8"
    )


def test_status_page_follows_a_change(small: Path) -> None:
    where = settings(project=ROOT, content=small / "content", i18n=small / "i18n", site=small / "site")
    file = small / "content/ru/pages/a.md"
    old = file.read_text(encoding="utf-8")
    arguments = [
        "translations",
        "accept",
        str(file),
        "--content",
        str(small / "content"),
        "--i18n",
        str(small / "i18n"),
    ]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert build(where, pdf=False).written
    assert "Актуально страниц: 2 из 4." in (small / "site/ru/handbook/status/index.html").read_text(
        encoding="utf-8"
    )
    states = CliRunner().invoke(main, ["translations", *arguments[3:], "--format", "json"])
    listed = {(entry["page"], entry["language"]): entry["state"] for entry in json.loads(states.output)}
    assert listed["pages/a", "ru"] == "current"
    assert listed["pages/b", "ru"] == "missing"
    file.write_text(old, encoding="utf-8")
    assert build(where, pdf=False).written, "the other tests find the site as it was"


def test_accept_changes_one_line_and_keeps_every_other_byte(tmp_path: Path) -> None:
    text = "\ufeff" + trees.translation().replace("\n", "\r\n")
    root = trees.write(tmp_path, {"content/en/pages/a.md": trees.page(), "content/ru/pages/a.md": text})
    file = root / "content/ru/pages/a.md"
    done = CliRunner().invoke(
        main,
        [
            "translations",
            "accept",
            "pages/a",
            "--content",
            str(root / "content"),
            "--i18n",
            str(root / "i18n"),
        ],
    )
    assert done.exit_code == 0, done.output
    before, after = text.encode().split(b"\r\n"), file.read_bytes().split(b"\r\n")
    assert [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [2]
    assert re.fullmatch(rb"source: en [0-9a-f]{6}(\.[0-9a-f]{6})*", after[2])
    assert (
        not load_and_check(settings(content=root / "content", i18n=root / "i18n"))
        .report.select(["PB209", "PB212"])
        .diagnostics
    )
