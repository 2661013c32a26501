"""The measured numbers: kept as JSON, read as medians and ratios."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUILDS = ("clean", "unchanged", "edited")
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that was measured.

    `sizes` has for each number of pages a dictionary of generators by key; a
    generator has a list of costs for each of BUILDS, the seconds of its `live`
    edits, the weight of its `site`, and a `note` where something went
    otherwise. `visits` and `own` are what visit.py and own.py return.
    """

    sizes: dict[int, Data]
    visits: Data
    own: Data
    about: Data

    def cost(self, size: int, key: str, build: str, what: str = "wall") -> float | None:
        """Return the median of a build's wall seconds, CPU seconds or memory; None when it was not measured."""
        costs = self.sizes.get(size, {}).get(key, {}).get(build, [])
        return statistics.median(cost[what] for cost in costs) if costs else None

    def live(self, size: int, key: str) -> float | None:
        """Return the median seconds from an edit to the served page."""
        seconds = self.sizes.get(size, {}).get(key, {}).get("live", [])
        return statistics.median(seconds) if seconds else None


def ratio(a: float | None, b: float | None) -> float | None:
    """Return a / b; None when one of them was not measured."""
    return a / b if a is not None and b else None


def write_json(file: Path, data: Data) -> None:
    """Write one file of results, so that it is there whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(file)


def forget_results(folder: Path) -> None:
    """Remove what earlier runs left, and nothing else."""
    for file in folder.glob("*.json"):
        if file.stem.isdecimal() or file.stem in {"about", "own", "visits"}:
            file.unlink()


def read_results(folder: Path) -> Results:
    """Return what earlier runs left in a folder; what was not measured is empty."""
    found = {
        file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))
    }
    sizes = {int(name): data for name, data in found.items() if name.isdecimal()}
    return Results(
        dict(sorted(sizes.items())), found.get("visits", {}), found.get("own", {}), found.get("about", {})
    )
