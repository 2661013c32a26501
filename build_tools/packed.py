"""Values as bytes: for the way from one process to another, and for keeping.

The standard pickles, with two savings. Frozen dataclasses with slots are put
together again field by field, which takes a fifth of the time that their own
way takes. And a `Packed` value stays bytes until somebody looks at it: most
builds never look at the text of most pages.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@cache
def _setters(cls: Hashable) -> tuple[Callable[[Any, Any], None], ...] | None:
    """Return what sets each field of a dataclass with slots, frozen or not; None for every other class."""
    if not isinstance(cls, type) or not is_dataclass(cls) or "__slots__" not in vars(cls):
        return None
    return tuple(getattr(cls, field.name).__set__ for field in fields(cls))


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def _together(cls: type, *values: object) -> object:
    made: object = object.__new__(cls)
    for put, value in zip(_setters(cls) or (), values, strict=True):
        put(made, value)
    return made


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        cls: Any = type(value)
        if cls is type or _setters(cls) is None:
            return NotImplemented
        return _together, (cls, *[getattr(value, name) for name in _names(cls)])


def pack(value: object) -> bytes:
    """Return a value as bytes that `unpack` makes into its equal, in this process or another of this version."""
    stream = io.BytesIO()
    _Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


def unpack(data: bytes) -> Any:
    """Return the value that was packed. Only for bytes of our own: a pickle can do anything."""
    return pickle.loads(data)  # noqa: S301 - our own bytes


class Packed(Generic[T]):
    """A value that travels and is kept as bytes, and is unpacked when it is first asked for.

    Args:
        value: the value.
        is_dense: whether its bytes are compressed too: for what is large and seldom looked at.
    """

    __slots__ = ("_data", "_is_dense", "_value")

    def __init__(self, value: T, *, is_dense: bool = False) -> None:
        self._data, self._is_dense, self._value = b"", is_dense, value

    @property
    def value(self) -> T:
        """The value itself."""
        if self._data:
            self._value, self._data = self._unpacked(), b""
        return self._value

    def glance(self) -> T:
        """Return the value and do not keep it."""
        return self._unpacked() if self._data else self._value

    def _unpacked(self) -> T:
        return unpack(zlib.decompress(self._data) if self._is_dense else self._data)  # type: ignore[no-any-return]

    def _packed(self) -> bytes:
        data = pack(self._value)
        return zlib.compress(data, 1) if self._is_dense else data

    def __reduce__(self) -> tuple[Callable[[bytes, bool], Packed[Any]], tuple[bytes, bool]]:
        return _still_packed, (self._data or self._packed(), self._is_dense)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return f"Packed({self.value!r})"


def _still_packed(data: bytes, is_dense: bool) -> Packed[Any]:
    made: Packed[Any] = Packed(None, is_dense=is_dense)
    made._data = data  # noqa: SLF001 - the other half of __reduce__
    return made
