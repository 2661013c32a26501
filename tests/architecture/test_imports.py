"""Who may import whom: the layers, and no circle, not even one for the type checker alone."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

import pytest
from importlinter import cli as import_linter

from tests.architecture.source import ROOT, files, module_of, tree

MODULES = {module_of(path) for path in files()}
LAZY = {"build_tools.cli"}
"""May import anything inside its functions, so that `--help` loads nothing."""


def imported(module: ast.Module) -> set[str]:
    """Return the modules of ours that a module imports anywhere: at the top, in functions, for the type checker."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & MODULES


def test_layers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = import_linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_no_circles() -> None:
    graph = {module_of(path): imported(tree(path)) for path in files() if module_of(path) not in LAZY}
    # A package is its __init__; what that imports of its own is no circle.
    graph = {
        name: {other for other in others if not name.startswith(f"{other}.")}
        for name, others in graph.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def test_nothing_is_imported_from_tests_or_bench() -> None:
    for path in files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").partition(".")[0] not in {"tests", "bench"}, path


@pytest.mark.parametrize("name", sorted(name for name in MODULES if not name.endswith("__main__")))
def test_private_names_stay_in_their_module(name: str) -> None:
    path = next(path for path in files() if module_of(path) == name)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("build_tools"):
            assert [
                alias.name
                for alias in node.names
                if alias.name.startswith("_") and alias.name != "__version__"
            ] == []
