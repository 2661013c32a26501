"""Templates are compiled once and kept: the next process takes them as they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RENDER = """
import sys
from pathlib import Path
from jinja2 import Environment
from build_tools.i18n.catalogue import open_catalogue
from build_tools.render.templates_env import Templates, kept_templates

compiled = []
compile_ = Environment.compile
Environment.compile = lambda self, *rest, **more: (compiled.append(1), compile_(self, *rest, **more))[1]
with kept_templates(Path(sys.argv[1]), sys.argv[2]):
    for language in ("en", "ru"):
        Templates(open_catalogue(language)).compile_all()
print(len(compiled))
"""


def compiled(file: Path, version: str = "1") -> int:
    """Return how many templates a process has to compile."""
    done = subprocess.run(
        [sys.executable, "-c", RENDER, file, version], check=True, capture_output=True, text=True
    )
    return int(done.stdout)


def test_second_process_compiles_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "templates.pickle"
    assert compiled(file) > 10
    assert compiled(file) == 0
    assert compiled(file, "2") > 10, "another generator"
    assert compiled(file, "2") == 0


@pytest.mark.parametrize("damage", [b"", b"\x80damaged", None])
def test_damaged_file_is_made_anew(damage: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "templates.pickle"
    compiled(file)
    file.write_bytes(file.read_bytes()[:-100] if damage is None else damage)
    assert compiled(file) > 10
    assert compiled(file) == 0
