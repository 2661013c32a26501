"""Keeps the face between builds: MkDocs runs again only when something it draws from has changed."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path

from build_tools.fingerprint import files_fingerprint, generator_fingerprint
from build_tools.model.ids import Lang
from build_tools.model.locale import Locales
from build_tools.render.frame_view import SiteFacts
from build_tools.render.shell import Shell
from build_tools.site.face import Face, draw_face

_FACTS = "face.json"
_DAY = 86_400
"""Seconds."""


def face_fingerprint(config_file: Path, docs: Path, i18n: Path) -> str:
    """Return the fingerprint of everything MkDocs draws the face from."""
    assets = [path for path in sorted(docs.iterdir()) if path.name != "handbook"] if docs.is_dir() else []
    inputs = files_fingerprint([config_file, *assets, i18n / "locales.yaml", i18n / "messages"])
    return blake2b(f"{inputs} {generator_fingerprint()}".encode(), digest_size=12).hexdigest()


def kept_face(config_file: Path, docs: Path, i18n: Path, locales: Locales, folder: Path) -> Face:
    """Return the face, drawn now or kept from an earlier build.

    Args:
        config_file: mkdocs.yml.
        docs: MkDocs' docs_dir.
        i18n: folder with locales.yaml and messages.
        locales: the languages.
        folder: where faces are kept, one folder each.

    Raises:
        FaceError: mkdocs.yml or a template of the theme is wrong.
    """
    wanted = folder / face_fingerprint(config_file, docs, i18n)
    kept = _read(wanted)
    if kept is not None:
        return kept
    fresh = folder / f".new-{os.getpid()}"
    face = draw_face(config_file, i18n, locales, fresh / "assets")
    _write(face, fresh)
    _forget_old(folder)
    if _read(wanted) is None:
        shutil.rmtree(wanted, ignore_errors=True)
    try:
        fresh.rename(wanted)
    except OSError:  # another build was faster; its face is the same
        shutil.rmtree(fresh, ignore_errors=True)
    return Face(face.shells, face.facts, wanted / "assets")


def _forget_old(folder: Path) -> None:
    """Remove faces nobody has drawn for a day; a younger one may be another build's that runs now."""
    for old in folder.iterdir():
        with contextlib.suppress(OSError):
            if old.stat().st_mtime < time.time() - _DAY:
                shutil.rmtree(old, ignore_errors=True)


def _write(face: Face, folder: Path) -> None:
    content = {
        "facts": asdict(face.facts),
        "shells": {code: list(shell.parts) for code, shell in face.shells.items()},
    }
    (folder / _FACTS).write_text(json.dumps(content), encoding="utf-8")


def _read(folder: Path) -> Face | None:
    try:
        content = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        shells = {Lang(code): Shell(tuple(parts)) for code, parts in content["shells"].items()}
        return Face(shells, SiteFacts(**content["facts"]), folder / "assets")
    except (OSError, ValueError, KeyError, TypeError):
        return None
