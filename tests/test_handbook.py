"""The handbook says what the program does: its list of rules is the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.diagnostics.rules import RULES
from build_tools.i18n.catalogue import open_catalogue

HANDBOOK = Path(__file__).parent.parent / "docs" / "handbook"
ROW = re.compile(r"^\| \[(\w+)\]\((\w+)\.md\) \| `([\w-]+)` \| (.+) \| (.+) \|$", re.MULTILINE)
SUMMARY = re.compile(r'^summary: "?(.+?)"?$', re.MULTILINE)
AGAIN = "run .venv/bin/python scripts/list-rules"


def page(lang: str, name: str) -> str:
    return (HANDBOOK / lang / "rules" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_list_of_rules_is_the_catalogue(lang: str) -> None:
    say = open_catalogue(lang).gettext
    wanted = [
        (code, code, rule.name, SUMMARY.search(page(lang, code))[1], say(rule.severity.word))
        for code, rule in RULES.items()
    ]
    assert ROW.findall(page(lang, "index")) == wanted, AGAIN


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_rule_page_has_the_rule_s_name(lang: str) -> None:
    for code, rule in RULES.items():
        assert f"\n# {code}: {rule.name}\n" in page(lang, code)
