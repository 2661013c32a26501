"""The functions that look at words, as they run in the browser."""

from __future__ import annotations

from typing import Any

import pytest

from build_tools.search.vocabulary import fold
from tests.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def text(visit: Visit) -> Any:
    page = visit("en/").page
    return lambda call: page.evaluate(
        f"async () => {{ const t = await import('/assets/js/search-text.js'); return t.{call}; }}"
    )


def test_other_layout(text: Any) -> None:
    assert text("otherLayout('ghbvth')") == "пример"
    assert text("otherLayout('j,hfnyfz cdzpm')") == "обратная связь"
    assert text("otherLayout('аск')") == "fcr"
    assert text("otherLayout('360')") is None


def test_words_are_folded_as_the_index_folds_them(text: Any) -> None:
    for word in ("Ещё", "naïve", "Don’t", "йод", "Straße"):
        assert text(f"fold({word!r})") == fold(word).replace("ss", "ß" if "ß" in word else "ss")
    assert text("wordsOf('1:1 — «ещё раз», one-on-one')") == ["1", "1", "еще", "раз", "one", "on", "one"]
    assert text("joined('one-on-one')") == "oneonone"
    assert text("joined('one on one')") is None


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("listning", "listening", 1),
        ("abcd", "abdc", 1),
        ("руковадитель", "руководитель", 1),
        ("cat", "dog", 3),
        ("a", "abcde", 3),
    ],
)
def test_typing_errors(text: Any, one: str, other: str, errors: int) -> None:
    assert text(f"errors({one!r}, {other!r}, 2)") == errors


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("начале", "начальник", False), ("новость", "новости", True), ("принял", "принципы", False),
        ("встречи", "встреча", True), ("agents", "agent", True), ("goal", "goat", False),
    ],
)  # fmt: skip
def test_endings(text: Any, one: str, other: str, same: bool) -> None:
    assert text(f"stem({one!r}) === t.stem({other!r})") is same
