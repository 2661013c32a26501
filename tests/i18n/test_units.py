"""Units lead back into the file: unchanged texts leave every byte, new texts land where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.source.units import read_units, replace_units, split_lines

ROOT = Path(__file__).parent.parent.parent
KEYS = ("title", "summary", "moment", "goal")
PAGE = """\
---
summary: "One: two"
minutes: 3
goal: >
  Folded
  text
---

# Title *here*

Lead [with](link.md) and [@source, p. 3].
Second row\\
third row.

- [ ] **Do.** It
  goes on
- plain
  > quoted
  > again

> [!NOTE]
> Alert text

| a | b \\| c |
|---|---|
| d | d |

Term
: Definition

```
code
```

Note[^1].

[^1]: Foot
    more

## Section
"""


def test_texts_and_kinds() -> None:
    units = read_units(PAGE, KEYS)
    assert [(u.kind, u.text) for u in units] == [
        ("matter", "One: two"), ("matter", "Folded text"), ("heading", "Title *here*"),
        ("paragraph", "Lead [with](link.md) and [@source, p. 3]. Second row\\\nthird row."),
        ("item", "**Do.** It goes on"), ("item", "plain"), ("item", "quoted again"), ("paragraph", "Alert text"),
        ("cell", "a"), ("cell", "b | c"), ("cell", "d"), ("cell", "d"), ("term", "Term"), ("paragraph", "Definition"),
        ("paragraph", "Note[^1]."), ("paragraph", "Foot more"), ("heading", "Section"),
    ]  # fmt: skip
    assert units[-1].section == 1
    assert units[0].line == 2


def test_every_unit_can_be_replaced() -> None:
    units = read_units(PAGE, KEYS)
    wanted = {unit.key: f"Новый текст {unit.key}{'[^1]' if '[^1]' in unit.text else ''}" for unit in units}
    fresh, refused = replace_units(PAGE, KEYS, wanted)
    assert not refused
    assert [unit.text for unit in read_units(fresh, KEYS)] == list(wanted.values())
    assert "minutes: 3" in fresh
    assert "code" in fresh
    assert "- [ ] Новый" in fresh


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Text.", "# Heading"),
        ("Text.", "- item"),
        ("Text.", "1. item"),
        ("Text.", "> quote"),
        ("Text.", "```"),
        ("Text.", "---"),
        ("Text.", "[^1]: x"),
    ],
)
def test_a_text_that_would_change_the_page_is_refused(old, new) -> None:
    page = f"---\nsummary: S\n---\n\n# T\n\n{old}\n\nOther.\n"
    key = next(u.key for u in read_units(page, KEYS) if u.text == old)
    other = next(u.key for u in read_units(page, KEYS) if u.text == "Other.")
    fresh, refused = replace_units(page, KEYS, {key: new, other: "Changed."})
    assert refused == (key,)
    assert fresh == page.replace("Other.", "Changed.")


@pytest.mark.parametrize(
    "text",
    [
        'a "b" c',
        "one: two",
        "# no",
        "yes",
        "12",
        "-",
        "a\\b",
        "'q'",
        "{x}",
        "«да»",
        "текст: «да» # и",
        "a  b",
    ],
)
def test_front_matter_values(text) -> None:
    page = "---\nsummary: S\ndraft: true\n---\n\n# T\n"
    fresh, refused = replace_units(page, KEYS, {"summary": text})
    assert not refused
    assert read_units(fresh, KEYS)[0].text == " ".join(text.split())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(end) -> None:
    page = PAGE.replace("\n", end)
    assert "".join(split_lines(page)) == page
    units = read_units(page, KEYS)
    assert replace_units(page, KEYS, {u.key: u.text for u in units}) == (page, ())
    fresh, _refused = replace_units(page, KEYS, {"0": "New"})
    assert fresh == page.replace("Title *here*", "New")


def test_real_pages_stay_byte_identical_and_take_new_texts() -> None:
    files = [*(ROOT / "content").rglob("*.md"), *(ROOT / "docs" / "handbook").rglob("*.md")]
    assert len(files) > 200
    for file in files:
        text = file.read_bytes().decode()
        units = read_units(text, KEYS)
        assert replace_units(text, KEYS, {u.key: u.text for u in units}) == (text, ()), file
        wanted = {u.key: f"{u.text} №{u.key}" for u in units if not u.text.startswith("[!")}
        fresh, refused = replace_units(text, KEYS, wanted)
        assert not refused, (file, refused)
        assert [u.text for u in read_units(fresh, KEYS)] == [wanted.get(u.key, u.text) for u in units], file


INLINE = st.sampled_from(
    [
        "word",
        "**bold**",
        "*it*",
        "`code | x`",
        "[l](a.md)",
        "[@id]",
        "![p](i.png)",
        "a\\|b",
        "1.",
        "#",
        "-",
        "+",
        ">",
        "\\",
        "&amp;",
        "<b>",
        "~",
        "«да»",
        "| x",
    ]
)
TEXT = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
BLOCK = st.one_of(
    TEXT, TEXT.map("## {}".format), TEXT.map("> {}".format),
    st.lists(TEXT, min_size=1, max_size=3).map(lambda rows: "\n".join(f"- {r}" for r in rows)),
    st.lists(TEXT, min_size=1, max_size=3).map(lambda rows: "\n".join(f"1. [ ] {r}" for r in rows)),
    st.lists(TEXT, min_size=2, max_size=3).map("\n".join),
    st.lists(TEXT, min_size=2, max_size=2).map("  \n".join),
    st.tuples(TEXT, TEXT).map(lambda t: f"| {t[0]} | {t[1]} |\n|---|---|\n| x | {t[1]} |"),
    TEXT.map("```\n{}\n```".format), TEXT.map("    {}".format), TEXT.map("{}\n===".format), TEXT.map("- a\n\n  {}".format),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCK, max_size=6), st.sampled_from(["\n", "\r\n"]), TEXT)
def test_any_page(blocks, end, new) -> None:
    text = ("---\nsummary: S\n---\n\n# T\n\n" + "\n\n".join(blocks) + "\n").replace("\n", end)
    units = read_units(text, KEYS)
    assert replace_units(text, KEYS, {u.key: u.text for u in units}) == (text, ())
    fresh, refused = replace_units(text, KEYS, {u.key: new for u in units})
    found = read_units(fresh, KEYS)
    assert [(u.key, u.kind) for u in found] == [(u.key, u.kind) for u in units]
    assert all(f.text == u.text for f, u in zip(found, units, strict=True) if u.key in refused)
