"""The checks: each reads the playbook and yields what is wrong. None changes anything."""

from build_tools.check.names import SectionNames
from build_tools.check.registry import CHECKS, run_checks

__all__ = ["CHECKS", "SectionNames", "run_checks"]
