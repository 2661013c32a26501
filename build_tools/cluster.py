"""A Dask cluster as an executor: for playbooks that one machine is too small for.

`dask.distributed` gives the standard `concurrent.futures.Executor`; what is
added here is the large shared value, which travels to each worker once. The
workers need the same version of this package and nothing else: no shared disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from urllib.parse import urlsplit

from build_tools.errors import SettingsError

_PATIENCE = 20
"""Seconds to wait for a scheduler to answer."""


class ClusterExecutor(Executor):
    """The workers of a Dask cluster.

    Args:
        client: a connected `distributed.Client`.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor: Executor = client.get_executor(pure=False)

    def share(self, value: object) -> object:
        """Send a value to every worker; what is returned stands for it among a call's arguments."""
        return self._client.scatter(value, broadcast=True, hash=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run one call on a worker."""
        return self._executor.submit(fn, *args, **kwargs)

    def map(
        self, fn: Callable[..., Any], *iterables: Iterable[Any], timeout: float | None = None, **_: Any
    ) -> Iterator[Any]:
        """Run many calls; results come in the order of the arguments. A lost worker's calls run again on another."""
        futures = self._client.map(fn, *[list(values) for values in iterables], pure=False, retries=3)
        return iter(
            self._client.gather(futures, timeout=timeout) if timeout else self._client.gather(futures)
        )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster running; it is not ours."""
        self._executor.shutdown(wait=wait, cancel_futures=cancel_futures)


def open_executor(address: str | None) -> AbstractContextManager[Executor | None]:
    """Return where a build runs.

    Args:
        address: `dask://HOST:PORT` of a scheduler; None for this machine.

    Raises:
        SettingsError: the address is of another kind, Dask is not installed, or nobody answers there.
    """
    return nullcontext() if address is None else _dask(address)


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    parts = urlsplit(address)
    if parts.scheme != "dask" or not parts.hostname or not parts.port:
        raise SettingsError("`{address}` is not an executor", "write it as dask://HOST:PORT", address=address)
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise SettingsError("Dask is not installed", "run pip install 'leadership-playbook[dask]'") from error
    try:
        scheduler = f"tcp://{parts.hostname}:{parts.port}"
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError) as error:
        raise SettingsError(
            "no Dask scheduler answers at {address}", "start one with dask scheduler", address=address
        ) from error
    try:
        yield ClusterExecutor(client)
    finally:
        client.close()  # type: ignore[no-untyped-call]
