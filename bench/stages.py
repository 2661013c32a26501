"""Where the time of a clean build goes, stage by stage.

    python bench/stages.py 500

Seconds on the clock, of this process and of the processes it starts. A stage
that runs within another counts in both.
"""

from __future__ import annotations

import argparse
import functools
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.corpus import write_corpus  # noqa: E402 - the project is not a package that is installed
from build_tools import checking, pipeline  # noqa: E402
from build_tools.publish.disk import Stage  # noqa: E402
from build_tools.settings import settings  # noqa: E402

STAGES: dict[str, tuple[Any, str]] = {
    "load_playbook": (checking, "read and parse"),
    "run_checks": (checking, "check"),
    "kept_face": (pipeline, "draw the theme"),
    "render_pages": (pipeline, "render"),
    "search_files": (pipeline, "index for search"),
    "shared_files": (pipeline, "copies and feeds"),
    "add_machine_files": (pipeline, "sitemap and lists"),
    "finish": (pipeline, "list for offline reading"),
    "place": (Stage, "write, while the index is made"),
    "complete": (Stage, "write the rest"),
}


def _spent() -> tuple[float, float, float]:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter(), own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime


def watched(function: Callable[..., Any], said: str) -> Callable[..., Any]:
    """Return the function that also prints what it took."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        before = _spent()
        result = function(*args, **kwargs)
        if hasattr(result, "__next__"):
            result = list(result)
        wall, own, others = (after - then for after, then in zip(_spent(), before, strict=True))
        print(f"| {said} | {wall:.2f} | {own:.2f} | {others:.2f} |", flush=True)
        return result

    return run


def main() -> None:
    """Build the corpus of one size and print a table of its stages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=int, nargs="?", default=500, help="pages a language [500]")
    parser.add_argument("--pictures", action="store_true", help="also make the pictures for social networks")
    options = parser.parse_args()
    for name, (module, said) in STAGES.items():
        if hasattr(module, name):
            setattr(module, name, watched(getattr(module, name), said))
    folder = Path(tempfile.mkdtemp())
    try:
        write_corpus(folder, options.pages)
        for name in ("mkdocs.yml", "docs", "build_tools"):
            (folder / name).symlink_to(ROOT / name)
        corpus = folder / "playbook"
        where = settings(
            project=folder, content=corpus / "content", i18n=corpus / "i18n", site=folder / "site"
        )
        print("| stage | clock, s | own CPU, s | its processes' CPU, s |\n| --- | --- | --- | --- |")
        built = watched(pipeline.build, "all")(where, pdf=False, pictures=options.pictures)
        assert built.written is not None
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
