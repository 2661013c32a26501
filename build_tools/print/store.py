"""Store: what was printed before, by the fingerprint of what it was printed from."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from build_tools.print.epub import EpubJob, pack_epub
from build_tools.print.jobs import Measured, Printed, PrintJob, WideWord
from build_tools.print.press import press_fingerprint, print_job, start_worker, write_fonts_conf
from build_tools.workers import workers

_MEASURED = "measured.json"
_KEEP_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """A job done, in the store: the file of each form."""

    files: Mapping[str, Path]
    measured: Measured


def run_jobs(jobs: Sequence[PrintJob | EpubJob], folder: Path) -> Iterator[Kept]:
    """Yield every job done, in order: from the store, or from worker processes that then fill it.

    Args:
        jobs: what to print.
        folder: the store; made when it does not exist.
    """
    press = press_fingerprint()
    places = [folder / job.fingerprint(press) for job in jobs]
    open_jobs = [i for i, place in enumerate(places) if not (place / _MEASURED).is_file()]
    if open_jobs:
        fonts_conf = write_fonts_conf(folder / "fonts")
        # Started afresh, not forked: fontconfig reads its settings once in a process's life.
        with ProcessPoolExecutor(
            min(workers(), len(open_jobs)),
            multiprocessing.get_context("spawn"),
            start_worker,
            (str(fonts_conf),),
        ) as pool:
            # The longest first, so that the last worker is not left alone with it.
            order = sorted(open_jobs, key=lambda i: -jobs[i].size)
            for i, printed in zip(order, pool.map(make, (jobs[i] for i in order)), strict=True):
                _keep(places[i], printed)
    _clear(folder, {place.name for place in places})
    for job, place in zip(jobs, places, strict=True):
        yield _kept(job, place)


def make(job: PrintJob | EpubJob) -> Printed:
    """Do a job, in whatever process."""
    if isinstance(job, EpubJob):
        return Printed({"epub": pack_epub(job)}, Measured(len(job.chapters), ""))
    return print_job(job)


def _name(form: str) -> str:
    return "book.epub" if form == "epub" else f"{form}.pdf"


def _keep(place: Path, printed: Printed) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for form, data in printed.forms.items():
        (place / _name(form)).write_bytes(data)
    fresh = place / f"{_MEASURED}.{os.getpid()}"
    fresh.write_text(json.dumps(asdict(printed.measured), ensure_ascii=False), encoding="utf-8")
    fresh.replace(place / _MEASURED)  # last: a folder without it is not finished


def _kept(job: PrintJob | EpubJob, place: Path) -> Kept:
    values = json.loads((place / _MEASURED).read_text(encoding="utf-8"))
    values["wide"] = tuple(WideWord(**word) for word in values["wide"])
    return Kept({form: place / _name(form) for form in job.files}, Measured(**values))


def _clear(folder: Path, wanted: set[str]) -> None:
    """Remove what nobody has asked for in a month; a build without booklets does not throw the booklets away."""
    now = time.time()
    for place in folder.iterdir() if folder.is_dir() else ():
        mark = place / _MEASURED
        if not mark.is_file():
            continue
        if place.name in wanted:
            os.utime(mark)
        elif now - mark.stat().st_mtime > _KEEP_SECONDS:
            shutil.rmtree(place, ignore_errors=True)
