"""`playbook check`: formats, selections, languages and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import projects

BAD = "---\nsummary: x\n---\n\n# T\n\n[a](nowhere.md)\n\n[b](#nothing)\n"


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two errors in one page and a warning in another."""
    return projects.project(tmp_path_factory.mktemp("check") / "project", {"content/en/pages/bad.md": BAD})


def codes(folder: Path, *arguments: str) -> list[str]:
    done = projects.playbook(folder, "check", "--format", "json", *arguments)
    return [d["code"] for d in json.loads(done.stdout)["diagnostics"] if d["severity"] != "note"]


def test_nothing_wrong_is_exit_code_0(read_only: Path) -> None:
    done = projects.playbook(read_only, "check")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("0 errors, 1 warning, ")


def test_warnings_count_with_strict(read_only: Path) -> None:
    assert projects.playbook(read_only, "check", "--strict").returncode == 1


def test_errors_are_exit_code_1(faulty: Path) -> None:
    done = projects.playbook(faulty, "check")
    assert done.returncode == 1
    assert "content/en/pages/bad.md:7:1: PB301 error: there is no page `nowhere.md`\n  help: " in done.stdout
    assert done.stdout.splitlines()[-1].startswith("2 errors, 1 warning, ")
    assert "\x1b" not in done.stdout, "colours are for terminals"


def test_command_as_a_process(faulty: Path) -> None:
    done = projects.command(faulty, "check", "content/en", PLAYBOOK_LANGUAGE="ru")
    assert done.returncode == 1
    assert done == projects.playbook(faulty, "check", "content/en", PLAYBOOK_LANGUAGE="ru")


def test_missing_content_is_exit_code_2(tmp_path: Path) -> None:
    projects.project(tmp_path)
    done = projects.playbook(tmp_path, "check", "--content", "nowhere")
    assert done.returncode == 2
    assert done.stderr == "playbook: there is no content folder nowhere\n  help: name it with --content\n"


SELECTED = {
    ("--select", "PB3"): ["PB301", "PB302"],
    ("--select", "PB302"): ["PB302"],
    ("--select", "PB302", "--select", "PB2"): ["PB302", "PB212"],
    ("--select", "PB6"): [],
    ("content/en",): ["PB301", "PB302"],
    ("content/en/pages/bad.md",): ["PB301", "PB302"],
    ("content/ru",): ["PB212"],
    ("content/ru/", "--select", "PB3"): [],
    ("content/en/guides",): [],
    (".",): ["PB301", "PB302", "PB212"],
    ("./content/en/../ru",): ["PB212"],
}


@pytest.mark.parametrize(("arguments", "expected"), SELECTED.items(), ids=[" ".join(a) for a in SELECTED])
def test_selection(arguments: tuple[str, ...], expected: list[str], faulty: Path) -> None:
    assert codes(faulty, *arguments) == expected


def test_selection_decides_the_exit_code(faulty: Path) -> None:
    assert projects.playbook(faulty, "check", "content/ru").returncode == 0
    assert projects.playbook(faulty, "check", "--select", "PB301").returncode == 1


@pytest.mark.parametrize("arguments", [["content/nowhere.md"], ["--select", "PX1"], ["--select", "PB9999"]])
def test_selection_of_nothing_is_an_error(arguments: list[str], faulty: Path) -> None:
    """A slip of the pen must not look like content without faults."""
    assert projects.playbook(faulty, "check", *arguments).returncode == 2


def test_json(faulty: Path) -> None:
    done = projects.playbook(faulty, "check", "--format", "json")
    assert done.returncode == 1
    content = json.loads(done.stdout)
    assert content["counts"]["errors"] == 2
    assert content["counts"]["pages"]["en"] == {"checklists": 1, "guides": 1, "pages": 2}
    first = next(d for d in content["diagnostics"] if d["code"] == "PB301")
    assert (first["path"], first["line"], first["column"], first["end_column"]) == (
        "content/en/pages/bad.md",
        7,
        1,
        16,
    )
    assert first.keys() == {
        "code", "name", "severity", "path", "line", "column", "end_line", "end_column", "message", "help", "url", "related",
    }  # fmt: skip


def test_github(faulty: Path) -> None:
    done = projects.playbook(faulty, "check", "--format", "github")
    assert done.returncode == 1
    assert (
        "::error file=content/en/pages/bad.md,line=7,col=1,endLine=7,endColumn=16,title=PB301 page-not-found::"
        in done.stdout
    )


def test_sarif(faulty: Path) -> None:
    done = projects.playbook(faulty, "check", "--format", "sarif")
    assert done.returncode == 1
    run = json.loads(done.stdout)["runs"][0]
    assert {r["ruleId"] for r in run["results"]} >= {"PB301", "PB302"}


def test_findings_in_russian(faulty: Path) -> None:
    done = projects.playbook(faulty, "check", PLAYBOOK_LANGUAGE="ru")
    assert "PB301 ошибка: страницы `nowhere.md` нет" in done.stdout
    assert "  подсказка: " in done.stdout
    assert done.stdout.splitlines()[-1].startswith("2 ошибки, 1 предупреждение, ")
    assert " error: " not in done.stdout


LANGUAGES = {
    "own": ({"PLAYBOOK_LANGUAGE": "ru"}, "ошиб"),
    "own before the machine's": ({"PLAYBOOK_LANGUAGE": "en", "LANG": "ru_RU.UTF-8"}, "error"),
    "the machine's": ({"PLAYBOOK_LANGUAGE": "", "LANG": "ru_RU.UTF-8"}, "ошиб"),
    "none": ({"PLAYBOOK_LANGUAGE": "", "LANG": "C.UTF-8"}, "error"),
    "one nobody has translated": ({"PLAYBOOK_LANGUAGE": "xx"}, "error"),
    "a path": ({"PLAYBOOK_LANGUAGE": "../../x"}, "error"),
}


@pytest.mark.parametrize(("values", "word"), LANGUAGES.values(), ids=LANGUAGES)
def test_language_of_findings(values: dict[str, str], word: str, read_only: Path) -> None:
    done = projects.playbook(read_only, "check", **values)
    assert done.returncode == 0, done.stderr
    assert word in done.stdout.splitlines()[-1]


def test_error_of_the_tool_in_russian(tmp_path: Path) -> None:
    projects.project(tmp_path)
    done = projects.playbook(tmp_path, "check", "--content", "nowhere", PLAYBOOK_LANGUAGE="ru")
    assert done.returncode == 2
    assert "there is no" not in done.stderr
    assert "nowhere" in done.stderr


def test_content_elsewhere_is_named_as_it_was_given(tmp_path: Path) -> None:
    here = projects.project(tmp_path / "here")
    projects.project(tmp_path / "there", {"content/en/pages/bad.md": BAD})
    done = projects.playbook(here, "check", "--content", "../there/content", "--i18n", "../there/i18n")
    assert "../there/content/en/pages/bad.md:7:1: PB301" in done.stdout


def test_output_that_nobody_reads_is_no_error(faulty: Path) -> None:
    import subprocess
    import sys

    command = f"{sys.executable} -m build_tools check --format json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=faulty,
        env=projects.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "playbook: " not in done.stderr
