"""Whole small projects in a folder: content, languages, mkdocs.yml; and the command run in them."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from build_tools import cli, terminal
from tests import trees

ROOT = Path(__file__).parent.parent

LIBRARY = """\
references:
  - {id: hill-1999, type: book, title: On Teams, author: [{family: Hill, given: Anna}], issued: 1999}
"""
VOCABULARY = """\
topics:
  trust: {en: Trust, ru: Доверие}
roles:
  lead: {en: Team lead, ru: Руководитель группы}
"""
GUIDE = """\
---
summary: How trust grows.
topics: [trust]
roles: [lead]
minutes: 5
---

# Trust

Trust grows slowly [@hill-1999].

## Try this

Use the [checklist](../checklists/call.md) and go [home](../pages/index.md).
"""
CHECKLIST = """\
---
summary: Before a call.
topics: [trust]
mode: do-confirm
moment: Before a hard call
minutes: 3
---

# Before a call

Stop for a minute.

## Before you begin

- [ ] **Check the facts** you rely on.
- [ ] **Read** [the guide](../guides/trust.md).
"""
HOME = "---\nsummary: A small book.\n---\n\n# Home\n\nBegin with [trust](../guides/trust.md).\n"
HOME_RU = "---\nsummary: Небольшая книга.\nsource: en\n---\n\n# Начало\n\nНачните с [доверия](../guides/trust.md).\n"
FILES = {
    "content/en/pages/index.md": HOME,
    "content/ru/pages/index.md": HOME_RU,
    "content/en/guides/trust.md": GUIDE,
    "content/en/checklists/call.md": CHECKLIST,
    "content/library/books.yaml": LIBRARY,
    "content/vocabulary.yaml": VOCABULARY,
}
"""A playbook with nothing wrong but a translation that is not recorded."""


class Done(NamedTuple):
    """What a command did."""

    returncode: int
    stdout: str
    stderr: str


def project(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write a project that stands for itself: FILES, changed by `files` (None leaves one out); return its folder."""
    wanted = {name: text for name, text in {**FILES, **(files or {})}.items() if text is not None}
    trees.write(folder, wanted)
    face = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    face = re.sub(r"^( *custom_dir:) (.+)$", rf"\1 {ROOT}/\2", face, flags=re.MULTILINE)
    face = re.sub(r"^(docs_dir:) (.+)$", rf"\1 {ROOT}/\2", face, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(face, encoding="utf-8")
    return folder


def environment(**values: str) -> dict[str, str]:
    """Return the environment a command is run in: English, one process."""
    kept = {name: value for name, value in os.environ.items() if name not in _OTHERS}
    return {**kept, **_OURS, **values}


_OTHERS = {name for name in os.environ if name.startswith(("LC_", "LANG", "PLAYBOOK_"))}
_OURS = {"PLAYBOOK_LANGUAGE": "en", "PLAYBOOK_WORKERS": "1", "PYTHONPATH": str(ROOT)}


def playbook(folder: Path, *arguments: str, **values: str) -> Done:
    """Run the command `playbook` in a folder, in this process: a new one takes longer than most commands."""
    terminal.reader_catalogue.cache_clear()
    terminal._lines.cache_clear()
    runner = CliRunner(env={**dict.fromkeys(_OTHERS), **_OURS, **values})
    with contextlib.chdir(folder):
        result = runner.invoke(cli.main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def command(folder: Path, *arguments: str, **values: str) -> Done:
    """Run the command `playbook` in a folder as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", *arguments], cwd=folder, env=environment(**values),
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def quick_build(folder: Path, *arguments: str, **values: str) -> Done:
    """Build only the pages: no printed forms, no search, no pictures."""
    return playbook(folder, "build", "--no-pdf", "--no-search", "--no-pictures", *arguments, **values)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its slash path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def copied(folder: Path, target: Path) -> Path:
    """Copy a project, its cache and site included."""
    return Path(shutil.copytree(folder, target, symlinks=True))
