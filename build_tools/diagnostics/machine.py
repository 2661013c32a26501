"""Findings for machines: JSON, GitHub workflow commands and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from build_tools.diagnostics.message import Translate, untranslated
from build_tools.diagnostics.model import Diagnostic, Report, Rule, Severity
from build_tools.diagnostics.rules import RULES

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def rule_url(rule: Rule) -> str:
    """Return the address of a rule's handbook page, relative to the repository."""
    return f"docs/handbook/en/rules/{rule.code}.md"


def as_dict(diagnostic: Diagnostic, translate: Translate = untranslated) -> dict[str, Any]:
    """Return a finding as the JSON contract has it."""
    d, span = diagnostic, diagnostic.span
    return {
        "code": d.rule.code,
        "name": d.rule.name,
        "severity": d.rule.severity.word,
        "path": d.path,
        "line": d.line,
        "column": d.column,
        "end_line": span.end_line if span else 1,
        "end_column": span.end_column if span else 1,
        "message": d.message.say(translate),
        "help": d.help.say(translate),
        "url": rule_url(d.rule),
        "related": [
            {"path": r.path, "line": r.span.line if r.span else 1, "label": r.label.say(translate)}
            for r in d.related
        ],
    }


def as_json(report: Report, counts: Mapping[str, Any], translate: Translate = untranslated) -> str:
    """Return a report as one JSON object.

    Args:
        report: the findings.
        counts: what else to count beside the findings (pages by kind and language, sources, terms).
        translate: the catalogue of the reader's language.
    """
    totals = {f"{severity.word}s": report.count(severity) for severity in reversed(Severity)}
    content = {
        "diagnostics": [as_dict(d, translate) for d in report],
        "counts": {**totals, "files": report.files, **counts},
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_github(report: Report, translate: Translate = untranslated) -> str:
    """Return a report as workflow commands that GitHub shows on the changed lines."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    lines = []
    for d in report:
        span = d.span
        place = f"file={_property(d.path)},line={d.line},col={d.column}"
        if span:
            place += f",endLine={span.end_line},endColumn={span.end_column}"
        text = f"{d.message.say(translate)}\n{translate('help')}: {d.help.say(translate)}"
        lines.append(f"::{kinds[d.rule.severity]} {place},title={d.rule.code} {d.rule.name}::{_data(text)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(report: Report, version: str, translate: Translate = untranslated) -> str:
    """Return a report as SARIF 2.1.0.

    Args:
        report: the findings.
        version: of the generator.
        translate: the catalogue of the reader's language.
    """
    rules = list(RULES.values())
    index = {rule.code: i for i, rule in enumerate(rules)}
    content = {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "playbook",
                        "version": version,
                        "rules": [
                            {
                                "id": rule.code,
                                "name": rule.name,
                                "shortDescription": {"text": translate(rule.summary)},
                                "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
                            }
                            for rule in rules
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(d, index, translate) for d in report],
            }
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _sarif_result(d: Diagnostic, index: Mapping[str, int], translate: Translate) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(d.path)}}
    if d.span:
        location["region"] = {
            "startLine": d.span.line,
            "startColumn": d.span.column,
            "endLine": d.span.end_line,
            "endColumn": d.span.end_column,
        }
    return {
        "ruleId": d.rule.code,
        "ruleIndex": index[d.rule.code],
        "level": _SARIF_LEVELS[d.rule.severity],
        "message": {"text": f"{_sentence(d.message.say(translate))} {_sentence(d.help.say(translate))}"},
        "locations": [{"physicalLocation": location}],
    }
