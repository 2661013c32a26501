r"""Units: the texts of a page that are translated, one a block, and the way back into the file.

A unit is a heading, a paragraph, the text of a list item, a cell, or a text of
the front matter, as Markdown: links, citations and emphasis stay in it. What is
not a unit (code blocks, addresses of references, comments) is the same in every
language. A unit is one line of text; only where the author broke the line hard
(`\\` at its end) it has several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from build_tools.source.front_matter import split_page
from build_tools.source.markdown import parser
from build_tools.source.text import SourceText

_QUOTES = ("“", "”", "‘", "’")
_KINDS = {"heading_open": "heading", "th_open": "cell", "td_open": "cell", "dt_open": "term"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HARD = re.compile(r"(?:\\\\)*\\\Z")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of one line of the file: 1-based line, 0-based columns."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate."""

    key: str
    """Its number in the body, or the key of the front matter."""
    kind: str
    """`heading`, `paragraph`, `item`, `cell`, `term` or `matter`."""
    text: str
    section: int
    """0 for what stands before the first second-level heading."""
    rows: tuple[Row, ...]

    @property
    def line(self) -> int:
        """1-based line it begins on."""
        return self.rows[0].line


def split_lines(text: str) -> list[str]:
    """Return the lines with their ends; joined they are the text."""
    lines = [match[0] for match in _LINE.finditer(text)]
    return lines[:-1] if lines and not lines[-1] else lines


def read_units(text: str, keys: Sequence[str]) -> tuple[Unit, ...]:
    """Return the units of a page, in the order of the file.

    Args:
        text: the whole file, with any line ends, without a byte order mark.
        keys: keys of the front matter whose values are translated.
    """
    source = SourceText("", text)
    split, _faults = split_page(source)
    matter = tuple(_matter_units(source, split.front_matter.data or {}, split.body_line, keys))
    tokens = parser(_QUOTES).parse(split.body, {})
    return (*matter, *_body_units(source, tokens, split.body_line))


def _matter_units(
    source: SourceText, values: Mapping[str, object], body_line: int, keys: Sequence[str]
) -> Iterator[Unit]:
    """Yield the texts of the front matter, each with the lines its value takes."""
    for number, line in enumerate(source.lines[: body_line - 1], 1):
        key, colon, _ = line.partition(":")
        value = values.get(key.strip("\"'"))
        if not colon or key.strip("\"'") not in keys or not isinstance(value, str):
            continue
        last = number
        while last < body_line - 2 and source.lines[last][:1] in {" ", "\t", ""}:
            last += 1
        rows = [Row(number, len(key) + 1, len(line))]
        rows += [Row(n, 0, len(source.lines[n - 1])) for n in range(number + 1, last + 1)]
        yield Unit(key.strip("\"'"), "matter", " ".join(value.split()), 0, tuple(rows))


def _body_units(source: SourceText, tokens: Sequence[Token], body_line: int) -> Iterator[Unit]:
    found: list[tuple[Row, ...]] = []
    kinds: list[tuple[str, str]] = []
    items = 0
    sections: list[int] = []
    cells: dict[int, int] = {}
    for i, token in enumerate(tokens):
        if token.type in {"list_item_open", "list_item_close"}:
            items += token.nesting
        elif token.type == "heading_open" and token.tag == "h2" and not token.level and token.map:
            sections.append(token.map[0] + body_line)
        elif token.type == "inline" and token.map and token.content.strip():
            kind = _KINDS.get(tokens[i - 1].type, "item" if items else "paragraph")
            rows = _rows(source, token, token.map[0] + body_line, cells if kind == "cell" else None)
            if rows:
                found.append(rows)
                kinds.append((kind, _text(source, rows, cell=kind == "cell")))
    order = sorted(range(len(found)), key=lambda i: (found[i][0].line, found[i][0].start))
    for number, i in enumerate(order):
        kind, text = kinds[i]
        section = sum(line <= found[i][0].line for line in sections)
        yield Unit(str(number), kind, text, section, found[i])


def _rows(source: SourceText, token: Token, first: int, cells: dict[int, int] | None) -> tuple[Row, ...]:
    """Return where the lines of a block's text stand; empty when one is not found as it was read."""
    rows = []
    for number, content in enumerate(token.content.split("\n"), first):
        wanted = content.strip()
        line = source.lines[number - 1] if number <= len(source.lines) else ""
        if cells is None:
            start = line.find(wanted)
        else:
            wanted = _PIPE.sub(r"\1\\|", wanted) if "|" in wanted and wanted not in line else wanted
            start = line.find(wanted, cells.get(number, 0))
            cells[number] = start + len(wanted) if start >= 0 else cells.get(number, 0)
        if start < 0 or not wanted:
            return ()
        rows.append(Row(number, start, start + len(wanted)))
    return tuple(rows)


def _text(source: SourceText, rows: Sequence[Row], *, cell: bool) -> str:
    parts = []
    for i, row in enumerate(rows):
        line = source.lines[row.line - 1]
        part = line[row.start : row.end]
        if i == len(rows) - 1:
            parts.append(part)
        elif _HARD.search(part):
            parts.append(f"{part}\n")
        elif line[row.end :].startswith("  "):
            parts.append(f"{part}\\\n")
        else:
            parts.append(f"{part} ")
    text = "".join(parts)
    return text.replace("\\|", "|") if cell else text


def replace_units(
    text: str, keys: Sequence[str], translations: Mapping[str, str]
) -> tuple[str, tuple[str, ...]]:
    """Return a page with some of its units replaced, every other character as it was.

    Args:
        text: the whole file.
        keys: as for `read_units`.
        translations: new texts by the key of the unit.

    Returns:
        The new file, and the keys of the units that were left as they are: put
        there, they would have made another page (a heading of a paragraph, a
        second cell of one).
    """
    units = read_units(text, keys)
    wanted = {
        u.key: _normal(translations[u.key], u.kind) for u in units if translations.get(u.key, "").strip()
    }
    wanted = {u.key: wanted[u.key] for u in units if u.key in wanted and wanted[u.key] != u.text}
    fresh = _written(text, units, wanted)
    if _holds(fresh, keys, units, wanted):
        return fresh, ()
    kept: dict[str, str] = {}
    for key, value in wanted.items():
        trial = {**kept, key: value}
        if _holds(_written(text, units, trial), keys, units, trial):
            kept = trial
    return _written(text, units, kept), tuple(key for key in wanted if key not in kept)


def _normal(text: str, kind: str) -> str:
    """Return a translation as it can be written: one line, but for hard breaks."""
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    if kind in {"cell", "heading", "matter", "term"}:
        return " ".join(line for line in lines if line)
    joined = ""
    for i, line in enumerate(lines):
        last = i == len(lines) - 1
        joined += line if last else f"{line}\n" if _HARD.search(line) else f"{line} "
    return joined.strip()


def _holds(text: str, keys: Sequence[str], units: Sequence[Unit], wanted: Mapping[str, str]) -> bool:
    """Return True when a page has the same units as before, with exactly the wanted texts."""
    found = read_units(text, keys)
    same = [(u.key, u.kind, u.section) for u in found] == [(u.key, u.kind, u.section) for u in units]
    return same and all(
        new.text == wanted.get(old.key, old.text) for new, old in zip(found, units, strict=True)
    )


def _written(text: str, units: Sequence[Unit], wanted: Mapping[str, str]) -> str:
    lines = split_lines(text)
    for unit in reversed(units):  # from the end, so that the places before it stay
        if unit.key in wanted:
            _write(lines, unit, wanted[unit.key])
    return "".join(lines)


def _write(lines: list[str], unit: Unit, text: str) -> None:
    first, last = unit.rows[0], unit.rows[-1]
    opening, closing = lines[first.line - 1][: first.start], lines[last.line - 1][last.end :]
    if unit.kind == "matter":
        fresh = [f" {_scalar(text)}"]
    elif unit.kind == "cell":
        fresh = [_PIPE.sub(r"\1\\|", text)]
    else:
        fresh = text.split("\n")
    end = re.search(r"(\r\n|\r|\n)\Z", lines[first.line - 1])
    follow = _continuation(
        lines[unit.rows[1].line - 1][: unit.rows[1].start] if len(unit.rows) > 1 else opening
    )
    joined = (end[1] if end else "\n").join(
        (opening + fresh[0], *(follow + line for line in fresh[1:]))
    ) + closing
    lines[first.line - 1 : last.line] = [joined, *[""] * (last.line - first.line)]


def _continuation(opening: str) -> str:
    """Return what the next line of a block begins with: quotation marks stay, list markers go."""
    return re.sub(r"[^>\t]", " ", opening)


def _scalar(text: str) -> str:
    """Return a text as a YAML value on one line."""
    if re.fullmatch(r"[\w«“(][^:#\"'\\\n]*[\w.!?…»”)]", text) and not re.fullmatch(
        r"(?i)true|false|yes|no|on|off|null|y|n|[\d_.,:eE+-]+", text
    ):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
