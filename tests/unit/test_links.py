"""Where links lead: the one resolution for checks and rendering."""

from __future__ import annotations

import pytest

from build_tools.model.links import Broken, Fault, Target, ToAsset, ToOutside, ToPage, resolve
from tests import trees

BOOK = trees.playbook(
    {
        "en/guides/trust/a.md": trees.page("# A\n\n## One thing\n"),
        "ru/guides/trust/a.md": trees.translation("# А\n\n## Одно дело\n"),
        "en/pages/b.md": trees.page("# B\n"),
        "ru/pages/c.md": trees.page("# В\n"),
    },
    assets=(
        "assets/a.pdf",
        "en/guides/trust/p q.png",
        "en/guides/trust/юг.png",
        "en/guides/trust/a#b?.png",
        "en/guides/trust/100%.png",
    ),
)
HERE = trees.only_page(BOOK, "guides/trust/a")


def leads(href: str, lang: str = "en") -> Target:
    return resolve(BOOK, trees.only_page(BOOK, "guides/trust/a", lang), href)


PAGES = {
    "../../pages/b.md": ("pages/b", "en", None),
    "../../pages/./b.md": ("pages/b", "en", None),
    "../../../en/pages/b.md": ("pages/b", "en", None),
    "a.md": ("guides/trust/a", "en", None),
    "#one-thing": ("guides/trust/a", "en", 1),
    "a.md#one-thing": ("guides/trust/a", "en", 1),
    "a.md?x=1#one-thing": ("guides/trust/a", "en", 1),
    "a.md#": ("guides/trust/a", "en", None),
    "../../../ru/pages/c.md": ("pages/c", "ru", None),
    "../../../ru/guides/trust/a.md#одно-дело": ("guides/trust/a", "ru", 1),
    "../../pages/c.md": ("pages/c", "en", None),
}


@pytest.mark.parametrize(("href", "target"), PAGES.items())
def test_page(href: str, target: tuple[str, str, int | None]) -> None:
    found = leads(href)
    assert isinstance(found, ToPage)
    assert (found.page.id, found.lang, found.heading) == target


def test_page_only_in_another_language_is_shown_in_that() -> None:
    """A reader of English is shown the Russian page where there is no other."""
    found = leads("../../pages/c.md")
    assert isinstance(found, ToPage)
    assert found.page.lang == "ru"


def test_anchor_of_a_translation_in_either_form() -> None:
    for anchor in ("one-thing", "одно-дело"):
        found = leads(f"#{anchor}", "ru")
        assert isinstance(found, ToPage)
        assert found.heading == 1


BROKEN = {
    "": Fault.NO_ADDRESS,
    "  ": Fault.NO_ADDRESS,
    "../../pages/x.md": Fault.NO_PAGE,
    "../../../de/pages/b.md": Fault.NO_PAGE,
    "../../../en.md": Fault.NO_PAGE,
    "#nowhere": Fault.NO_ANCHOR,
    "a.md#nowhere": Fault.NO_ANCHOR,
    "x.png": Fault.NO_ASSET,
    "../../pages/b": Fault.NO_ASSET,
    "../../pages/": Fault.NO_ASSET,
    "/pages/b.md": Fault.ABSOLUTE,
    "\\pages\\b.md": Fault.ABSOLUTE,
    "..\\..\\pages\\b.md": Fault.ABSOLUTE,
    "../../../../x.md": Fault.OUTSIDE,
    "../../../../content/en/pages/b.md": Fault.OUTSIDE,
    "../../../..": Fault.OUTSIDE,
    "javascript:alert(1)": Fault.UNSAFE,
    "JaVaScRiPt:alert(1)": Fault.UNSAFE,
    "java\tscript:alert(1)": Fault.UNSAFE,
    "\x01javascript:alert(1)": Fault.UNSAFE,
    " javascript:alert(1)": Fault.UNSAFE,
    "vbscript:x": Fault.UNSAFE,
    "data:text/html,x": Fault.UNSAFE,
    "file:///etc/passwd": Fault.UNSAFE,
    "//example.org/x": Fault.UNSAFE,
    "https:example.org": Fault.UNSAFE,
    "http://[x": Fault.UNSAFE,
    "C:\\x.md": Fault.UNSAFE,
    "ftp://example.org/x": Fault.UNSAFE,
}


@pytest.mark.parametrize(("href", "fault"), BROKEN.items())
def test_broken(href: str, fault: Fault) -> None:
    found = leads(href)
    assert isinstance(found, Broken)
    assert found.fault is fault


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org",
        "http://example.org/a?b#c",
        "mailto:a@b.example",
        "tel:+1",
        "HTTPS://EXAMPLE.ORG",
    ],
)
def test_outside(href: str) -> None:
    assert leads(href) == ToOutside(href)


ASSETS = {
    "../../../assets/a.pdf": "assets/a.pdf",
    "p q.png": "en/guides/trust/p q.png",
    "юг.png": "en/guides/trust/юг.png",
    "./p q.png?x": "en/guides/trust/p q.png",
}


@pytest.mark.parametrize(("href", "file"), ASSETS.items())
def test_asset(href: str, file: str) -> None:
    assert leads(href) == ToAsset(file)


WRITTEN = {
    "[x](<p q.png>)": "en/guides/trust/p q.png",
    "[x](p%20q.png)": "en/guides/trust/p q.png",
    "[x](юг.png)": "en/guides/trust/юг.png",
    "[x](%D1%8E%D0%B3.png)": "en/guides/trust/юг.png",
    "[x](a%23b%3F.png)": "en/guides/trust/a#b?.png",
    "[x](100%25.png)": "en/guides/trust/100%.png",
}


@pytest.mark.parametrize(("body", "file"), WRITTEN.items())
def test_address_as_an_editor_types_it(body: str, file: str) -> None:
    [link] = trees.markdown(body).outline.links
    assert resolve(BOOK, HERE, link.href) == ToAsset(file)


@pytest.mark.parametrize(
    "body", ["[x](..%2f..%2f..%2f..%2fx.md)", "[x](%2e%2e/%2e%2e/%2e%2e/%2e%2e/x.md)", "[x](%252e%252e/x)"]
)
def test_percent_signs_hide_no_way_out(body: str) -> None:
    [link] = trees.markdown(body).outline.links
    found = resolve(BOOK, HERE, link.href)
    assert isinstance(found, Broken)
    assert found.fault in {Fault.OUTSIDE, Fault.NO_ASSET}
