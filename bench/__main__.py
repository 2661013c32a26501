"""Measures this generator beside its rivals: see bench/README.md."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from bench.generators import ALL
from bench.install import HERE, install, versions
from bench.machine import machine
from bench.measure import BenchError
from bench.own import own_commands
from bench.results import forget_results, read_results, write_json
from bench.session import Session, tell
from bench.table import report, write_report

README = Path(__file__).parent / "README.md"


def words(text: str) -> list[str]:
    """Return the words of a list with commas."""
    return [word.strip() for word in text.split(",") if word.strip()]


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        epilog="Example: python -m bench --sizes 100,500 --rounds 3 --only ours,hugo",
    )
    parser.add_argument(
        "--sizes",
        type=words,
        default=["100", "500", "2000", "5000"],
        help="pages a language [100,500,2000,5000]",
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured [3]")
    parser.add_argument("--only", type=words, default=[], help=f"some of {','.join(ALL)}")
    parser.add_argument(
        "--out", type=Path, help="where the numbers go [build/bench/results; with --only build/bench/partial]"
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep the numbers of other sizes that an earlier run left"
    )
    parser.add_argument("--table", action="store_true", help="measure nothing, show what the last run left")
    parser.add_argument("--write", action="store_true", help="put the tables into bench/README.md")
    chosen = parser.parse_args()
    if unknown := [key for key in chosen.only if key not in ALL]:
        parser.error(f"there is no {unknown[0]}; there are {', '.join(ALL)}")
    if not all(size.isdecimal() and int(size) for size in chosen.sizes) or chosen.rounds < 1:
        parser.error("sizes and rounds are numbers from 1 on")
    chosen.out = chosen.out or HERE / ("partial" if chosen.only else "results")
    return chosen


def measure(chosen: argparse.Namespace) -> None:
    """Install the rivals and measure what was asked for."""
    missing = install() if set(chosen.only or ALL) - {"ours", "ours-no-pictures"} else {}
    for key, why in missing.items():
        tell(f"{key} cannot be installed and is left out: {why}")
    if not chosen.keep:
        forget_results(chosen.out)
    about = {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "rounds": chosen.rounds,
        "machine": machine(),
        "versions": versions(),
        "missing": missing,
    }
    write_json(chosen.out / "about.json", about)
    keys = [key for key in ALL if not chosen.only or key in chosen.only]
    if "ours" in keys:
        tell("playbook check, playbook --help …")
        try:
            write_json(chosen.out / "own.json", own_commands())
        except BenchError as error:
            tell(f"not measured: {error}")
    Session(chosen.out, sorted(map(int, chosen.sizes)), chosen.rounds, keys, missing).run()


def main() -> int:
    """Measure, then show the tables."""
    chosen = arguments()
    if not chosen.table:
        measure(chosen)
    results = read_results(chosen.out)
    print(report(results))
    if chosen.write:
        write_report(README, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
