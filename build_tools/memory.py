"""Memory that is free again goes back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Return freed memory to the system, so that the processes started next do not copy it.

    After thousands of values were read and thrown away, glibc keeps a third of the memory
    of a large build for itself. See malloc_trim(3); elsewhere nothing happens.
    """
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
