"""Typed reading of YAML: every kind of wrong value, at any depth, has a place, a form and a next act."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field

from build_tools.diagnostics import Diagnostic
from build_tools.source.schema import CitationKey, Schema, Slug, did_you_mean, shown, validate
from build_tools.source.yaml_document import read_yaml
from tests import trees


class Inner(Schema):
    name: str
    count: int = 0


class Outer(Schema):
    text: Annotated[str, Field(min_length=1)] = "x"
    number: Annotated[int, Field(ge=1, le=10)] = 1
    flag: bool = False
    choice: Literal["one", "two"] = "one"
    listing: list[str] = []
    inner: Inner | None = None
    inners: list[Inner] = []
    named: dict[Slug, Inner] = {}
    either: list[Inner] | Inner | int | None = None
    key: CitationKey = "k"


def faults(text: str) -> list[Diagnostic]:
    document = read_yaml("a.yaml", text)
    assert document.faults == []
    value, found = validate(document, document.data, Outer, "a.yaml")
    assert (value is None) == bool(found)
    return found


WRONG = {
    "number for text": ("text: 5", "PB007", (1, 7), "text"),
    "number with a point for text": ("text: 1.5", "PB007", (1, 7), "text"),
    "true for text": ("text: true", "PB007", (1, 7), "text"),
    "list for text": ("text: [a]", "PB007", (1, 7), "text"),
    "mapping for text": ("text: {a: b}", "PB007", (1, 7), "text"),
    "empty text": ("text: ''", "PB007", (1, 7), "text"),
    "nothing for text": ("flag: true\ntext:\n", "PB007", (2, 6), "text"),
    "text for a number": ("number: five", "PB007", (1, 9), "number"),
    "quoted number": ("number: '5'", "PB007", (1, 9), "number"),
    "half for a number": ("number: 1.5", "PB007", (1, 9), "number"),
    "true for a number": ("number: true", "PB007", (1, 9), "number"),
    "too small": ("number: 0", "PB007", (1, 9), "number"),
    "too large": ("number: 11", "PB007", (1, 9), "number"),
    "yes for true": ("flag: yes", "PB007", (1, 7), "flag"),
    "number for true": ("flag: 1", "PB007", (1, 7), "flag"),
    "another choice": ("choice: three", "PB007", (1, 9), "choice"),
    "text for a list": ("listing: a", "PB007", (1, 10), "listing"),
    "mapping for a list": ("listing: {a: 1}", "PB007", (1, 10), "listing"),
    "number in a list": ("listing: [a, 1]", "PB007", (1, 14), "listing"),
    "list in a list": ("listing: [a, [b]]", "PB007", (1, 14), "listing"),
    "text for a mapping": ("inner: a", "PB007", (1, 8), "inner"),
    "list for a mapping": ("inner: [a]", "PB007", (1, 8), "inner"),
    "wrong in a mapping": ("inner:\n  name: 1", "PB007", (2, 9), "name"),
    "wrong in a list of mappings": (
        "inners:\n  - name: a\n  - name: b\n    count: x",
        "PB007",
        (4, 12),
        "count",
    ),
    "text in a list of mappings": ("inners: [a]", "PB007", (1, 10), "inners"),
    "wrong in named mappings": ("named:\n  one: {name: a}\n  two: {name: [b]}", "PB007", (3, 15), "name"),
    "name that cannot be an address": ("named:\n  One Two: {name: a}", "PB007", (2, 3), "One Two"),
    "path as a name": ("named:\n  ../x: {name: a}", "PB007", (2, 3), "../x"),
    "none of several forms": ("either: 1.5", "PB007", (1, 9), "either"),
    "wrong in one of several forms": ("either: {name: 1}", "PB007", (1, 16), "name"),
    "id with a space": ("key: a b", "PB007", (1, 6), "key"),
    "missing key": ("inner: {count: 1}", "PB008", (1, 1), "name"),
    "missing key in a list": ("inners:\n  - count: 1", "PB008", (2, 5), "name"),
    "missing key in named mappings": ("named:\n  one: {}", "PB008", (2, 3), "name"),
    "unknown key": ("texd: a", "PB006", (1, 1), "texd"),
    "unknown key in a mapping": ("inner:\n  name: a\n  cuont: 1", "PB006", (3, 3), "cuont"),
    "unknown key in a list": ("inners:\n  - {name: a, cuont: 1}", "PB006", (2, 15), "cuont"),
    "unknown key in named mappings": ("named:\n  one: {name: a, cuont: 1}", "PB006", (2, 18), "cuont"),
    "number as a key": ("5: a", "PB006", (1, 1), "5"),
}


@pytest.mark.parametrize(("text", "code", "place", "word"), WRONG.values(), ids=WRONG)
def test_one_fault_in_its_place(text: str, code: str, place: tuple[int, int], word: str) -> None:
    found = faults(text)
    assert [(f.rule.code, (f.line, f.column)) for f in found] == [(code, place)]
    assert f"`{word}" in found[0].message.say()
    assert found[0].help.say()


@pytest.mark.parametrize("text", [text for text, *_ in WRONG.values()], ids=WRONG)
def test_messages_speak_of_the_file_not_of_python(text: str) -> None:
    for fault in faults(text):
        for words in (fault.message.say(), fault.help.say()):
            for foreign in (
                "constrained",
                "Inner",
                "literal",
                "None",
                "True",
                "dict",
                "[key]",
                "int_",
                "str_",
            ):
                assert foreign not in words


MEANT = {
    "top": ("texd: a", "`text`"),
    "in a mapping": ("inner: {nme: a, name: b}", "`name`"),
    "in a list": ("inners:\n  - {nam: a, name: b}", "`name`"),
    "in named mappings": ("named: {one: {name: a, coun: 1}}", "`count`"),
}


@pytest.mark.parametrize(("text", "word"), MEANT.values(), ids=MEANT)
def test_did_you_mean_at_every_depth(text: str, word: str) -> None:
    assert f"did you mean {word}?" in faults(text)[0].help.say()


def test_key_close_to_none_lists_what_there_is() -> None:
    help = faults("zzzzz: 1")[0].help.say()
    assert "text" in help
    assert "choice" in help


def test_every_fault_is_told_at_once() -> None:
    text = "text: 1\nnumber: x\nflag: yes\nunknown: 1\nlisting: [1, 2]\ninner: {}\n"
    assert len(faults(text)) == 7


@pytest.mark.parametrize("data", ["- a\n", "text\n", "5\n", "[]\n"])
def test_file_of_another_form(data: str) -> None:
    found = faults(data)
    assert [(f.rule.code, f.line) for f in found] == [("PB007", 1)]
    assert "?" not in found[0].message.say()


def test_number_for_text_is_shown_in_quotes() -> None:
    assert '"5"' in faults("text: 5")[0].help.say()


@pytest.mark.parametrize(
    ("word", "close"), [("guidse", "guides"), ("guides", "guides"), ("xyz", None), ("", None)]
)
def test_did_you_mean(word: str, close: str | None) -> None:
    assert did_you_mean(word, ["guides", "checklists"]) == close


SHOWN = {"a  b\nc": "a b c", "x" * 50: "x" * 39 + "…", "true": "true"}


@pytest.mark.parametrize(("value", "text"), SHOWN.items())
def test_shown_is_one_short_line(value: str, text: str) -> None:
    assert shown(value) == text


MATTERS = {
    "guide": ("en/guides/a.md", "confidence: sure\n", "PB007", 3),
    "topics as text": ("en/guides/a.md", "topics: trust\n", "PB007", 3),
    "minutes as text": ("en/guides/a.md", "minutes: soon\n", "PB007", 3),
    "draft as no": ("en/pages/a.md", "draft: no\n", "PB007", 3),
    "key of another kind": ("en/pages/a.md", "moment: now\n", "PB006", 3),
    "checklist without its keys": ("en/checklists/a.md", "", "PB008", 2),
}


@pytest.mark.parametrize(("file", "matter", "code", "line"), MATTERS.values(), ids=MATTERS)
def test_front_matter_of_a_kind(file: str, matter: str, code: str, line: int) -> None:
    found = trees.read(f"---\nsummary: x\n{matter}---\n# T\n", file).diagnostics
    assert {(f.rule.code, f.line) for f in found} == {(code, line)}
