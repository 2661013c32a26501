"""No-break spaces, dashes and ranges: set per language, from data, without touching fingerprints or places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.i18n.catalogue import builtin_i18n
from build_tools.i18n.typography import read_typography
from build_tools.source import typography
from build_tools.source.document import Document
from build_tools.source.fragment import joined
from build_tools.source.text import SourceText
from build_tools.source.typography import NO_TYPOGRAPHY, Typesetter, Typography
from tests import trees

OF_LANGUAGE, _FAULTS = read_typography(builtin_i18n() / "typography.yaml", "typography.yaml")
NB = "\u00a0"


def html(text: str, lang: str) -> str:
    quotes = trees.RUSSIAN if lang == "ru" else trees.ENGLISH
    document = Document(SourceText("a.md", text), text, 1, quotes, OF_LANGUAGE(lang))
    return (
        joined(block.fragment() for section in document.sections() for block in section.blocks)
        .fill(lambda _: "")
        .replace(NB, "~")
    )


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Мы в команде и на смене", "Мы~в~команде и~на~смене"),
        ("ru", "слово — слово", "слово~— слово"),
        ("ru", "5 минут, 10 %, 2024 г., 20 лет", "5~минут, 10~%, 2024~г., 20~лет"),
        ("ru", "сделал бы, он же, придёт ли", "сделал~бы, он~же, придёт~ли"),
        ("ru", "№ 5, стр. 7, п. 3", "№~5, стр.~7, п.~3"),
        ("ru", "И. В. Оборнева", "И.~В.~Оборнева"),
        ("ru", "за 5-7 минут", "за~5–7~минут"),
        ("ru", "в **команде** и `в коде`", "в~<strong>команде</strong> и~<code>в коде</code>"),
        ("ru", "слово\n— слово в\nконце", "слово~— слово в~конце"),
        ("ru", "— Привет, — сказал он.", "—~Привет,~— сказал он."),
        ("en", "5 minutes – and 10 %, p. 5", "5~minutes~– and 10~%, p.~5"),
        (
            "en",
            "pages 5-7, on 2024-05-01, call 8-800-555, COVID-19",
            "pages 5–7, on 2024-05-01, call 8-800-555, COVID-19",
        ),
        ("en", "\"It's a 'test'\"", "“It’s a ‘test’”"),
        ("de", "in 5 Minuten – ja", "in 5 Minuten – ja"),
    ],
)
def test_what_is_set(lang, text, expected) -> None:
    assert html(text, lang) == f"<p>{expected}</p>"


def test_addresses_are_left_alone() -> None:
    assert "https://example.org/5-7" in html("см. https://example.org/5-7 тут", "ru")


def test_headings_keep_their_anchor() -> None:
    text = "## Шаги 5-7 и итог\n"
    document = Document(SourceText("a.md", text), text, 1, trees.RUSSIAN, OF_LANGUAGE("ru"))
    assert document.outline.headings[0].text == "Шаги 5-7 и итог"
    assert document.outline.headings[0].github == "шаги-5-7-и-итог"


WORDS = st.lists(
    st.sampled_from(["в", "и", "—", "5", "минут", "5-7", "команда", "же", "А.", "**да**", '"', "№", "\n"]),
    max_size=14,
)


@given(WORDS)
def test_fingerprints_and_lengths_do_not_change(words) -> None:
    text = re.sub(r" *\n *", "\n", " ".join(words)).strip() or "слово"
    plain, typeset = (
        Document(SourceText("a.md", text), text, 1, trees.RUSSIAN, typography)
        for typography in (NO_TYPOGRAPHY, OF_LANGUAGE("ru"))
    )
    assert [s.fingerprint for s in plain.sections()] == [s.fingerprint for s in typeset.sections()]
    assert [p.anchors for p in plain.prose] == [p.anchors for p in typeset.prose]


@given(st.text(alphabet="ави 5—-.м", max_size=30))
def test_setting_twice_changes_nothing(text) -> None:
    setter = Typesetter(OF_LANGUAGE("ru"))
    once = setter.text(text)
    assert len(once) == len(text)
    assert setter.text(once) == once


def test_a_playbook_has_its_own_rules(tmp_path: Path) -> None:
    (tmp_path / "typography.yaml").write_text('fr:\n  spaced-marks: "!?;:"\n', encoding="utf-8")
    of_language, faults = read_typography(tmp_path / "typography.yaml", "i18n/typography.yaml")
    assert not faults
    assert of_language("fr") == Typography(spaced_marks="!?;:")
    assert of_language("fr-ca") == of_language("fr")
    assert of_language("ru") == OF_LANGUAGE("ru")


def test_a_wrong_key_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "typography.yaml").write_text("fr:\n  dashes: true\n", encoding="utf-8")
    _of_language, faults = read_typography(tmp_path / "typography.yaml", "i18n/typography.yaml")
    assert [fault.rule.code for fault in faults] == ["PB006"]


def test_summaries_are_set_too() -> None:
    file = trees.read('---\nsummary: Say "yes" to somebody\'s idea.\n---\n\n# T\n\nText.\n')
    assert file.matter.summary == "Say “yes” to somebody’s idea."


PARTS = st.lists(
    st.sampled_from(
        [
            "в",
            "(в",
            "из-за",
            "слово",
            "же",
            "же,",
            "5",
            "5)",
            "мин",
            "№",
            "—",
            "–",
            "—\n",
            "",
            "\n",
            "А.",
            "и/в",
            "%",
            "p.",
        ]
    ),
    max_size=8,
)


@given(PARTS)
def test_a_look_at_the_words_misses_nothing(parts) -> None:
    """Asking the pattern only where it may match gives what asking it everywhere gives."""
    text = " ".join(parts)
    for lang in ("en", "ru"):
        setter = Typesetter(OF_LANGUAGE(lang))
        pattern = setter._spaces
        assert pattern is not None
        everywhere = pattern.sub(typography._bind, pattern.sub(typography._bind, text))
        if setter._initials and "." in text:
            everywhere = setter._initials.sub(rf"\1{NB}", everywhere)
        assert setter.spaces(text) == everywhere
