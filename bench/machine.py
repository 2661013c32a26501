"""What the numbers were taken on, read from the machine itself."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def machine() -> dict[str, str]:
    """Return processor, cores, memory, system and Python."""
    processors = re.findall(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    kilobytes = re.search(r"^MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(), re.MULTILINE)
    release = platform.freedesktop_os_release()
    return {
        "processor": processors[0] if processors else platform.machine(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{int(kilobytes[1]) / 1024**2:.0f} GiB" if kilobytes else "unknown",
        "system": f"{release.get('PRETTY_NAME', 'Linux')}, Linux {platform.release()}",
        "python": platform.python_version(),
    }
