"""Files that once made reading raise, hang or report one fault as several."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools.diagnostics import Report, machine
from build_tools.errors import SettingsError
from build_tools.pipeline import load_and_check
from build_tools.settings import settings
from build_tools.source.text import MAX_PAGE_BYTES

LOCALES = "default: en\nlocales:\n  en: {name: English}\n  ru: {name: Русский, fallback: [en]}\n"
PAGE = "---\nsummary: A summary.\n---\n\n# Title\n\nText.\n"
HEAD = "---\nsummary: A summary.\n---\n\n# Title\n\n"


def check(folder: Path, files: dict[str, str | bytes]) -> Report:
    """Write files, the content's under `content/`, and check them; whatever is found can be written down."""
    for name, text in {"i18n/locales.yaml": LOCALES, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = load_and_check(settings(content=folder / "content", i18n=folder / "i18n")).report
    for text in (machine.as_json(report, {}), machine.as_sarif(report, "1"), machine.as_github(report)):
        text.encode()
    return report


def codes(report: Report) -> list[str]:
    """Return the codes of what stops a build."""
    return [d.rule.code for d in report if d.rule.severity > 1 and d.rule.code != "PB212"]


@pytest.mark.parametrize(
    "folder", ["checklists", "worksheets", "assessments", "scenarios", "paths", "guides"]
)
def test_page_that_begins_with_a_section(folder: str, tmp_path: Path) -> None:
    assert "PB101" in codes(
        check(tmp_path, {f"content/en/{folder}/a.md": "---\nsummary: A.\n---\n## A\n\nText.\n"})
    )


@pytest.mark.parametrize(
    "body",
    [
        "&#xE000;link:99&#xE001; &#xE000;zzz:1&#xE001;\n",
        '![a](b "&#xE000;link:9&#xE001;") [a](b "&#xE000;link:9&#xE001;")\n',
        "``` &#xE000;link:9&#xE001;\n```\n",
    ],
)
def test_entities_cannot_open_a_slot(body: str, tmp_path: Path) -> None:
    check(tmp_path, {"content/en/pages/a.md": HEAD + body})
    playbook = load_and_check(settings(content=tmp_path / "content", i18n=tmp_path / "i18n")).playbook
    assert playbook is not None
    (page,) = playbook.pages
    slots = [part for part in page.lead.parts if not isinstance(part, str)]
    assert {slot.kind for slot in slots} <= {"link", "image"}
    assert all(slot.number < len(page.outline.links) + len(page.outline.images) for slot in slots)


def test_images_in_images_are_not_followed_without_end(tmp_path: Path) -> None:
    check(tmp_path, {"content/en/pages/a.md": f"{HEAD}{'![' * 2000}x{'](a)' * 2000}\n"})


@pytest.mark.parametrize("unit", ["[a](b) ", "a:b ", "mailto:a@b ", "<!--", "- a\n", "# a\n"])
def test_longest_page_of_one_sign_is_read(unit: str, tmp_path: Path) -> None:
    body = (unit * MAX_PAGE_BYTES)[: MAX_PAGE_BYTES // 4]
    assert check(tmp_path, {"content/en/pages/a.md": HEAD + body}).files == 1


@pytest.mark.parametrize(
    "value", ["²", "٣٤", "{date-parts: [[²]]}", "{year: ²}", "[{}]", "99999999999999999999"]
)
def test_year_that_is_no_year(value: str, tmp_path: Path) -> None:
    entry = f"references:\n- {{id: a, type: book, title: T, issued: {value}}}\n"
    check(tmp_path, {"content/library/a.yaml": entry, "content/en/pages/a.md": PAGE})


@pytest.mark.parametrize("quotes", ["[]", "['«', '»']", "«»", "5"])
def test_too_few_quotation_marks(quotes: str, tmp_path: Path) -> None:
    locales = f"default: en\nlocales:\n  en: {{name: English, quotes: {quotes}}}\n"
    files = {"i18n/locales.yaml": locales, "content/en/pages/a.md": f"{HEAD}\"a\" 'b'\n"}
    assert codes(check(tmp_path, files)) == ["PB007"]


def test_names_that_are_not_text_can_be_reported(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "content" / "en" / "pages")
    Path(os.fsdecode(folder)).mkdir(parents=True)
    try:
        Path(os.fsdecode(folder + b"/\xff.md")).write_text(PAGE, encoding="utf-8")
    except OSError:
        pytest.skip("this disk does not take such names")
    assert codes(check(tmp_path, {"content/en/pages/a.md": PAGE})) == ["PB013"]


def test_catalogue_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"ru\.po cannot be read"):
        check(tmp_path, {"i18n/messages/ru.po": b"\xff\xfe junk", "content/en/pages/a.md": PAGE})


VOCABULARY = "topics:\n  trust: {en: Trust}\n"
LIBRARY = "references:\n- {id: a, type: book, title: T}\n"
FILED = "---\nsummary: A summary.\ntopics: [trust]\n---\n\n# Title\n\nText [@a], see [b](b.md).\n"
OTHER = "---\nsummary: B.\n---\n\n# B\n\nText.\n"
RUSSIAN = "---\nsummary: Описание.\nsource: en\n---\n\n# Заголовок\n\nТекст [@a], см. [b](b.md).\n"
WHOLE = {
    "content/vocabulary.yaml": VOCABULARY,
    "content/library/a.yaml": LIBRARY,
    "content/en/pages/a.md": FILED,
    "content/en/pages/b.md": OTHER,
    "content/ru/pages/a.md": RUSSIAN,
}


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("content/vocabulary.yaml", "topics: [", "PB004"),
        ("content/vocabulary.yaml", "topics: 5\n", "PB007"),
        ("content/vocabulary.yaml", b"\xff", "PB001"),
        ("content/library/a.yaml", "references: [", "PB004"),
        ("content/library/a.yaml", "references:\n- {id: a, type: book}\n", "PB008"),
        ("content/en/pages/b.md", b"\xff", "PB001"),
        ("content/en/pages/b.md", "", "PB002"),
        ("content/en/pages/a.md", b"\xff", "PB001"),
        ("content/en/pages/a.md", FILED.replace("summary: A", "summary: A: b"), "PB004"),
        ("content/en/pages/a.md", FILED.replace("---\n\n#", "\n#"), "PB004"),
        ("content/en/pages/a.md", FILED.partition("---\n\n")[2], "PB003"),
        ("content/en/pages/a.md", "\n" + FILED, "PB003"),
        ("content/en/pages/a.md", FILED.replace("summary", "sumary"), "PB006"),
        ("content/ru/pages/a.md", RUSSIAN.partition("---\n\n")[2], "PB003"),
        ("content/ru/pages/a.md", RUSSIAN.replace("summary: О", "summary: О: о"), "PB004"),
        ("content/ru/pages/a.md", RUSSIAN.replace("b.md", "c.md"), "PB301"),
    ],
)
def test_one_fault_is_told_once(file: str, text: str | bytes, code: str, tmp_path: Path) -> None:
    assert codes(check(tmp_path, WHOLE)) == []
    assert codes(check(tmp_path, {**WHOLE, file: text})) == [code]
