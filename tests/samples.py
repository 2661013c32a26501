"""Reads the samples of the rules: small trees that say themselves what must be found in them.

`expect: PB203` in an HTML or YAML comment announces a finding on the next line
that is not itself such a comment. What cannot hold a comment (an empty file, a
finding on line 1) is announced in `expect.txt` beside `content/`, one
`path:line CODE` a line, the path under the sample.
"""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.checking import load_and_check
from build_tools.diagnostics import Report, Severity
from build_tools.pipeline import print_and_check
from build_tools.settings import settings

RULES = Path(__file__).parent / "rules"
_EXPECT = re.compile(r"(?:<!--|#)\s*expect:\s*((?:PB\d{3}[,\s]*)+)")

UNRECORDED = "PB212"
"""Translations in samples say `source: en` without fingerprints; only the rule's own sample is about that."""

Finding = tuple[str, int, str]
"""Path under the sample, line, code."""


def samples(kind: str) -> list[Path]:
    """Return every sample folder of a kind (`good` or `bad`), sorted by rule."""
    return sorted(path for path in RULES.glob(f"PB*/{kind}*") if path.is_dir())


def expected(sample: Path) -> set[Finding]:
    """Return what a sample announces."""
    found: set[Finding] = set()
    for file in sorted(path for path in sample.rglob("*") if path.suffix in {".md", ".yaml"}):
        waiting: list[str] = []
        text = file.read_bytes().decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), start=1):
            match = _EXPECT.search(line)
            if match:
                waiting += re.findall(r"PB\d{3}", match[1])
            elif waiting:
                found |= {(file.relative_to(sample).as_posix(), number, code) for code in waiting}
                waiting = []
    listed = sample / "expect.txt"
    if listed.is_file():
        for line in listed.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                place, code = line.rsplit(maxsplit=1)
                path, _, number = place.rpartition(":")
                found.add((path, int(number), code))
    return found


def check_sample(sample: Path) -> Report:
    """Run the whole check on a sample."""
    i18n = sample / "i18n"
    check = print_and_check if sample.parent.name.startswith("PB52") else load_and_check
    return check(
        settings(content=sample / "content", i18n=i18n if i18n.is_dir() else RULES / "i18n"),
        spelling=sample.parent.name.startswith("PB41"),
    ).report


def found(sample: Path, code: str) -> set[Finding]:
    """Return what is found in a sample: warnings and errors, and notes of the sample's own rule."""
    root = sample.absolute().as_posix()
    result = set()
    for d in check_sample(sample):
        if d.rule.code == code or (d.rule.severity >= Severity.WARNING and d.rule.code != UNRECORDED):
            path = Path(d.path).absolute().as_posix().removeprefix(f"{root}/")
            result.add((path, d.line, d.rule.code))
    return result
