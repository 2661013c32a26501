"""Agreed terms: found in every form, never in an ordinary word, with the place and what to write."""

from __future__ import annotations

import pytest

from build_tools.check.names import SectionNames
from build_tools.check.terms import check_forbidden_variant, check_term_not_used
from build_tools.diagnostics import Span
from build_tools.i18n.word_forms import PhraseIndex
from build_tools.model.glossary import Term, Wording
from build_tools.model.playbook import Playbook
from tests import trees

NAMES = SectionNames({}, {})


def with_terms(pages: dict[str, str], *terms: Term) -> Playbook:
    book = trees.playbook(pages)
    return Playbook(
        locales=book.locales, vocabulary=book.vocabulary, pages=book.pages, sources={},
        terms={term.id: term for term in terms}, assets=frozenset(),
    )  # fmt: skip


def term(term_id: str = "feedback", *, en: Wording | None = None, ru: Wording | None = None) -> Term:
    wordings = {
        "en": en or Wording("feedback", "…"),
        "ru": ru or Wording("обратная связь", "…", forbidden=(("фидбэк", "калька"),)),
    }
    return Term(term_id, wordings, (), "i18n/glossary.yaml", Span.of_line(1))


def found(lang: str, phrases: list[str], text: str) -> list[str]:
    return [text[f.start : f.end] for f in PhraseIndex(lang, [(p, p) for p in phrases]).find(text)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("фидбэк", "фидбэк фидбэка фидбэку фидбэком фидбэке фидбэки фидбэков фидбэкам фидбэками фидбэках"),
        ("агент", "агент агента агенту агентом агенте агенты агентов агентам агентами агентах"),
        ("онбординг", "Онбординг онбордингом ОНБОРДИНГА"),
        ("эскалейтить", "эскалейтить эскалейтим эскалейтил эскалейтят"),
        (
            "тщеславная метрика",
            "тщеславные метрики / тщеславных метрик / тщеславной метрике / тщеславными метриками",
        ),
        ("слуга-лидер", "слуги-лидера слуге-лидеру слугой-лидером"),
        ("чистый индекс поддержки", "чистого индекса поддержки / чистым индексом поддержки"),
        ("удовлетворённость", "удовлетворенности удовлетворённостью"),
    ],
)
def test_every_form_of_a_russian_word(phrase, text) -> None:
    parts = [part.strip() for part in (text.split("/") if " " in phrase else text.split())]
    assert found("ru", [phrase], text) == parts


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("агент", "агентство агентский агентура реагент реагента"),
        ("репорт", "репортаж репортёр рапорт"),
        ("босс", "боссанова Босния"),
        ("таргет", "таргетинг"),
        ("СВП", "свп Свп"),
        ("тщеславная метрика", "тщеславный человек и метрика"),
        ("ван-ту-ван", "ван ван"),
    ],
)
def test_other_words_are_not_forms_of_it(phrase, text) -> None:
    assert found("ru", [phrase], text) == []


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("check-list", "Check-lists, a check-list", ["Check-lists", "check-list"]),
        ("operator", "operators operate an operation, an operator", ["operators", "operator"]),
        ("root cause", "Root causes of the root", ["Root causes"]),
        ("SBI", "SBI sbi", ["SBI"]),
    ],
)
def test_english_forms(phrase, text, expected) -> None:
    assert found("en", [phrase], text) == expected


def test_the_longest_phrase_wins() -> None:
    assert found("ru", ["агент", "страховой агент"], "страховому агенту и агенту") == [
        "страховому агенту",
        "агенту",
    ]


def test_a_language_without_morphology_is_compared_as_it_is() -> None:
    assert found("eo", ["kliento"], "Kliento klientoj") == ["Kliento"]


def test_forbidden_variant_names_place_reason_and_term() -> None:
    body = "# Заголовок\n\nДайте **фидбэк** и `фидбэк`.\nСнова [о фидбэке](https://example.org/фидбэк).\n"
    book = with_terms({"en/pages/a.md": trees.page(), "ru/pages/a.md": trees.translation(body)}, term())
    findings = list(check_forbidden_variant(book, NAMES))
    assert [(d.path, d.line, d.column) for d in findings] == [
        ("content/ru/pages/a.md", 8, 9),
        ("content/ru/pages/a.md", 9, 10),
    ]
    assert "обратная связь" in findings[0].help.say()
    assert "калька" in findings[0].message.say()


def test_ordinary_sense_named_by_the_glossary_is_left_alone() -> None:
    ru = Wording("оператор", "…", forbidden=(("агент", "калька"),), allowed=("страховой агент",))
    text = "# Заголовок\n\nСтраховые агенты и агенты.\n"
    book = with_terms(
        {"en/pages/a.md": trees.page(), "ru/pages/a.md": trees.translation(text)}, term("agent", ru=ru)
    )
    assert [d.column for d in check_forbidden_variant(book, NAMES)] == [20]


def test_term_of_the_source_that_the_translation_does_not_use() -> None:
    pages = {"en/pages/a.md": trees.page("# T\n\nAsk for feedback.\n"), "ru/pages/a.md": trees.translation()}
    (finding,) = check_term_not_used(with_terms(pages, term()), NAMES)
    assert finding.path == "content/ru/pages/a.md"
    assert finding.related[0].path == "content/en/pages/a.md"
    used = pages | {"ru/pages/a.md": trees.translation("# T\n\nПросите обратной связи.\n")}
    assert not list(check_term_not_used(with_terms(used, term()), NAMES))


def test_everyday_words_are_not_missed() -> None:
    pages = {"en/pages/a.md": trees.page("# T\n\nAsk for feedback.\n"), "ru/pages/a.md": trees.translation()}
    everyday = term(en=Wording("feedback", "…", everyday=True))
    assert not list(check_term_not_used(with_terms(pages, everyday), NAMES))
