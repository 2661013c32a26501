"""Queries of a playbook: who is shown what, and in which order."""

from __future__ import annotations

import pytest

from build_tools.model.ids import Kind, Lang, PageId
from build_tools.model.locale import Locale, Locales
from tests import trees

EN, RU, DE = Lang("en"), Lang("ru"), Lang("de")
BOOK = trees.playbook(
    {
        "ru/pages/c.md": trees.page("# В\n\nСм. [@one; @two].\n"),
        "en/guides/b.md": trees.page("# B\n\nSee [@one].\n", matter="minutes: 7\ntopics: [t]\nroles: [r]\n"),
        "ru/guides/b.md": trees.translation("# Б\n"),
        "en/pages/a.md": trees.page("# A\n"),
    }
)


def test_pages_are_in_the_order_of_their_ids() -> None:
    assert [(p.id, p.lang) for p in BOOK.pages] == [
        ("guides/b", "en"), ("guides/b", "ru"), ("pages/a", "en"), ("pages/c", "ru"),
    ]  # fmt: skip
    assert BOOK.ids == ("guides/b", "pages/a", "pages/c")


SHOWN = {("guides/b", RU): RU, ("pages/a", RU): EN, ("pages/a", EN): EN, ("pages/c", EN): RU}


@pytest.mark.parametrize(("asked", "lang"), SHOWN.items())
def test_reader_is_shown_their_language_or_the_next_best(asked: tuple[str, Lang], lang: Lang) -> None:
    page = BOOK.shown(PageId(asked[0]), asked[1])
    assert page is not None
    assert page.lang == lang


def test_nobody_is_shown_a_page_that_is_not_there() -> None:
    assert BOOK.shown(PageId("pages/x"), EN) is None
    assert BOOK.page(PageId("pages/c"), EN) is None
    assert BOOK.languages(PageId("pages/x")) == {}


def test_fallbacks_are_asked_in_their_order() -> None:
    locales = Locales(
        EN, (Locale(EN, "E", "E"), Locale(RU, "R", "R"), Locale(DE, "D", "D", fallback=(RU, EN)))
    )
    book = trees.playbook(
        {"en/pages/a.md": trees.page(), "ru/pages/a.md": trees.translation(), "en/pages/b.md": trees.page()},
        locales=locales,
    )
    shown = {page_id: book.shown(page_id, DE) for page_id in book.ids}
    assert {page_id: page.lang for page_id, page in shown.items() if page} == {
        "pages/a": "ru",
        "pages/b": "en",
    }


def test_of_kind_is_what_a_reader_is_shown() -> None:
    assert [(p.id, p.lang) for p in BOOK.of_kind(Kind.PAGE, RU)] == [("pages/a", "en"), ("pages/c", "ru")]
    assert BOOK.of_kind(Kind.SCENARIO, RU) == ()


def test_cited_by_names_each_page_once() -> None:
    assert {key: [p.path for p in pages] for key, pages in BOOK.cited_by.items()} == {
        "one": ["content/en/guides/b.md", "content/ru/pages/c.md"],
        "two": ["content/ru/pages/c.md"],
    }


def test_translation_has_the_metadata_of_its_source() -> None:
    page = trees.only_page(BOOK, "guides/b", "ru")
    assert (page.minutes, page.topics, page.roles, page.is_source) == (7, ("t",), ("r",), False)
    assert page.title == "Б"
    assert page.summary == "Описание."
    source = BOOK.source_page(page)
    assert source is not None
    assert source.lang == "en"
    assert BOOK.source_page(source) is None


def test_unknown_language_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        BOOK.locales[Lang("xx")]


MINUTES = {
    "said": ("guides", "minutes: 4\n", 100, 4),
    "counted from words": ("guides", "", 1000, 5),
    "never nothing": ("guides", "", 1, 1),
    "of a plain page": ("pages", "", 400, 2),
    "not of practice": ("worksheets", "", 400, None),
}


@pytest.mark.parametrize(("folder", "matter", "words", "minutes"), MINUTES.values(), ids=MINUTES)
def test_minutes(folder: str, matter: str, words: int, minutes: int | None) -> None:
    book = trees.playbook({f"en/{folder}/a.md": trees.page("# T\n\n" + "word " * (words - 1), matter=matter)})
    assert trees.only_page(book, f"{folder}/a").minutes == minutes


UNCLEAR = {
    "two sources": ({"en": trees.page(), "ru": trees.page()}, {("PB202", "content/ru/pages/a.md")}),
    "no source": ({"ru": trees.translation()}, {("PB211", "content/ru/pages/a.md")}),
    "translations of each other": (
        {"en": trees.translation(source="ru"), "ru": trees.translation(source="en")},
        {("PB202", "content/en/pages/a.md"), ("PB202", "content/ru/pages/a.md")},
    ),
}


@pytest.mark.parametrize(("versions", "expected"), UNCLEAR.values(), ids=UNCLEAR)
def test_unclear_source_is_found_and_the_pages_are_still_made(
    versions: dict[str, str], expected: set[tuple[str, str]]
) -> None:
    from build_tools.load.assemble import assemble

    pages, findings = assemble(trees.read(text, f"{lang}/pages/a.md") for lang, text in versions.items())
    assert {(f.rule.code, f.path) for f in findings} == expected
    assert len(pages) == len(versions)
