"""Front matter: the YAML between two lines of `---` at the top of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import DUPLICATE_KEY, FRONT_MATTER_MISSING, INVALID_YAML
from build_tools.source.text import SourceText
from build_tools.source.yaml_document import YamlDocument, read_yaml

_OPEN = re.compile(r"(\s*)---[ \t]*\n")
_CLOSE = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]*\n(?=#{1,6} )", re.MULTILINE)
_END_IF_UNCLOSED = re.compile(r"^(?:[ \t]*\n|(?=#{1,6} ))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page's two halves. `body_line` is the 1-based line the Markdown starts on."""

    front_matter: YamlDocument
    body: str
    body_line: int
    readable: bool = True
    """False when it is not known what the front matter says, or whether it says all it was to say."""


def split_page(source: SourceText) -> tuple[SplitPage, list[Diagnostic]]:
    """Separate a page's front matter from its Markdown.

    Returns:
        Both halves (the front matter empty where there is none) and everything
        that is wrong with the front matter as YAML.
    """
    opening = _OPEN.match(source.text)
    if opening is None:
        message = Message("the page does not begin with front matter")
        advice = Message("put a line `---`, the line `summary: …` and a line `---` at the very top")
        fault = Diagnostic(FRONT_MATTER_MISSING, source.path, Span.of_line(1), message, advice)
        return SplitPage(YamlDocument(data={}), source.text, 1, readable=False), [fault]
    faults: list[Diagnostic] = []
    if opening[1]:
        message = Message("there is an empty line before the front matter")
        advice = Message("delete it: the line `---` must be the first of the file")
        faults.append(Diagnostic(FRONT_MATTER_MISSING, source.path, Span.of_line(1), message, advice))
    first_line = source.position(opening.end())[0]
    closing = _CLOSE.search(source.text, opening.end())
    if closing is None:
        return _unclosed(source, opening.end(), faults)
    text = source.text[opening.end() : closing.start()]
    document = read_yaml(source.path, text, first_line)
    readable = all(fault.rule is DUPLICATE_KEY for fault in document.faults)
    if not readable and _HEADING.search(text):
        return _unclosed(source, opening.end(), faults)  # the line `---` that was found is a rule in the text
    faults += document.faults
    if document.data is None:
        document.data = {}
    elif not isinstance(document.data, dict):
        message = Message("the front matter is not a list of `key: value` lines")
        advice = Message("write one `key: value` a line")
        place = source.line_span(document.place(()).line)
        faults.append(Diagnostic(INVALID_YAML, source.path, place, message, advice))
        document.data, readable = {}, False
    body_start = min(closing.end() + 1, len(source.text))
    body_line = source.position(closing.end())[0] + 1
    return SplitPage(document, source.text[body_start:], body_line, readable), faults


def _unclosed(source: SourceText, start: int, faults: list[Diagnostic]) -> tuple[SplitPage, list[Diagnostic]]:
    """Report the missing line once, and take the text after the first empty line for the page."""
    message = Message("the front matter is not closed")
    advice = Message("put a line `---` after its last line")
    line = source.position(start - 1)[0]
    fault = Diagnostic(INVALID_YAML, source.path, source.line_span(line), message, advice)
    end = _END_IF_UNCLOSED.search(source.text, start)
    body = end.end() if end else len(source.text)
    body_line = source.position(body)[0]
    return SplitPage(YamlDocument(data={}), source.text[body:], body_line, readable=False), [*faults, fault]
