"""The pages of one part of a language as files, laid out for Pagefind and kept: a build writes only those that changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from build_tools.fingerprint import generator_fingerprint
from build_tools.kept import digest, read_sealed, write_sealed
from build_tools.search.feed import TEXT, Entry
from build_tools.search.vocabulary import Vocabulary


class _Kept(NamedTuple):
    """A page's file: what its HTML follows from, the HTML's fingerprint, and by what one sees that it is the same."""

    key: bytes
    digest: bytes
    size: int
    mtime_ns: int


class PagesFolder:
    """A folder of pages that can be found, and their vocabulary.

    Args:
        folder: where they are; one build at a time may use it.
    """

    def __init__(self, folder: Path) -> None:
        self.pages = folder / "pages"
        self._table = folder / "table.pickle"
        self._kept: dict[str, _Kept] = {}
        self.vocabulary = Vocabulary()
        self._uncounted: list[str] = []
        match read_sealed(self._table, generator_fingerprint()):
            case {"pages": pages, "vocabulary": counted}:
                self._kept = {address: _Kept(*page) for address, page in pages.items()}
                self.vocabulary = Vocabulary(counted)

    def hold(self, entries: Sequence[Entry]) -> None:
        """Make the folder hold exactly these pages. `count` has to follow."""
        wanted = {entry.address: entry.key for entry in entries}
        if wanted == {address: page.key for address, page in self._kept.items()}:
            return
        if not self._kept or not self.is_whole():
            self.forget()  # without a table nobody knows what the folder holds
        self._table.unlink(missing_ok=True)  # not true until everything is counted
        for address in self._kept.keys() - wanted.keys():
            self._take_away(address)
        for entry in entries:
            old = self._kept.get(entry.address)
            if old is None or old.key != entry.key:
                self._put(entry, old)

    def forget(self) -> None:
        """Begin anew."""
        shutil.rmtree(self.pages, ignore_errors=True)
        self._kept, self._uncounted, self.vocabulary = {}, [], Vocabulary()

    def count(self) -> None:
        """Count the words of the pages that are new, and note what the folder holds."""
        if not self._uncounted and self._table.is_file():
            return
        for address in self._uncounted:
            self.vocabulary.add(self._text(address))
        self._uncounted = []
        pages = {address: tuple(page) for address, page in self._kept.items()}
        write_sealed(
            self._table, generator_fingerprint(), {"pages": pages, "vocabulary": self.vocabulary.state}
        )

    @property
    def fingerprint(self) -> str:
        """Of all pages."""
        pages = sorted(self._kept.items())
        return blake2b(
            b"".join(address.encode() + page.digest for address, page in pages), digest_size=12
        ).hexdigest()

    def _file(self, address: str) -> Path:
        return self.pages / address / "index.html"

    def _text(self, address: str) -> str:
        return self._file(address).read_text(encoding="utf-8").partition(TEXT)[2]

    def is_whole(self) -> bool:
        """Return True where every file is as it was written."""
        try:
            for address, page in self._kept.items():
                status = os.stat(f"{self.pages}/{address}/index.html")  # noqa: PTH116 - thousands of files
                if (status.st_size, status.st_mtime_ns) != (page.size, page.mtime_ns):
                    return False
        except OSError:
            return False
        return True

    def _take_away(self, address: str) -> None:
        self.vocabulary.remove(self._text(address))
        file = self._file(address)
        file.unlink()
        with suppress(OSError):  # another page may be under it
            file.parent.rmdir()
        del self._kept[address]

    def _put(self, entry: Entry, old: _Kept | None) -> None:
        html = entry.html().encode()
        fresh = digest(html)
        if old is not None and old.digest == fresh:
            self._kept[entry.address] = old._replace(key=entry.key)
            return
        if old is not None:
            self.vocabulary.remove(self._text(entry.address))
        file = self._file(entry.address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(html)
        status = file.stat()
        self._kept[entry.address] = _Kept(entry.key, fresh, status.st_size, status.st_mtime_ns)
        self._uncounted.append(entry.address)
