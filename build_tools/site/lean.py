"""Smaller style sheets: without what no page can use of the theme's, without comments and idle space.

The theme brings 150 kB for parts of a page that ours do not have, and a
browser waits for all of it before it shows anything. What is left out is
certain not to be used: the theme begins its classes with `md-`, and those that
a page has are all in the shell, because what is poured in is our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import tinycss2

_OWN_MARKS = re.compile(r"(?:data-)?md-[\w-]+")
"""What the theme calls its own, in HTML: classes, and attributes for its script."""
_OWN_PROPERTY = re.compile(r"--md-[\w-]+")
_USED_PROPERTY = re.compile(r"var\(\s*(--md-[\w-]+)")
_KEYFRAMES = re.compile(r"@(?:-\w+-)?keyframes\s+([\w-]+)")
_TIGHT = {";", ","}
"""Next to these, at the edges of a block and around a block no space is needed."""

Nodes = list[Any]


@lru_cache(maxsize=2)
def tight(css: str) -> str:
    """Return a style sheet without comments and without space that says nothing."""
    return _text(tinycss2.parse_component_value_list(css, skip_comments=True))


def used_of_theme(css: str, html: str, own: str) -> str:
    """Return what pages can use of the theme's style sheets.

    Args:
        css: the theme's style sheets.
        html: the shell, which has every mark of the theme that a page has.
        own: the style sheets that come after; they may use the theme's custom properties.
    """
    return _used(css, frozenset(_OWN_MARKS.findall(html)), own)


@lru_cache(maxsize=2)
def _used(css: str, marks: frozenset[str], own: str) -> str:
    rules = list(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), marks))
    text = "".join([own, *(rule for rule in rules if not _KEYFRAMES.match(rule))])
    rules = [rule for rule in rules if not (name := _KEYFRAMES.match(rule)) or name[1] in text]
    # A property may be used by one that is itself left out.
    while True:
        used = set(_USED_PROPERTY.findall("".join([own, *rules])))
        fewer = [rule for rule in (_without_idle_properties(rule, used) for rule in rules) if rule]
        if fewer == rules:
            return "".join(rules)
        rules = fewer


def _rules(nodes: Iterable[Any], marks: frozenset[str]) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [part for part in _parted(node.prelude) if _can_match(part, marks)]
            if selectors:
                yield f"{','.join(map(_text, selectors))}{{{_text(node.content)}}}"
        elif node.type == "at-rule" and node.lower_at_keyword in {"media", "supports", "layer"}:
            inner = tinycss2.parse_rule_list(node.content or [], skip_comments=True, skip_whitespace=True)
            kept = "".join(_rules(inner, marks))
            if kept:
                yield f"@{node.at_keyword} {_text(node.prelude)}{{{kept}}}"
        elif node.type == "at-rule":
            yield node.serialize()


def _parted(nodes: Nodes) -> Iterator[Nodes]:
    """Yield the selectors of a list of them."""
    part: Nodes = []
    for node in nodes:
        if node.type == "literal" and node.value == ",":
            yield part
            part = []
        else:
            part.append(node)
    yield part


def _can_match(selector: Nodes, marks: frozenset[str]) -> bool:
    """Return False for a selector that needs a mark of the theme that no page has; `:not()` and its like need none."""
    after_dot = False
    for node in selector:
        if node.type == "ident" and after_dot and node.value.startswith("md-") and node.value not in marks:
            return False
        if node.type == "[] block":
            names = (inner.value for inner in node.content if inner.type == "ident")
            name = next(names, "")
            if name.startswith("data-md-") and name not in marks:
                return False
        after_dot = node.type == "literal" and node.value == "."
    return True


def _without_idle_properties(rule: str, used: set[str]) -> str:
    """Return a rule without the theme's custom properties that nothing uses; empty when nothing remains."""
    defined = set(_OWN_PROPERTY.findall(rule)) - used
    if not defined:
        return rule
    node = tinycss2.parse_one_rule(rule)
    if node.type != "qualified-rule":
        return rule
    declared = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    if any(one.type != "declaration" for one in declared):
        return rule
    kept = ";".join(one.serialize().rstrip(";") for one in declared if one.name not in defined)
    return f"{_text(node.prelude)}{{{kept}}}" if kept else ""


def _text(nodes: Nodes) -> str:
    return str(tinycss2.serialize(_tightened(nodes)))


def _tightened(nodes: Nodes) -> Nodes:
    kept: Nodes = []
    for place, node in enumerate(nodes):
        if node.type == "comment":
            continue
        if node.type == "whitespace":
            after = nodes[place + 1] if place + 1 < len(nodes) else None
            if _needs_no_space(kept[-1] if kept else None) or _needs_no_space(after):
                continue
            node.value = " "
        elif hasattr(node, "content"):
            node.content = _tightened(node.content)
        elif hasattr(node, "arguments"):
            node.arguments = _tightened(node.arguments)
        kept.append(node)
    return kept


def _needs_no_space(neighbour: Any) -> bool:
    if neighbour is None or neighbour.type in {"{} block", "whitespace"}:
        return True
    return neighbour.type == "literal" and neighbour.value in _TIGHT
