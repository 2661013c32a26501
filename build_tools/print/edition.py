"""The edition: the books that were made last. They are offered as long as nothing they are made from has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

_FILE = "edition.json"


def keep_edition(folder: Path, edition: str, files: Mapping[str, Path]) -> None:
    """Note which books belong to an edition.

    Args:
        folder: the store, where the files are.
        edition: fingerprint of everything that the books are made from.
        files: path in the site -> file in the store.
    """
    values = {
        "edition": edition,
        "files": {path: file.relative_to(folder).as_posix() for path, file in files.items()},
    }
    fresh = folder / f"{_FILE}.{os.getpid()}"
    fresh.write_text(json.dumps(values), encoding="utf-8")
    fresh.replace(folder / _FILE)


def kept_edition(folder: Path, edition: str) -> dict[str, Path]:
    """Return the books of an edition by their path in the site; none when others were made last, or one is gone."""
    try:
        values = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        files = {path: folder / file for path, file in values["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    if values["edition"] != edition or not all(file.is_file() for file in files.values()):
        return {}
    return files
