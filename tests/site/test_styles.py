"""The style sheets are joined where they can be, and left alone where they cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.site.styles import with_one_style_sheet

LINKS = (
    '<link rel="stylesheet" href="../../{}">\n<link rel="stylesheet" href="../../{}">\n<title>Page</title>'
)


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_css", ".css")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_sheets_are_joined_in_order(tmp_path: Path) -> None:
    theme = '@charset "UTF-8";a{background:url("data:image/svg+xml,x")}'
    write(tmp_path, theme__main_css=theme, assets__css__own_css="@font-face{src:url(../fonts/a.woff2)}")
    html = with_one_style_sheet(LINKS.format("theme/main.css", "assets/css/own.css"), tmp_path)
    names = re.findall(r'href="\.\./\.\./(assets/css/site\.[0-9a-f]{12}\.css)"', html)
    assert len(names) == html.count("<link") == 1
    assert html.endswith("<title>Page</title>")
    joined = (tmp_path / names[0]).read_text(encoding="utf-8")
    assert joined == 'a{background:url("data:image/svg+xml,x")}\n@font-face{src:url(../fonts/a.woff2)}'


@pytest.mark.parametrize(
    "other", ['@import "more.css";', "a{background:url(picture.png)}", "a{background: url( 'b.png')}"]
)
def test_sheets_that_name_other_files_stay(other: str, tmp_path: Path) -> None:
    write(tmp_path, theme__main_css=other, assets__css__own_css="b{}")
    html = LINKS.format("theme/main.css", "assets/css/own.css")
    assert with_one_style_sheet(html, tmp_path) == html


def test_sheets_of_another_site_stay(tmp_path: Path) -> None:
    write(tmp_path, assets__css__own_css="b{}")
    html = (
        LINKS.format("assets/css/own.css", "assets/css/own.css")
        + '<link rel="stylesheet" href="https://cdn.example/a.css">'
    )
    assert with_one_style_sheet(html, tmp_path) == html


def test_pages_of_the_real_site_ask_for_one(site: Path) -> None:
    html = (site / "ru" / "index.html").read_text(encoding="utf-8")
    assert html.count('rel="stylesheet"') == 1
    name = re.search(r'rel="stylesheet" href="\.\./([^"]+)"', html)
    assert name is not None
    assert "pb-article" in (site / name[1]).read_text(encoding="utf-8")
