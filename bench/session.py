"""One run of the benchmark: the generators in turn, round by round, size by size."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.generators import ALL, Generator
from bench.install import HERE, ROOT
from bench.live import live_edits
from bench.measure import BenchError, TooSlowError, site_weight, three_builds
from bench.results import write_json
from bench.visit import first_visit

PATIENCE = 180
"""Seconds of a clean build after which a rival is left out of the larger sizes."""

ONCE = 60
"""Seconds of a clean build from which one round has to do."""

MUST = ("mkdocs", 2000)
"""A target names it, so it is measured however long it takes."""

VISITED = 500
"""The size whose sites are opened in a browser; the largest below it where it is not measured."""


def tell(text: str) -> None:
    """Show progress."""
    print(text, file=sys.stderr, flush=True)


def make_corpus(size: int) -> Path:
    """Write the corpus of one size anew and return its folder."""
    folder = HERE / "corpus" / str(size)
    shutil.rmtree(folder, ignore_errors=True)
    tell(f"{size:,} × 2: writing the corpus …")
    subprocess.run([sys.executable, "-m", "bench.corpus", str(folder), str(size)], cwd=ROOT, check=True)
    return folder


@dataclass
class Session:
    """What one run knows: where its results go, and which rivals became too slow."""

    out: Path
    sizes: list[int]
    rounds: int
    keys: list[str]
    missing: dict[str, str]
    too_slow: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Measure every size."""
        visited = max((size for size in self.sizes if size <= VISITED), default=None)
        for size in self.sizes:
            self._size(size, visit=size == visited)

    def _size(self, size: int, *, visit: bool) -> None:
        generators, found = self._generators(size)
        left, file = list(generators), self.out / f"{size}.json"
        for number in range(self.rounds):
            for generator in list(left):
                label = f"{size:,} × 2, round {number + 1} of {self.rounds}, {generator.key}"
                if not self._round(generator, size, number, label, found[generator.key]):
                    left.remove(generator)
                write_json(file, found)
        if visit:
            self._visits([each for each in generators if "site" in found[each.key]], size)
        for generator in generators:
            if generator.servers and "site" in found[generator.key]:
                self._live(generator, size, found[generator.key])
                write_json(file, found)
        for generator in generators:
            shutil.rmtree(generator.folder)

    def _generators(self, size: int) -> tuple[list[Generator], dict[str, Any]]:
        """Return who takes part at a size, and the results to be filled: those who do not say why."""
        corpus = make_corpus(size)
        generators, found = list[Generator](), dict[str, Any]()
        for key in self.keys:
            if key in self.missing:
                found[key] = {"name": key, "note": f"could not be installed: {self.missing[key]}"}
            elif key in self.too_slow:
                found[key] = {"name": key, "note": "left out, because it was too slow at a smaller size"}
            else:
                generators.append(ALL[key](size, corpus))
                found[key] = {"name": generators[-1].name}
        return generators, found

    def _round(self, generator: Generator, size: int, number: int, label: str, found: dict[str, Any]) -> bool:
        """Build three times. Return whether the generator takes part in the next round."""
        bound = generator.key.startswith("ours") or (generator.key, size) == MUST
        try:
            costs = three_builds(generator, f"Edited{number}x", 3600 if bound else PATIENCE)
        except TooSlowError:
            found["note"] = f"a clean build was ended after {PATIENCE} s"
            self.too_slow.add(generator.key)
            tell(f"{label}: {found['note']}")
            return False
        except BenchError as error:
            found["note"] = f"failed: {' '.join(str(error).split())[:300]}"
            tell(f"{label}: {error}")
            return False
        for build, cost in costs.items():
            found.setdefault(build, []).append(cost.as_json())
        found.setdefault("site", site_weight([generator.folder / site for site in generator.sites]))
        tell(f"{label}: " + ", ".join(f"{build} {cost.wall:.2f} s" for build, cost in costs.items()))
        wall = costs["clean"].wall
        if wall > PATIENCE and not generator.key.startswith("ours"):
            self.too_slow.add(generator.key)
        if wall > ONCE and number == 0 and self.rounds > 1:
            found["note"] = f"one round, because a clean build takes more than {ONCE} s"
            return False
        return True

    def _live(self, generator: Generator, size: int, found: dict[str, Any]) -> None:
        """Measure edits under the generator's own server: two a round, one in each language."""
        clean = found["clean"][0]["wall"]
        if clean > ONCE and not generator.keeps:
            found["note"] = f"not served, because every edit takes a build of more than {ONCE} s"
            return
        rounds = 1 if clean > ONCE else self.rounds
        words = [f"Edited{number}live" for number in range(2 * rounds)]
        try:
            found["live"] = live_edits(generator, words, 60 + 3 * clean)
            tell(f"{size:,} × 2, served by {generator.key}: {', '.join(f'{s:.2f}' for s in found['live'])} s")
        except BenchError as error:
            found["note"] = f"live server: {' '.join(str(error).split())[:300]}"
            tell(f"{size:,} × 2, served by {generator.key}: {error}")

    def _visits(self, generators: list[Generator], size: int) -> None:
        """Open the sites in a browser."""
        visits: dict[str, Any] = {}
        for generator in generators:
            if generator.key in {"ours-no-pictures", "mkdocs-pruned"}:
                continue
            tell(f"{size:,} × 2: visiting the site of {generator.key} …")
            try:
                visits[generator.key] = {"name": generator.name, **first_visit(generator).as_json()}
            except Exception as error:  # noqa: BLE001 - a rival's page that is not as expected stops nothing
                visits[generator.key] = {"name": generator.name, "note": str(error).partition("\n")[0]}
        write_json(self.out / "visits.json", {"size": size, "generators": visits})
