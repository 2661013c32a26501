"""Lighthouse, mobile, on one page of every kind: what it gives, and what it takes points off for.

    python bench/lighthouse.py [--site site] [--lang en ...] [--kind guide ...]

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

from tests.site.kinds import KINDS, LANGUAGES, address_of  # noqa: E402 - the project is not a package that is installed
from tests.site.web_server import WebServer  # noqa: E402

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MUST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}
MEASURES = {
    "FCP": "first-contentful-paint",
    "LCP": "largest-contentful-paint",
    "TBT": "total-blocking-time",
    "SI": "speed-index",
}
"""In milliseconds. Bytes and the order of requests decide the first two; the others tell how busy this machine is."""
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
    parser.add_argument("--lang", action="append", choices=LANGUAGES)
    parser.add_argument("--kind", action="append", choices=KINDS)
    options = parser.parse_args()
    listed = json.loads((options.site / "playbook.json").read_text(encoding="utf-8"))["pages"]
    program, missed = lighthouse(), 0
    kinds = options.kind or [kind for kind in KINDS if kind not in LEFT_OUT]
    wanted = [(lang, kind) for lang in options.lang or LANGUAGES for kind in kinds]
    names = (*CATEGORIES, *MEASURES, "CLS")
    print(f"{'page':<15}" + "".join(f"{name:>{max(len(name), 6) + 2}}" for name in names))
    with WebServer(options.site) as server:
        for lang, kind in wanted:
            found = report(program, server.url + address_of(kind, lang, options.site, listed))
            scores = {name: round((found["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
            audits = found["audits"]
            values = {name: f"{audits[audit]['numericValue']:.0f}" for name, audit in MEASURES.items()}
            values["CLS"] = f"{audits['cumulative-layout-shift']['numericValue']:.3f}"
            row = (f"{(scores | values)[name]:>{max(len(name), 6) + 2}}" for name in names)
            print(f"{lang} {kind:<12}" + "".join(row), flush=True)
            for line in lost(found):
                print(f"    {line}")
            missed += any(scores[name] < must for name, must in MUST.items())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
