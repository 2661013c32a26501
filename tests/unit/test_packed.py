"""Packed values: equal after the journey, and left alone until they are looked at."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass

import pytest

from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import DOUBLE_SPACE
from build_tools.packed import Packed, pack, unpack
from tests import trees


@dataclass(frozen=True, slots=True)
class Frozen:
    """A value with slots."""

    name: str
    parts: tuple[object, ...] = ()


@dataclass
class Loose:
    """A value without slots."""

    name: str


VALUES = [
    Frozen("ё", (1, Frozen("inner"), None)),
    Loose("x"),
    [Frozen("same")] * 3,
    {"a": Packed(Frozen("b"))},
    Diagnostic(
        DOUBLE_SPACE, "a.md", Span.of_line(3), Message("two spaces", context="x"), Message("delete one")
    ),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_come_back_equal(value: object) -> None:
    assert unpack(pack(value)) == value


def test_a_frozen_value_is_still_frozen() -> None:
    value = unpack(pack(Frozen("a")))
    with pytest.raises(FrozenInstanceError):
        value.name = "b"


def test_a_packed_value_is_unpacked_when_it_is_asked_for() -> None:
    seen: list[str] = []
    packed: Packed[object] = unpack(pack(Packed(Telltale(seen_by=len(SEEN)))))
    assert seen == SEEN
    assert isinstance(packed.glance(), Telltale)
    assert isinstance(packed.glance(), Telltale)
    assert len(SEEN) == 2, "a glance keeps nothing"
    first = packed.value
    assert packed.value is first, "what was asked for is kept"
    assert len(SEEN) == 3


SEEN: list[str] = []


class Telltale:
    """Says when it is unpacked."""

    def __init__(self, seen_by: int) -> None:
        self.seen_by = seen_by

    def __setstate__(self, state: dict[str, int]) -> None:
        SEEN.append("unpacked")
        self.__dict__.update(state)


def test_what_was_packed_twice_is_the_same_bytes() -> None:
    value = Packed(Frozen("a", ("b",)))
    assert pack(unpack(pack(value))) == pack(value)


def test_a_page_survives_both_journeys() -> None:
    found = trees.read(
        "---\nsummary: s\n---\n\n# A\n\nText “b”.\n\n## B\n\n- [ ] **Do** it.\n", "en/guides/a.md"
    )
    assert unpack(pack(found)) == found
    assert pickle.loads(pickle.dumps(found)) == found
