"""Whatever is in a file: reading it never raises, and every finding stands on a line of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_tools.diagnostics import Diagnostic
from build_tools.load.data_files import read_glossary, read_library, read_vocabulary
from build_tools.load.page_file import PageFile, read_page
from build_tools.model.ids import Kind
from build_tools.source.yaml_document import read_yaml
from tests import trees
from tests.property.pages import markdown

folders = st.sampled_from([kind.folder for kind in Kind])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


def lines_of(data: bytes) -> int:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1


def assert_inside(findings: tuple[Diagnostic, ...] | list[Diagnostic], data: bytes) -> None:
    for finding in findings:
        assert 1 <= finding.line <= lines_of(data), finding
        assert finding.column >= 1
        assert finding.message.say()
        assert finding.help.say()


@given(st.binary(max_size=400), folders)
def test_any_bytes(data: bytes, folder: str) -> None:
    result = read_page(trees.location(f"en/{folder}/a.md"), data)
    assert_inside(result.diagnostics if isinstance(result, PageFile) else result, data)


@given(markdown, folders, st.booleans())
def test_any_markdown_has_every_place_inside_the_file(text: str, folder: str, with_matter: bool) -> None:
    data = f"---\nsummary: x\n---\n{text}".encode() if with_matter else text.encode()
    result = read_page(trees.location(f"en/{folder}/a.md"), data)
    if not isinstance(result, PageFile):
        assert_inside(result, data)
        return
    assert_inside(result.diagnostics, data)
    outline = result.outline
    for group in (
        outline.headings,
        outline.links,
        outline.images,
        outline.citations,
        outline.items,
        outline.html,
    ):
        for thing in group:
            span = thing.span  # type: ignore[attr-defined]
            assert 1 <= span.line <= span.end_line <= lines_of(data)
            assert span.column >= 1
            assert (span.end_line, span.end_column) > (span.line, span.column)
            assert -1 <= getattr(thing, "under", -1) < len(outline.headings)
    assert len(result.fingerprints) == len(result.section_headings) + 1


def as_yaml(value: object) -> str:
    """Return a value as YAML's flow form; JSON is a part of YAML."""
    import json

    return json.dumps(value)


@given(
    st.dictionaries(
        st.sampled_from(["summary", "source", "topics", "minutes", "mode", "title", "draft", "x"]), values
    ),
    folders,
)
def test_any_value_under_any_key_of_front_matter(matter: dict[str, object], folder: str) -> None:
    data = (
        "---\n" + "".join(f"{key}: {as_yaml(value)}\n" for key, value in matter.items()) + "---\n# T\n"
    ).encode()
    result = trees.read(data, f"en/{folder}/a.md")
    assert_inside(result.diagnostics, data)


@given(values)
def test_any_value_as_a_library(value: object) -> None:
    for content in (
        value,
        {"references": value},
        {"references": [value]},
        {"references": [{"id": "a", "issued": value, "author": value}]},
    ):
        data = as_yaml(content).encode()
        assert_inside(read_library([("l.yaml", data)])[1], data)


@given(values)
def test_any_value_as_vocabulary_or_glossary(value: object) -> None:
    for content in (
        value,
        {"topics": value},
        {"terms": value},
        {"topics": {"a": value}},
        {"terms": {"a": value}},
        {"terms": {"a": {"en": value}}},
    ):
        data = as_yaml(content).encode()
        assert_inside(read_vocabulary("v.yaml", data)[1], data)
        assert_inside(read_glossary("g.yaml", data, ("en", "ru"))[1], data)


@given(st.text(max_size=200))
def test_any_text_as_yaml(text: str) -> None:
    document = read_yaml("a.yaml", text)
    assert_inside(document.faults, text.encode("utf-8", "replace"))


@given(values)
def test_what_json_says_yaml_says(value: object) -> None:
    """Double-quoted text is text, whatever it looks like."""
    document = read_yaml("a.yaml", as_yaml({"value": value}))
    if not document.faults and isinstance(value, str):
        assert document.data["value"] == value
