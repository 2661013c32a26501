"""Findings as text: framed with the line of the file for people, one line each for logs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_tools.diagnostics.message import Translate, untranslated
from build_tools.diagnostics.model import Diagnostic, Report, Severity

SourceLine = Callable[[str, int], str]
"""Gives the text of a 1-based line of a file; empty when there is none."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WIDEST = 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, line ends and changes of direction."""


def concise(diagnostic: Diagnostic, translate: Translate = untranslated) -> str:
    """Return `path:line:column: CODE severity: message`, with the help on a second line."""
    d = diagnostic
    severity = translate(d.rule.severity.word)
    head = f"{d.path}:{d.line}:{d.column}: {d.rule.code} {severity}: {d.message.say(translate)}"
    return f"{_harmless(head)}\n  {translate('help')}: {_harmless(d.help.say(translate))}"


def _harmless(text: str) -> str:
    """Return the text without characters that would steer a terminal or begin a line of their own."""
    return _CONTROL.sub("\ufffd", text)


def framed(
    diagnostic: Diagnostic,
    source_line: SourceLine,
    translate: Translate = untranslated,
    *,
    colour: bool = True,
) -> str:
    """Return a finding with the line it is about and a mark under the place."""
    d = diagnostic

    def paint(code: str, text: str) -> str:
        return f"\033[{code}m{text}\033[0m" if colour else text

    severity = paint(f"1;{_COLOURS[d.rule.severity]}", f"{translate(d.rule.severity.word)} {d.rule.code}")
    lines = [f"{severity}: {paint('1', _harmless(d.message.say(translate)))}"]
    lines.append(f"  {paint('34', '-->')} {_harmless(d.path)}:{d.line}:{d.column}")
    lines += _excerpt(d, source_line, paint)
    for related in d.related:
        place = f":{related.span.line}:{related.span.column}" if related.span else ""
        lines.append(f"  {paint('34', '=')} {related.label.say(translate)}: {_harmless(related.path)}{place}")
    lines.append(f"  {paint('34', '=')} {paint('32', translate('help'))}: {_harmless(d.help.say(translate))}")
    lines.append(f"  {paint('34', '=')} {translate('more')}: playbook explain {d.rule.code}")
    return "\n".join(lines)


def _excerpt(d: Diagnostic, source_line: SourceLine, paint: Callable[[str, str], str]) -> Iterator[str]:
    text = _harmless(source_line(d.path, d.line).replace("\t", " ")) if d.span else ""
    if not text.strip() or d.span is None:
        return
    start = d.span.column - 1
    end = d.span.end_column - 1 if d.span.end_line == d.span.line else len(text)
    length = max(1, end - start)
    if len(text) > _WIDEST:
        cut = max(0, min(start - _WIDEST // 3, len(text) - _WIDEST))
        text, start = f"…{text[cut + 1 : cut + _WIDEST]}", start - cut
    length = min(length, max(1, len(text) - start))
    number = str(d.line)
    gutter = " " * len(number)
    yield f" {gutter} {paint('34', '|')}"
    yield f" {paint('34', number)} {paint('34', '|')} {text}"
    yield f" {gutter} {paint('34', '|')} {' ' * start}{paint(_COLOURS[d.rule.severity], '^' * length)}"


def summary(report: Report, ngettext: Callable[[str, str, int], str]) -> str:
    """Return the last line: how many findings of each severity in how many pages."""
    errors, warnings, notes = map(report.count, reversed(Severity))
    counts = (
        ngettext("%(num)d error", "%(num)d errors", errors) % {"num": errors},
        ngettext("%(num)d warning", "%(num)d warnings", warnings) % {"num": warnings},
        ngettext("%(num)d note", "%(num)d notes", notes) % {"num": notes},
    )
    pages = ngettext("in %(num)d page", "in %(num)d pages", report.files) % {"num": report.files}
    return f"{', '.join(counts)} {pages}"
