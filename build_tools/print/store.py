"""Store: what was printed before, by the fingerprint of what it was printed from."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from build_tools.print.jobs import Measured, Printed, PrintJob, WideWord
from build_tools.print.press import press_fingerprint, print_job, start_worker, write_fonts_conf
from build_tools.workers import workers

_MEASURED = "measured.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A job done, in the store: the file of each form."""

    files: Mapping[str, Path]
    measured: Measured


def run_jobs(jobs: Sequence[PrintJob], folder: Path) -> Iterator[Kept]:
    """Yield every job done, in order: from the store, or from worker processes that then fill it.

    Args:
        jobs: what to print.
        folder: the store; made when it does not exist, and cleared of what no job asks for.
    """
    press = press_fingerprint()
    places = [folder / job.fingerprint(press) for job in jobs]
    open_jobs = [i for i, place in enumerate(places) if not (place / _MEASURED).is_file()]
    if open_jobs:
        fonts_conf = write_fonts_conf(folder / "fonts")
        # Started afresh, not forked: fontconfig reads its settings once in a process's life.
        with ProcessPoolExecutor(
            min(workers(), len(open_jobs)), multiprocessing.get_context("spawn"), start_worker, (str(fonts_conf),)
        ) as pool:
            # The longest first, so that the last worker is not left alone with it.
            order = sorted(open_jobs, key=lambda i: -len(jobs[i].html))
            for i, printed in zip(order, pool.map(print_job, (jobs[i] for i in order)), strict=True):
                _keep(places[i], printed)
    _clear(folder, {place.name for place in places})
    for job, place in zip(jobs, places, strict=True):
        yield _kept(job, place)


def _keep(place: Path, printed: Printed) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for form, data in printed.forms.items():
        (place / f"{form}.pdf").write_bytes(data)
    fresh = place / f"{_MEASURED}.{os.getpid()}"
    fresh.write_text(json.dumps(asdict(printed.measured), ensure_ascii=False), encoding="utf-8")
    fresh.replace(place / _MEASURED)  # last: a folder without it is not finished


def _kept(job: PrintJob, place: Path) -> Kept:
    values = json.loads((place / _MEASURED).read_text(encoding="utf-8"))
    values["wide"] = tuple(WideWord(**word) for word in values["wide"])
    return Kept({form: place / f"{form}.pdf" for form in job.files}, Measured(**values))


def _clear(folder: Path, wanted: set[str]) -> None:
    """Remove what was printed from pages that have changed since."""
    if not folder.is_dir():
        return
    for place in folder.iterdir():
        if place.is_dir() and (place / _MEASURED).is_file() and place.name not in wanted:
            for file in place.iterdir():
                file.unlink()
            place.rmdir()
