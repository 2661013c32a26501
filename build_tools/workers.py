"""Worker processes: a pure function over many values, in order, on all cores."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

COLLECT_AFTER = 50_000
"""Objects made before the collector looks for circles: there are few, and it takes a tenth of the time."""
_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal a process gets when the one that began it is gone."""
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
    return ProcessPoolExecutor(
        workers(), mp_context=context, initializer=_begin, initargs=(initializer, initargs)
    )


def _begin(initializer: Callable[..., object] | None, initargs: tuple[Any, ...]) -> None:
    """Begin a worker's life: its collector leaves alone what it shares, and looks after the rest less often.

    It ends with the process that began it: a worker of a killed build would wait for work for ever.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    if initializer is not None:
        initializer(*initargs)


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


@contextmanager
def beside(function: Callable[..., T], *args: Any) -> Iterator[Callable[[], T]]:
    """Run a function in a process of its own while this one goes on.

    Where processes cannot be forked, other threads run that a fork would tear, or there is one core,
    it runs here when its result is asked for.

    Args:
        function: pure; what it is given is not copied, what it returns is.
        args: for the function.

    Yields:
        What waits for the result and returns it; what the function raised is raised again.
    """
    if sys.platform != "linux" or workers() == 1 or threading.active_count() > 1:
        yield lambda: function(*args)
        return
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_call, args=(function, args, here, there), daemon=True)
    process.start()
    there.close()

    def result() -> T:
        try:
            value, error = here.recv()
        except EOFError:
            raise RuntimeError(f"a worker process was ended from outside ({process.exitcode})") from None
        if error is not None:
            raise error
        return value  # type: ignore[no-any-return]

    try:
        yield result
    finally:
        here.close()
        if sys.exc_info()[0] is not None:
            process.terminate()
        process.join()


def _call(
    function: Callable[..., object], args: tuple[Any, ...], here: Connection, there: Connection
) -> None:
    """Run a function in a process of its own and send back what it returns or raises."""
    here.close()  # or a large result would wait for ever when nobody asks for it
    _begin(None, ())
    result: tuple[object, Exception | None]
    try:
        result = (function(*args), None)
    except Exception as error:  # noqa: BLE001 - raised again in the other process
        result = (None, error)
    with suppress(BrokenPipeError):  # nobody asks any more: findings have stopped the build
        there.send(result)


_shared: object = None
"""What the workers of one call have in common; set before they are forked, never changed."""


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
