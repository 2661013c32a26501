"""Every command says what it does, with an example, at once."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from build_tools import __version__
from build_tools.cli import main
from tests import projects


def commands(group: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [path]
    if isinstance(group, click.Group):
        for name, command in sorted(group.commands.items()):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("path", commands(main), ids=lambda path: " ".join(path) or "playbook")
def test_help_has_a_sentence_and_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output
    assert "playbook" in result.output.partition("Example")[2]


@pytest.mark.parametrize("path", commands(main), ids=lambda path: " ".join(path) or "playbook")
def test_every_option_is_explained(path: tuple[str, ...]) -> None:
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts


def test_every_command_of_the_contract_is_there() -> None:
    names = {" ".join(path) for path in commands(main)}
    assert names >= {"build", "check", "serve", "translations", "translations accept", "new", "explain"}


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_module_is_the_command(option: str, tmp_path: object) -> None:
    done = projects.command(tmp_path, option)  # type: ignore[arg-type]
    assert done.returncode == 0
    assert "Build and check a multilingual playbook" in done.stdout


def test_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"playbook, version {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    """`playbook --help` answers at once because nothing is imported that it does not need."""
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom build_tools.cli import main\n"
        "CliRunner().invoke(main, ['--help'])\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=projects.environment()
    )
    heavy = {
        "markdown_it",
        "pydantic",
        "mkdocs",
        "jinja2",
        "babel",
        "yaml",
        "weasyprint",
        "watchfiles",
        "slugify",
        "rapidfuzz",
    }
    assert not heavy & set(done.stdout.split())


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["check", "--nothing"], ["new", "poem", "T"], ["check", "--format", "xml"]]
)
def test_wrong_use_is_exit_code_2(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.output
