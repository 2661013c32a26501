"""Stamp: a build with nothing to do is recognised, and anything else is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.diagnostics import Diagnostic, Message, Report, Span
from build_tools.diagnostics.rules import PAGE_NOT_FOUND
from build_tools.publish.stamp import Stamp, read_stamp, stamp_path, write_stamp

FINDING = Diagnostic(
    PAGE_NOT_FOUND, "a.md", Span.of_line(2), Message("no {page}", page="x"), Message("write it")
)
STAMP = Stamp("inputs", Report([FINDING], 3), 2)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "en").mkdir(parents=True)
    (folder / "index.html").write_text("x")
    (folder / "en" / "index.html").write_text("y")
    write_stamp(tmp_path / "cache", folder, STAMP)
    return folder


def test_same_inputs_and_site(site: Path, tmp_path: Path) -> None:
    stamp = read_stamp(tmp_path / "cache", site, "inputs")
    assert stamp is not None
    assert stamp.files == 2
    assert list(stamp.report) == [FINDING]
    assert stamp.report.files == 3


def changes(name: str, site: Path) -> None:
    match name:
        case "file changed":
            (site / "index.html").write_text("longer")
        case "file added":
            (site / "new.html").write_text("x")
        case "file removed":
            (site / "en" / "index.html").unlink()
        case "file renamed":
            (site / "index.html").rename(site / "other.html")
        case "dangling link":
            (site / "link").symlink_to("nowhere")
        case "damaged stamp":
            stamp_path(site.parent / "cache", site).write_bytes(b"\x80damaged")
        case "empty stamp":
            stamp_path(site.parent / "cache", site).write_bytes(b"")
        case "no stamp":
            stamp_path(site.parent / "cache", site).unlink()


@pytest.mark.parametrize(
    "change",
    [
        "file changed",
        "file added",
        "file removed",
        "file renamed",
        "dangling link",
        "damaged stamp",
        "empty stamp",
        "no stamp",
    ],
)
def test_anything_else_is_built_anew(change: str, site: Path, tmp_path: Path) -> None:
    changes(change, site)
    assert read_stamp(tmp_path / "cache", site, "inputs") is None


def test_other_inputs(site: Path, tmp_path: Path) -> None:
    assert read_stamp(tmp_path / "cache", site, "other inputs") is None


def test_another_site_has_a_stamp_of_its_own(site: Path, tmp_path: Path) -> None:
    assert read_stamp(tmp_path / "cache", tmp_path / "other", "inputs") is None
    assert stamp_path(tmp_path, site) != stamp_path(tmp_path, tmp_path / "other")
