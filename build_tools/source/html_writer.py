"""Tokens -> Fragment: markdown-it's own renderer with our rules for what we write differently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from build_tools.source.fragment import Fragment, marker

# Material draws an admonition of these classes with its own icon and colour.
_ALERTS = {"NOTE": "note", "TIP": "tip", "IMPORTANT": "info", "WARNING": "warning", "CAUTION": "danger"}
_ALERT_WORDS = {
    "NOTE": "Note", "TIP": "Tip", "IMPORTANT": "Important", "WARNING": "Warning", "CAUTION": "Caution",
}  # fmt: skip


class HtmlWriter(RendererHTML):
    """Writes the HTML of a page's tokens; what depends on other pages becomes a slot."""

    OVERRIDES = ("footnote_anchor", "footnote_block_open", "footnote_block_close")
    """Rules the footnote plugin registers over ours, to be taken back."""

    def fragment(self, tokens: Sequence[Token], options: Any, env: dict[str, Any]) -> Fragment:
        """Return the fragment for a run of block tokens."""
        return Fragment.of(self.render(tokens, options, env).strip())

    def inline_fragment(self, inline: Token, options: Any, env: dict[str, Any]) -> Fragment:
        """Return the fragment for the text of one block, without the block's own tags."""
        return Fragment.of(self.renderInline(inline.children or [], options, env))

    def heading_open(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        token = tokens[idx]
        return f"<{token.tag}{marker('id', token.meta['heading'])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        number = tokens[idx - 2].meta["heading"]
        return f"{marker('anchor', number)}</{tokens[idx].tag}>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        token = tokens[idx]
        title = f' title="{escapeHtml(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""
        return f"<a{marker('link', token.meta['link'])}{title}>" if "link" in token.meta else "<a>"

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        alt = escapeHtml(self.renderInlineAsText(token.children, options, env))
        if "image" not in token.meta:
            return alt
        return f'<img{marker("image", token.meta["image"])} alt="{alt}" loading="lazy">'

    def citation(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        token = tokens[idx]
        return marker("cite", token.meta["citation"]) if "citation" in token.meta else ""

    def html_block(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        text = tokens[idx].content.strip()
        return "" if text.startswith("<!--") else f"<p>{escapeHtml(text)}</p>\n"

    def html_inline(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        text = tokens[idx].content
        return "" if text.startswith("<!--") else escapeHtml(text)

    def table_open(self, _tokens: Sequence[Token], _idx: int, _options: Any, _env: Any) -> str:
        return '<div class="pb-table" role="group" tabindex="0"' + marker("label", "Table") + "><table>\n"

    def table_close(self, _tokens: Sequence[Token], _idx: int, _options: Any, _env: Any) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        align = _alignment(tokens[idx])
        return f'<th scope="col"{align}>'

    def td_open(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        return f"<td{_alignment(tokens[idx])}>"

    def bullet_list_open(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        tasks = "contains-task-list" in str(tokens[idx].attrs.get("class", ""))
        return '<ul class="task-list">\n' if tasks else "<ul>\n"

    def list_item_open(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        return '<li class="task-list-item">' if _is_task(tokens[idx]) else "<li>"

    def paragraph_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        if idx and _is_task(tokens[idx - 1]):
            checked = " checked" if tokens[idx - 1].meta["checked"] else ""
            return f'<label><input type="checkbox"{checked}> <span>'
        return str(self.renderToken(tokens, idx, options, env))

    def paragraph_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        if idx > 2 and _is_task(tokens[idx - 3]):  # noqa: PLR2004 - item, paragraph, inline
            return "</span></label>"
        return str(self.renderToken(tokens, idx, options, env))

    def alert_open(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        return f'<div class="admonition {_ALERTS[tokens[idx].meta["kind"]]}">\n'

    def alert_title_open(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        kind = tokens[idx - 1].meta["kind"]
        return f'<p class="admonition-title">{marker("word", _ALERT_WORDS[kind])}'

    def alert_title_close(self, _tokens: Sequence[Token], _idx: int, _options: Any, _env: Any) -> str:
        return "</p>\n"

    def footnote_block_open(self, _tokens: Sequence[Token], _idx: int, _options: Any, _env: Any) -> str:
        return '<ol class="footnotes-list">\n'

    def footnote_block_close(self, _tokens: Sequence[Token], _idx: int, _options: Any, _env: Any) -> str:
        return "</ol>\n"

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        ident = tokens[idx].meta["id"] + 1
        suffix = f":{tokens[idx].meta['subId']}" if tokens[idx].meta["subId"] else ""
        label = marker("label", "Back to the text")
        return f' <a href="#fnref{ident}{suffix}" class="footnote-backref"{label}>↩︎</a>'


def _alignment(token: Token) -> str:
    """Return a class for a cell's alignment; a style attribute would need an unsafe policy."""
    style = str(token.attrs.get("style", ""))
    return f' class="pb-{style.removeprefix("text-align:")}"' if style.startswith("text-align:") else ""


def _is_task(token: Token) -> bool:
    return token.type == "list_item_open" and "checked" in (token.meta or {})
