"""The measured numbers as Markdown, and their place in README.md."""

from __future__ import annotations

import re
from pathlib import Path

from bench.results import BUILDS, Results, ratio
from bench.targets import targets

MEGABYTE = 1e6
MEBIBYTE = 1024**2
RIVALS = {"mkdocs": "MkDocs", "hugo": "Hugo"}
"""Whom everybody is compared with: what is used today, and the limit."""

WORK = ("clean", "nothing changed", "one edited", "edit to page")


def short(number: float | None, unit: str = "") -> str:
    """Return a number as a reader wants it: three digits that count, a dash for what was not measured."""
    if number is None:
        return "–"
    digits = 0 if number >= 100 else 1 if number >= 10 else 2
    return f"{number:,.{digits}f}{f' {unit}' if unit else ''}"


def row(cells: list[str]) -> str:
    """Return one row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def head(cells: list[str]) -> list[str]:
    """Return a table's head: the first column is words, the others are numbers."""
    return [row(cells), row(["---", *["---:"] * (len(cells) - 1)])]


def _cost(results: Results, size: int, key: str, build: str) -> str:
    wall, cpu, memory = (results.cost(size, key, build, what) for what in ("wall", "cpu", "memory"))
    if wall is None or cpu is None or memory is None:
        return "–"
    return f"{short(wall)} s · {short(cpu)} · {memory / MEBIBYTE:,.0f}"


def size_table(results: Results, size: int) -> list[str]:
    """Return the table of one size: a row for each generator, each build as wall s · CPU s · MiB."""
    lines = head(
        ["", "clean build", "nothing changed", "one page edited", "edit to page", "site", "page", "gzip"]
    )
    for key, found in results.sizes[size].items():
        site = found.get("site", {})
        weights = [
            short(site["bytes"] / MEGABYTE, "MB"), short(site["page"] / 1000, "kB"), short(site["page_gzip"] / 1000, "kB"),
        ] if site else ["–"] * 3  # fmt: skip
        costs = [_cost(results, size, key, build) for build in BUILDS]
        lines.append(row([found["name"], *costs, short(results.live(size, key), "s"), *weights]))
    notes = [
        f"- {found['name']}: {found['note']}." for found in results.sizes[size].values() if found.get("note")
    ]
    return [f"### {size:,} pages × 2 languages", "", *lines, *(["", *notes] if notes else []), ""]


def ratio_table(results: Results, size: int) -> list[str]:
    """Return what is compared: every generator's wall time · CPU · memory, divided by MkDocs' and by Hugo's."""
    columns = [f"{work} ÷ {rival}" for rival in RIVALS.values() for work in WORK]
    lines = head(["", *columns])
    for key, found in results.sizes[size].items():
        cells = []
        for rival in RIVALS:
            cells += [_ratios(results, size, (key, rival), build) for build in BUILDS]
            cells.append(short(ratio(results.live(size, key), results.live(size, rival))))
        lines.append(row([found["name"], *cells]))
    return [*lines, ""]


def _ratios(results: Results, size: int, pair: tuple[str, str], build: str) -> str:
    found = [
        ratio(*(results.cost(size, key, build, what) for key in pair)) for what in ("wall", "cpu", "memory")
    ]
    return "–" if None in found else " · ".join(map(short, found))


def visit_table(results: Results) -> list[str]:
    """Return what a reader's browser fetches from each site."""
    if not results.visits:
        return []
    title = f"### What a reader fetches, {results.visits['size']:,} pages × 2 languages"
    columns = ["", "first visit of a guide", "requests", "first search", "both", "asked elsewhere"]
    lines = head([*columns, "Lighthouse on a phone"])
    for found in results.visits["generators"].values():
        if "note" in found:
            lines.append(row([found["name"], found["note"], *["–"] * 5]))
            continue
        page, search = found["page"] / 1000, found["search"]
        both = page + search / 1000 if search is not None else None
        more = f"{search / 1000:,.0f} kB" if search is not None else "no search"
        scores = " · ".join(str(score) for score in found["lighthouse"].values()) or "–"
        lines.append(
            row([
                found["name"], short(page, "kB"), str(found["page_requests"]), more, short(both, "kB"),
                ", ".join(found["elsewhere"]) or "nobody", scores,
            ])
        )  # fmt: skip
    return [title, "", *lines, ""]


def target_table(results: Results) -> list[str]:
    """Return every target with what was measured and whether it is met."""
    lines = head(["target", "at most", "measured", ""])
    lines += [
        row(
            [
                target.what,
                f"{target.limit:g} {target.unit}".strip(),
                short(target.found, target.unit),
                target.verdict,
            ]
        )
        for target in targets(results)
    ]
    return ["### Targets", "", *lines, ""]


def about(results: Results) -> list[str]:
    """Return when, on what and with which versions."""
    if not results.about:
        return []
    machine, versions = results.about["machine"], results.about["versions"]
    measured = (
        f"Measured {results.about['date']} on {machine['cores']} cores of {machine['processor']}, "
        f"{machine['memory']} of memory, {machine['system']}, Python {machine['python']}; "
        f"rounds: {results.about['rounds']}, medians."
    )
    return [
        measured,
        "",
        "Versions: " + ", ".join(f"{name} {version}" for name, version in versions.items()) + ".",
        "",
    ]


def report(results: Results) -> str:
    """Return everything as Markdown."""
    lines = about(results)
    for size in results.sizes:
        lines += [*size_table(results, size), *ratio_table(results, size)]
    return "\n".join([*lines, *visit_table(results), *target_table(results)]).rstrip() + "\n"


def put_between_markers(text: str, name: str, content: str) -> str:
    """Return a text with what stands between `<!-- name: begin -->` and `<!-- name: end -->` replaced.

    Raises:
        ValueError: the markers are not there.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"the text lacks {begin} and {end}")
    return pattern.sub(lambda _: f"{begin}\n\n{content.strip()}\n\n{end}", text, count=1)


def write_report(readme: Path, results: Results) -> None:
    """Put the numbers into README.md, in the place of the last ones."""
    text = put_between_markers(readme.read_text(encoding="utf-8"), "results", report(results))
    readme.write_text(text, encoding="utf-8")
