"""`playbook explain`: the rule's page, in the reader's language."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from build_tools import cli, terminal
from build_tools.diagnostics.rules import RULES


@pytest.fixture(autouse=True)
def _language_of_the_test() -> None:
    terminal.reader_catalogue.cache_clear()


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_rule_is_explained(code: str, lang: str) -> None:
    result = CliRunner(env={"PLAYBOOK_LANGUAGE": lang}).invoke(cli.main, ["explain", code])
    assert result.exit_code == 0
    assert result.output.startswith(f"# {code}")
    assert ("Что делать" in result.output) == (lang == "ru")


def test_small_letters_do() -> None:
    assert (
        CliRunner(env={"PLAYBOOK_LANGUAGE": "en"})
        .invoke(cli.main, ["explain", "pb203"])
        .output.startswith("# PB203")
    )


@pytest.mark.parametrize(
    ("code", "words"), [("PB2033", "did you mean PB203?"), ("zzz", "the codes begin with PB")]
)
def test_unknown_rule(code: str, words: str) -> None:
    result = CliRunner(env={"PLAYBOOK_LANGUAGE": "en"}).invoke(cli.main, ["explain", code])
    assert result.exit_code == 2
    assert words in result.output


def test_language_without_a_handbook_gets_the_english_page() -> None:
    assert (
        CliRunner(env={"PLAYBOOK_LANGUAGE": "de"})
        .invoke(cli.main, ["explain", "PB203"])
        .output.startswith("# PB203")
    )
