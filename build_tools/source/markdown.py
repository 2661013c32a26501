"""The one MarkdownIt: CommonMark with GitHub's additions, citations, and positions.

Tables, task lists, strikethrough, alerts, autolinks, footnotes and definition
lists are on. HTML is recognised so that it can be reported, and never emitted.
Inline tokens carry where they stand in their block: `meta["at"]` and
`meta["end"]`, offsets into the block's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from build_tools.source.fragment import CLOSE, OPEN
from build_tools.source.html_writer import HtmlWriter
from build_tools.source.typography import NO_TYPOGRAPHY, Typography, typography_rule

MAX_NESTING = 30
"""Levels of tokens; a list in a list in a list takes six."""

MAX_IMAGES_IN_IMAGES = 2
"""The text of an image is parsed anew, so images in its text would nest without any other limit."""

Rule = Callable[[StateInline, bool], bool]

_CITED = r"@\w[\w:.#$%&+?<>~/-]*(?:,[^\];\[]*)?"
CITATION = re.compile(rf"\[({_CITED}(?:;\s*{_CITED})*)\]")
"""Pandoc's form: `[@one]`, `[@one, p. 5; @two]`."""

_LOCATED = ("link", "image", "autolink", "html_inline", "footnote_ref")


def _located(rule: Rule) -> Rule:
    """Return `rule` that also notes where its token begins and ends."""

    def with_place(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[count:]:
                if token.type != "text":
                    token.meta = {**(token.meta or {}), "at": start, "end": state.pos}
                    break
        return True

    return with_place


def _bounded(rule: Rule) -> Rule:
    """Return the rule for images that takes an image within images within an image as text."""

    def within(state: StateInline, silent: bool) -> bool:
        depth = state.env.get("images", 0)
        if depth > MAX_IMAGES_IN_IMAGES:
            return False
        state.env["images"] = depth + 1
        try:
            return rule(state, silent)
        finally:
            state.env["images"] = depth

    return within


_PROTOCOLS = ("http", "https", "mailto")
_LONGEST = 8
"""The longest of them, and the character before it."""


def _after_protocol(rule: Rule) -> Rule:
    """Return the rule for bare addresses, which reads back from every colon, with less to read."""

    def at_protocol(state: StateInline, silent: bool) -> bool:
        if not state.src.endswith(_PROTOCOLS, 0, state.pos):
            return False
        if len(state.pending) > _LONGEST and not silent:
            end = state.pending[-_LONGEST:]
            state.pending = state.pending[:-_LONGEST]
            state.pushPending()
            state.pending = end
        return rule(state, silent)

    return at_protocol


_RESERVED = str.maketrans(dict.fromkeys((OPEN, CLOSE), "\ufffd"))


def _keep_reserved(state: StateCore) -> None:
    """Replace the renderer's own characters, which an entity (`&#xE000;`) can bring back into a page."""
    if "&" not in state.src:
        return
    waiting: list[Token] = list(state.tokens)
    while waiting:
        token = waiting.pop()
        waiting += token.children or []
        token.content = token.content.translate(_RESERVED)
        if "&" in token.info and not set(unescapeAll(token.info)).isdisjoint((OPEN, CLOSE)):
            token.info = ""
        for name, value in token.attrs.items():
            if isinstance(value, str):
                token.attrs[name] = value.translate(_RESERVED)


def _citation(state: StateInline, silent: bool) -> bool:
    """Recognise `[@id]` and `[@id, p. 5; @id]`."""
    if not state.src.startswith("[@", state.pos):
        return False
    match = CITATION.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[1]
        token.meta = {"at": state.pos, "end": match.end()}
    state.pos = match.end()
    return True


def typeset(md: MarkdownIt, text: str) -> str:
    """Return a plain text, as front matter has it, with the signs the parser sets in prose.

    Args:
        md: the parser of the text's language.
        text: without Markdown; its stars and brackets stay as they are.
    """
    if not text:
        return text
    inline = Token("inline", "", 0, content=text, children=[Token("text", "", 0, content=text)])
    state = StateCore("", md, {}, [inline])
    for name, rule in zip(md.core.ruler.get_active_rules(), md.core.ruler.getRules(""), strict=True):
        if name in {"replacements", "smartquotes", "typography"}:
            rule(state)
    return inline.children[0].content if inline.children else text


def _any_address(url: str) -> bool:
    """Take every address as a link: a dangerous one must reach the checks to be reported; the renderer drops it."""
    del url
    return True


@lru_cache(maxsize=64)
def parser(quotes: Sequence[str], typography: Typography = NO_TYPOGRAPHY) -> MarkdownIt:
    """Return the parser for a language.

    Args:
        quotes: opening and closing double quote, opening and closing single
            quote, as the language's typography sets them.
        typography: what else it asks for.
    """
    options = {
        "html": True,
        "typographer": True,
        "quotes": list(quotes),
        "tasklists": True,
        "alerts": True,
        "maxNesting": MAX_NESTING,
    }
    md = MarkdownIt("commonmark", options, renderer_cls=HtmlWriter)
    md.enable(["table", "strikethrough", "smartquotes", "replacements"])
    md.use(footnote_plugin, inline=False)
    md.use(deflist_plugin)
    md.use(gfm_autolink_plugin)
    assert isinstance(md.renderer, HtmlWriter)
    for name in HtmlWriter.OVERRIDES:
        md.renderer.rules[name] = getattr(md.renderer, name)
    rules = {rule.name: rule.fn for rule in md.inline.ruler.__rules__}
    rules["image"] = _bounded(rules["image"])
    md.inline.ruler.at("gfm_autolink_protocol", _after_protocol(rules["gfm_autolink_protocol"]))
    for name in _LOCATED:
        md.inline.ruler.at(name, _located(rules[name]))
    if typography != NO_TYPOGRAPHY:
        md.core.ruler.push("typography", typography_rule(typography))  # type: ignore[arg-type]
    md.core.ruler.push("keep_reserved", _keep_reserved)
    md.inline.ruler.before("link", "citation", _citation)
    md.validateLink = _any_address  # type: ignore[method-assign]
    return md
