"""The targets, each with what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.results import Results, ratio

GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to reach: at most `limit`, measured as `found`; None when it was not measured."""

    what: str
    limit: float
    found: float | None
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Say whether it is met."""
        if self.found is None:
            return "not measured"
        return "met" if self.found <= self.limit else "**not met**"


def targets(results: Results) -> Iterator[Target]:
    """Yield every target in the order the project states them."""

    def clean(size: int, key: str = "ours", what: str = "wall") -> float | None:
        return results.cost(size, key, "clean", what)

    def again(build: str) -> float | None:
        return ratio(results.cost(2000, "ours", build), clean(2000))

    rows = (("ours", ""), ("ours-no-pictures", ", without pictures"))
    for size, rival, name, limit in (
        (500, "mkdocs", "MkDocs + Material", 0.25),
        (500, "hugo", "Hugo's bare layout", 3),
        (2000, "mkdocs", "MkDocs + Material", 0.12),
    ):
        for key, said in rows:
            found = ratio(clean(size, key), clean(size, rival))
            yield Target(f"clean build, {size:,} × 2, of {name}{said}", limit, found)
    yield Target("growth of the clean build, 2,000 of 500", 4.3, ratio(clean(2000), clean(500)))
    yield Target("growth of the clean build, 5,000 of 500", 11, ratio(clean(5000), clean(500)))
    yield Target("nothing changed, 2,000 × 2, of the clean build", 0.1, again("unchanged"))
    yield Target("one page edited, 2,000 × 2, of the clean build", 0.15, again("edited"))
    live = ratio(results.live(500, "ours"), results.live(500, "zensical"))
    yield Target("edit to served page, 500 × 2, of Zensical's", 1, live)
    memory = clean(5000, what="memory")
    yield Target("memory of the clean build, 5,000 × 2", 1, memory and memory / GIB, "GiB")
    yield Target("`playbook check` on the real content, warm", 1, results.own.get("check_cpu"), "s of CPU")
    yield Target("`playbook --help`", 0.15, results.own.get("help_wall"), "s")
