"""Staleness on scenarios of drift, in both directions: precision and recall of 1."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from build_tools.i18n.freshness import State, section_states
from build_tools.load.assemble import assemble
from tests import trees

SCENARIOS = yaml.safe_load((Path(__file__).parent / "drift.yaml").read_text(encoding="utf-8"))
BODY = """\
# TITLE

LEAD lead words, one -- two, "quoted".

## ONE

first row
second row *stressed* ![picture](p.png)

- item a
- item b
- item c

## TWO

Do it in 12 minutes, 40 % [linked](a.md) [@one-2020].

## THREE

| cell a | cell a |
|---|---|
| cell b | cell c |

```
run one
```

A note[^1]. END

A last word.

[^1]: the note
"""
WORDS = {
    "en": {"QUOTED": "“quoted”", "SUMMARY": "A summary"},
    "ru": {
        "TITLE": "Название",
        "LEAD": "Начало",
        "ONE": "Раз",
        "TWO": "Два",
        "THREE": "Три",
        "QUOTED": "«quoted»",
        "SUMMARY": "Описание",
    },
}


def changed(text: str, changes: list[list[str]], lang: str) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    for word, own in WORDS[lang].items():
        text = text.replace(word, own)
    return text


def states(scenario: dict, source: str, target: str) -> list[str]:
    before = f"---\nsummary: SUMMARY\ntopics: []\n---\n\n{BODY}"
    recorded = trees.read(changed(before, [], source), f"{source}/pages/a.md").fingerprints
    text = f"---\nsummary: SUMMARY\nsource: {source} {'.'.join(recorded)}\n---\n\n{BODY}"
    pages, _findings = assemble([
        trees.read(changed(before, scenario.get("change", []), source), f"{source}/pages/a.md"),
        trees.read(changed(text, scenario.get("mend", []), target), f"{target}/pages/a.md"),
    ])  # fmt: skip
    (page,) = (p for p in pages if p.lang == target)
    (origin,) = (p for p in pages if p.lang == source)
    return [state.value for state in section_states(page, origin)]


@pytest.mark.parametrize(("source", "target"), [("en", "ru"), ("ru", "en")])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["name"])
def test_scenario(scenario, source, target) -> None:
    found = states(scenario, source, target)
    expected = {
        **dict.fromkeys(scenario.get("stale", []), State.STALE),
        **dict.fromkeys(scenario.get("missing", []), State.MISSING),
    }
    assert found == [expected.get(i, State.CURRENT).value for i in range(len(found))]


def test_precision_and_recall() -> None:
    said = meant = right = 0
    for scenario in SCENARIOS:
        wanted = {*scenario.get("stale", []), *scenario.get("missing", [])}
        for source, target in (("en", "ru"), ("ru", "en")):
            found = {i for i, state in enumerate(states(scenario, source, target)) if state != "current"}
            said, meant, right = said + len(found), meant + len(wanted), right + len(found & wanted)
    assert len(SCENARIOS) >= 30
    assert right / said == 1.0, "precision"
    assert right / meant == 1.0, "recall"
