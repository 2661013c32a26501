"""Front matter: the YAML between two lines of `---` at the top of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import FRONT_MATTER_MISSING, INVALID_YAML
from build_tools.source.text import SourceText
from build_tools.source.yaml_document import YamlDocument, read_yaml

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page's two halves. `body_line` is the 1-based line the Markdown starts on."""

    front_matter: YamlDocument
    body: str
    body_line: int


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
        return SplitPage(YamlDocument(data={}), source.text, 1), [fault]
    closing = _CLOSE.search(source.text, opening.end())
    if closing is None:
        message = Message("the front matter is not closed")
        advice = Message("put a line `---` after its last line")
        fault = Diagnostic(INVALID_YAML, source.path, Span.of_line(1, 3), message, advice)
        return SplitPage(YamlDocument(data={}), "", len(source.lines)), [fault]
    document = read_yaml(source.path, source.text[opening.end() : closing.start()], first_line=2)
    faults = list(document.faults)
    if document.data is None:
        document.data = {}
    elif not isinstance(document.data, dict):
        message = Message("the front matter is not a list of `key: value` lines")
        advice = Message("write one `key: value` a line")
        faults.append(Diagnostic(INVALID_YAML, source.path, Span.of_line(2), message, advice))
        document.data = {}
    body_start = min(closing.end() + 1, len(source.text))
    return SplitPage(document, source.text[body_start:], source.position(closing.end())[0] + 1), faults
