"""Worker processes: a pure function over many values, in order, on all cores."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

WORTH_IT = 120
"""Fewer pages than this are done sooner here than processes are started."""


def workers() -> int:
    """Return how many processes to use: PLAYBOOK_WORKERS, else one a core."""
    wanted = os.environ.get("PLAYBOOK_WORKERS", "")
    return (
        int(wanted)
        if wanted.isdigit() and int(wanted)
        else len(os.sched_getaffinity(0))
        if sys.platform == "linux"
        else os.cpu_count() or 1
    )


def process_pool(
    initializer: Callable[..., object] | None = None, initargs: tuple[Any, ...] = ()
) -> ProcessPoolExecutor:
    """Return an executor of worker processes; on Linux they share this process's memory until they write to it."""
    method = "fork" if sys.platform == "linux" else None
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(workers(), mp_context=context, initializer=initializer, initargs=initargs)


class SharingExecutor(Protocol):
    """An executor that can bring a large value to its workers once."""

    def share(self, value: object) -> object:
        """Return what stands for `value` among the arguments of a call."""


def _chunks(values: Sequence[T]) -> list[Sequence[T]]:
    size = max(1, min(64, -(-len(values) // (workers() * 4))))
    return [values[i : i + size] for i in range(0, len(values), size)]


def map_chunks(
    function: Callable[[Sequence[T]], list[R]], values: Sequence[T], executor: Executor | None = None
) -> list[R]:
    """Return `function` of all values, in order.

    Args:
        function: takes some of the values, gives one result for each; pure.
        values: all values.
        executor: where it runs; when not given, worker processes for many values, else this process.
    """
    if executor is None and (len(values) < WORTH_IT or workers() == 1):
        return function(values)
    context: AbstractContextManager[Executor] = nullcontext(executor) if executor else process_pool()
    with context as pool:
        return [result for results in pool.map(function, _chunks(values)) for result in results]


_shared: object = None
"""What the workers of one `map_shared` have in common; set before they are forked, never changed."""


def _share(value: object) -> None:
    global _shared  # noqa: PLW0603 - one value per worker process, set as it starts
    _shared = value


def _with_shared(function: Callable[[S, Sequence[T]], list[R]], values: Sequence[T]) -> list[R]:
    return function(_shared, values)  # type: ignore[arg-type]


def map_shared(
    function: Callable[[S, Sequence[T]], list[R]],
    shared: S,
    values: Sequence[T],
    executor: Executor | None = None,
) -> list[R]:
    """Return `function` of all values, in order, each call given the same large `shared` value.

    Where processes are forked the shared value is not copied; an executor that
    can share brings it to each worker once.

    Args:
        function: takes the shared value and some of the values, gives one result for each; pure.
        shared: what every call needs.
        values: all values.
        executor: where it runs, as for `map_chunks`.
    """
    if not values or (executor is None and (len(values) < WORTH_IT or workers() == 1)):
        return function(shared, values)
    if executor is None:
        with process_pool(initializer=_share, initargs=(shared,)) as pool:
            return map_chunks(partial(_with_shared, function), values, pool)
    share = getattr(executor, "share", None)
    chunks = _chunks(values)
    references = [share(shared) if share else shared] * len(chunks)
    return [result for results in executor.map(function, references, chunks) for result in results]
