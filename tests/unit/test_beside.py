"""Work in a process of its own: its result, its error, and its end."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from build_tools.errors import SearchError
from build_tools.workers import beside


def _double(values: list[int]) -> tuple[int, list[int]]:
    return os.getpid(), [2 * value for value in values]


def _late() -> bytes:
    time.sleep(0.5)
    return bytes(1_000_000)  # more than a pipe holds


def _fail() -> None:
    raise SearchError("Pagefind failed: {reason}", "build with --no-search", reason="no {braces}")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count no threads that other tests have left behind, such as those of a browser's driver."""
    left = threading.active_count() - 1
    count = threading.active_count
    monkeypatch.setattr(threading, "active_count", lambda: count() - left)


def test_the_result_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_WORKERS", "2")
    with beside(_double, [1, 2]) as result:
        process, doubled = result()
    assert doubled == [2, 4]
    assert process != os.getpid()


def test_one_worker_stays_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_WORKERS", "1")
    with beside(_double, [1]) as result:
        assert result() == (os.getpid(), [2])


def test_other_threads_are_not_torn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_WORKERS", "2")
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with beside(_double, [1]) as result:
            assert result() == (os.getpid(), [2])
    finally:
        done.set()
        thread.join()


def test_an_error_is_raised_here_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_WORKERS", "2")
    with beside(_fail) as result, pytest.raises(SearchError, match=r"no \{braces\}") as caught:
        result()
    assert caught.value.help == "build with --no-search"


def test_a_killed_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_WORKERS", "2")
    with beside(_die) as result, pytest.raises(RuntimeError, match="ended from outside"):
        result()


def test_a_result_nobody_asks_for_is_dropped_in_silence(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_WORKERS", "2")
    with beside(_late):
        pass  # the pipe is closed before the process has its result
    assert capfd.readouterr().err == ""


def test_an_error_meanwhile_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_WORKERS", "2")
    with pytest.raises(KeyError), beside(signal.pause):
        raise KeyError("here")
