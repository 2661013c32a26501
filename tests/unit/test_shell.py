"""Shell: slots are filled once, and what a page says opens none."""

from __future__ import annotations

import base64
import hashlib

import pytest

from build_tools.model.ids import Lang
from build_tools.packed import Packed
from build_tools.render.shell import SLOTS, Shell, script_hashes, slot_marker
from build_tools.render.site_pages import RenderedPage


def rendered(**slots: str) -> RenderedPage:
    values = {**dict.fromkeys(SLOTS, ""), **slots}
    return RenderedPage(
        "en/a/", Lang("en"), slots.get("title", "T"), "T", Packed(values), "page", "pages/a", "en"
    )


def test_pouring_fills_every_slot_in_its_place() -> None:
    shell = Shell.of(f"<a>{slot_marker('head')}</a>{slot_marker('content')}<b>{slot_marker('head')}</b>")
    assert shell.pour(rendered(head="H", content="C")) == "<a>H</a>C<b>H</b>"


def test_content_opens_no_slot() -> None:
    shell = Shell.of(f"{slot_marker('content')}{slot_marker('head')}")
    assert shell.pour(rendered(content=slot_marker("head"), head="H")) == f"{slot_marker('head')}H"


def test_title_is_escaped() -> None:
    assert Shell.of(slot_marker("title")).pour(rendered(title="A < B & “C”")) == "A &lt; B &amp; “C”"


def test_missing_slots_are_named() -> None:
    shell = Shell.of("".join(slot_marker(name) for name in SLOTS if name not in {"toc", "head"}))
    assert set(shell.missing) == {"toc", "head"}
    assert Shell.of("".join(map(slot_marker, SLOTS))).missing == ()


def test_slot_the_shell_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError):
        Shell.of(slot_marker("other")).pour(rendered())


def test_only_inline_scripts_are_hashed_each_once() -> None:
    shell = Shell.of(
        "<script>one</script><script src='x.js'></script><script type=module>two</script><script>one</script>"
    )
    hashes = script_hashes([shell, shell])
    expected = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'" for text in (b"one", b"two")
    }
    assert set(hashes) == expected
    assert list(hashes) == sorted(hashes)
