"""Modules are joined as they are written here; one that is written otherwise is left alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools.site.scripts import FOLDER, join_scripts, with_first_script

STORE = """/* What is kept. */

const NAME = "store";

/** Adds one. */
export function more(number) {
  return number + 1; // one
}

export const less = (number) => number - 1;
export class Kept {}
export async function later() {}
"""
MIDDLE = """import { more as plus } from "./store.js";

const NAME = "middle";

export const two = (number) => plus(plus(number));
export const named = () => NAME;
"""
ENTRY = """/* Starts. */

import { named, two } from "./middle.js";
import { Kept, less } from "./store.js";
import "./effect.js";

const NAME = "entry";
export const answer = [NAME, named(), two(1), less(1), typeof Kept, globalThis.effect];
"""


def folder_of(tmp_path: Path, **modules: str) -> Path:
    (tmp_path / FOLDER).mkdir(parents=True)
    for name, text in modules.items():
        (tmp_path / FOLDER / f"{name}.js").write_text(text, encoding="utf-8")
    return tmp_path


def text_of(folder: Path, name: str) -> str:
    return (folder / FOLDER / f"{name}.js").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not there")
def test_a_joined_module_does_the_same(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, store=STORE, middle=MIDDLE, entry=ENTRY, effect="globalThis.effect = 7;\n")
    join_scripts(folder)
    assert not re.search(r"^import", text_of(folder, "entry"), re.MULTILINE)
    (folder / FOLDER / "run.mjs").write_text(f"{text_of(folder, 'entry')}\nconsole.log(answer.join());\n")
    done = subprocess.run(
        ["node", str(folder / FOLDER / "run.mjs")], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "entry,middle,3,0,function,7", done.stderr


def test_what_imports_nothing_stays_byte_for_byte(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, store=STORE, middle=MIDDLE)
    join_scripts(folder)
    assert text_of(folder, "store") == STORE
    assert "return { more, less, Kept, later };" in text_of(folder, "middle")
    assert "export const two" in text_of(folder, "middle")


@pytest.mark.parametrize(
    "other",
    [
        "export default function () {}\n",
        "export { x } from './y.js';\n",
        'import * as all from "./y.js";\nexport const x = 1;\n',
        "const y = await fetch('z');\nexport const x = y;\n",
    ],
)
def test_other_forms_are_left_alone(other: str, tmp_path: Path) -> None:
    entry = 'import { x } from "./other.js";\nconsole.log(x);\n'
    folder = folder_of(tmp_path, other=other, entry=entry)
    join_scripts(folder)
    assert text_of(folder, "entry") == entry


def test_a_module_that_is_missing_is_left_to_the_browser_to_say(tmp_path: Path) -> None:
    entry = 'import { x } from "./nowhere.js";\nconsole.log(x);\n'
    folder = folder_of(tmp_path, entry=entry)
    join_scripts(folder)
    assert text_of(folder, "entry") == entry


def test_modules_that_import_each_other_are_left_alone(tmp_path: Path) -> None:
    one = 'import { b } from "./b.js";\nexport const a = () => b;\n'
    other = 'import { a } from "./a.js";\nexport const b = () => a;\n'
    folder = folder_of(tmp_path, a=one, b=other)
    join_scripts(folder)
    assert (text_of(folder, "a"), text_of(folder, "b")) == (one, other)


def test_the_first_script_stands_in_the_page(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, scheme="/* Why. */\n\n(() => {\n  // so\n  go();\n})();\n")
    html = '<head><script src="../../assets/js/scheme.js"></script></head>'
    assert with_first_script(html, folder) == "<head><script>(() => {\ngo();\n})();</script></head>"
    assert with_first_script(html, tmp_path / "elsewhere") == html


def test_a_page_of_the_real_site_asks_for_one_script(site: Path) -> None:
    html = (site / "ru" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<script[^>]* src="([^"]+)"', html) == ["../assets/js/app.js"]
    assert "sha256-" in (site / "_headers").read_text(encoding="utf-8")
    assert not re.search(r"^import\b(?!\s*\()", (site / FOLDER / "app.js").read_text(), re.MULTILINE)
