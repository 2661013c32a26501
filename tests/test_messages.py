"""Every sentence the tool can say is there in Russian, whole and with the same gaps."""

from __future__ import annotations

import ast
import re
import string
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from build_tools.diagnostics import Severity
from build_tools.errors import PlaybookError

ROOT = Path(__file__).parent.parent
WORDS = {"help", "more", *(severity.word for severity in Severity)}
"""Words around every finding; they are looked up by what they are called."""
_PERCENT = re.compile(r"%\((\w+)\)[sd]")


def _errors(kind: type[PlaybookError] = PlaybookError) -> set[str]:
    """Return the errors that are given their sentence; one that builds its own says it in errors.py."""
    own = kind is not PlaybookError and "__init__" in vars(kind)
    return (set() if own else {kind.__name__}).union(*(_errors(child) for child in kind.__subclasses__()))


class Module:
    """One file of the generator: what it says, and what it hands on to be said."""

    def __init__(self, path: Path) -> None:
        self.name = path.relative_to(ROOT).as_posix()
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                callee = node.func
                yield callee.id if isinstance(callee, ast.Name) else getattr(callee, "attr", ""), node

    def functions_around(self, node: ast.AST) -> Iterator[ast.FunctionDef]:
        while node in self.parents:
            node = self.parents[node]
            if isinstance(node, ast.FunctionDef):
                yield node


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    return tuple(Module(path) for path in sorted((ROOT / "build_tools").rglob("*.py")))


def literals(node: ast.expr | None, module: Module) -> set[str]:
    """Return every text an expression can be; a name is followed to where it was given its value."""
    match node:
        case ast.Constant(value=str(text)):
            return {text} - {""}
        case ast.IfExp(body=first, orelse=second):
            return literals(first, module) | literals(second, module)
        case ast.Name(id=name):
            return followed(name, node, module)
    return set()


def followed(name: str, node: ast.AST, module: Module) -> set[str]:
    for function in module.functions_around(node):
        parameters = [argument.arg for argument in function.args.args]
        if name in parameters:
            place = parameters.index(name) - (parameters[0] == "self")
            return set().union(
                *(
                    literals(given(call, place, name), other)
                    for other in modules()
                    for callee, call in other.calls()
                    if callee == function.name
                )
            )
    return set().union(
        *(
            literals(assignment.value, module)
            for assignment in ast.walk(module.tree)
            if isinstance(assignment, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == name for target in assignment.targets)
        )
    )


def given(call: ast.Call, place: int, name: str) -> ast.expr | None:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    return named.get(name) or (call.args[place] if place < len(call.args) else None)


@lru_cache(maxsize=1)
def said() -> dict[str, set[str]]:
    """Return every sentence, and the files it is said in."""
    sentences: dict[str, set[str]] = defaultdict(set)
    errors = _errors()
    for module in modules():
        for callee, call in module.calls():
            if callee == "Message":
                found = literals(call.args[0], module)
                assert found, f"{module.name}:{call.lineno}: the text of this Message is no literal"
            elif callee == "Rule" and call.args:
                found = literals(call.args[3], module)
            elif callee in errors or (callee == "__init__" and module.name.endswith("errors.py")):
                found = set().union(*(literals(argument, module) for argument in call.args[:2]))
            elif callee in {"gettext", "ngettext", "_"}:
                found = {
                    a.value for a in call.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }
            else:
                continue
            for text in found:
                sentences[text].add(module.name)
    return sentences


@lru_cache(maxsize=1)
def russian() -> dict[str, Entry]:
    with (ROOT / "i18n" / "messages" / "ru.po").open("rb") as file:
        entries = read_po(file, abort_invalid=True)
    return {entry.id if isinstance(entry.id, str) else entry.id[0]: entry for entry in entries if entry.id}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name} | set(_PERCENT.findall(text))


def test_sentences_are_found_in_every_way_they_are_written() -> None:
    sentences = said()
    assert "the file is empty" in sentences
    assert (
        "list items in “{section}”: {own} here, {expected} in the source" in sentences
    )  # through a parameter
    assert "A heading skips a level." in sentences
    assert "there is no content folder {folder}" in sentences
    assert len(sentences) > 300


def test_every_sentence_is_translated() -> None:
    entries = russian()
    missing = {
        text: sorted(files)
        for text, files in {**said(), **{word: set() for word in WORDS}}.items()
        if text not in entries or not all(_forms(entries[text]))
    }
    assert missing == {}


def _forms(entry: Entry) -> tuple[str, ...]:
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)


def test_translations_have_the_same_gaps() -> None:
    wrong = {}
    for text, entry in russian().items():
        for form in _forms(entry):
            if form and gaps(form) != gaps(text):
                wrong[text] = form
    assert wrong == {}


@pytest.mark.parametrize("quote", ['"', "“", "”"])
def test_russian_has_russian_quotation_marks(quote: str) -> None:
    found = {}
    for text, entry in russian().items():
        for form in _forms(entry):
            if quote in re.sub(r"`[^`]*`|“Edit”|\S*\"\S*", "", form):
                found[text] = form
    assert found == {}


def test_no_translation_of_a_sentence_that_is_no_longer_said() -> None:
    """Entries name the files of their sentences; what is in templates and scripts is not looked at."""
    obsolete = {
        text: entry.locations
        for text, entry in russian().items()
        if any(file.startswith("build_tools/") and file.endswith(".py") for file, _line in entry.locations)
        and text not in said()
        and text not in WORDS
    }
    assert obsolete == {}


def test_nothing_waits_to_be_looked_at() -> None:
    assert [text for text, entry in russian().items() if entry.fuzzy] == []
