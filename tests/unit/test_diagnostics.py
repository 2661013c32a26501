"""Findings: their order, their words, and how they are written for people and for machines."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from build_tools.diagnostics import Diagnostic, Message, Related, Report, Rule, Severity, Span
from build_tools.diagnostics.machine import as_dict, as_github, as_json, as_sarif
from build_tools.diagnostics.rules import PAGE_NOT_FOUND, RULES, TRANSLATION_MISSING, TRANSLATION_STALE
from build_tools.diagnostics.text import concise, framed, summary
from tests import trees


def finding(
    path: str = "content/en/a.md",
    line: int = 2,
    column: int = 3,
    rule: Rule = PAGE_NOT_FOUND,
    text: str = "there is no page `{href}`",
) -> Diagnostic:
    return Diagnostic(
        rule,
        path,
        Span.of_line(line, 4, column),
        Message(text, href="b.md"),
        Message("did you mean `{word}`?", word="c.md"),
    )


WHOLE = Diagnostic(TRANSLATION_MISSING, "content/en/a.md", None, Message("not there"), Message("write it"))
RUSSIAN = trees.catalogue("ru")


def test_message_fills_its_gaps() -> None:
    assert Message("{a} and {b}", a=1, b="{c}").say() == "1 and {c}"


def test_message_in_a_gap_is_translated_too() -> None:
    words = {"outer {inner}": "снаружи {inner}", "inner {n}": "внутри {n}"}
    assert (
        Message("outer {inner}", inner=Message("inner {n}", n=1)).say(lambda text: words[text])
        == "снаружи внутри 1"
    )


def test_messages_are_values() -> None:
    assert Message("a {x}", x=1) == Message("a {x}", x=1)
    assert hash(Message("a {x}", x=[1])) == hash(Message("a {x}", x=[1])), "whatever is in the gaps"
    assert Message("a {x}", x=1) != Message("a {x}", x=2)
    assert Message("a") != "a"


def test_report_is_sorted_and_has_everything_once() -> None:
    later, other = finding(line=10), finding(path="content/en/0.md", line=99)
    report = Report([later, finding(), other, finding(), finding(column=1), WHOLE])
    assert [(d.path, d.line, d.column) for d in report] == [
        ("content/en/0.md", 99, 3), ("content/en/a.md", 1, 1), ("content/en/a.md", 2, 1), ("content/en/a.md", 2, 3),
        ("content/en/a.md", 10, 3),
    ]  # fmt: skip
    assert len(report) == 5


def test_order_does_not_depend_on_the_order_of_finding() -> None:
    findings = [
        finding(line=n % 3 + 1, rule=rule, text=f"{n}")
        for n, rule in enumerate((PAGE_NOT_FOUND, TRANSLATION_STALE) * 4)
    ]
    assert list(Report(findings)) == list(Report(reversed(findings)))


STOPS = {PAGE_NOT_FOUND: (True, True), TRANSLATION_STALE: (False, True), TRANSLATION_MISSING: (False, False)}


@pytest.mark.parametrize("rule", STOPS, ids=lambda rule: rule.severity.word)
def test_what_stops_a_build(rule: Rule) -> None:
    report = Report([finding(rule=rule)])
    assert (report.stops(strict=False), report.stops(strict=True)) == STOPS[rule]
    assert report.count(rule.severity) == 1


SELECTED = {(): 2, ("PB",): 2, ("PB3",): 1, ("PB301",): 1, ("PB2", "PB3"): 2, ("PB9",): 0}


@pytest.mark.parametrize(("prefixes", "count"), SELECTED.items())
def test_select(prefixes: tuple[str, ...], count: int) -> None:
    assert len(Report([finding(), finding(rule=TRANSLATION_STALE)], 7).select(prefixes)) == count


WITHIN = {
    (): 3, (".",): 3, ("content",): 3, ("content/",): 3, ("content/en",): 2, ("content/en/a.md",): 1,
    ("content/e",): 0, ("content/en/a",): 0, ("content/en/a.md", "content/ru"): 2,
}  # fmt: skip


@pytest.mark.parametrize(("folders", "count"), WITHIN.items())
def test_within(folders: tuple[str, ...], count: int) -> None:
    report = Report([finding(), finding("content/en/b.md"), finding("content/ru/a.md")], 7)
    assert len(report.within(folders)) == count
    assert report.within(folders).files == 7


def test_concise_is_one_line_and_its_help() -> None:
    assert concise(finding()) == (
        "content/en/a.md:2:3: PB301 error: there is no page `b.md`\n  help: did you mean `c.md`?"
    )  # fmt: skip
    assert concise(WHOLE).startswith("content/en/a.md:1:1: PB201 note: ")


def test_concise_in_russian() -> None:
    text = concise(finding(), RUSSIAN.gettext)
    assert "ошибка" in text
    assert "`b.md`" in text
    assert "there is no page" not in text


@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "a\nb", "a\rb", "\x9b31m", "\u202ereversed", "a\u2028b", "\x07"]
)
def test_content_cannot_steer_the_terminal(text: str) -> None:
    d = Diagnostic(
        PAGE_NOT_FOUND,
        f"{text}.md",
        Span.of_line(1),
        Message("{x}", x=text),
        Message("{x}", x=text),
        (Related(text, None, Message("x")),),
    )
    for written in (concise(d), framed(d, lambda _path, _line: text, colour=False)):
        assert not set(written) & set("\x1b\x9b\r\u202e\u2028\x07")
    assert concise(d).count("\n") == 1


def frame(line: str, span: Span) -> list[str]:
    d = Diagnostic(PAGE_NOT_FOUND, "a.md", span, Message("no"), Message("yes"))
    return [
        row.partition("| ")[2]
        for row in framed(d, lambda _path, _line: line, colour=False).split("\n")
        if "| " in row
    ]


def test_frame_marks_the_place() -> None:
    assert frame("See [b](b.md).", Span.of_line(1, 9, 5)) == ["See [b](b.md).", "    ^^^^^^^^^"]


def test_frame_of_several_lines_marks_to_the_end_of_the_first() -> None:
    assert frame("See [b", Span(1, 5, 2, 3)) == ["See [b", "    ^^"]


def test_frame_of_a_long_line_shows_the_part_around_the_place() -> None:
    line = "x" * 300 + "HERE" + "y" * 300
    text, mark = frame(line, Span.of_line(1, 4, 301))
    assert len(text) <= 100
    assert text[mark.index("^") : mark.rindex("^") + 1] == "HERE"


def test_frame_with_tabs_marks_the_right_place() -> None:
    text, mark = frame("\tHERE", Span.of_line(1, 4, 2))
    assert text[mark.index("^") : mark.rindex("^") + 1] == "HERE"


def test_frame_without_a_line() -> None:
    text = framed(WHOLE, lambda _path, _line: "never shown", colour=False)
    assert "never shown" not in text
    assert "playbook explain PB201" in text


def test_colour_is_only_colour() -> None:
    import re

    plain = framed(finding(), lambda _path, _line: "a line", colour=False)
    assert re.sub("\x1b\\[[0-9;]*m", "", framed(finding(), lambda _path, _line: "a line")) == plain


SUMMARIES = {
    (0, 0, 0, 0): (
        "0 errors, 0 warnings, 0 notes in 0 pages",
        "0 ошибок, 0 предупреждений, 0 заметок на 0 страницах",
    ),
    (1, 1, 1, 1): (
        "1 error, 1 warning, 1 note in 1 page",
        "1 ошибка, 1 предупреждение, 1 заметка на 1 странице",
    ),
    (2, 5, 21, 22): (
        "2 errors, 5 warnings, 21 notes in 22 pages",
        "2 ошибки, 5 предупреждений, 21 заметка на 22 страницах",
    ),
    (11, 12, 111, 101): (
        "11 errors, 12 warnings, 111 notes in 101 pages",
        "11 ошибок, 12 предупреждений, 111 заметок на 101 странице",
    ),
}


@pytest.mark.parametrize(("counts", "words"), SUMMARIES.items())
def test_summary_with_plurals(counts: tuple[int, ...], words: tuple[str, str]) -> None:
    rules = (PAGE_NOT_FOUND, TRANSLATION_STALE, TRANSLATION_MISSING)
    findings = [
        finding(line=n, rule=rule) for rule, count in zip(rules, counts, strict=False) for n in range(count)
    ]
    report = Report(findings, counts[3])
    assert summary(report, trees.catalogue("en").ngettext) == words[0]
    assert summary(report, RUSSIAN.ngettext) == words[1]


def test_json_contract() -> None:
    content = json.loads(as_json(Report([finding(), WHOLE], 4), {"sources": 2}))
    first, second = content["diagnostics"]
    assert first["line"] == first["column"] == first["end_line"] == first["end_column"] == 1
    assert second == {
        "code": "PB301", "name": "page-not-found", "severity": "error", "path": "content/en/a.md",
        "line": 2, "column": 3, "end_line": 2, "end_column": 7, "message": "there is no page `b.md`",
        "help": "did you mean `c.md`?", "url": second["url"], "related": [],
    }  # fmt: skip
    assert content["counts"] == {"errors": 1, "warnings": 0, "notes": 1, "files": 4, "sources": 2}


def test_json_names_related_places() -> None:
    d = Diagnostic(
        PAGE_NOT_FOUND,
        "a.md",
        None,
        Message("x"),
        Message("y"),
        (Related("b.md", Span.of_line(7), Message("the first one")),),
    )
    assert as_dict(d)["related"] == [{"path": "b.md", "line": 7, "label": "the first one"}]


def test_github_commands_escape_what_would_end_them() -> None:
    d = Diagnostic(PAGE_NOT_FOUND, "a,b:c%.md", Span(1, 2, 3, 4), Message("100%\nsure"), Message("x"))
    [line] = as_github(Report([d])).split("\n")
    assert line == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=2,endLine=3,endColumn=4,title=PB301 page-not-found::100%25%0Asure%0Ahelp: x"
    )


KINDS = {PAGE_NOT_FOUND: "error", TRANSLATION_STALE: "warning", TRANSLATION_MISSING: "notice"}


@pytest.mark.parametrize(("rule", "kind"), KINDS.items(), ids=KINDS.values())
def test_github_kind(rule: Rule, kind: str) -> None:
    assert as_github(Report([finding(rule=rule)])).startswith(f"::{kind} ")


def sarif(*findings: Diagnostic) -> dict[str, object]:
    return json.loads(as_sarif(Report(findings), "1.2.3"))["runs"][0]  # type: ignore[no-any-return]


def test_sarif_has_the_form_of_2_1_0() -> None:
    whole = json.loads(as_sarif(Report([finding()]), "1.2.3"))
    assert whole["version"] == "2.1.0"
    assert whole["$schema"].endswith("sarif-schema-2.1.0.json")
    run = whole["runs"][0]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("playbook", "1.2.3")
    assert Counter(rule["id"] for rule in driver["rules"]) == Counter(list(RULES))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}


def test_sarif_result() -> None:
    run = sarif(finding("content/en/ё 1.md"), WHOLE)
    first, second = run["results"]  # type: ignore[misc]
    rules = run["tool"]["driver"]["rules"]  # type: ignore[index]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "PB201"
    assert "region" not in first["locations"][0]["physicalLocation"]
    place = second["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/en/%D1%91%201.md", "an address, not a path"
    assert place["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 7}
    assert second["message"]["text"] == "there is no page `b.md`. did you mean `c.md`?"
    assert second["level"] == "error"


def test_severities_are_ordered() -> None:
    assert [s.word for s in sorted(Severity)] == ["note", "warning", "error"]


def test_span_of_nothing_has_one_character() -> None:
    assert Span.of_line(3, 0, 5) == Span(3, 5, 3, 6)
