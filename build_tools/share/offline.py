"""What a reader's device needs without a network: the service worker and the lists of files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from build_tools.model.ids import Lang

WORKER = Path(__file__).with_name("sw.js")
ASSETS = (
    "assets/css/",
    "assets/fonts/",
    "assets/icons/",
    "assets/js/",
    "assets/stylesheets/",
    "assets/favicon",
    "files/",
)
SEARCH = "pagefind/"
_LEFT_OUT = (".txt", ".xml", ".md", ".pdf", ".epub", ".map")
_LANGUAGE = re.compile(r"(?:^|[/.])([a-z]{2,3}(?:-[a-z]+)?)(?=[_./])")


def offline_files(
    files: Iterable[tuple[str, bytes, int]], languages: tuple[Lang, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the service worker, and for each language the list of everything it needs.

    Args:
        files: path, fingerprint and size in bytes of every file of the site.
        languages: every language.
    """
    digest, sizes = blake2b(digest_size=8), dict[str, int]()
    for path, fingerprint, size in files:
        if any(_belongs(path, lang, languages) for lang in languages) or path == "offline.html":
            digest.update(f"{path}\0".encode() + fingerprint)
            sizes[path] = size
    revision = digest.hexdigest()
    yield "sw.js", WORKER.read_text(encoding="utf-8").replace("@REVISION@", revision)
    for lang in languages:
        kept = sorted(path for path in sizes if _belongs(path, lang, languages))
        addresses = [path.removesuffix("index.html") for path in kept]
        listed = {"revision": revision, "bytes": sum(sizes[path] for path in kept), "files": addresses}
        yield f"{lang}/offline.json", json.dumps(listed, separators=(",", ":")) + "\n"


def _belongs(path: str, lang: Lang, languages: tuple[Lang, ...]) -> bool:
    """Return True for a file that a reader of one language needs."""
    if path.startswith(SEARCH):
        named = {match for match in _LANGUAGE.findall(path.removeprefix(SEARCH)) if match in languages}
        return not named or lang in named
    if path.startswith(f"{lang}/"):
        return not path.endswith(_LEFT_OUT) and "/handbook/" not in path and "/print/" not in path
    return path.startswith(ASSETS) and not path.endswith(_LEFT_OUT)
