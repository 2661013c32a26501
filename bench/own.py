"""Two commands of this generator on its real content, as its users meet them every day."""

from __future__ import annotations

import statistics

from bench.install import ROOT
from bench.measure import cost_of

PLAYBOOK = str(ROOT / ".venv" / "bin" / "playbook")
TIMES = 5


def own_commands() -> dict[str, float]:
    """Return medians: CPU seconds of `playbook check` once warm, wall seconds of `playbook --help`."""
    cost_of([PLAYBOOK, "check"], ROOT, 600)
    checks = [cost_of([PLAYBOOK, "check"], ROOT, 600) for _ in range(TIMES)]
    helps = [cost_of([PLAYBOOK, "--help"], ROOT, 60) for _ in range(TIMES)]
    return {
        "check_cpu": statistics.median(cost.cpu for cost in checks),
        "check_wall": statistics.median(cost.wall for cost in checks),
        "help_wall": statistics.median(cost.wall for cost in helps),
        "help_cpu": statistics.median(cost.cpu for cost in helps),
    }
