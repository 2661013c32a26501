"""A third and a fourth language are data: a folder and an entry, no line of code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from build_tools.pipeline import build, load_and_check
from build_tools.settings import settings
from tests import trees

ROOT = Path(__file__).parent.parent.parent
LOCALES = """\
default: en
locales:
  en: {name: English, title: The Book}
  ru: {name: Русский, title: Книга, fallback: [en], quotes: «»„“}
  de: {name: Deutsch, title: Das Buch, fallback: [en], quotes: „“‚‘}
  ar: {name: العربية, title: الكتاب, fallback: [de, en], quotes: «»‹›}
"""
GERMAN_WORDS = """\
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Sources"
msgstr "Quellen"

msgid "Previous"
msgstr "Zurück"

msgid "%(num)d minute"
msgid_plural "%(num)d minutes"
msgstr[0] "%(num)d Minute"
msgstr[1] "%(num)d Minuten"
"""
GLOSSARY = """\
terms:
  feedback:
    en: {term: feedback, definition: What you say of somebody's work.}
    de:
      term: Rückmeldung
      definition: Was man über die Arbeit anderer sagt.
      forbidden: [{variant: Feedback, reason: es gibt ein deutsches Wort}]
    ar: {term: ملاحظات, definition: ما تقوله عن عمل غيرك.}
"""
FILES = {
    "content/en/pages/index.md": trees.page("# Home\n\nAsk for feedback.\n"),
    "content/ru/pages/index.md": trees.translation("# Начало\n\nСпросите.\n"),
    "content/de/pages/index.md": '---\nsummary: Eine Seite.\nsource: en\n---\n\n# Anfang\n\nSagen Sie "ja" und geben Sie Rückmeldungen.\n',
    "content/ar/pages/index.md": "---\nsummary: صفحة.\nsource: en\n---\n\n# البداية\n\nاطلب الملاحظات.\n",
    "content/en/pages/here.md": trees.page("# Here\n\nText.\n"),
    "content/de/pages/here.md": "---\nsummary: Hier.\nsource: en\n---\n\n# Hier\n\nFeedbacks sind Text.\n",
    "content/de/pages/nur.md": "---\nsummary: Nur deutsch.\n---\n\n# Nur deutsch\n\nText.\n",
    "i18n/messages/de.po": GERMAN_WORDS,
    "i18n/glossary.yaml": GLOSSARY,
}  # fmt: skip


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list]:
    """Folder of a site in four languages, and what was found in its content."""
    root = trees.write(tmp_path_factory.mktemp("four"), FILES, locales=LOCALES)
    where = settings(project=ROOT, content=root / "content", i18n=root / "i18n", site=root / "site")
    built = build(where, pdf=False)
    assert built.written is not None, [(d.path, d.rule.code, d.message.say()) for d in built.report]
    return root / "site", list(load_and_check(where).report)


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ru", "ltr"), ("de", "ltr"), ("ar", "rtl")])
def test_language_and_direction_of_every_shell(four, lang, direction) -> None:
    opening = re.search(r"<html[^>]*>", html(four[0], lang))[0]
    assert f'lang="{lang}"' in opening
    assert f'dir="{direction}"' in opening


def test_every_page_is_shown_in_every_language(four) -> None:
    listed = json.loads((four[0] / "playbook.json").read_text(encoding="utf-8"))["pages"]
    for page in ("pages/index", "pages/here", "pages/nur"):
        assert {entry["language"] for entry in listed if entry["page"] == page} == {"en", "ru", "de", "ar"}


def test_a_fallback_follows_the_languages_own_order(four) -> None:
    page = html(four[0], "ar/here")
    assert "Hier" in page
    assert re.search(r'<h1[^>]*lang="de"', page)
    assert 'rel="canonical" href="https://playbook.example/de/here/"' in page
    assert "not been translated yet" in page, "Arabic has no words of its own and borrows the English ones"
    assert "Das Buch" not in page
    assert re.search(r'<h1[^>]*lang="en"', html(four[0], "ru/here"))


def test_fallback_text_keeps_its_own_direction(four) -> None:
    assert re.search(r'<h1[^>]*lang="de"[^>]*dir="(auto|ltr)"', html(four[0], "ar/here"))


def test_alternates_name_all_that_have_the_page(four) -> None:
    found = set(re.findall(r'<link rel="alternate" hreflang="([^"]+)"', html(four[0], "de")))
    assert found == {"en", "ru", "de", "ar", "x-default"}
    assert set(re.findall(r'<link rel="alternate" hreflang="([^"]+)"', html(four[0], "ru/nur"))) == {
        "de",
        "x-default",
    }


def test_quotation_marks_of_each_language(four) -> None:
    assert "„ja“" in html(four[0], "de")


def test_missing_words_are_said_per_language(four) -> None:
    notes = {d.path.rsplit("/", 1)[-1]: d for d in four[1] if d.rule.code == "PB016"}
    assert set(notes) == {"de.po", "ar.po"}
    assert "Deutsch" in notes["de.po"].message.say()


def test_terms_are_found_by_the_languages_stemmer(four) -> None:
    findings = [d for d in four[1] if d.rule.code == "PB401"]
    assert [(d.path.rsplit("/", 1)[-1], d.line) for d in findings] == [("here.md", 8)]
    assert 'data-note="term-feedback">Rückmeldungen</a>' in html(four[0], "de")
    assert 'href="../de/glossary/#feedback"' in html(four[0], "de")


def test_glossary_and_root_page_in_every_language(four) -> None:
    for lang in ("en", "de", "ar"):
        assert (four[0] / lang / "glossary" / "index.html").is_file()
    root = (four[0] / "index.html").read_text(encoding="utf-8")
    for name in ("English", "Русский", "Deutsch", "العربية"):
        assert name in root
    assert 'dir="rtl"' in root
