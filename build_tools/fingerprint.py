"""Fingerprint of everything that goes into a site: files, settings, the generator and the libraries it uses."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "babel", "jinja2", "markdown-it-py", "mdit-py-plugins", "mkdocs", "mkdocs-material", "python-slugify", "pyyaml",
    "pydantic", "pymdown-extensions", "pagefind", "weasyprint",
)  # fmt: skip
"""What can change the site's bytes when its version changes."""


def files_fingerprint(paths: Iterable[Path]) -> str:
    """Return the fingerprint of files and folders: names and bytes, in sorted order.

    What cannot be read counts as absent; hidden files and compiled Python are left out.
    """
    digest = blake2b(digest_size=16)
    for path in paths:
        for file in _files(path):
            digest.update(f"{file}\0".encode())
            try:
                data = Path(file).read_bytes()
            except OSError:
                continue
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
    return digest.hexdigest()


def _files(path: Path) -> list[str]:
    if not path.is_dir():
        return [str(path)]
    found = []
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        found += [os.path.join(folder, name) for name in sorted(files) if not name.startswith(".")]  # noqa: PTH118
    return found


@lru_cache(maxsize=1)
def generator_fingerprint() -> str:
    """Return the fingerprint of the generator's own code and templates and of the libraries it uses."""
    versions = []
    for name in LIBRARIES:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            versions.append(f"{name} -")
    code = files_fingerprint([Path(__file__).parent])
    return blake2b("\n".join([code, *versions]).encode(), digest_size=16).hexdigest()
