"""Every rule finds exactly what its samples announce, and exists under one name everywhere."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import build_tools.check as check_package
from build_tools.check import CHECKS
from build_tools.diagnostics import rules
from build_tools.diagnostics.rules import RULES
from tests import samples

ROOT = Path(__file__).parent.parent
READING = {
    "PB001", "PB002", "PB003", "PB004", "PB005", "PB006", "PB007", "PB008", "PB010", "PB011", "PB012", "PB013",
    "PB016", "PB411", "PB412", "PB520", "PB521", "PB522", "PB523",  # of the i18n folder and of the spelling, which is checked when asked for
    "PB014", "PB202", "PB210", "PB211", "PB604", "PB606", "PB607",
}  # fmt: skip
"""Rules of reading: found while a file is read or joined with its source, not by a check function."""


def sample_id(path: Path) -> str:
    return f"{path.parent.name}-{path.name}"


@pytest.mark.parametrize("sample", samples.samples("bad"), ids=sample_id)
def test_bad_sample_gives_exactly_what_it_announces(sample: Path) -> None:
    code = sample.parent.name
    expected = samples.expected(sample)
    assert any(finding[2] == code for finding in expected), "the sample does not announce its own rule"
    assert samples.found(sample, code) == expected


@pytest.mark.parametrize("sample", samples.samples("good"), ids=sample_id)
def test_good_sample_is_silent(sample: Path) -> None:
    assert samples.found(sample, sample.parent.name) == set()


@pytest.mark.parametrize("code", RULES)
def test_rule_has_samples(code: str) -> None:
    for kind in ("bad", "good"):
        assert list((samples.RULES / code).glob(f"{kind}*")), f"tests/rules/{code}/{kind} is missing"


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_rule_has_a_handbook_page(code: str, lang: str) -> None:
    page = ROOT / "docs" / "handbook" / lang / "rules" / f"{code}.md"
    assert page.is_file()
    assert re.search(rf"^# {code}\b", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_no_samples_of_unknown_rules() -> None:
    folders = {path.name for path in samples.RULES.glob("PB*")}
    assert folders == set(RULES)


def test_rules_have_one_name() -> None:
    for code, rule in RULES.items():
        assert getattr(rules, rule.name.upper().replace("-", "_")) is rule
        assert code == rule.code


@pytest.mark.parametrize("code", [code for code in RULES if code not in READING])
def test_rule_has_a_check_of_its_name(code: str) -> None:
    """The function is an attribute of its family's module, and one of those that are run."""
    name = f"check_{RULES[code].name.replace('-', '_')}"
    modules = (
        import_module(f"build_tools.check.{info.name}") for info in iter_modules(check_package.__path__)
    )
    functions = [getattr(module, name) for module in modules if hasattr(module, name)]
    assert functions, f"no module of build_tools/check has {name}"
    assert any(function in CHECKS for function in functions), f"{name} is not in CHECKS"


def test_codes_are_never_reused() -> None:
    assert not set(RULES) & rules.RETIRED
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
