"""Fewer scripts to ask for: a module and what it imports become one file, and the first of all stands in the page.

A browser learns of each import only when it has read the file that asks for
it. Bundlers do far more, and want a machine with Node. Our modules keep to a
few forms, so joining them is a matter of lines: each becomes a function that
returns what it exports. A module written otherwise is left as it is, which
works as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

FOLDER = "assets/js"
FIRST = "scheme.js"
"""Runs before the first paint; a file of its own would hold that back."""

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"\./([\w-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_OTHERWISE = re.compile(r"^(?:import\b(?!\s*\()|export\b)", re.MULTILINE)
"""Imports and exports in forms that are not known here."""
_WAITS = re.compile(r"^\S.*\bawait\b|^  const [^=]* = await import", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)[ \t]*$\n?", re.MULTILINE)
_FIRST = re.compile(rf'<script src="(?:\.\./)*{FOLDER}/{re.escape(FIRST)}"></script>')


def join_scripts(folder: Path) -> None:
    """Rewrite every module in a folder of static files, each with all that it imports.

    What a module asks for only when a page needs it (`import()`) stays a file of its own.

    Args:
        folder: what MkDocs wrote.
    """
    modules = {file.name: _bare(file) for file in (folder / FOLDER).glob("*.js")}
    for name in modules:
        joined = _joined(modules, name)
        if joined is not None:
            (folder / FOLDER / name).write_text(joined, encoding="utf-8")


def with_first_script(html: str, folder: Path) -> str:
    """Return a drawn page in which the script that runs before the first paint stands itself.

    Args:
        html: the page as MkDocs wrote it.
        folder: what MkDocs wrote.
    """
    file = folder / FOLDER / FIRST
    if not file.is_file():
        return html
    text = "\n".join(line.strip() for line in _bare(file).splitlines() if line.strip())
    return _FIRST.sub(lambda _match: f"<script>{text}</script>", html)


def _joined(modules: Mapping[str, str], entry: str) -> str | None:
    """Return a module with everything it imports; None when that is nothing or a form is not known here."""
    order = list(_needed(modules, entry, ()))
    if len(order) == 1:
        return None
    parts = list[str]()
    for place, name in enumerate(order):
        if not {match[2] for match in _IMPORT.finditer(modules.get(name, ""))} <= set(order[:place]):
            return None  # two import each other
        text = _IMPORT.sub(_taken, modules.get(name, "import"))
        alone = _EXPORT.sub(r"\1", text).strip()
        if _OTHERWISE.search(alone):
            return None
        if name == entry:
            parts.append(f"{text.strip()}\n")
        elif _WAITS.search(alone):
            return None
        else:
            exported = ", ".join(match[2] for match in _EXPORT.finditer(text))
            parts.append(f"const {_variable(name)} = (() => {{\n{alone}\nreturn {{ {exported} }};\n}})();\n")
    return "".join(parts)


def _needed(modules: Mapping[str, str], name: str, above: tuple[str, ...]) -> dict[str, None]:
    """Return a module and all that it imports, each after what it needs itself."""
    order: dict[str, None] = {}
    for match in _IMPORT.finditer(modules.get(name, "")):
        if match[2] not in above:
            order |= _needed(modules, match[2], (*above, name))
    return {**order, name: None}


def _taken(match: re.Match[str]) -> str:
    if match[1] is None:
        return ""
    names = ", ".join(name.strip().replace(" as ", ": ") for name in match[1].split(",") if name.strip())
    return f"const {{ {names} }} = {_variable(match[2])};"


def _variable(name: str) -> str:
    return f"_{name.removesuffix('.js').replace('-', '_')}"


def _bare(file: Path) -> str:
    """Return a script without the comments that stand in lines of their own."""
    return _COMMENT.sub("", file.read_text(encoding="utf-8"))
