"""Runs one command and tells what its whole tree of processes cost. Linux only.

    python -m bench.tree LIMIT COMMAND [ARGUMENT ...]

Prints one line of JSON. Every descendant counts, however it was started: this
process adopts those that outlive their parent (a subreaper) and waits for all
of them, so that `getrusage` of its children holds their CPU. Memory is the most
of two: the sum of the proportional set sizes of all processes alive at one
moment (a shared page is counted once), looked at again and again with pauses
that keep looking below a twentieth of one core; and the peak that the kernel
itself kept of the largest single process, which no pause can miss.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
SHARE_FOR_LOOKING = 0.05


def descendants(root: int) -> list[int]:
    """Return the processes below `root`, by the parent each names in /proc."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):  # noqa: PTH208 - looked at often: strings cost less than paths
        if name.isdecimal():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:  # noqa: PTH123
                parent = int(file.read().rpartition(b") ")[2].split()[1])
                children.setdefault(parent, []).append(int(name))
    found, waiting = list[int](), [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def memory_of(processes: list[int]) -> int:
    """Return the sum of their proportional set sizes, in bytes."""
    total = 0
    for number in processes:
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


class Peak:
    """The most memory seen at one moment, by a thread that looks again and again."""

    def __init__(self) -> None:
        self.bytes = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            start = time.perf_counter()
            self.bytes = max(self.bytes, memory_of(descendants(os.getpid())))
            pause = max(0.02, (time.perf_counter() - start) / SHARE_FOR_LOOKING)

    def stop(self) -> int:
        """Return the peak."""
        self._over.set()
        self._thread.join()
        return self.bytes


def reap_all() -> None:
    """Wait for whatever the command left behind, at most five seconds, then end it."""
    deadline = time.monotonic() + 5
    with contextlib.suppress(ChildProcessError):
        while True:
            number, _ = os.waitpid(-1, os.WNOHANG)
            if number == 0:
                if time.monotonic() > deadline:
                    for left in descendants(os.getpid()):
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(left, signal.SIGKILL)
                time.sleep(0.005)


def run(command: list[str], limit: float) -> dict[str, float | int | str | bool]:
    """Run a command in the working folder. Return wall and CPU seconds, bytes of memory, exit code and output."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak, start, late = Peak(), time.perf_counter(), False
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            output, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            late = True
            for left in descendants(os.getpid()):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(left, signal.SIGKILL)
            output, _ = process.communicate()
        wall = time.perf_counter() - start
    reap_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime,
        "memory": max(peak.stop(), used.ru_maxrss * 1024),
        "code": process.returncode,
        "late": late,
        "output": output[-4000:],
    }


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[2:], float(sys.argv[1]))))
