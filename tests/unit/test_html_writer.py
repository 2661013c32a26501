"""The HTML of Markdown: GitHub's additions, labels for tasks, and never a tag that an author typed."""

from __future__ import annotations

import pytest

from tests import trees

WRITTEN = {
    "paragraph": ("One *two* **three**.", "<p>One <em>two</em> <strong>three</strong>.</p>"),
    "strikethrough": ("~~One~~", "<p><s>One</s></p>"),
    "heading": ("## One", "<h2{id:0}>One{anchor:0}</h2>"),
    "link": ('[a](b.md "c & d")', '<p><a{link:0} title="c &amp; d">a</a></p>'),
    "image": ("![a *b*](c.png)", '<p><img{image:0} alt="a b" loading="lazy"></p>'),
    "image as a link": ("[![a](c.png)](b.md)", '<p><a{link:0}><img{image:0} alt="a" loading="lazy"></a></p>'),
    "bare address": ("See https://example.org/x.", "<p>See <a{link:0}>https://example.org/x</a>.</p>"),
    "citation": ("One [@a, p. 5; @b].", "<p>One {cite:0}.</p>"),
    "no citation": ("One [@] and a@b.example.", "<p>One [@] and <a{link:0}>a@b.example</a>.</p>"),
    "code": ("`<b>&`", "<p><code>&lt;b&gt;&amp;</code></p>"),
    "fence": ('```py "x"\na < b\n```', '<pre><code class="language-py">a &lt; b\n</code></pre>'),
    "line break": ("a  \nb", "<p>a<br>\nb</p>"),
    "rule": ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    "definition list": ("One\n: Two", "<dl>\n<dt>One</dt>\n<dd>Two</dd>\n</dl>"),
    "numbered list from three": ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    "tasks": (
        "- [ ] **Do** it\n- [x] Done",
        """<ul class="task-list">
<li class="task-list-item"><label><input type="checkbox"> <span><strong>Do</strong> it</span></label></li>
<li class="task-list-item"><label><input type="checkbox" checked> <span>Done</span></label></li>
</ul>""",
    ),
    "alert": (
        "> [!WARNING]\n> Stop.",
        '<div class="admonition warning">\n<p class="admonition-title">{word:Warning}</p>\n<p>Stop.</p>\n</div>',
    ),
    "quote": ("> One", "<blockquote>\n<p>One</p>\n</blockquote>"),
    "template": ("{{ 7*7 }} {% x %}", "<p>{{ 7*7 }} {% x %}</p>"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "html"), WRITTEN.values(), ids=WRITTEN)
def test_written(body: str, html: str) -> None:
    assert trees.body_html(body).replace("<br />", "<br>").replace("<hr />", "<hr>") == html


def test_table_can_be_scrolled_by_keyboard_and_has_no_style() -> None:
    html = trees.body_html("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert 'tabindex="0"{label:Table}><table>' in html
    assert '<th scope="col" class="pb-left">a</th>' in html
    assert '<td class="pb-right">2</td>' in html
    assert "style=" not in html


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
def test_every_alert_has_its_word_as_a_slot(kind: str) -> None:
    """The word is said in the reader's language, not the author's."""
    html = trees.body_html(f"> [!{kind}]\n> Text")
    assert f"{{word:{kind.capitalize()}}}" in html
    assert kind not in html


def test_alert_of_another_name_is_a_quote() -> None:
    assert trees.body_html("> [!PARTY]\n> Text").startswith("<blockquote>")


QUOTES = {
    "en": ("\"One 'two'\" three", "<p>“One ‘two’” three</p>"),
    "ru": ("\"Один 'два'\" три", "<p>«Один „два“» три</p>"),
}


@pytest.mark.parametrize("lang", QUOTES)
def test_quotation_marks_of_the_language(lang: str) -> None:
    body, html = QUOTES[lang]
    assert trees.body_html(body, lang=lang) == html


FORBIDDEN = {
    "inline tag": "One <b>two</b>",
    "block": "<div onclick=x>\n\none\n\n</div>",
    "script": "<script>alert(1)</script>",
    "style": "<style>\n* {}\n</style>",
    "processing instruction": "<?php x ?>",
    "declaration": "<!DOCTYPE html>",
    "cdata": "<![CDATA[ <b> ]]>",
    "in a heading": "# One <i>two</i>",
    "in a table": "| <b> |\n|---|\n| <i>x</i> |",
    "in an image's text": "![<b>](x.png)",
    "in a link's title": '[a](b.md "<b>")',
    "in a fence's name": "```<b>\nx\n```",
    "in a footnote": "a[^1]\n\n[^1]: <b>x</b>",
    "behind a comment": "<!-- one --><b>two</b>",
}


@pytest.mark.parametrize("body", FORBIDDEN.values(), ids=FORBIDDEN)
def test_typed_tags_are_text(body: str) -> None:
    document = trees.markdown(body)
    html = trees.html(document.fragment(document._tokens)) + trees.html(document.footnotes)
    for tag in ("<b>", "<i>", "<div o", "<script", "<style", "<?", "<!"):
        assert tag not in html


@pytest.mark.parametrize("body", ["a <!-- b --> c", "<!-- b -->\n\na\n\nc", "a\n<!-- b\nd -->\nc"])
def test_comments_are_dropped(body: str) -> None:
    html = trees.body_html(body)
    assert "b" not in html
    assert "!--" not in html


def test_footnotes_stand_apart_and_lead_back() -> None:
    document = trees.markdown("One[^a] two[^b] three[^a].\n\n[^a]: First.\n[^b]: Second.\n")
    text, notes = trees.html(document.fragment(document._tokens)), trees.html(document.footnotes)
    assert text.count("footnote-ref") == 3
    assert "First" not in text
    assert notes.startswith('<ol class="footnotes-list">')
    assert notes.count("{label:Back to the text}") == 3, "a way back to each place it was called from"


@pytest.mark.parametrize("entity", ["&#xE000;", "&#57344;", "&#xe000;link:0&#xe001;"])
@pytest.mark.parametrize(
    "body", ["{}", "[{}](x.md)", "![{}](x.png)", '[a](x.md "{}")', "`{}`", "```{}\nx\n```", "# {}"]
)
def test_entities_cannot_open_slots(body: str, entity: str) -> None:
    """The characters that mark slots cannot come from a page."""
    document = trees.markdown(body.format(entity))
    assert set(trees.slot_kinds(document.fragment(document._tokens))) <= {"link", "image", "id", "anchor"}
    assert all(h.text != "" for h in document.outline.headings)
