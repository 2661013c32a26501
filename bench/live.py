"""The time from saving a page to the first answer of the live server that has the new text."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from bench.generators import LANGUAGES, Command, Generator
from bench.measure import EDITED_PAGE, BenchError, edit, environment

POLL = 0.01
SETTLE = 1.5
"""Seconds between an answer and the next edit: an editor's pause, so that what still runs comes to its end."""


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answer(port: int, path: str, limit: float) -> bytes:
    """Return the body a server gives for a path; nothing when it does not answer with the page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=limit)
    try:
        connection.request("GET", f"/{path}", headers={"Host": f"127.0.0.1:{port}", "Accept": "text/html"})
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        connection.close()
    return body if response.status == http.client.OK else b""


def wait_for(port: int, path: str, word: bytes, limit: float) -> float:
    """Ask every 10 ms until the word is in the page; return the moment.

    Raises:
        BenchError: it took longer than `limit` seconds.
    """
    end = time.perf_counter() + limit
    while (now := time.perf_counter()) < end:
        if word in answer(port, path, end - now):
            return time.perf_counter()
        time.sleep(POLL)
    raise BenchError(f"the live server did not show the text within {limit:.0f} s")


@contextmanager
def running(command: Command, folder: Path, log: IO[bytes]) -> Iterator[int]:
    """Run a live server in a session of its own and end all of it; gives its port."""
    port = free_port()
    process = subprocess.Popen(
        [part.format(port=port) for part in command], cwd=folder, env=environment(),
        stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip
    try:
        yield port
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def live_edits(generator: Generator, words: list[str], limit: float) -> list[float]:
    """Serve every language, then edit one page for each word, the languages in turn. Return the seconds of each.

    Raises:
        BenchError: a server did not start or did not show an edit within `limit` seconds.
    """
    generator.clean()
    seconds = []
    with ExitStack() as stack:
        log = stack.enter_context(tempfile.TemporaryFile())
        ports = [
            stack.enter_context(running(command, generator.folder, log)) for command in generator.servers
        ]
        try:
            for lang in LANGUAGES:
                server, path = generator.site_of(lang), generator.address(lang, EDITED_PAGE)
                wait_for(ports[server], path, b"<html", limit)
            for number, word in enumerate(words):
                time.sleep(SETTLE)
                lang = LANGUAGES[number % len(LANGUAGES)]
                server, path = generator.site_of(lang), generator.address(lang, EDITED_PAGE)
                start = time.perf_counter()
                edit(generator.folder / generator.source(lang, EDITED_PAGE), word)
                seconds.append(wait_for(ports[server], path, word.encode(), limit) - start)
        except BenchError as error:
            log.seek(0)
            raise BenchError(f"{error}: {log.read().decode(errors='replace').strip()[-300:]}") from error
    return seconds
