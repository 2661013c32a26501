"""Plurals and dates are right in every language that has words."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools.diagnostics import Report
from build_tools.diagnostics.text import summary
from build_tools.i18n.catalogue import builtin_i18n, open_catalogue
from build_tools.i18n.dates import long_date
from build_tools.i18n.language_names import language_name

NUMBERS = (0, 1, 2, 5, 11, 21, 22, 101, 111)
RUSSIAN = {
    (
        "%(num)d minute",
        "%(num)d minutes",
    ): "0 минут, 1 минута, 2 минуты, 5 минут, 11 минут, 21 минута, 22 минуты, 101 минута, 111 минут",
    (
        "%(num)d item",
        "%(num)d items",
    ): "0 пунктов, 1 пункт, 2 пункта, 5 пунктов, 11 пунктов, 21 пункт, 22 пункта, 101 пункт, 111 пунктов",
    (
        "%(num)d page",
        "%(num)d pages",
    ): "0 страниц, 1 страница, 2 страницы, 5 страниц, 11 страниц, 21 страница, 22 страницы, 101 страница, 111 страниц",
}


@pytest.mark.parametrize("forms", RUSSIAN)
def test_russian_has_one_few_and_many(forms) -> None:
    catalogue = open_catalogue("ru")
    said = ", ".join(catalogue.ngettext(*forms, number) % {"num": number} for number in NUMBERS)
    assert said == RUSSIAN[forms]


@pytest.mark.parametrize("forms", RUSSIAN)
def test_english_has_one_and_other(forms) -> None:
    catalogue = open_catalogue("en")
    for number in NUMBERS:
        assert catalogue.ngettext(*forms, number) == forms[number != 1]


def test_every_plural_of_every_catalogue_is_complete() -> None:
    from babel.messages.pofile import read_po

    for file in sorted((builtin_i18n() / "messages").glob("*.po")):
        with file.open("rb") as opened:
            messages = read_po(opened, locale=file.stem)
        for message in messages:
            if isinstance(message.id, tuple):
                assert len(message.string) == messages.num_plurals, (file.name, message.id)
                assert all(message.string), (file.name, message.id)
                assert len(set(message.string)) > 1 or file.stem == "ru", message.id


def test_plural_rules_are_those_of_cldr() -> None:
    from babel import Locale
    from babel.messages.pofile import read_po

    with (builtin_i18n() / "messages" / "ru.po").open("rb") as opened:
        messages = read_po(opened, locale="ru")
    categories = Locale("ru").plural_form
    forms = {category: set() for category in ("one", "few", "many")}
    catalogue = open_catalogue("ru")
    for number in range(200):
        forms[categories(number)].add(catalogue.ngettext("%(num)d minute", "%(num)d minutes", number))
    assert messages.num_plurals == 3
    assert [len(found) for found in forms.values()] == [1, 1, 1]


@pytest.mark.parametrize(
    ("files", "said"),
    [(1, "на 1 странице"), (2, "на 2 страницах"), (5, "на 5 страницах"), (21, "на 21 странице")],
)
def test_the_last_line_of_a_report(files, said) -> None:
    assert summary(Report([], files), open_catalogue("ru").ngettext).endswith(said)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "November 1, 2026"),
        ("ru", "1 ноября 2026 г."),
        ("de", "1. November 2026"),
        ("xx", "2026-11-01"),
    ],
)
def test_dates(lang, said) -> None:
    assert long_date(date(2026, 11, 1), lang).replace("\u202f", " ").replace("\xa0", " ") == said


def test_names_of_languages() -> None:
    assert language_name("de", "ru", "Deutsch") == "немецкий"
    assert language_name("en", "de", "English") == "Englisch"
    assert language_name("qqq", "ru", "Quux") == "Quux"
