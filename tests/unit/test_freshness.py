"""Freshness: how a translation stands to its source after the source has drifted, section by section."""

from __future__ import annotations

import pytest

from build_tools.i18n.freshness import State, page_state, section_states, source_line
from tests import trees

SOURCE = "# Title\n\nLead.\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n\n## Three\n\nThird.\n"
TRANSLATED = "# Имя\n\nНачало.\n\n## Раз\n\nА.\n\n## Два\n\nБ.\n\n## Три\n\nВ.\n"
LETTERS = {State.CURRENT: "c", State.STALE: "s", State.MISSING: "m"}


def states(source: str, translated: str = TRANSLATED, *, made_from: str = SOURCE) -> str:
    """Return the states of a translation made from one text, now that the source says another."""
    before = trees.playbook({"en/pages/a.md": trees.page(made_from)})
    line = source_line(trees.only_page(before))
    now = trees.playbook(
        {"en/pages/a.md": trees.page(source), "ru/pages/a.md": trees.translation(translated, source=line)}
    )
    return "".join(LETTERS[s] for s in section_states(trees.only_page(now, lang="ru"), trees.only_page(now)))


DRIFT = {
    "nothing": (SOURCE, "cccc"),
    "only wrapped": (SOURCE.replace("First.", "First\\\n."), "cscc"),
    "lead": (SOURCE.replace("Lead.", "Other."), "sccc"),
    "one section": (SOURCE.replace("Second.", "Other."), "ccsc"),
    "last section": (SOURCE.replace("Third.", "Other."), "cccs"),
    "all sections": (SOURCE.replace(".", "!"), "ssss"),
    "heading renamed": (SOURCE.replace("## Two", "## Deux"), "ccsc"),
    "section put in": (SOURCE.replace("## Two", "## New\n\nNew.\n\n## Two"), "ccmcc"),
    "section put in at the end": (SOURCE + "\n## New\n\nNew.\n", "ccccm"),
    "section put in before the first": (SOURCE.replace("## One", "## New\n\nNew.\n\n## One"), "cmccc"),
    "section taken out": (SOURCE.replace("## Two\n\nSecond.\n\n", ""), "ccc"),
    "two put in, one changed": (
        SOURCE.replace("## One", "## New\n\nNew.\n\n## Newer\n\nNew.\n\n## One").replace("Third.", "Other."),
        "cmmccs",
    ),
    "sections exchanged": (
        SOURCE.replace("## Two\n\nSecond.\n\n## Three\n\nThird.", "## Three\n\nThird.\n\n## Two\n\nSecond."),
        "ccsc",
    ),
}


@pytest.mark.parametrize(("source", "expected"), DRIFT.values(), ids=DRIFT)
def test_drift(source: str, expected: str) -> None:
    assert states(source) == expected


def test_new_section_that_is_translated_and_not_accepted_is_stale() -> None:
    source = SOURCE.replace("## Two", "## New\n\nNew.\n\n## Two")
    translated = TRANSLATED.replace("## Два", "## Новое\n\nНовое.\n\n## Два")
    assert states(source, translated) == "ccscc"


def test_section_the_translation_lacks_is_missing() -> None:
    assert states(SOURCE, TRANSLATED.partition("## Три")[0]) == "cccm"


def test_without_a_record_everything_is_stale() -> None:
    book = trees.playbook(
        {"en/pages/a.md": trees.page(SOURCE), "ru/pages/a.md": trees.translation(TRANSLATED)}
    )
    page, source = trees.only_page(book, lang="ru"), trees.only_page(book)
    assert set(section_states(page, source)) == {State.STALE}
    assert page_state(page, source) is State.STALE


def test_change_of_the_translation_alone_changes_nothing() -> None:
    assert states(SOURCE, TRANSLATED.replace("Б.", "Опечатка исправлена.")) == "cccc"


def test_page_states() -> None:
    book = trees.playbook({"en/pages/a.md": trees.page(SOURCE)})
    page = trees.only_page(book)
    assert page_state(page, None) is State.SOURCE
    assert page_state(None, page) is State.MISSING
