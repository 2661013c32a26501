"""The HTML of every page of the site is valid."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest

from tests.conftest import ROOT

TOOLS = Path(__file__).parent / "tools"
TOO_NEW = (
    "Property “field-sizing” doesn't exist",
    "CSS: “mask”: Too many values",
    "CSS: “text-wrap”",
    "light-dark",
)
"""What browsers know and the checker does not yet."""


@pytest.fixture(scope="session")
def nu_checker() -> Path:
    """The Nu checker's jar, fetched once by npm, pinned with its checksum."""
    if not (shutil.which("java") and shutil.which("npm")):
        pytest.skip("java and npm are needed for the Nu checker")
    folder = ROOT / ".playbook" / "tools"
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    wanted = (TOOLS / "package-lock.json").read_bytes()
    kept = folder / "package-lock.json"
    if not jar.is_file() or kept.read_bytes() != wanted:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(TOOLS, folder, dirs_exist_ok=True)
        npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        result = subprocess.run(npm, cwd=folder, capture_output=True, text=True, check=False)
        if result.returncode or not jar.is_file():
            pytest.skip(f"npm could not fetch the Nu checker: {result.stderr.strip()[-200:]}")
    return jar


def test_pages_parse_without_an_error(site: Path) -> None:
    """Html5lib reads one page of every folder depth and kind strictly; the Nu checker reads all of them."""
    folders: dict[tuple[str, ...], Path] = {}
    for path in sorted(site.rglob("*.html")):
        folders.setdefault((*path.relative_to(site).parts[:2], str(len(path.parts))), path)
    faults = []
    for path in folders.values():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text(encoding="utf-8"))
        faults += [f"{path.relative_to(site)}: {error}" for error in parser.errors]
    assert not faults, "\n".join(faults)


def test_nu_checker_finds_nothing(nu_checker: Path, site: Path) -> None:
    command = [
        "java", "-Xss2m", "-jar", str(nu_checker), "--format", "json", "--exit-zero-always",
        "--skip-non-html", "--also-check-css", "--also-check-svg", str(site),
    ]  # fmt: skip
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(result.stderr)["messages"]
    found = {
        f"{Path(m['url']).relative_to(f'file:{site}')}:{m.get('lastLine')}: {m['message']}"
        for m in messages
        if m["type"] != "info" or m.get("subType") == "warning"
        if not any(known in m["message"] for known in TOO_NEW)
        if "/assets/stylesheets/" not in m["url"]  # Material's own
    }
    assert not found, "\n".join(sorted(found)[:40])
