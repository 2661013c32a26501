"""Runs Pagefind over pages in memory and keeps what it made.

Pagefind's own Python API waits a tenth of a second for each answer; its
command, given a folder, indexes a page in two milliseconds. It runs once per
language, all at the same time: a change in one language leaves the others'
indexes as they are.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from build_tools.errors import SearchError
from build_tools.model.ids import Lang
from build_tools.search.feed import Entry

BUNDLE = "pagefind/"
"""Where the index stands in the site."""
_ENTRY = "pagefind-entry.json"
"""What its languages are, and where each begins."""
_UNUSED = "pagefind-"
"""Pagefind's own interfaces and its worker begin so; our script does not use them."""
_CHUNK = "4000"
"""Places of words in one part of the index. A search loads a part for every word in it; Pagefind's own parts are five
times as large, and a question of six words would load nearly the whole index."""
_NO_STEMMER = "wasm.unknown.pagefind"
"""For languages whose inflections Pagefind does not know."""


def index_files(pages: Sequence[Entry], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index: path in the site, bytes.

    Args:
        pages: what can be found, in any number of languages.
        folder: where indexes are kept from build to build; only those asked for stay.

    Raises:
        SearchError: Pagefind is missing or failed.
    """
    by_lang: dict[Lang, list[Entry]] = {}
    for page in pages:
        by_lang.setdefault(page.lang, []).append(page)
    places = {folder / f"{lang}-{_fingerprint(entries)}": entries for lang, entries in by_lang.items()}
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as threads:
        list(threads.map(_keep, places.values(), places))
    for old in folder.iterdir():
        if old not in places and not old.name.startswith(".new-"):
            shutil.rmtree(old, ignore_errors=True)
    yield from _joined(sorted(places))


def _fingerprint(pages: Iterable[Entry]) -> str:
    digest = blake2b(f"{version('pagefind')} {_CHUNK}".encode(), digest_size=12)
    for page in pages:
        digest.update(f"\0{page.address}\0{page.html}".encode())
    return digest.hexdigest()


def _keep(pages: Iterable[Entry], place: Path) -> None:
    """Make the index of one language's pages in `place`, unless it is there already."""
    if (place / _ENTRY).is_file():
        return
    with tempfile.TemporaryDirectory(prefix=".new-", dir=place.parent) as fresh:
        source, target = Path(fresh, "pages"), Path(fresh, "index")
        for page in pages:
            file = source / page.address / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page.html, encoding="utf-8")
        _run(source, target)
        for file in target.iterdir():
            if file.name.startswith(_UNUSED) and file.name != _ENTRY:
                file.unlink()
        try:
            target.rename(place)
        except OSError:
            if not place.is_dir():  # otherwise another build was faster; its index is the same
                raise


def _run(source: Path, target: Path) -> None:
    from pagefind.service import get_executable  # noqa: PLC0415 - brings asyncio with it

    command = get_executable()
    if command is None:
        raise SearchError("Pagefind is not installed", "run `pip install 'pagefind[extended]'`, or build with --no-search")
    done = subprocess.run(  # noqa: S603 - the program of an installed package, and paths of our own
        [str(command), "--site", str(source), "--output-path", str(target), "--silent"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
    )
    if done.returncode != 0 or not (target / _ENTRY).is_file():
        raise SearchError(f"Pagefind failed: {(done.stderr or done.stdout).strip()[-500:]}", "build with --no-search and report this")


def _joined(places: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of several indexes as those of one."""
    files: dict[str, bytes] = {}
    entries: list[Mapping[str, Any]] = []
    for place in places:
        found = {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        entries.append(json.loads(found.pop(_ENTRY)))
        files.update(found)
    languages = {lang: facts for entry in entries for lang, facts in entry["languages"].items()}
    if all(facts["wasm"] for facts in languages.values()):
        files.pop(_NO_STEMMER, None)
    files[_ENTRY] = json.dumps({**entries[0], "languages": languages}).encode()
    yield from ((f"{BUNDLE}{name}", data) for name, data in sorted(files.items()))
