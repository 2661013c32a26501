"""PB6 — content is data: no HTML, no scripts, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.check.links import broken
from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message
from build_tools.diagnostics.rules import NESTED_TOO_DEEP, OUTSIDE_ROOT, RAW_HTML, UNSAFE_ADDRESS
from build_tools.model.links import Fault
from build_tools.model.playbook import Playbook
from build_tools.source.schema import shown


def check_raw_html(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """HTML in a page: it is never published."""
    for page in playbook.pages:
        for html in page.outline.html:
            message = Message("`{html}` is HTML, which is not published", html=shown(html.text))
            advice = Message("write it in Markdown, or put it between backticks to show it as it is")
            yield Diagnostic(RAW_HTML, page.path, html.span, message, advice)


def check_unsafe_address(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Addresses that could run a script."""
    advice = Message("link a page of the playbook, or an address that begins with `https://`")
    yield from broken(playbook, Fault.UNSAFE, UNSAFE_ADDRESS, "`{href}` is not an address of a page", advice)


def check_outside_root(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Links that lead out of the content folder."""
    advice = Message("put the file into the content folder, or link its address on the web")
    yield from broken(playbook, Fault.OUTSIDE, OUTSIDE_ROOT, "`{href}` leads out of the content folder", advice)


def check_nested_too_deep(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Lists and quotes nested beyond what a reader, or the parser, can follow."""
    for page in playbook.pages:
        if page.outline.deepest is not None:
            message = Message("lists or quotes are nested too deep here; the rest is shown as plain text")
            yield Diagnostic(NESTED_TOO_DEEP, page.path, page.outline.deepest, message, Message("make the structure flatter"))


CHECKS = (check_raw_html, check_unsafe_address, check_outside_root, check_nested_too_deep)
