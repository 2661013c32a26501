"""Runs Pagefind over pages in memory and keeps what it made.

Pagefind's own Python API waits a tenth of a second for each answer; its
command, given a folder, indexes a page in two milliseconds. It runs once per
language, all at the same time: a change in one language leaves the others'
indexes as they are.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from hashlib import blake2b
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

import cbor2

from build_tools.errors import SearchError
from build_tools.model.ids import Lang
from build_tools.search.feed import Entry
from build_tools.search.vocabulary import SUMMARY, Vocabulary

BUNDLE = "pagefind/"
"""Where the index stands in the site."""
_ENTRY = "pagefind-entry.json"
"""What its languages are, and where each begins."""
_SEAL = "seal"
"""Fingerprint of all files of a kept index: what was damaged since is made again."""
_UNUSED = "pagefind-"
"""Pagefind's own interfaces and its worker begin so; our script does not use them."""
_CHUNK = "1000"
"""Places of words in one part of the index.

A search loads a part for every word in it. Pagefind's own parts are twenty times
as large: a question of six words would load nearly the whole index.
"""
_SIGNATURE = b"pagefind_dcd"
_FILTERS = 3
"""Place of the filters in a `pf_meta`: version, pages, parts of the index, filters, sorts, fields."""
_LARGE = 2500
"""Pages. Pagefind takes an eighth of a megabyte for each: large languages are indexed one after another."""
_LARGE_ONES = Lock()
_NO_STEMMER = "wasm.unknown.pagefind"
"""For languages whose inflections Pagefind does not know."""


class _Feed:
    """The pages of one language, laid out for Pagefind as they come, and what is counted on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.vocabulary = Vocabulary()
        self._digest = blake2b(f"{version('pagefind')} {_CHUNK}".encode(), digest_size=12)

    def add(self, page: Entry) -> None:
        """Take a page."""
        self._digest.update(f"\0{page.address}\0{page.html}".encode())
        self.vocabulary.add(page)
        file = self.folder / page.address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.html, encoding="utf-8")

    @property
    def fingerprint(self) -> str:
        """Of all pages so far."""
        return self._digest.hexdigest()


def indexes(pages: Iterable[Entry], folder: Path) -> tuple[dict[str, bytes], dict[Lang, dict[str, Any]]]:
    """Return the index of every language as one: its files by name, and the summary of each vocabulary.

    Args:
        pages: what can be found, language after language; none is kept in memory.
        folder: where indexes are kept from build to build; only those asked for stay.

    Raises:
        SearchError: Pagefind is missing or failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    making: dict[Lang, tuple[Path, Future[dict[str, bytes]]]] = {}
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as fresh, ThreadPoolExecutor() as threads:
        for lang, group in groupby(pages, key=lambda page: page.lang):
            feed = _Feed(Path(fresh, lang, "pages"))
            for page in group:
                feed.add(page)
            place = folder / f"{lang}-{feed.fingerprint}"
            making[lang] = place, threads.submit(_keep, lang, feed, place)
        kept = {lang: made.result() for lang, (_, made) in making.items()}
    places = {place for place, _ in making.values()}
    for old in folder.iterdir():
        if old not in places and not old.name.startswith(".new-"):
            shutil.rmtree(old, ignore_errors=True)
    return _joined(kept)


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _seal(files: Mapping[str, bytes]) -> bytes:
    digest = blake2b(digest_size=16)
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest().encode()


def _keep(lang: Lang, feed: _Feed, place: Path) -> dict[str, bytes]:
    """Return the index of one language's pages; made in `place`, unless it is there already and whole."""
    kept = _files(place)
    if kept.pop(_SEAL, b"") == _seal(kept):
        return kept
    target = feed.folder.with_name("index")
    with _LARGE_ONES if feed.vocabulary.pages > _LARGE else nullcontext():
        _run(feed.folder, target)
    _settle(target)
    for file in target.iterdir():
        if file.name.startswith(_UNUSED) and file.name != _ENTRY:
            file.unlink()
    for name, data in feed.vocabulary.files(lang).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)
    made = _files(target)
    (target / _SEAL).write_bytes(_seal(made))
    shutil.rmtree(place, ignore_errors=True)
    try:
        target.rename(place)
    except OSError:
        if not place.is_dir():  # otherwise another build was faster; its index is the same
            raise
    return made


def _run(source: Path, target: Path) -> None:
    from pagefind.service import get_executable  # noqa: PLC0415 - brings asyncio with it

    command = get_executable()
    if command is None:
        raise SearchError(
            "Pagefind is not installed", "run `pip install 'pagefind[extended]'`, or build with --no-search"
        )
    done = subprocess.run(  # noqa: S603 - the program of an installed package, and paths of our own
        [str(command), "--site", str(source), "--output-path", str(target), "--silent"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
    )
    if done.returncode != 0 or not (target / _ENTRY).is_file():
        raise SearchError(
            "Pagefind failed: {reason}",
            "build with --no-search and report this",
            reason=(done.stderr or done.stdout).strip()[-500:],
        )


def _settle(target: Path) -> None:
    """Put the filters in the index's table of contents in order: Pagefind's order differs from run to run."""
    entry = json.loads((target / _ENTRY).read_bytes())
    for facts in entry["languages"].values():
        file = target / f"pagefind.{facts['hash']}.pf_meta"
        contents = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_SIGNATURE))
        contents[_FILTERS].sort()
        plain = cbor2.dumps(contents)
        facts["hash"] = f"{facts['hash'].partition('_')[0]}_{blake2b(plain, digest_size=5).hexdigest()}"
        file.unlink()
        (target / f"pagefind.{facts['hash']}.pf_meta").write_bytes(gzip.compress(_SIGNATURE + plain, mtime=0))
    (target / _ENTRY).write_text(json.dumps(entry), encoding="utf-8")


def _joined(kept: Mapping[Lang, dict[str, bytes]]) -> tuple[dict[str, bytes], dict[Lang, dict[str, Any]]]:
    files: dict[str, bytes] = {}
    summaries: dict[Lang, dict[str, Any]] = {}
    entry: dict[str, Any] = {}
    languages: dict[str, Any] = {}
    for lang, found in kept.items():
        summaries[lang] = json.loads(found.pop(SUMMARY))
        entry = json.loads(found.pop(_ENTRY))
        languages |= entry["languages"]
        files |= found
    if entry:
        files[_ENTRY] = json.dumps({**entry, "languages": languages}).encode()
    if all(facts["wasm"] for facts in languages.values()):
        files.pop(_NO_STEMMER, None)
    return files, summaries
