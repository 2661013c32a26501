"""Spelling: what readers see and nothing else, with places and suggestions; word lists in order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.check.spelling import WordList, check_spelling, check_word_list_untidy
from build_tools.errors import SettingsError
from build_tools.i18n import spelling
from build_tools.model.ids import Lang
from build_tools.model.locale import Locale, Locales
from build_tools.pipeline import load_and_check
from build_tools.settings import settings
from tests import trees

ROOT = Path(__file__).parent.parent.parent
LOCALES = Locales(
    Lang("en"),
    (
        Locale(Lang("en"), "English", "Book", quotes=trees.ENGLISH, dictionaries=("en_GB",)),
        Locale(Lang("ru"), "Русский", "Книга", quotes=trees.RUSSIAN, dictionaries=("ru_RU",)),
    ),
)


def lists(en: str = "", ru: str = "") -> dict[Lang, WordList]:
    return {
        Lang("en"): WordList("i18n/spelling/en.txt", tuple(en.split())),
        Lang("ru"): WordList("i18n/spelling/ru.txt", tuple(ru.split())),
    }


def found(files: dict[str, str], **words: str) -> list[tuple[str, int, int, str]]:
    book = trees.playbook(files, locales=LOCALES)
    return [(d.path, d.line, d.column, d.help.say()) for d in check_spelling(book, lists(**words))]


def test_place_and_suggestion() -> None:
    (finding,) = found({"en/pages/a.md": trees.page("# Title\n\nYou *will* recieve it.\n")})
    assert finding[:3] == ("content/en/pages/a.md", 7, 12)
    assert "receive" in finding[3]


@pytest.mark.parametrize(
    "text",
    ["`recieve`", "https://example.org/recieve", "[it](recieve.md)", "[@recieve-2020]", "```\nrecieve\n```",
     "don't, the agents’ calls", "organise and organize",
     "re-read, well-known", "A. B. Smith, 14th, B2B, X4", "Слово по-русски"],
)  # fmt: skip
def test_what_is_not_read_or_right(text) -> None:
    assert found({"en/pages/a.md": trees.page(f"# Title\n\n{text}\n")}) == []


def test_russian_words_and_forms() -> None:
    text = "# Заголовок\n\nКто-то по-русски из-за ёлки и елки; 14-го числа. Онбордингом и фидбэка, Netlify.\n"
    files = {"en/pages/a.md": trees.page(), "ru/pages/a.md": trees.translation(text)}
    line = text.splitlines()[2]
    assert [column for _, _, column, _ in found(files)] == [
        line.index(word) + 1 for word in ("Онбордингом", "фидбэка", "Netlify")
    ]
    assert found(files, en="Netlify", ru="онбординг/рейтинг фидбэк/рейтинг") == []


def test_front_matter_and_pictures_are_read() -> None:
    text = "---\nsummary: A sumary of it.\n---\n\n# Title\n\n![A pictur](a.png)\n"
    assert [(line, column) for _, line, column, _ in found({"en/pages/a.md": text})] == [(2, 12), (7, 5)]


def test_lists_out_of_order_repeated_or_needless() -> None:
    dictionaries = {Lang("en"): ("en_GB",)}
    findings = list(check_word_list_untidy(lists("zyx abc call Netlify zyx"), dictionaries))
    assert [(d.line, d.message.say()) for d in findings] == [
        (2, "“abc” is out of order"), (3, "“call” is out of order"), (4, "“Netlify” is out of order"), (5, "“zyx” stands twice"),
    ]  # fmt: skip
    (needless,) = check_word_list_untidy(lists("call"), dictionaries)
    assert "knows" in needless.message.say()


def test_the_real_pages_and_lists_are_right() -> None:
    report = load_and_check(settings(project=ROOT), spelling=True).report.select(["PB41"])
    assert [f"{d.path}:{d.line}:{d.column} {d.message.say()}" for d in report] == []


def test_a_missing_dictionary_says_what_to_install() -> None:
    with pytest.raises(SettingsError) as error:
        spelling.require_hunspell(["xx_XX"])
    assert "hunspell-xx-xx" in error.value.help


def test_without_hunspell_the_command_says_what_to_install(tmp_path: Path) -> None:
    bare = {**os.environ, "PATH": str(tmp_path), "PLAYBOOK_LANGUAGE": "en"}
    command = [sys.executable, "-m", "build_tools", "check", "--spelling"]
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "hunspell is not on this machine" in done.stderr
    assert "apt install hunspell" in done.stderr
    assert "Traceback" not in done.stderr
