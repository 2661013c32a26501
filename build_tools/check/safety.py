"""PB6 — content is data: no HTML, no scripts, nothing from outside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.check.links import broken, images_elsewhere
from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message
from build_tools.diagnostics.rules import NESTED_TOO_DEEP, OUTSIDE_ROOT, RAW_HTML, UNSAFE_ADDRESS
from build_tools.model.library import is_web_address
from build_tools.model.links import Fault
from build_tools.model.playbook import Playbook
from build_tools.source.schema import shown


def check_raw_html(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """HTML in a page: it is never published."""
    for page in playbook.pages:
        opened: Counter[str] = Counter()
        for html in page.outline.html:
            tag = _TAG.match(html.text)
            if tag and tag[1] and opened[tag[2].lower()]:
                opened[tag[2].lower()] -= 1
                continue  # the tag that opened it is reported
            if tag and not tag[1]:
                opened[tag[2].lower()] += 1
            if html.text.startswith("<!--"):
                message = Message("the comment is not closed: nothing after it is published")
                advice = Message("put `-->` at its end, or delete it")
            else:
                message = Message("`{html}` is HTML, which is not published", html=shown(html.text))
                advice = Message("write it in Markdown, or put it between backticks to show it as it is")
            yield Diagnostic(RAW_HTML, page.path, html.span, message, advice)


_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


def check_unsafe_address(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Addresses that could run a script."""
    advice = Message("link a page of the playbook, or an address that begins with `https://`")
    yield from broken(playbook, Fault.UNSAFE, UNSAFE_ADDRESS, "`{href}` is not an address of a page", advice)
    for source in playbook.sources.values():
        if source.url and not is_web_address(source.url):
            message = Message("`{href}` is not an address on the web", href=shown(source.url))
            advice = Message("begin it with `https://`, or leave the line out")
            yield Diagnostic(UNSAFE_ADDRESS, source.path, source.span, message, advice)


def check_outside_root(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Links that lead out of the content folder, and images that other sites would have to serve."""
    advice = Message("put the file into the content folder, or link its address on the web")
    yield from broken(
        playbook, Fault.OUTSIDE, OUTSIDE_ROOT, "`{href}` leads out of the content folder", advice
    )
    for page, href, span in images_elsewhere(playbook):
        message = Message(
            "the image `{href}` is on another site; a page loads nothing from there", href=shown(href)
        )
        advice = Message("save the image into the content folder and name that file")
        yield Diagnostic(OUTSIDE_ROOT, page.path, span, message, advice)


def check_nested_too_deep(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Lists and quotes nested beyond what a reader, or the parser, can follow."""
    for page in playbook.pages:
        if page.outline.deepest is not None:
            message = Message("lists or quotes are nested too deep here; what lies deeper is not published")
            yield Diagnostic(
                NESTED_TOO_DEEP,
                page.path,
                page.outline.deepest,
                message,
                Message("make the structure flatter"),
            )


CHECKS = (check_raw_html, check_unsafe_address, check_outside_root, check_nested_too_deep)
