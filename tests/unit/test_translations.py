"""States of all pages, and accepting a translation: one value changes, every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import SettingsError, WriteError
from build_tools.i18n.freshness import State, source_line
from build_tools.i18n.translations import accept, chosen_translations, find_page_id, translation_states
from build_tools.model.ids import Lang
from tests import trees

FILES = {
    "en/pages/a.md": trees.page(),
    "ru/pages/a.md": trees.translation(),
    "ru/guides/b.md": trees.page("# Раз\n"),
    "en/pages/c.md": trees.page("# Third\n"),
}
BOOK = trees.playbook(FILES)
LINE = source_line(trees.only_page(BOOK)).encode()

BYTES = {
    "unix": b"---\nsummary: s\nsource: en\n---\n# T\n",
    "windows": b"---\r\nsummary: s\r\nsource: en\r\n---\r\n# T\r\n",
    "old mac": b"---\rsummary: s\rsource: en\r---\r# T\r",
    "byte order mark": b"\xef\xbb\xbf---\nsource: en\nsummary: s\n---\n# T\n",
    "mixed line ends": b"---\nsummary: s\r\nsource: en\n---\r\n# T\n",
    "no line end at the end": b"---\nsummary: s\nsource: en\n---\n# T",
    "comment": b"---\nsummary: s\nsource: en  # by Anna\n---\n# T\n",
    "spaces after it": b"---\nsummary: s\nsource: en  \n---\n# T\n",
    "older record": b"---\nsummary: s\nsource: en 000000.111111\n---\n# T\n",
    "quoted": b"---\nsummary: s\nsource: 'en 000000'\n---\n# T\n",
    "quoted key": b'---\nsummary: s\n"source": en\n---\n# T\n',
    "the same line in the text": b"---\nsummary: s\nsource: en\n---\n# T\n\nsource: ru\n",
    "the same words in a value": b"---\nsummary: |\n  source: ru\nsource: en\n---\n# T\n",
}


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_accept_changes_the_value_alone(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(data)
    page = trees.only_page(trees.playbook({**FILES, "ru/pages/a.md": data.decode("utf-8")}), lang="ru")
    assert accept(page, trees.only_page(BOOK), file)
    after = file.read_bytes()
    at = after.index(LINE)
    before = after[:at] + after[at + len(LINE) :]
    kept = data
    for value in (b"'en 000000'", b"en 000000.111111", b"en"):
        if b": " + value in data:
            kept = data.replace(b": " + value, b": ", 1)
            break
    assert before == kept
    assert list(tmp_path.iterdir()) == [file], "nothing is left beside it"


def test_accept_twice_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(BYTES["windows"])
    page = trees.read(BYTES["windows"], "ru/pages/a.md")
    book = trees.playbook({**FILES, "ru/pages/a.md": BYTES["windows"].decode()})
    assert page.source is not None
    assert accept(trees.only_page(book, lang="ru"), trees.only_page(BOOK), file)
    assert not accept(trees.only_page(book, lang="ru"), trees.only_page(BOOK), file)


def test_accepted_translation_is_current(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(FILES["ru/pages/a.md"], encoding="utf-8")
    accept(trees.only_page(BOOK, lang="ru"), trees.only_page(BOOK), file)
    again = trees.playbook({**FILES, "ru/pages/a.md": file.read_text(encoding="utf-8")})
    states = {(s.page, s.language): s.state for s in translation_states(again)}
    assert states["pages/a", "ru"] is State.CURRENT


def test_accept_keeps_permissions_and_links(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "link.md"
    file.write_text(FILES["ru/pages/a.md"], encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    accept(trees.only_page(BOOK, lang="ru"), trees.only_page(BOOK), link)
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert LINE in file.read_bytes()


def test_file_that_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"# something else\n")
    with pytest.raises(WriteError, match="no line `source:`"):
        accept(trees.only_page(BOOK, lang="ru"), trees.only_page(BOOK), file)
    assert file.read_bytes() == b"# something else\n"


def test_states_of_every_page_in_every_language() -> None:
    found = {
        (s.page, s.language): (s.state.value, s.source_language, s.path) for s in translation_states(BOOK)
    }
    assert found == {
        ("guides/b", "en"): ("missing", "ru", "content/en/guides/b.md"),
        ("guides/b", "ru"): ("source", "ru", "content/ru/guides/b.md"),
        ("pages/a", "en"): ("source", "en", "content/en/pages/a.md"),
        ("pages/a", "ru"): ("stale", "en", "content/ru/pages/a.md"),
        ("pages/c", "en"): ("source", "en", "content/en/pages/c.md"),
        ("pages/c", "ru"): ("missing", "en", "content/ru/pages/c.md"),
    }


def test_states_of_one_language() -> None:
    assert {s.language for s in translation_states(BOOK, [Lang("ru")])} == {"ru"}


NAMES = {
    "pages/a": "pages/a",
    "content/ru/pages/a.md": "pages/a",
    "./content/ru/pages/a.md": "pages/a",
    "/somewhere/content/en/pages/c.md": "pages/c",
    "content\\ru\\guides\\b.md": "guides/b",
}


@pytest.mark.parametrize(("name", "page_id"), NAMES.items())
def test_page_is_found_by_id_or_path(name: str, page_id: str) -> None:
    assert find_page_id(BOOK, name) == page_id


@pytest.mark.parametrize(
    ("name", "advice"), [("pages/aa", "did you mean pages/a?"), ("zzzzzz", "run playbook translations")]
)
def test_unknown_page_gives_the_next_act(name: str, advice: str) -> None:
    with pytest.raises(SettingsError) as error:
        find_page_id(BOOK, name)
    assert advice in error.value.help


CHOSEN = {
    "all": ((), (), ["ru"]),
    "by id": (("pages/a",), (), ["ru"]),
    "by file": (("content/ru/pages/a.md",), (), ["ru"]),
    "another language": (("pages/a",), ("en",), []),
}


@pytest.mark.parametrize(("names", "languages", "found"), CHOSEN.values(), ids=CHOSEN)
def test_chosen(names: tuple[str, ...], languages: tuple[str, ...], found: list[str]) -> None:
    assert [page.lang for page, _source in chosen_translations(BOOK, names, languages)] == found


@pytest.mark.parametrize("name", ["pages/c", "content/en/pages/a.md"])
def test_naming_what_is_no_translation_is_said(name: str) -> None:
    """Nothing would happen, and nobody would know why."""
    with pytest.raises(SettingsError, match="is not a translation"):
        list(chosen_translations(BOOK, [name], []))
