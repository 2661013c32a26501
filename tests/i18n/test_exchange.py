"""To translators and back: nothing is lost, nothing is taken that would spoil a page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from build_tools.errors import SettingsError
from build_tools.i18n.exchange import Exchange, ExchangePage, ExchangeUnit
from build_tools.i18n.freshness import State
from build_tools.i18n.po_exchange import read_po, write_po
from build_tools.i18n.translations import translation_states
from build_tools.i18n.xliff import read_xliff, write_xliff
from build_tools.model.ids import Lang
from build_tools.pipeline import load_and_check
from build_tools.settings import Settings, settings
from build_tools.translation_exchange import WRITERS, export_pages, import_pages, read_exchange
from tests import trees

ROOT = Path(__file__).parent.parent.parent
FORMS = {"po": (write_po, read_po), "xliff": (write_xliff, read_xliff)}

TEXT = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\r"), min_size=1, max_size=40
).filter(lambda t: t.strip())
TARGET = st.one_of(st.just(""), TEXT)
UNITS = st.lists(st.tuples(TEXT, TARGET, st.booleans()), max_size=6)


def exchange(units: list[tuple[str, str, bool]]) -> Exchange:
    made = tuple(
        ExchangeUnit(str(i), "paragraph", source, target, current)
        for i, (source, target, current) in enumerate(units)
    )
    return Exchange(
        "en", "ru", (ExchangePage("guides/a/b", "content/en/guides/a/b.md", made),) if made else ()
    )


def told(of: Exchange) -> list[tuple[str, list[tuple[str, str, str, bool]]]]:
    return [
        (p.id, [(u.key, u.source, u.target, u.current and bool(u.target)) for u in p.units]) for p in of.pages
    ]


@pytest.mark.parametrize("form", FORMS)
@examples(max_examples=150, deadline=None)
@given(units=UNITS)
def test_any_text_comes_back(form, units) -> None:
    write, read = FORMS[form]
    given_away = exchange(units)
    back = read(write(given_away))
    assert (back.source_lang, back.lang) == ("en", "ru")
    assert told(back) == told(given_away)


@pytest.mark.parametrize("form", FORMS)
def test_links_citations_and_emphasis_stay_in_the_text(form) -> None:
    text = 'See **[the link](a.md#b "T")** and [@id, p. 5]: `code`, 100% <b>, “q” \\* \\\nnext'
    write, read = FORMS[form]
    assert read(write(exchange([(text, text, True)]))).pages[0].units[0].target == text


def copy(root: Path) -> Settings:
    for name in ("content", "i18n", "docs"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return settings(project=root)


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*.md"))}


@pytest.mark.parametrize("form", FORMS)
def test_all_real_pages_come_back_byte_for_byte(tmp_path: Path, form) -> None:
    where = copy(tmp_path)
    before = files(tmp_path)
    playbook = load_and_check(where).playbook
    units = 0
    for lang in playbook.locales.codes:
        for given_away in export_pages(playbook, where, (), lang):
            file = tmp_path / f"{lang}.{form}"
            file.write_bytes(WRITERS[form](given_away))
            results = list(import_pages(playbook, where, read_exchange(file)))
            units += sum(len(page.units) for page in given_away.pages)
            assert not [result for result in results if result.changed or result.refused or result.outdated]
    assert files(tmp_path) == before
    assert units > 5000


SOURCE = trees.page("# Title\n\nOne [link](a.md).\n\n## Second\n\n- item **bold**\n", matter="")


def small(tmp_path: Path, files_: dict[str, str]) -> tuple[object, Settings]:
    trees.write(tmp_path, {f"content/{name}": text for name, text in files_.items()})
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    where = settings(project=tmp_path)
    return load_and_check(where).playbook, where


def translated(given_away: Exchange, words) -> Exchange:
    pages = tuple(
        ExchangePage(
            p.id,
            p.file,
            tuple(ExchangeUnit(u.key, u.kind, u.source, words(u), current=True) for u in p.units),
        )
        for p in given_away.pages
    )
    return Exchange(given_away.source_lang, given_away.lang, pages)


@pytest.mark.parametrize("form", FORMS)
def test_a_new_translation_is_made_and_current(tmp_path: Path, form) -> None:
    playbook, where = small(tmp_path, {"en/pages/a.md": SOURCE})
    (given_away,) = export_pages(playbook, where, ("pages/a",), Lang("ru"))
    write, read = FORMS[form]
    back = read(write(translated(given_away, lambda u: f"РУ {u.source}")))
    (result,) = import_pages(playbook, where, back)
    assert result.changed == len(given_away.pages[0].units)
    text = (tmp_path / "content/ru/pages/a.md").read_text(encoding="utf-8")
    assert "draft" not in text
    assert "- РУ item **bold**" in text
    (state,) = (s for s in translation_states(load_and_check(where).playbook, ["ru"]))
    assert state.state is State.CURRENT


def test_half_a_translation_is_a_draft_and_says_what_is_missing(tmp_path: Path) -> None:
    playbook, where = small(tmp_path, {"en/pages/a.md": SOURCE})
    (given_away,) = export_pages(playbook, where, (), Lang("ru"))
    (result,) = import_pages(
        playbook, where, translated(given_away, lambda u: "Второе" if u.source == "Second" else "")
    )
    assert (result.changed, result.waiting) == (1, 4)
    text = (tmp_path / "content/ru/pages/a.md").read_text(encoding="utf-8")
    assert "draft: true" in text
    states = next(iter(translation_states(load_and_check(where).playbook, ["ru"])))
    assert [s.state for s in states.sections] == [State.STALE, State.STALE]


def test_nothing_translated_makes_no_page(tmp_path: Path) -> None:
    playbook, where = small(tmp_path, {"en/pages/a.md": SOURCE})
    (given_away,) = export_pages(playbook, where, (), Lang("ru"))
    list(import_pages(playbook, where, given_away))
    assert not (tmp_path / "content/ru").exists()


def test_stale_sections_are_fuzzy_and_become_current(tmp_path: Path) -> None:
    old = trees.translation(
        "# Заголовок\n\nОдин [раз](a.md).\n\n## Второе\n\n- пункт **жирный**\n", source="en 000000.000000"
    )
    playbook, where = small(tmp_path, {"en/pages/a.md": SOURCE, "ru/pages/a.md": old})
    (given_away,) = export_pages(playbook, where, (), Lang("ru"))
    assert write_po(given_away).count(b"#, fuzzy") == len(given_away.pages[0].units)
    assert [u.current for u in read_xliff(write_xliff(given_away)).pages[0].units] == [False] * 5
    done = translated(given_away, lambda u: u.target.replace("пункт", "пунктик"))
    list(import_pages(playbook, where, done))
    (state,) = translation_states(load_and_check(where).playbook, ["ru"])
    assert state.state is State.CURRENT
    assert "пунктик" in (tmp_path / "content/ru/pages/a.md").read_text(encoding="utf-8")


def test_texts_whose_source_has_changed_are_left_out(tmp_path: Path) -> None:
    playbook, where = small(tmp_path, {"en/pages/a.md": SOURCE})
    (given_away,) = export_pages(playbook, where, (), Lang("ru"))
    (tmp_path / "content/en/pages/a.md").write_text(SOURCE.replace("Second", "Third"), encoding="utf-8")
    playbook = load_and_check(where).playbook
    (result,) = import_pages(playbook, where, translated(given_away, lambda _u: "Слово"))
    assert result.outdated == 1


def test_a_text_that_would_change_the_page_is_refused_and_named(tmp_path: Path) -> None:
    playbook, where = small(tmp_path, {"en/pages/a.md": SOURCE})
    (given_away,) = export_pages(playbook, where, (), Lang("ru"))
    (result,) = import_pages(
        playbook, where, translated(given_away, lambda u: "# Решётка" if u.kind == "paragraph" else "Слово")
    )
    assert result.refused == ((7, "# Решётка"),)
    assert "Решётка" not in (tmp_path / "content/ru/pages/a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff/>",
        b"<xliff/>",
        b"<not",
        b"",
        b"msgid broken",
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
    ],
)
def test_other_files_are_refused_with_a_sentence(tmp_path: Path, data) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(SettingsError):
        read_exchange(tmp_path / "x")


def test_a_unit_split_into_sentences_comes_back_whole() -> None:
    xml = write_xliff(exchange([("One. Two.", "Раз. Два.", True)])).decode()
    segment = re.search(r"<segment.*?</segment>", xml, re.DOTALL)[0]
    split = (
        '<segment id="a" state="final"><source>One.</source><target>Раз.</target></segment><ignorable><source> </source></ignorable>'
        '<segment id="b" state="final"><source>Two.</source><target>Два.</target></segment>'
    )
    (unit,) = read_xliff(xml.replace(segment, split).encode()).pages[0].units
    assert (unit.source, unit.target, unit.current) == ("One. Two.", "Раз. Два.", True)


def test_another_program_reads_our_files() -> None:
    """translate-toolkit knows both forms; it is used here only, being under the GPL."""
    xliff2 = pytest.importorskip("translate.storage.xliff2", reason="translate-toolkit is not installed")
    from translate.storage import pypo

    given_away = exchange(
        [("One **two**", "Раз **два**", True), ("Three", "", False), ("Four", "Четыре", False)]
    )
    store = xliff2.Xliff2File.parsestring(write_xliff(given_away))
    assert [(str(u.source), str(u.target or "")) for u in store.units] == [
        ("One **two**", "Раз **два**"),
        ("Three", ""),
        ("Four", "Четыре"),
    ]
    catalog = pypo.pofile.parsestring(write_po(given_away))
    found = [(str(u.source), str(u.target), u.isfuzzy()) for u in catalog.units if not u.isheader()]
    assert found == [("One **two**", "Раз **два**", False), ("Three", "", False), ("Four", "Четыре", True)]
