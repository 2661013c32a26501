"""A broken file gives findings with a place and a next act, exit code 1, and the last good site stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.pipeline import Built, build
from build_tools.settings import settings
from tests import projects

PAGE = "content/en/pages/new.md"
LINE = re.compile(
    r"^(?P<path>[^:\n]+):(?P<line>\d+):(?P<column>\d+): (?P<code>PB\d{3}) error: .+\n  help: .+$",
    re.MULTILINE,
)

BROKEN: dict[str, tuple[str, str | bytes, str, int]] = {
    "front matter not closed": (PAGE, "---\nsummary: x\n\n# T\n", "PB004", 1),
    "front matter missing": (PAGE, "# T\n", "PB003", 1),
    "bad yaml": (PAGE, "---\nsummary: [\n---\n# T\n", "PB004", 3),
    "colon in a value": (PAGE, "---\nsummary: one: two\n---\n# T\n", "PB004", 2),
    "tab in yaml": (PAGE, "---\nsummary: x\ntopics:\n\t- a\n---\n# T\n", "PB004", 4),
    "latin-1": (PAGE, "---\nsummary: é\n---\n# T\n".encode("latin-1"), "PB001", 2),
    "utf-16": (PAGE, "---\nsummary: x\n---\n# T\n".encode("utf-16"), "PB001", 1),
    "a picture named .md": (PAGE, b"\x89PNG\r\n\x1a\n\0\0\0", "PB001", 1),
    "empty": (PAGE, "", "PB002", 1),
    "only spaces": (PAGE, "\n \n", "PB002", 1),
    "no heading": (PAGE, "---\nsummary: x\n---\n\nText.\n", "PB101", 1),
    "key twice": (PAGE, "---\nsummary: x\nsummary: y\n---\n# T\n", "PB005", 3),
    "unknown key": (PAGE, "---\nsummary: x\ntopic: [trust]\n---\n# T\n", "PB006", 3),
    "wrong type": (PAGE, "---\nsummary: [x]\n---\n# T\n", "PB007", 2),
    "missing key": (PAGE, "---\ntitle: x\n---\n# T\n", "PB008", 2),
    "unknown topic": (PAGE, "---\nsummary: x\ntopics: [trsut]\n---\n# T\n", "PB009", 3),
    "unknown kind": ("content/en/gudes/a.md", projects.HOME, "PB010", 1),
    "unknown language": ("content/de/pages/a.md", projects.HOME, "PB009", 1),
    "page at the top": ("content/en/a.md", projects.HOME, "PB011", 1),
    "page too deep": ("content/en/guides/a/b/c.md", projects.HOME, "PB011", 1),
    "same name in another case": ("content/en/pages/Index.md", projects.HOME, "PB012", 1),
    "name with a space": ("content/en/pages/a b.md", projects.HOME, "PB013", 1),
    "cyrillic name": ("content/en/pages/ёж.md", projects.HOME, "PB013", 1),
    "link out of the tree": (PAGE, "---\nsummary: x\n---\n# T\n\n[x](../../../../x.md)\n", "PB603", 6),
    "image out of the tree": (PAGE, "---\nsummary: x\n---\n# T\n\n![x](../../../mkdocs.yml)\n", "PB603", 6),
    "encoded way out": (PAGE, "---\nsummary: x\n---\n# T\n\n[x](%2e%2e/%2e%2e/%2e%2e/mkdocs.yml)\n", "PB603", 6),
    "absolute path": (PAGE, "---\nsummary: x\n---\n# T\n\n![x](/etc/passwd)\n", "PB308", 6),
    "javascript link": (PAGE, "---\nsummary: x\n---\n# T\n\n[x](javascript:alert(1))\n", "PB602", 6),
    "javascript link, hidden": (PAGE, "---\nsummary: x\n---\n# T\n\n[x](&#106;avascript:alert)\n", "PB602", 6),
    "javascript by reference": (PAGE, "---\nsummary: x\n---\n# T\n\n[x]\n\n[x]: JavaScript:x\n", "PB602", 6),
    "data address": (PAGE, "---\nsummary: x\n---\n# T\n\n![x](data:image/svg+xml,x)\n", "PB602", 6),
    "script": (PAGE, "---\nsummary: x\n---\n# T\n\n<script>alert(1)</script>\n", "PB601", 6),
    "tag in a paragraph": (PAGE, "---\nsummary: x\n---\n# T\n\nOne <img src=x onerror=y>.\n", "PB601", 6),
    "comment not closed": (PAGE, "---\nsummary: x\n---\n# T\n\n<!-- and so on\n", "PB601", 6),
    "alias bomb": (PAGE, "---\nsummary: &a [x,x]\ntopics: [*a,*a,*a]\n---\n# T\n", "PB606", 2),
    "python object": (PAGE, "---\nsummary: !!python/object/apply:os.system [x]\n---\n# T\n", "PB606", 2),
    "nested lists": (PAGE, "---\nsummary: x\n---\n# T\n\n" + "- " * 500 + "x\n", "PB605", 6),
    "nested quotes": (PAGE, "---\nsummary: x\n---\n# T\n\n" + ">" * 5000 + "x\n", "PB605", 6),
    "nested yaml": (PAGE, "---\nsummary: " + "[" * 5000 + "\n---\n# T\n", "PB605", 2),
    "huge page": (PAGE, "---\nsummary: x\n---\n# T\n\n" + "word " * 400_000, "PB604", 1),
    "address of a list": ("content/en/pages/guides.md", projects.HOME, "PB015", 1),
    "address of another page": (
        "content/en/pages/guides/trust.md", projects.HOME.replace("../guides", "../../guides"), "PB015", 1,
    ),
    "broken library": ("content/library/books.yaml", "references: {\n", "PB004", 2),
    "library of another form": ("content/library/books.yaml", "- a\n", "PB007", 1),
    "wrong type deep in the library": (
        "content/library/books.yaml", projects.LIBRARY.replace("family: Hill", "family: [1]"), "PB007", 2,
    ),
    "source twice": ("content/library/more.yaml", projects.LIBRARY, "PB015", 2),
    "broken vocabulary": ("content/vocabulary.yaml", "topics: [a]\n", "PB007", 1),
    "topic that is a path": ("content/vocabulary.yaml", "topics:\n  ../../x: {en: X}\n", "PB007", 2),
    "broken glossary": ("i18n/glossary.yaml", "terms:\n  a: {en: {term: 1, definition: x}}\n", "PB007", 2),
    "broken languages": ("i18n/locales.yaml", "default: en\nlocales: [en]\n", "PB007", 2),
    "language that is a path": ("i18n/locales.yaml", "default: en\nlocales:\n  en: {name: E}\n  ../x: {name: X}\n", "PB007", 4),
    "default that is no language": ("i18n/locales.yaml", "default: fr\nlocales:\n  en: {name: E}\n  ru: {name: R}\n", "PB009", 1),
}  # fmt: skip


def quick(project: Path) -> Built:
    """Build the pages of a project in this process; they must have no errors."""
    built = build(settings(project=project), pdf=False, search=False, pictures=False)
    assert built.written is not None, [d.message.say() for d in built.report]
    return built


def break_file(project: Path, name: str) -> tuple[str, str, int]:
    """Write the broken file of this name; return what must be found: path, code, line."""
    path, content, code, line = BROKEN[name]
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return path, code, line


def assert_stopped(project: Path, before: dict[str, bytes], expected: tuple[str, str, int]) -> None:
    """Assert that a build finds this error, says what to do, and writes nothing."""
    built = build(settings(project=project), pdf=False, search=False, pictures=False)
    found = {(d.path.removeprefix(f"{project.as_posix()}/"), d.rule.code, d.line) for d in built.report}
    assert expected in found
    assert built.written is None
    for diagnostic in built.report:
        assert diagnostic.message.say()
        assert diagnostic.help.say()
    assert projects.files_of(project / "site") == before, "the last good site must stay as it was"


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file(name: str, project: Path) -> None:
    before = projects.files_of(project / "site")
    assert_stopped(project, before, break_file(project, name))


@pytest.mark.parametrize("name", ["bad yaml", "latin-1", "script", "broken languages"])
def test_command_ends_with_1_and_no_traceback(name: str, project: Path) -> None:
    before = projects.files_of(project / "site")
    expected = break_file(project, name)
    done = projects.command(project, "build", "--no-pdf", "--no-search", "--no-pictures")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert expected in {(m["path"], m["code"], int(m["line"])) for m in LINE.finditer(done.stdout)}
    assert projects.files_of(project / "site") == before


LINKS = {
    "file outside": ("content/en/pages/new.md", "../../../mkdocs.yml"),
    "absolute": ("content/en/pages/new.md", "/etc/passwd"),
    "nowhere": ("content/en/pages/new.md", "nowhere.md"),
    "to itself": ("content/en/pages/new.md", "new.md"),
    "folder outside": ("content/en/pages/more", "../../../i18n"),
    "folder above": ("content/en/more", ".."),
    "picture outside": ("content/en/pages/a.png", "/etc/passwd"),
}


@pytest.mark.parametrize(("path", "target"), LINKS.values(), ids=LINKS)
def test_symbolic_link_that_leaves_the_content(path: str, target: str, project: Path) -> None:
    before = projects.files_of(project / "site")
    (project / path).symlink_to(target)
    assert_stopped(project, before, (path, "PB603", 1))


def test_everything_wrong_at_once_is_told_at_once(project: Path) -> None:
    before = projects.files_of(project / "site")
    for number, name in enumerate(("bad yaml", "empty", "latin-1", "wrong type", "script")):
        break_file(project, name)
        (project / PAGE).rename(project / f"content/en/pages/new{number}.md")
    built = build(settings(project=project), pdf=False, search=False, pictures=False)
    assert {d.rule.code for d in built.report} >= {"PB004", "PB002", "PB001", "PB007", "PB601"}
    assert built.written is None
    assert projects.files_of(project / "site") == before


def test_warnings_stop_a_strict_build_only(project: Path) -> None:
    before = projects.files_of(project / "site")
    done = projects.quick_build(project, "--strict")
    assert done.returncode == 1, "the translation of the front page is not recorded"
    assert projects.files_of(project / "site") == before
    assert projects.quick_build(project).returncode == 0


def test_windows_files_give_the_same_site(project: Path) -> None:
    """A byte order mark and CRLF are how some editors write; the site does not show it."""
    before = projects.files_of(project / "site")
    for path in (project / "content").rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert quick(project)
    after = projects.files_of(project / "site")
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == set()


TEXTS = {
    "template": ("{{ 7*7 }} {% include 'x' %} {# note #}", "{{ 7*7 }} {% include"),
    "python format": ("{0} {x!r} %(a)s %d", "{0} {x!r} %(a)s %d"),
    "the shell's own slots": ("\ue100title\ue101", "\ue100title\ue101"),
    "control characters": ("bell\x07 escape\x1b[31m", "bell"),
    "right to left": ("\u202eabc\u202c", "\u202eabc\u202c"),
    "end of a script": ("a in `</script>`", "a in <code>&lt;/script&gt;</code>"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), TEXTS.values(), ids=TEXTS)
def test_text_that_means_something_elsewhere_is_only_text(text: str, shown: str, project: Path) -> None:
    trust = project / "content/en/guides/trust.md"
    trust.write_text(
        projects.GUIDE.replace("# Trust\n", f"# Trust\n\nBefore {text} after.\n"), encoding="utf-8"
    )
    assert quick(project)
    html = (project / "site/en/guides/trust/index.html").read_text(encoding="utf-8")
    assert f"Before {shown}" in html
    assert ">49<" not in html


def test_title_cannot_leave_its_tag(project: Path) -> None:
    trust = project / "content/en/guides/trust.md"
    dangerous = '"></title>{{ 1 }}&amp;lt;'
    trust.write_text(projects.GUIDE.replace("# Trust\n", f"# Trust `{dangerous}`\n"), encoding="utf-8")
    assert quick(project)
    for name, data in projects.files_of(project / "site").items():
        if name.endswith((".html", ".xml")):
            assert b"</title>{{" not in data, name
            assert b'"></title>{' not in data, name


DAMAGED = ["read", "rendered", "face", ""]


@pytest.mark.parametrize("part", DAMAGED)
def test_damaged_cache_is_made_again(part: str, project: Path) -> None:
    before = projects.files_of(project / "site")
    for path in (project / ".playbook" / part).rglob("*"):
        if path.is_file() and path.suffix in {".pickle", ".json"}:
            path.write_bytes(b"\x80\x04damaged" + path.read_bytes()[10:])
    (project / "content/en/pages/index.md").write_text(
        projects.HOME.replace("A small", "A little"), encoding="utf-8"
    )
    assert quick(project)
    after = projects.files_of(project / "site")
    assert after.keys() == before.keys()
    assert b"A little book" in after["en/index.html"]


FAILS = {
    "no content": (["--content", "nowhere"], "there is no content folder"),
    "no languages": (["--i18n", "nowhere"], "locales.yaml"),
    "site in the content": (["--site-dir", "content"], "not a site of the playbook"),
    "site in the project": (["--site-dir", "."], "not a site of the playbook"),
    "site is a file": (["--site-dir", "mkdocs.yml"], "is a file"),
}


@pytest.mark.parametrize(("options", "words"), FAILS.values(), ids=FAILS)
def test_what_the_tool_cannot_do_is_a_sentence_and_exit_code_2(
    options: list[str], words: str, project: Path
) -> None:
    before = projects.files_of(project)
    done = projects.quick_build(project, *options)
    assert done.returncode == 2, done.stdout + done.stderr
    assert words in done.stderr
    assert "help: " in done.stderr
    assert "Traceback" not in done.stderr
    after = projects.files_of(project)
    kept = {name for name in before if not name.startswith(".playbook/")}
    assert {name: after.get(name) for name in kept} == {name: before[name] for name in kept}


CONFIGS = {
    "not yaml": "site_name: [\n",
    "no plugin": "site_name: x\ntheme: material\n",
    "unknown theme": "site_name: x\ntheme: nothing\nplugins: [playbook]\n",
    "wrong type": "site_name: 5\nsite_url: 7\nplugins: [playbook]\n",
}


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
def test_broken_mkdocs_yml_is_a_sentence_and_exit_code_2(config: str, project: Path) -> None:
    before = projects.files_of(project / "site")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    done = projects.quick_build(project)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert projects.files_of(project / "site") == before
