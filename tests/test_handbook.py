"""The handbook says what the program does: its list of rules is the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.diagnostics.rules import RULES
from build_tools.i18n.catalogue import open_catalogue

HANDBOOK = Path(__file__).parent.parent / "docs" / "handbook"
ROW = re.compile(r"^\| \[(\w+)\]\((\w+)\.md\) \| `([\w-]+)` \| .+ \| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_list_of_rules_is_the_catalogue(lang: str) -> None:
    say = open_catalogue(lang).gettext
    rows = ROW.findall((HANDBOOK / lang / "rules" / "index.md").read_text(encoding="utf-8"))
    assert rows == [(code, code, rule.name, say(rule.severity.word)) for code, rule in RULES.items()]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_rule_page_has_its_name(lang: str) -> None:
    for code, rule in RULES.items():
        text = (HANDBOOK / lang / "rules" / f"{code}.md").read_text(encoding="utf-8")
        assert f"\n# {code}: {rule.name}\n" in text
