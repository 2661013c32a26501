"""The shape of the code: small files, short functions, names that say something."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, files, functions, name_of, tree

LONGEST_FILE, LONGEST_FUNCTION = 400, 60
VAGUE = re.compile(r"^(utils?|helpers?|common|managers?|misc|base|core|tools|stuff|lib)$")
VAGUE_CLASS = re.compile(r"(Manager|Helper|Util|Utils|Handler|Processor|Service|Impl)$")
VAGUE_FUNCTION = re.compile(r"^_*(process|handle|do|manage|get)(_it|_data|_stuff|_all|_item|_items)?$")


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_files_are_short_as_a_rule() -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in files())
    assert lengths[len(lengths) // 2] <= 120


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_functions_are_short(path: Path) -> None:
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in functions(path)
        if node.end_lineno is not None
    }
    assert {name: length for name, length in long.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_module_says_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(tree(path))
    assert docstring, "a module begins with what it is"
    assert len(docstring.split()) >= 4
    assert docstring.split("\n")[0].endswith((".", ":", "?")) or path.name == "__init__.py"


def test_names_of_files_say_something() -> None:
    parts = {part.removesuffix(".py") for path in files() for part in path.relative_to(PACKAGE).parts}
    assert {part for part in parts if VAGUE.match(part)} == set()


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_names_of_classes_and_functions_say_something(path: Path) -> None:
    classes = {node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)}
    assert {name for name in classes if VAGUE_CLASS.search(name) and name != "Handler"} == set()
    top = {node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)}
    assert {name for name in top if VAGUE_FUNCTION.match(name)} == set()


@pytest.mark.parametrize("path", [path for path in files() if path.name != "cli.py"], ids=name_of)
def test_only_the_command_prints(path: Path) -> None:
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]
