"""`playbook new`: a page that is right from the first minute, and never over another one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.model.ids import Kind
from tests import projects

TITLES = {"en": "Before: a “hard” call & after", "ru": "Перед трудным разговором: начало"}


def findings(folder: Path, path: str) -> list[tuple[str, str]]:
    done = projects.playbook(folder, "check", "--format", "json", path)
    found = json.loads(done.stdout)["diagnostics"]
    return [(d["code"], d["message"]) for d in found if d["severity"] != "note"]


@pytest.mark.parametrize("lang", TITLES)
@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_page_of_every_kind_has_nothing_wrong(kind: str, lang: str, project: Path) -> None:
    done = projects.playbook(project, "new", kind, TITLES[lang], "--lang", lang)
    assert done.returncode == 0, done.stderr
    path = done.stdout.strip()
    assert (project / path).is_file()
    assert findings(project, path) == []
    assert TITLES[lang] in (project / path).read_text(encoding="utf-8")


def test_existing_page_is_not_touched(project: Path) -> None:
    before = projects.files_of(project / "content")
    done = projects.playbook(project, "new", "guide", "Trust")
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert projects.files_of(project / "content") == before


WRONG = {
    "no title": (["guide"], "needs a kind and a title"),
    "no letters": (["guide", "…"], "no letter or digit"),
    "unknown language": (["guide", "T", "--lang", "de"], "is not a language of this playbook"),
    "unknown page": (["guide", "--translate-of", "guides/trsut", "--lang", "ru"], "there is no page"),
    "translation that exists": (["page", "--translate-of", "pages/index", "--lang", "ru"], "exists already"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_wrong_use(arguments: list[str], words: str, read_only: Path) -> None:
    before = projects.files_of(read_only / "content")
    done = projects.playbook(read_only, "new", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert projects.files_of(read_only / "content") == before


@pytest.mark.parametrize("name", ["guides/trust", "content/en/guides/trust.md"])
def test_translation_begins_with_the_sources_text(name: str, project: Path) -> None:
    done = projects.playbook(project, "new", "--translate-of", name, "--lang", "ru")
    assert done.returncode == 0, done.stderr
    text = (project / "content/ru/guides/trust.md").read_text(encoding="utf-8")
    assert "draft: true" in text
    assert "# Trust\n\nTrust grows slowly [@hill-1999]." in text
    found = [code for code, _ in findings(project, "content/ru/guides/trust.md")]
    assert not [code for code in found if code.startswith(("PB0", "PB20", "PB6", "PB3"))], found


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_translation_of_any_file_has_its_front_matter_taken_off(end: str, project: Path) -> None:
    source = project / "content/en/checklists/call.md"
    text = projects.CHECKLIST.replace(
        "summary: Before a call.", 'title: "A: b"\nsummary: "Say \\"no\\": how"'
    )
    source.write_bytes(text.replace("---\n\n#", "---  \n\n#").replace("\n", end).encode())
    done = projects.playbook(project, "new", "checklist", "--translate-of", "checklists/call", "--lang", "ru")
    assert done.returncode == 0, done.stderr
    written = (project / "content/ru/checklists/call.md").read_text(encoding="utf-8")
    assert 'title: "A: b"\nsummary: "Say \\"no\\": how"\nmoment: "Before a hard call"\nsource: en ' in written
    assert "mode:" not in written
    assert written.count("---") == 2


def test_first_page_of_an_empty_playbook(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    projects.trees.write(tmp_path, {})
    done = projects.playbook(tmp_path, "new", "page", "Hello", "--content", "content", "--i18n", "i18n")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "content/en/pages/hello.md\n"
