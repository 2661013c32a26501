"""Writing a site: only what changed, nothing that is not ours, and never half a site."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from build_tools.errors import WriteError
from build_tools.publish import disk
from build_tools.publish.disk import staged, write_site
from build_tools.publish.tree import OutputTree

LIST = {"playbook.json": b"{}"}


def tree(files: dict[str, bytes]) -> OutputTree:
    result = OutputTree()
    for path, content in {**LIST, **files}.items():
        result.add(path, content, path)
    return result


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def mtimes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


STEPS = {
    "first": [{"a": b"1", "b/c": b"2"}],
    "changed": [{"a": b"1", "b": b"2"}, {"a": b"1", "b": b"3"}],
    "removed": [{"a": b"1", "b/c": b"2"}, {"a": b"1"}],
    "there and back": [{"a": b"1"}, {"a": b"2"}, {"a": b"1"}, {"a": b"2"}],
    "a file becomes a folder": [{"a": b"1"}, {"a/b": b"2"}, {"a/b": b"3"}, {"a/b": b"3", "c": b"1"}],
    "a folder becomes a file": [{"a/b": b"1"}, {"a": b"2"}, {"a": b"3"}, {"a": b"3", "c": b"1"}],
    "empty": [{"a": b"1"}, {}],
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_site_holds_exactly_the_tree(steps: list[dict[str, bytes]], tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    for files in steps:
        write_site(tree(files), site, tmp_path / "cache")
        assert written(site) == {**LIST, **files}
    assert [path.name for path in site.parent.iterdir()] == ["site"], "nothing is left beside it"


def test_report_counts(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    reports = [
        write_site(tree(files), site, cache)
        for files in ({"a": b"1", "b": b"2"}, {"a": b"1", "b": b"3", "c": b"4"}, {"a": b"1"}, {"a": b"1"})
    ]
    assert [(r.written, r.kept, r.removed) for r in reports] == [(3, 0, 0), (2, 2, 0), (0, 2, 2), (0, 2, 0)]


def test_unchanged_files_keep_their_time(tmp_path: Path) -> None:
    """Hosts and browsers tell by it what has to be fetched again."""
    site, cache = tmp_path / "site", tmp_path / "cache"
    write_site(tree({"a": b"1", "b": b"2"}), site, cache)
    before = mtimes(site)
    for content in (b"2", b"3", b"4"):
        write_site(tree({"a": content, "b": b"2"}), site, cache)
        assert (mtimes(site)["b"], mtimes(site)["playbook.json"]) == (before["b"], before["playbook.json"])


def test_file_changed_by_somebody_else_is_put_right(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    for _ in range(3):
        write_site(tree({"a": b"one"}), site, cache)
        (site / "a").write_bytes(b"two")
        (site / "extra").write_bytes(b"x")
        write_site(tree({"a": b"one"}), site, cache)
        assert written(site) == {**LIST, "a": b"one"}


def test_file_copied_from_the_disk(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"png")
    result = tree({})
    result.add("files/picture.png", tmp_path / "picture.png", "picture.png")
    write_site(result, tmp_path / "site", tmp_path / "cache")
    assert (tmp_path / "site/files/picture.png").read_bytes() == b"png"


def test_later_changes_of_the_source_do_not_reach_the_site(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"png")
    result = tree({})
    result.add("picture.png", picture, "picture.png")
    write_site(result, tmp_path / "site", tmp_path / "cache")
    picture.write_bytes(b"other")
    assert (tmp_path / "site/picture.png").read_bytes() == b"png"


FOREIGN = {
    "one file": ["notes.md"],
    "deep": ["a/b/c.md"],
    "a site of another generator": ["index.html", "sitemap.xml"],
}


@pytest.mark.parametrize("names", FOREIGN.values(), ids=FOREIGN)
def test_folder_with_something_else_in_it_is_refused(names: list[str], tmp_path: Path) -> None:
    """`--site-dir content` must not replace the content by the site."""
    folder = tmp_path / "content"
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"mine")
    with pytest.raises(WriteError, match="not a site of the playbook"):
        write_site(tree({"a": b"1"}), folder, tmp_path / "cache")
    assert written(folder) == dict.fromkeys(names, b"mine")


def test_writing_may_begin_before_the_tree_is_complete(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    write_site(tree({"a": b"1", "b": b"2", "gone": b"3"}), site, cache)
    before = written(site)
    with staged(site, cache) as stage:
        growing = tree({"a": b"1", "b/c": b"4"})
        stage.place(growing)
        assert written(site) == before
        growing.add("d", b"5", "d")
        report = stage.complete(growing)
    assert written(site) == {**LIST, "a": b"1", "b/c": b"4", "d": b"5"}
    assert (report.written, report.kept, report.removed) == (2, 2, 2)


def test_first_site_has_a_twin(tmp_path: Path) -> None:
    """The second build then writes what differs and no more."""
    site, cache = tmp_path / "site", tmp_path / "cache"
    write_site(tree({"a": b"1", "b/c": b"2"}), site, cache)
    (twin,) = (path for path in cache.iterdir() if path.is_dir())
    assert written(twin) == written(site)
    assert (twin / "b/c").samefile(site / "b/c")
    before = {path: path.stat().st_ino for path in twin.rglob("b/*")}
    report = write_site(tree({"a": b"3", "b/c": b"2"}), site, cache)
    assert (report.written, report.kept) == (1, 2)
    assert {path.stat().st_ino for path in site.rglob("b/*")} == set(before.values())
    assert written(site) == {**LIST, "a": b"3", "b/c": b"2"}
    assert written(twin) == {**LIST, "a": b"1", "b/c": b"2"}


def test_stage_that_is_left_changes_nothing(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    write_site(tree({"a": b"1"}), site, cache)
    with staged(site, cache) as stage:
        stage.place(tree({"a": b"2", "b": b"3"}))
    assert written(site) == {**LIST, "a": b"1"}
    write_site(tree({"a": b"1", "c": b"4"}), site, cache)
    assert written(site) == {**LIST, "a": b"1", "c": b"4"}


def test_link_in_the_other_tree_leads_nowhere(tmp_path: Path) -> None:
    """Somebody's link to a folder of their own is not written through."""
    site, cache, outside = tmp_path / "site", tmp_path / "cache", tmp_path / "outside"
    for content in (b"1", b"2"):
        write_site(tree({"a/b": content}), site, cache)
    outside.mkdir()
    (outside / "b").write_bytes(b"mine")
    other = next(path for path in cache.iterdir() if path.is_dir())
    (other / "a" / "b").unlink()
    (other / "a").rmdir()
    (other / "a").symlink_to(outside)
    write_site(tree({"a/b": b"3"}), site, cache)
    assert (outside / "b").read_bytes() == b"mine"
    assert written(site) == {**LIST, "a/b": b"3"}


def test_where_names_may_fall_together_old_files_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other systems' disks take "Files" and "files" for one; there nothing is written before that is settled."""
    monkeypatch.setattr(disk, "sys", SimpleNamespace(platform="darwin"))
    site, cache = tmp_path / "site", tmp_path / "cache"
    for content in (b"1", b"2", b"3"):
        with staged(site, cache) as stage:
            growing = tree({"Files/a": content})
            stage.place(growing)
            other = next((path for path in cache.iterdir() if path.is_dir()), None)
            assert other is None or content not in written(other).values()
            report = stage.complete(growing)
        assert written(site) == {**LIST, "Files/a": content}
        assert report.written >= 1


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_site(tree({"a": b"1"}), tmp_path / "site", tmp_path / "cache")
    assert (tmp_path / "site/a").read_bytes() == b"1"


def test_file_where_the_site_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"mine")
    with pytest.raises(WriteError):
        write_site(tree({"a": b"1"}), tmp_path / "site", tmp_path / "cache")
    assert (tmp_path / "site").read_bytes() == b"mine"


def test_damaged_cache_costs_nothing_but_time(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    write_site(tree({"a": b"1"}), site, cache)
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x80damaged")
    write_site(tree({"a": b"2"}), site, cache)
    assert written(site) == {**LIST, "a": b"2"}


KILLED = """
import os, signal, sys
from pathlib import Path
from build_tools.publish import disk
from build_tools.publish.tree import OutputTree

site, cache, after = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])

class Dying(OutputTree):
    def __iter__(self):
        for number, pair in enumerate(super().__iter__()):
            if number == after:
                os.kill(os.getpid(), signal.SIGKILL)
            yield pair

tree = Dying()
for number in range(20):
    tree.add(f"page{number:02}/index.html", f"new {number}", "x")
tree.add("playbook.json", "{}", "x")
disk.write_site(tree, site, cache)
"""


@pytest.mark.parametrize("after", [0, 1, 10, 20])
def test_killed_while_writing_leaves_the_old_site(after: int, tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    old = {f"page{number:02}/index.html": f"old {number}".encode() for number in range(20)}
    new = {f"page{number:02}/index.html": f"new {number}".encode() for number in range(20)}
    write_site(tree(old), site, cache)
    write_site(tree({**old, "gone": b"x"}), site, cache)
    done = subprocess.run([sys.executable, "-c", KILLED, site, cache, str(after)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert written(site) == {**LIST, **old, "gone": b"x"}
    write_site(tree(new), site, cache)
    assert written(site) == {**LIST, **new}, "the next build is not misled by what the killed one left"


READER = """
import sys
from pathlib import Path
site = Path(sys.argv[1])
print("reading", flush=True)
seen = 0
while not Path(sys.argv[2]).exists():
    a, b = (site / "a").read_bytes(), (site / "playbook.json").read_bytes()
    seen += 1
print(seen)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems need two renames")
def test_swap_is_one_step(tmp_path: Path) -> None:
    """A reader who asks again and again finds every file every time."""
    site, cache, stop = tmp_path / "site", tmp_path / "cache", tmp_path / "stop"
    write_site(tree({"a": b"0"}), site, cache)
    with subprocess.Popen(
        [sys.executable, "-c", READER, site, stop], stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
        for number in range(200):
            write_site(tree({"a": str(number).encode()}), site, cache)
        stop.touch()
        seen = int(reader.stdout.read())
    assert reader.returncode == 0, "a file was missing for a moment"
    assert seen > 0
