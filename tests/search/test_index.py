"""What the index holds, and that it is made only when it has to be."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import SearchError
from build_tools.i18n.catalogue import open_catalogue
from build_tools.model.ids import Lang
from build_tools.pipeline import load_and_check
from build_tools.search import pagefind
from build_tools.search.feed import TEXT, Entry, text_html
from build_tools.search.mentions import mentions
from build_tools.search.vocabulary import Vocabulary, fold, vocabulary_files
from build_tools.settings import settings
from tests.search.queries import LANGUAGES


def fragments(site: Path, lang: str) -> list[dict[str, Any]]:
    """Return every page of a language's index, as the browser gets it."""
    files = (site / "pagefind" / "fragment").glob(f"{lang}_*")
    return [json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")) for file in files]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_the_language_and_nothing_else(
    lang: str, site: Path, listed: list[dict[str, Any]]
) -> None:
    found = {page["meta"]["key"]: page["url"] for page in fragments(site, lang)}
    own = {
        entry["page"]: f"/{entry['url']}"
        for entry in listed
        if entry["language"] == lang
        and entry["state"] not in {"missing", "generated"}
        and not entry["page"].startswith("handbook/")
        and entry["page"] != "pages/index"
    }
    assert found == own


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_the_text_of_a_page_is_searched(lang: str, site: Path) -> None:
    """Buttons, notices and links around a page are on all of them: they would be found everywhere."""
    catalogue = open_catalogue(lang)
    furniture = [
        catalogue.gettext(words)
        for words in (
            "Goes with this",
            "What you write stays in this browser. Nothing is sent anywhere.",
            "For each line, choose how often it is true of you: 1 = never, 5 = almost always.",
            "Do the work from memory. Then stop and confirm every line.",
            "Play it another way",
            "Previous and next page",
        )
    ]
    for page in fragments(site, lang):
        assert page["word_count"] > 40, page["url"]
        assert not [words for words in furniture if words in page["content"]], page["url"]


def test_checklists_and_worksheets_are_searched_though_they_are_forms(site: Path) -> None:
    pages = {page["meta"]["key"]: page for page in fragments(site, "en")}
    assert len(pages["checklists/first-minutes-of-an-outage"]["anchors"]) >= 2
    assert pages["worksheets/development-plan"]["word_count"] > 150


def test_pages_are_found_by_what_others_call_them() -> None:
    playbook = load_and_check(settings()).playbook
    assert playbook is not None
    for lang, words in (("en", "My best agent is burning out"), ("ru", "Мой лучший оператор выгорает")):
        assert words in mentions(playbook, Lang(lang))["scenarios/the-burnt-out-star"]


def entry(lang: str, name: str, words: str) -> Entry:
    text = f"{TEXT}<h1>{name}</h1><p>{words}</p>"
    html = f'<!doctype html><html lang="{lang}"><body>{text}</body></html>'
    return Entry(f"{lang}/{name}/", Lang(lang), html.encode(), lambda: html)


def pages() -> list[Entry]:
    return [entry(lang, f"page{i}", f"word{i} shared") for lang in LANGUAGES for i in range(4)]


def indexed(entries: list[Entry], folder: Path) -> tuple[dict[str, bytes], dict[Lang, dict[str, Any]]]:
    """Return the bytes of every file of the index, and what is known of each vocabulary."""
    files, summaries = pagefind.indexes(entries, folder)
    contents = {name: file.content for name, file in files.items()}
    return {n: c if isinstance(c, bytes) else c.read_bytes() for n, c in contents.items()}, summaries


def test_same_pages_same_bytes(tmp_path: Path) -> None:
    assert indexed(pages(), tmp_path / "one") == indexed(pages(), tmp_path / "two")


def test_only_the_language_that_changed_is_indexed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Path] = []
    run = pagefind._run
    monkeypatch.setattr(
        pagefind, "_run", lambda source, *rest, **more: (ran.append(source), run(source, *rest, **more))
    )
    first, _ = indexed(pages(), tmp_path)
    assert len(ran) == 2
    assert indexed(pages(), tmp_path)[0] == first
    assert len(ran) == 2
    second, _ = indexed([*pages(), entry("ru", "new", "слово")], tmp_path)
    assert len(ran) == 3
    assert {name for name in first if "en_" in name} == {name for name in second if "en_" in name}
    monkeypatch.setattr(pagefind, "GRACE", 0)
    indexed(pages(), tmp_path)
    assert len(list(tmp_path.glob("*/index-*"))) == 2, "old indexes do not pile up"


CHANGES = {
    "edited": [*pages()[:-1], entry("ru", "page3", "other words")],
    "added": [*pages(), entry("ru", "page4", "word")],
    "added under another": [*pages(), entry("ru", "page3/more", "word")],
    "taken away": pages()[:-1],
    "a language taken away": pages()[:4],
    "another order": [*reversed(pages()[:4]), *reversed(pages()[4:])],
}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES)
def test_index_after_a_change_is_that_of_a_clean_build(changed: list[Entry], tmp_path: Path) -> None:
    indexed(pages(), tmp_path / "kept")
    assert indexed(changed, tmp_path / "kept") == indexed(changed, tmp_path / "clean")
    assert indexed(pages(), tmp_path / "kept") == indexed(pages(), tmp_path / "other")


DAMAGE = {
    "a page written over": lambda folder: next(folder.rglob("ru/page1/index.html")).write_text(
        "<p>something"
    ),
    "a page gone": lambda folder: (folder / "ru-0-of-1/pages/ru/page1/index.html").unlink(missing_ok=True),
    "a strange table": lambda folder: (folder / "ru-0-of-1/table.pickle").write_bytes(b"strange"),
    "a build was ended before it had counted": lambda folder: (folder / "ru-0-of-1/table.pickle").unlink(),
    "an index cut short": lambda folder: next(folder.glob("ru-0-of-1/index-*/fragment/*")).write_bytes(b"x"),
    "everything gone": shutil.rmtree,
}


@pytest.mark.parametrize("harm", DAMAGE.values(), ids=DAMAGE)
def test_what_was_damaged_is_made_again(harm: Callable[[Path], object], tmp_path: Path) -> None:
    changed = [*pages()[:4], *pages()[5:-1], entry("ru", "page3", "other words")]
    first = indexed(pages(), tmp_path / "kept")
    harm(tmp_path / "kept")
    assert indexed(pages(), tmp_path / "kept") == first
    harm(tmp_path / "kept")
    assert indexed(changed, tmp_path / "kept") == indexed(changed, tmp_path / "clean")


def test_page_with_another_key_and_the_same_text_is_not_indexed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = indexed(pages(), tmp_path)
    monkeypatch.setattr(pagefind, "_run", lambda *_, **__: pytest.fail("Pagefind ran"))
    assert indexed([replace(e, key=b"other") for e in pages()], tmp_path) == first


def test_a_language_without_a_stemmer_can_be_searched(tmp_path: Path) -> None:
    files, summaries = indexed([entry("kk", "bet", "сөз")], tmp_path)
    assert "wasm.unknown.pagefind" in files
    assert summaries[Lang("kk")]["pages"] == 1
    files, _ = indexed(pages(), tmp_path)
    assert "wasm.unknown.pagefind" not in files


def test_no_pages_no_index(tmp_path: Path) -> None:
    assert indexed([], tmp_path) == ({}, {})


def test_a_failing_pagefind_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/bin/false")
    with pytest.raises(SearchError) as caught:
        indexed(pages(), tmp_path)
    assert "--no-search" in caught.value.help


def test_vocabulary_is_by_initial_and_by_frequency() -> None:
    vocabulary = Vocabulary()
    vocabulary.add("<h1>Ёлка</h1><p>ёлки ёлки елей новый</p>")
    vocabulary.add("<h1>Ель</h1><p>ёлки</p>")
    vocabulary.add("<h1>Сосна</h1><p>ёлки новый</p>")
    vocabulary.remove("<h1>Сосна</h1><p>ёлки новый</p>")
    files, summary = vocabulary_files(Lang("ru"), [vocabulary])
    assert files["words/ru/435.txt"].decode().split("\n") == ["елки", "елеи", "елка", "ель"]
    assert summary == {"pages": 2, "parts": 1, "common": [], "initials": "ен"}
    assert fold("Ещё") == "еще"


def test_vocabulary_of_parts_says_which_has_a_word() -> None:
    one, other, third = Vocabulary(), Vocabulary(), Vocabulary()
    one.add("<p>shared single shared</p>")
    other.add("<p>shared some</p>")
    third.add("<p>shared some shared</p>")
    files, summary = vocabulary_files(Lang("en"), [one, other, third])
    assert files["words/en/73.txt"].decode().split("\n") == ["shared", "some\t1,2", "single\t0"]
    assert summary == {"pages": 3, "parts": 3, "common": [], "initials": "s"}


def test_large_language_is_indexed_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a change makes only its own part anew."""
    monkeypatch.setattr(pagefind, "PART", 6)
    many = [entry(lang, f"page{i}", f"word{i} shared") for lang in LANGUAGES for i in range(12)]
    first, summaries = indexed(many, tmp_path)
    assert summaries[Lang("en")]["parts"] == 2
    languages = json.loads(first["pagefind-entry.json"])["languages"]
    assert set(languages) == {"en", "en-x-1", "ru", "ru-x-1"}
    assert sum(facts["page_count"] for facts in languages.values()) == 24
    pages_of = {name.partition("/")[2] for name in first if name.startswith("fragment/")}
    assert len(pages_of) == 24
    assert all(re.fullmatch(r"(en|ru)_[0-9a-f]{10}\.pf_fragment", name) for name in pages_of), (
        "names long enough for many parts in one folder"
    )
    ran: list[Path] = []
    run = pagefind._run
    monkeypatch.setattr(
        pagefind, "_run", lambda source, *rest, **more: (ran.append(source), run(source, *rest, **more))
    )
    changed = [*many[:-1], entry("ru", "page11", "other words")]
    second = indexed(changed, tmp_path)
    assert len(ran) == 1
    assert second == indexed(changed, tmp_path / "clean")


def test_furniture_is_taken_out_and_words_stay_whole() -> None:
    html = (
        '<header><h1>T</h1></header><div class="pb-text"><h2 id="a">Say <em>it</em></h2><p>In <a href="x">private</a>.</p></div>'
        '<div class="pb-bar" hidden><p>State</p></div><nav>Next</nav>'
    )
    assert " ".join(text_html(html).split()) == '<h2 id="a">Say it</h2><p>In private.</p>'


@pytest.mark.parametrize("lang", LANGUAGES)
def test_facts_of_a_language(lang: str, site: Path) -> None:
    facts = json.loads((site / "pagefind" / f"playbook.{lang}.json").read_text(encoding="utf-8"))
    catalogue = open_catalogue(lang)
    assert [name for _, (name,), _ in facts["kinds"]][:2] == [
        catalogue.gettext("Guide"),
        catalogue.gettext("Checklist"),
    ]
    names = {term: names for term, names, _ in facts["terms"]}
    assert "FCR" in names["fcr"]
    assert ("фидбэк" in names["feedback"]) == (lang == "ru")
    assert "1:1" in names["one-on-one"]
