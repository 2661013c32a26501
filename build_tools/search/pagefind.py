"""Runs Pagefind over pages and keeps what it made.

Pagefind's own Python API waits a tenth of a second for each answer; its
command, given a folder, indexes a page in a millisecond. It runs once for
every part of a language, some at the same time: a change in one part leaves
the other indexes as they are.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import cbor2

from build_tools.errors import SearchError
from build_tools.fingerprint import generator_fingerprint
from build_tools.kept import alone, walk_files
from build_tools.model.ids import Lang
from build_tools.search.feed import Entry
from build_tools.search.pages_folder import PagesFolder
from build_tools.search.vocabulary import vocabulary_files

BUNDLE = "pagefind/"
"""Where the index stands in the site."""
_ENTRY = "pagefind-entry.json"
"""What its languages are, and where each begins."""
_INDEX, _FRESH = "index-", "fresh-"
"""How the names of folders begin: of a kept index, and of one that is being made."""
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
"""Place of the filters in a `pf_meta`: version, pages, chunks of the index, filters, sorts, fields."""
_NAMED = ((1, 0, "fragment"), (2, 2, "index"), (_FILTERS, 1, "filter"))
"""Where a `pf_meta` names files: place, column of each row, folder."""
PART = 600
"""Pages in one part of a language's index, on average at most.

Pagefind takes a millisecond and an eighth of a megabyte for each. A first search
loads something of every part, so they are not smaller than they need to be.
"""
GRACE = 600
"""Seconds that an index stays after it was last asked for."""
AT_ONCE = 2
"""Parts that are indexed at the same time; Pagefind itself uses all cores."""
_NO_STEMMER = "wasm.unknown.pagefind"
"""For languages whose inflections Pagefind does not know."""


class IndexFile(NamedTuple):
    """A file of the index."""

    content: bytes | Path
    """What is in it, or where that is kept."""
    key: bytes = b""
    """Fingerprint of what a kept file follows from."""


def indexes(
    entries: Iterable[Entry], folder: Path
) -> tuple[dict[str, IndexFile], dict[Lang, dict[str, Any]]]:
    """Return the index of every language as one: its files by name, and what is known of each vocabulary.

    Args:
        entries: what can be found, language after language.
        folder: where pages and indexes are kept from build to build; only those asked for stay.

    Raises:
        SearchError: Pagefind is missing or failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    making: dict[Lang, list[tuple[_Part, Future[None]]]] = {}
    with alone(folder / "lock"), ThreadPoolExecutor(AT_ONCE) as threads:
        for lang, group in groupby(entries, key=lambda entry: entry.lang):
            laid_out = (_part(some, folder / name) for name, some in _parts(lang, list(group)))
            making[lang] = [(part, threads.submit(_index, part)) for part in laid_out]
        for parts in making.values():
            for _, made in parts:
                made.result()
        used = {part.home for parts in making.values() for part, _ in parts}
        for old in folder.iterdir():
            if old.is_dir() and old not in used:
                _forget(old)
    files = _joined({lang: [part.place for part, _ in parts] for lang, parts in making.items()})
    summaries: dict[Lang, dict[str, Any]] = {}
    for lang, parts in making.items():
        words, summaries[lang] = vocabulary_files(lang, [part.pages.vocabulary for part, _ in parts])
        files |= {name: IndexFile(data) for name, data in words.items()}
    return files, summaries


def _parts(lang: Lang, entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return the parts in which a language is indexed, each with its name.

    A change makes one part's index anew, not the language's. Which part a page
    is in follows from its address alone; the number of parts from that of the pages.
    """
    number = -(-len(entries) // PART)
    parts: list[list[Entry]] = [[] for _ in range(number)]
    for entry in entries:
        place = int.from_bytes(blake2b(entry.address.encode(), digest_size=4).digest(), "big") % number
        parts[place].append(entry)
    return [(f"{lang}-{i}-of-{number}", part) for i, part in enumerate(parts) if part]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a language's pages as files, and its index."""

    home: Path
    pages: PagesFolder
    place: Path
    """Where the index is kept."""
    is_made: bool
    """Whether it is there and whole."""


def _part(entries: list[Entry], home: Path) -> _Part:
    """Lay out the pages of one part, and take away indexes that are not theirs."""
    pages = PagesFolder(home)
    pages.hold(entries)
    made_by = f"{generator_fingerprint()} {version('cbor2')}"
    name = blake2b(f"{made_by} {pages.fingerprint}".encode(), digest_size=12).hexdigest()
    place = home / f"{_INDEX}{name}"
    for old in home.glob(f"{_INDEX}*"):
        if old != place:
            _forget(old)
    kept = _files(place)
    is_made = kept.pop(_SEAL, b"") == _seal(kept)
    if is_made:
        for used in (home, place):
            os.utime(used)
    elif not pages.is_whole():
        pages.forget()
        pages.hold(entries)
    return _Part(home, pages, place, is_made)


def _forget(folder: Path) -> None:
    """Remove what is no longer asked for, and was not used lately: another build may be publishing it."""
    with suppress(OSError):
        if folder.stat().st_mtime < time.time() - GRACE:
            shutil.rmtree(folder, ignore_errors=True)


def _files(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path, _ in walk_files(folder)}


def _seal(files: Mapping[str, bytes]) -> bytes:
    digest = blake2b(digest_size=16)
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest().encode()


def _index(part: _Part) -> None:
    """Make the index of one part, unless it is there already."""
    if part.is_made:
        part.pages.count()
        return
    for stray in part.home.glob(f"{_FRESH}*"):
        shutil.rmtree(stray, ignore_errors=True)
    # A name of its own: Pagefind of a build that was ended may still write into another.
    target = part.home / f"{_FRESH}{os.getpid()}"
    _run(part.pages.pages, target, meanwhile=part.pages.count)
    _settle(target)
    for file in target.iterdir():
        if file.name.startswith(_UNUSED) and file.name != _ENTRY:
            file.unlink()
    (target / _SEAL).write_bytes(_seal(_files(target)))
    shutil.rmtree(part.place, ignore_errors=True)
    target.rename(part.place)


def _run(source: Path, target: Path, meanwhile: Callable[[], None]) -> None:
    """Run Pagefind over the pages in a folder, and do something else meanwhile."""
    from pagefind.service import get_executable  # noqa: PLC0415 - brings asyncio with it

    command = get_executable()
    if command is None:
        raise SearchError(
            "Pagefind is not installed", "run `pip install 'pagefind[extended]'`, or build with --no-search"
        )
    with subprocess.Popen(  # noqa: S603 - the program of an installed package, and paths of our own
        [str(command), "--site", str(source), "--output-path", str(target), "--silent"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
    ) as process:
        meanwhile()
        said, complaint = process.communicate()
    if process.returncode != 0 or not (target / _ENTRY).is_file():
        raise SearchError(
            "Pagefind failed: {reason}",
            "build with --no-search and report this",
            reason=(complaint or said).strip()[-500:],
        )


def _settle(target: Path) -> None:
    """Make the index one that is the same each time and can stand in a folder with others.

    Pagefind's order of filters differs from run to run. And its names have 28 bits, which
    is enough for one index: files of two parts would sooner or later have the same.
    """
    entry = json.loads((target / _ENTRY).read_bytes())
    for facts in entry["languages"].values():
        file = target / f"pagefind.{facts['hash']}.pf_meta"
        contents = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_SIGNATURE))
        contents[_FILTERS].sort()
        for place, column, kind in _NAMED:
            for row in contents[place]:
                row[column] = _renamed(target / kind, row[column], f".pf_{kind}")
        plain = cbor2.dumps(contents)
        facts["hash"] = f"{facts['hash'].partition('_')[0]}_{blake2b(plain, digest_size=5).hexdigest()}"
        file.unlink()
        (target / f"pagefind.{facts['hash']}.pf_meta").write_bytes(gzip.compress(_SIGNATURE + plain, mtime=0))
    (target / _ENTRY).write_text(json.dumps(entry), encoding="utf-8")


def _renamed(folder: Path, name: str, suffix: str) -> str:
    """Give a file a name of 40 bits by its content, and return that."""
    file = folder / f"{name}{suffix}"
    fresh = f"{name.partition('_')[0]}_{blake2b(file.read_bytes(), digest_size=5).hexdigest()}"
    file.rename(folder / f"{fresh}{suffix}")
    return fresh


def _joined(kept: Mapping[Lang, list[Path]]) -> dict[str, IndexFile]:
    """Return the files of all parts as one bundle.

    The browser opens one language of a bundle, and takes "en-x-1" for one: so the second part of English is called.
    """
    files: dict[str, IndexFile] = {}
    entry: dict[str, Any] = {}
    languages: dict[str, Any] = {}
    for lang, places in kept.items():
        for number, place in enumerate(places):
            entry = json.loads((place / _ENTRY).read_bytes())
            (facts,) = entry["languages"].values()
            languages[f"{lang}-x-{number}" if number else lang] = facts
            key = place.name.encode()
            files |= {path: IndexFile(place / path, key) for path, _ in walk_files(place) if path != _SEAL}
    if entry:
        files[_ENTRY] = IndexFile(json.dumps({**entry, "languages": languages}).encode())
    if all(facts["wasm"] for facts in languages.values()):
        files.pop(_NO_STEMMER, None)
    return files
