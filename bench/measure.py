"""Builds with one generator: clean, with nothing changed, with one page edited; and what the site weighs."""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.generators import Generator
from bench.install import ROOT

LONG = 60
"""Seconds."""
EDITED_PAGE = "section-000/page-0001"
ENVIRONMENT = {"ASTRO_TELEMETRY_DISABLED": "1", "NO_COLOR": "1"}


class BenchError(Exception):
    """A generator did not do its work; the text says why."""


class TooSlowError(BenchError):
    """A build was ended at its limit."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work took: seconds on the clock, seconds of CPU of all processes, bytes at the peak."""

    wall: float
    cpu: float
    memory: int

    def as_json(self) -> dict[str, float | int]:
        """Return it as JSON knows it."""
        return asdict(self)


def environment() -> dict[str, str]:
    """Return the environment every generator gets."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**inherited, **ENVIRONMENT}


def cost_of(command: list[str], folder: Path, limit: float) -> Cost:
    """Run a command and return what its tree of processes took.

    Raises:
        TooSlowError: it was ended after `limit` seconds.
        BenchError: it failed.
    """
    tree = [sys.executable, str(ROOT / "bench" / "tree.py"), str(limit), *command]
    result = subprocess.run(tree, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    if result.returncode:
        raise BenchError(result.stderr.strip()[-500:])
    found = json.loads(result.stdout)
    if found["late"]:
        raise TooSlowError(f"ended after {limit:.0f} s")
    if found["code"]:
        raise BenchError(f"{Path(command[0]).name}: {found['output'].strip()[-500:]}")
    return Cost(found["wall"], found["cpu"], found["memory"])


def build(generator: Generator, limit: float = 3600) -> Cost:
    """Build once. Where it takes several commands their times add up; the peak is the highest of them.

    Raises:
        BenchError: see `cost_of`.
    """
    costs, left = list[Cost](), limit
    for command in generator.builds:
        costs.append(cost_of(command, generator.folder, left))
        left = max(1, left - costs[-1].wall)
    return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.memory for c in costs))


def edit(file: Path, word: str) -> None:
    """Put a word at the end of a page's first paragraph, in the place of the word an earlier edit put there.

    The file is never empty in between: Starlight's server gives a page up that it finds so.
    """
    lines = file.read_text(encoding="utf-8").split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith("# ")) + 2
    lines[first] = re.sub(r" Edited\w+\.$", "", lines[first]) + f" {word}."
    with file.open("r+b") as written:
        written.write("\n".join(lines).encode())
        written.truncate()


def three_builds(generator: Generator, word: str, limit: float) -> dict[str, Cost]:
    """Build clean, with nothing changed, and after one page got a new word.

    A long build of a generator that keeps nothing from build to build is made once.

    Raises:
        BenchError: see `cost_of`; also when the built page lacks the word.
    """
    generator.clean()
    costs = {"clean": build(generator, limit)}
    if not generator.keeps and costs["clean"].wall > LONG:
        return costs  # the others would take as long
    costs["unchanged"] = build(generator)
    edit(generator.folder / generator.source("en", EDITED_PAGE), word)
    costs["edited"] = build(generator)
    if word not in generator.page("en", EDITED_PAGE).read_text(encoding="utf-8"):
        raise BenchError("the edit is not in the site")
    return costs


def site_weight(sites: list[Path]) -> dict[str, float]:
    """Return the weight of a site, in one folder or several: its files and bytes, and of a median page of the corpus the bytes, raw and gzip."""
    files = [path for site in sites for path in site.rglob("*") if path.is_file()]
    pages = [
        path.read_bytes() for path in files if re.search(r"/section-\d+/page-\d+/index\.html$", str(path))
    ]
    return {
        "files": len(files),
        "bytes": sum(path.stat().st_size for path in files),
        "page": statistics.median(len(page) for page in pages),
        "page_gzip": statistics.median(len(gzip.compress(page, 6)) for page in pages),
    }
