"""Worker processes: a pure function over many values, in order, on all cores."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 120
"""Fewer pages than this are done sooner here than processes are started."""


def workers() -> int:
    """Return how many processes to use: PLAYBOOK_WORKERS, else one a core."""
    wanted = os.environ.get("PLAYBOOK_WORKERS", "")
    return int(wanted) if wanted.isdigit() and int(wanted) else len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def process_pool() -> ProcessPoolExecutor:
    """Return an executor of worker processes; on Linux they share this process's memory until they write to it."""
    method = "fork" if sys.platform == "linux" else None
    return ProcessPoolExecutor(workers(), mp_context=multiprocessing.get_context(method))


def map_chunks(
    function: Callable[[Sequence[T]], list[R]], values: Sequence[T], executor: Executor | None = None
) -> list[R]:
    """Return `function` of all values, in order.

    Args:
        function: takes some of the values, gives one result for each; pure.
        values: all values.
        executor: where it runs; worker processes when there are many values, else this process.
    """
    if executor is None and (len(values) < WORTH_IT or workers() == 1):
        return function(values)
    size = max(1, min(64, -(-len(values) // (workers() * 4))))
    chunks = [values[i : i + size] for i in range(0, len(values), size)]
    context: AbstractContextManager[Executor] = nullcontext(executor) if executor else process_pool()
    with context as pool:
        return [result for results in pool.map(function, chunks) for result in results]
