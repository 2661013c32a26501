"""OutputTree: every path once, and none that leaves the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import OutputConflict, WriteError
from build_tools.kept import Passing
from build_tools.publish.tree import OutputTree


def test_files_come_sorted_and_as_bytes() -> None:
    tree = OutputTree()
    tree.add("b/index.html", "ё", "b")
    tree.add("a.txt", b"x", "a")
    tree.add("c/index.html", lambda: "when wanted", "c")
    assert [(path, tree.read(path)) for path in tree] == [
        ("a.txt", b"x"),
        ("b/index.html", "ё".encode()),
        ("c/index.html", b"when wanted"),
    ]
    assert [tree.facts(path).size for path in tree] == [1, 2, 11]
    assert len(tree) == 3
    assert "a.txt" in tree
    assert "c.txt" not in tree


def test_second_file_at_a_path_names_both() -> None:
    tree = OutputTree()
    tree.add("a/index.html", "", "page pages/a")
    with pytest.raises(OutputConflict, match="page pages/a and the list of guides would both") as error:
        tree.add("a/index.html", "", "the list of guides")
    assert error.value.path == "a/index.html"


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../../x", "a/.."])
def test_path_outside_is_refused(path: str) -> None:
    with pytest.raises(WriteError, match="not a path inside the site"):
        OutputTree().add(path, "", "x")


def test_folder_is_added_under_a_path(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    tree = OutputTree()
    tree.add_folder(tmp_path, "assets/")
    assert list(tree) == ["assets/b.txt", "assets/css/a.css"]


def test_what_is_known_of_a_file_spares_making_it() -> None:
    first = OutputTree()
    first.add("a", lambda: "text", "a", b"key")
    first.add("b", lambda: "other", "b")
    facts = first.facts("a"), first.facts("b")
    made: list[str] = []

    def make() -> str:
        made.append("a")
        return "text"

    second = OutputTree(first.known)
    second.add("a", make, "a", b"key")
    assert second.facts("a") == facts[0]
    assert not made
    third = OutputTree(second.known)
    third.add("a", make, "a", b"another key")
    assert third.facts("a") == facts[0]
    assert made == ["a"]
    assert set(third.known) == {"a"}, "nothing is said of a file that has no key"


def test_text_of_a_moment_is_not_known_afterwards() -> None:
    tree = OutputTree()
    tree.add("a", lambda: Passing("saved meanwhile"), "a", b"key")
    assert tree.facts("a").size == len("saved meanwhile")
    assert not tree.known
