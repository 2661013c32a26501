"""A whole project in a folder: a copy of the generator and a small playbook, built as a user would build it.

The generator is copied so that a test may change its templates and the
versions of its libraries; every build is a process of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GUIDE = """---
summary: How to listen.
topics: [talk]
roles: [lead]
confidence: high
---

# Listen

Let them finish. [@book]

## Try this

Ask one question, see [the list](../checklists/list.md).

## Next

- [Speak](speak.md)
"""
FILES = {
    "content/vocabulary.yaml": "topics:\n  talk: {en: Talk, ru: Разговор}\nroles:\n  lead: {en: Lead, ru: Руководитель}\n",
    "content/library/all.yaml": "references:\n- {id: book, type: book, title: A Book, issued: 2020}\n",
    "content/en/guides/listen.md": GUIDE,
    "content/en/guides/speak.md": GUIDE.replace("listen", "speak")
    .replace("# Listen", "# Speak")
    .replace("(speak.md)", "(listen.md)")
    .replace("[Speak]", "[Listen]"),
    "content/ru/guides/listen.md": (
        "---\nsummary: Как слушать.\nsource: en\n---\n\n# Слушайте\n\nДайте договорить. [@book]\n\n## Попробуйте\n\n"
        "Задайте вопрос, см. [список](../checklists/list.md).\n\n## Дальше\n\n- [Говорите](speak.md)\n"
    ),
    "content/en/checklists/list.md": (
        "---\nsummary: A list.\nmode: do-confirm\nmoment: Before\nminutes: 1\n---\n\n# List\n\n## Before\n\n- [ ] **Look** up.\n"
    ),
    "content/ru/checklists/list.md": (
        "---\nsummary: Список.\nsource: en\nmoment: До\n---\n\n# Список\n\n## До\n\n- [ ] **Посмотрите** вверх.\n"
    ),
    "i18n/locales.yaml": "default: en\nlocales:\n  en: {name: English, title: Book}\n"
    "  ru: {name: Русский, title: Книга, fallback: [en], quotes: «»„“}\n",
    "i18n/glossary.yaml": "terms:\n  question:\n    topics: [talk]\n    en: {term: question, definition: Asking.}\n"
    "    ru: {term: вопрос, definition: Когда спрашивают.}\n",
    "i18n/messages/ru.po": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    'msgid "Sources"\nmsgstr "Источники"\n\nmsgid "Try this"\nmsgstr "Попробуйте"\n',
}


class Project:
    """One project.

    Args:
        folder: where it is made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "build_tools", folder / "build_tools", ignore=ignore)
        shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets", ignore=ignore)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change one place in a file of the project."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{name} does not hold {old!r}"
        self.write(name, text.replace(old, new, 1))

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the copied generator in the project's folder."""
        return subprocess.run(
            [sys.executable, "-m", "build_tools", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self, *arguments: str, **environment: str) -> dict[str, bytes]:
        """Build the site into `site/` and return its files."""
        done = self.run("build", "--no-pdf", *arguments, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return self.site()

    def site(self, name: str = "site") -> dict[str, bytes]:
        """Return the files of a site by path."""
        root = self.folder / name
        return {
            path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
        }
