"""Runs Pagefind over pages in memory and keeps what it made.

Pagefind's own Python API waits a tenth of a second for each answer; its
command, given a folder of bodies, indexes a thousand pages in half a second.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from build_tools.errors import SearchError
from build_tools.search.feed import LEFT_OUT, Entry

BUNDLE = "pagefind/"
"""Where the index stands in the site."""
_ENTRY = "pagefind-entry.json"
_UNUSED = "pagefind-"
"""Pagefind's own interfaces and its worker begin so; our script does not use them."""
_NO_STEMMER = "wasm.unknown.pagefind"
"""For languages whose inflections Pagefind does not know."""


def index_files(pages: Sequence[Entry], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index: path in the site, bytes.

    Args:
        pages: what can be found.
        folder: where indexes are kept from build to build, one folder each; only the last is.

    Raises:
        SearchError: Pagefind is missing or failed.
    """
    kept = folder / _fingerprint(pages)
    if not (kept / _ENTRY).is_file():
        _keep(pages, kept)
    for old in folder.iterdir():
        if old != kept and not old.name.startswith(".new-"):
            shutil.rmtree(old, ignore_errors=True)
    for path in sorted(kept.rglob("*")):
        if path.is_file():
            yield f"{BUNDLE}{path.relative_to(kept).as_posix()}", path.read_bytes()


def _fingerprint(pages: Iterable[Entry]) -> str:
    digest = blake2b(f"{version('pagefind')} {LEFT_OUT} {_UNUSED}".encode(), digest_size=12)
    for page in pages:
        digest.update(f"\0{page.address}\0{page.html}".encode())
    return digest.hexdigest()


def _keep(pages: Iterable[Entry], kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=kept.parent) as place:
        source, target = Path(place, "pages"), Path(place, "index")
        for page in pages:
            file = source / page.address / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page.html, encoding="utf-8")
        _run(source, target)
        languages = json.loads((target / _ENTRY).read_bytes())["languages"].values()
        unused = {_NO_STEMMER} if all(language["wasm"] for language in languages) else set()
        for file in target.iterdir():
            if file.name in unused or (file.name.startswith(_UNUSED) and file.name != _ENTRY):
                file.unlink()
        try:
            target.rename(kept)
        except OSError:
            if not kept.is_dir():  # otherwise another build was faster; its index is the same
                raise


def _run(source: Path, target: Path) -> None:
    from pagefind.service import get_executable  # noqa: PLC0415 - brings asyncio with it

    command = get_executable()
    if command is None:
        raise SearchError("Pagefind is not installed", "run `pip install 'pagefind[extended]'`, or build with --no-search")
    options = ["--site", str(source), "--output-path", str(target), "--silent", "--exclude-selectors", ", ".join(LEFT_OUT)]
    done = subprocess.run(  # noqa: S603 - the program of an installed package, and paths of our own
        [str(command), *options], capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    if done.returncode != 0 or not (target / _ENTRY).is_file():
        raise SearchError(f"Pagefind failed: {(done.stderr or done.stdout).strip()[-500:]}", "build with --no-search and report this")
