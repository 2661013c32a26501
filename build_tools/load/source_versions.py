"""What a source page said when it was translated: found in git where the history is there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from build_tools.i18n.freshness import State, made_from, section_states
from build_tools.load.git import git_output
from build_tools.load.page_file import lead_texts
from build_tools.model.page import Page
from build_tools.source.document import Document
from build_tools.source.front_matter import split_page
from build_tools.source.text import decode

_DEPTH = 200
"""Commits of one file that are looked at; older translations are shown the current text."""


def _past_texts(file: Path) -> Iterator[bytes]:
    """Yield the file's earlier texts, newest first."""
    log = git_output(file.parent, "log", f"-{_DEPTH}", "--format=%H", "--", file.name)
    for commit in (log or b"").decode().split():
        text = git_output(file.parent, "show", f"{commit}:./{file.name}")
        if text is not None:
            yield text


def _section_texts(path: str, data: bytes, quotes: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return (fingerprint, Markdown) of every section, the lead first; None when it is not text."""
    source, _faults = decode(path, data)
    if source is None:
        return None
    split, _faults = split_page(source)
    document = Document(source, split.body, split.body_line, quotes)
    sections = document.sections(*lead_texts(split.front_matter.data))
    headings = document.outline.headings
    starts = [headings[s.heading].span.line for s in sections if s.heading is not None]
    bounds = [1, *starts, len(source.lines) + 1]
    texts = ["\n".join(source.lines[a - 1 : b - 1]).strip() for a, b in pairwise(bounds)]
    return list(zip((s.fingerprint for s in sections), texts, strict=True))


def source_changes(page: Page, source: Page, file: Path, quotes: Sequence[str]) -> dict[int, str]:
    """Return what a translator has to look at, by the index of the stale section.

    Args:
        page: the translation.
        source: its source as it is now.
        file: the source's file.
        quotes: quotation marks of the source's language.

    Returns:
        The difference of the source since the section was translated, in
        unified form, where git has that text; else the section's text as it is
        now. Sections that are current are left out.
    """
    stale = [i for i, state in enumerate(section_states(page, source)) if state is not State.CURRENT]
    now = _section_texts(source.path, file.read_bytes(), quotes) or []
    earlier = made_from(page, source)
    wanted = {fingerprint: i for i in stale if (fingerprint := earlier[i])}
    then: dict[int, str] = {}
    if wanted:
        for data in _past_texts(file):
            for fingerprint, text in _section_texts(source.path, data, quotes) or []:
                if fingerprint in wanted:
                    then.setdefault(wanted[fingerprint], text)
            if len(then) == len(wanted):
                break
    return {i: _difference(then[i], now[i][1]) if i in then else now[i][1] for i in stale if i < len(now)}


def _difference(old: str, new: str) -> str:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), "then", "now", lineterm="", n=2)
    return "\n".join(lines)
