"""Lighthouse, mobile, on one page of every kind: what it gives, and what it takes points off for.

    python bench/lighthouse.py [--site site] [--lang en] [--kind guide ...]

Served compressed over HTTP on this machine, as a static host would, with
Debian's Chromium. Needs node and npm; Lighthouse itself is fetched by npm,
pinned in bench/tools. Accessibility, best practices and SEO must be 100;
performance is only worth reading on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.site.kinds import KINDS, address_of  # noqa: E402 - the project is not a package that is installed
from tests.site.web_server import WebServer  # noqa: E402

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MUST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}
LEFT_OUT = {"root", "not-found"}
"""The first goes on by itself, the second asks not to be found."""


def lighthouse() -> Path:
    """Return the program, fetched where it is not there yet."""
    folder = ROOT / ".playbook" / "lighthouse"
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.is_file():
        shutil.copytree(Path(__file__).parent / "tools", folder, dirs_exist_ok=True)
        npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(npm, cwd=folder, check=True)
    return program


def report(program: Path, url: str) -> dict[str, Any]:
    """Return Lighthouse's report of one address."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    command = [
        "node", str(program), url, "--quiet", "--output=json", "--output-path=stdout",
        f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": chromium}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if not result.stdout:
        raise SystemExit(result.stderr[-2000:])
    return json.loads(result.stdout)


def lost(found: dict[str, Any]) -> list[str]:
    """Return the audits that cost points, by category."""
    lines = []
    for name in CATEGORIES:
        for audit in found["categories"][name]["auditRefs"]:
            result = found["audits"][audit["id"]]
            enough = 0.9 if name == "performance" else 1
            if audit["weight"] and result["score"] is not None and result["score"] < enough:
                lines.append(f"{name}: {audit['id']} ({result.get('displayValue') or result['title']})")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--lang", default="en")
    parser.add_argument("--kind", action="append", choices=KINDS)
    options = parser.parse_args()
    listed = json.loads((options.site / "playbook.json").read_text(encoding="utf-8"))["pages"]
    program, missed = lighthouse(), 0
    print(f"{'kind':<12}" + "".join(f"{name:>16}" for name in CATEGORIES))
    with WebServer(options.site) as server:
        for kind in options.kind or [kind for kind in KINDS if kind not in LEFT_OUT]:
            found = report(program, server.url + address_of(kind, options.lang, options.site, listed))
            scores = {name: round((found["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
            print(f"{kind:<12}" + "".join(f"{scores[name]:>16}" for name in CATEGORIES), flush=True)
            for line in lost(found):
                print(f"    {line}")
            missed += any(scores[name] < must for name, must in MUST.items())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
