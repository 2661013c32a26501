"""What stands in comments, titles, catalogues and the library reaches readers as text, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cache.project import GUIDE, Project

PAGE = (
    GUIDE.replace("# Listen", "<!-- ask Lena before the title -->\n\n# Speak")
    .replace("[@book]", "<!-- is this so? -->[@book, p. 5; @other]")
    .replace("## Next", "<!--\ntwo lines\n-->\n\nRead [how to listen][listen]. `<!-- kept -->`\n\n## Next")
    .replace("[Speak](speak.md)", "[Listen](listen.md)")
    + "\n[listen]: listen.md\n"
)
TITLE = 'Lead <b>well</b> & "long"'
BROKEN = """
msgid "%(num)d minute"
msgid_plural "%(num)d minutes"
msgstr[0] "%(nmu)d мин"
msgstr[1] "%(nmu)d мин"

msgid "Guide"
msgstr "Гид <i>\\"</i> 100 %"

msgid "Checklist"
msgstr "Чек<i>-</i>\\"лист"
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("data"))
    made.write("content/en/guides/speak.md", PAGE)
    made.replace(
        "content/library/all.yaml",
        "issued: 2020}",
        "issued: 2020}\n- {id: other, type: book, title: B, issued: 2021}",
    )
    made.replace("i18n/locales.yaml", "title: Book", f"title: '{TITLE}'")
    made.replace("i18n/locales.yaml", "  ru:", "  kk: {name: Қазақша, title: Кітап}\n  ru:")
    made.write(
        "i18n/messages/ru.po", (made.folder / "i18n/messages/ru.po").read_text(encoding="utf-8") + BROKEN
    )
    made.build("--no-search", "--no-pictures")
    return made


def page(project: Project, address: str) -> str:
    return (project.folder / "site" / address).read_text(encoding="utf-8")


def test_copy_has_no_comments(project: Project) -> None:
    copy = page(project, "en/guides/speak/index.md")
    assert copy.startswith("# Speak\n")
    assert "Lena" not in copy
    assert "is this so" not in copy
    assert "two lines" not in copy
    assert "`<!-- kept -->`" in copy, "code is shown as it is"


def test_copy_says_where_in_a_source(project: Project) -> None:
    assert "(A Book, 2020, p. 5; B, 2021)" in page(project, "en/guides/speak/index.md")


def test_copy_leads_where_a_reference_link_does(project: Project) -> None:
    assert "[listen]: ../../../en/guides/listen/index.md" in page(project, "en/guides/speak/index.md")


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_name_of_the_book_leads_to_its_own_language(lang: str, project: Project) -> None:
    html = page(project, f"{lang}/guides/listen/index.html")
    for name in ("pb-top__name", "pb-foot__name"):
        link = html.partition(f'class="{name}"')[2].partition("</a>")[0]
        assert f'href="../../../{lang}/"' in link


def test_title_of_the_playbook_is_text(project: Project) -> None:
    html = page(project, "en/guides/listen/index.html")
    assert "<b>well" not in html
    assert "Lead &lt;b&gt;well&lt;/b&gt; &amp; &#34;long&#34;</a>" in html


def test_words_of_the_interface_are_text_and_fit(project: Project) -> None:
    html = page(project, "ru/checklists/list/index.html")
    assert "Чек&lt;i&gt;-&lt;/i&gt;&#34;лист" in html
    assert "nmu" not in html
    assert "Гид" not in page(project, "ru/guides/listen/index.html")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.org/x", "//example.org", "https://["])
def test_source_is_linked_on_the_web_or_not_at_all(url: str, tmp_path: Path) -> None:
    made = Project(tmp_path / "project")
    made.replace("content/library/all.yaml", "issued: 2020}", f"issued: 2020, URL: '{url}'}}")
    done = made.run("check")
    assert "PB602" in done.stdout
    assert "all.yaml:2" in done.stdout
    assert "https://" in done.stdout
