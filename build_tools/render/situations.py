"""Situations: on a plain page, headings that are each followed by a list of links become cards.

So a page that sends readers on ("what brings you here?") stays plain Markdown
and still shows its choices side by side.
"""

from __future__ import annotations

import re

from markupsafe import Markup

_HEADING = r"<h3\b[^>]*>(?:(?!</h3>).)*</h3>\n"
_ITEM = r"<li>(?:(?!</?[uo]l\b|</li>).)*<a\b(?:(?!</?[uo]l\b|</li>).)*</li>\n"
_SITUATION = re.compile(rf"{_HEADING}<ul>\n(?:{_ITEM})+</ul>\n", re.DOTALL)
_RUN = re.compile(rf"(?:{_HEADING}<ul>\n(?:{_ITEM})+</ul>\n){{2,}}", re.DOTALL)


def with_situations(html: Markup) -> Markup:
    """Return the HTML of an article with every run of at least two situations as a group of sections.

    A situation is a third-level heading directly followed by a flat list whose
    every item has a link. Anything else stays as it is.
    """

    def group(run: re.Match[str]) -> str:
        sections = _SITUATION.sub(
            lambda match: f'<section class="pb-situation">\n{match[0]}</section>\n', run[0]
        )
        return f'<div class="pb-situations">\n{sections}</div>\n'

    return Markup(_RUN.sub(group, html))  # noqa: S704 - only wraps what is safe already
