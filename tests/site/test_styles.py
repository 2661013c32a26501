"""The style sheets are joined and made small where they can be, and left alone where they cannot."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from build_tools.site.lean import tight, used_of_theme
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
    assert joined == 'a{background:url("data:image/svg+xml,x")}@font-face{src:url(../fonts/a.woff2)}'


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


@pytest.mark.parametrize(
    ("loose", "wanted"),
    [
        ("/* why */ a , b > c { color : red ; }\n", "a,b > c{color : red;}"),
        ("@media (min-width: 60em) {\n  a :hover { margin: 0 1px }\n}", "@media (min-width: 60em){a :hover{margin: 0 1px}}"),
        ('a::before { content: "  /* no */ ; , " }', 'a::before{content: "  /* no */ ; , "}'),
        ("a { width: calc(1px + 2px) } .b .c{}", "a{width: calc(1px + 2px)}.b .c{}"),
        (":root { --x: a , b }", ":root{--x: a,b}"),
    ],
)  # fmt: skip
def test_space_that_says_nothing_goes(loose: str, wanted: str) -> None:
    assert tight(loose) == wanted


SHELL = '<body data-md-color="a"><main class="md-main"><p class="other">'


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (".md-main{color:red}", ".md-main{color:red}"),
        (".md-nav{color:red}", ""),
        (".md-nav,.md-main a{color:red}", ".md-main a{color:red}"),
        (".md-main .md-nav__item{color:red}", ""),
        (".md-main:not(.md-nav){color:red}", ".md-main:not(.md-nav){color:red}"),
        (":is(.md-nav,.x){color:red}", ":is(.md-nav,.x){color:red}"),
        (".poured-in,h2,[id]{color:red}", ".poured-in,h2,[id]{color:red}"),
        ('[data-md-toggle="x"]:checked~*{color:red}', ""),
        ('[data-md-color="x"]{color:red}', '[data-md-color="x"]{color:red}'),
        ("@media print{.md-nav{color:red}}", ""),
        ("@media print{.md-nav{top:0}.md-main{top:0}}", "@media print{.md-main{top:0}}"),
        ("@keyframes fade{to{opacity:0}}", ""),
        (
            ".md-main{animation:fade 1s}@keyframes fade{to{opacity:0}}",
            ".md-main{animation:fade 1s}@keyframes fade{to{opacity:0}}",
        ),
        (":root{--md-icon:url(x)}", ""),
        (":root{--md-a:var(--md-b);--md-b:1px;--md-c:2px;--own:3px}", ":root{--md-a:var(--md-b);--md-b:1px;--own:3px}"),
        (":root{--md-d:var(--md-e);--md-e:1px}", ""),
    ],
)  # fmt: skip
def test_of_the_theme_remains_what_a_page_can_use(rule: str, kept: str) -> None:
    assert used_of_theme(rule, SHELL, "a{top:var(--md-a)}") == kept


def test_pages_of_the_real_site_ask_for_one(site: Path) -> None:
    html = (site / "ru" / "index.html").read_text(encoding="utf-8")
    assert html.count('rel="stylesheet"') == 1
    name = re.search(r'rel="stylesheet" href="\.\./([^"]+)"', html)
    assert name is not None
    assert "pb-article" in (site / name[1]).read_text(encoding="utf-8")


def test_a_visit_is_not_kept_waiting_by_styles(site: Path) -> None:
    (sheet,) = (site / "assets/css").glob("site.*.css")
    assert len(gzip.compress(sheet.read_bytes(), 6)) < 16_000
    assert not (site / "assets/stylesheets").exists()
