"""Findings: what is wrong with the content, where, and what to do about it.

A leaf package: it knows nothing of Markdown, pages or files.
"""

from build_tools.diagnostics.message import Message
from build_tools.diagnostics.model import Diagnostic, Related, Report, Rule, Severity, Span

__all__ = ["Diagnostic", "Message", "Related", "Report", "Rule", "Severity", "Span"]
