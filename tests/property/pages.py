"""Strategies: Markdown as people, and as nobody, would write it."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "---\n", "summary: x\n", "source: ru\n", "source: [1]\n", "minutes: 1e400\n", "key: *a\n", "key: !!x y\n", "a: {b: [\n",
    "# T\n", "## S\n", "### D\n", "S\n---\n", "Debrief\n===\n", "- [ ] **a** b\n", "- [x] c\n", "1. [x](y.md) – z\n",
    "- [a](#s)\n", "  - b\n", "    ", "\t", "\n\n", "\r\n", "\r", "> ", "> [!NOTE]\n> hi\n", "> [!PARTY]\n",
    "| a | b |\n|---|---|\n| [x](y.md) | `c\\|d` |\n", "|", "[^1]", "\n[^1]: note [a](b)\n", "[^x]", "\n[^x]:\n\n    > y\n",
    "Term\n: def\n", "<b>x</b>", "<script>alert(1)</script>", "<!-- c -->", "<!--", "-->", "<img src=x onerror=y>", "<?x?>",
    "![a ![b](c)](d)", "[a](b.md 'c')", "[a](<b c>)", "[![a](b)](c)", "[@a; @b, p. 1]", "[@a]", "[@", "@a",
    "&#xE000;link:0&#xE001;", "&lt;b&gt;", "&amp;", "&#0;", "&quot;", "**", "*", "_", "`", "``", "```\n", "~~~ x\n", "~~", "==",
    "http://x.y ", "https://x.y/%41?b=c&d", "www.x.y", "a@b.c", "<http://x>", "[x]: y 'z'\n", "[x]", "[x][x]",
    "{{ 7*7 }}", "{% raw %}", "{", "}", "{0}", "%(a)s", "javascript:alert(1)", "[a](javascript:1)", "[a](data:text/html,x)",
    "[a](//x)", "[a](../../../../etc)", '"', "'", "...", "--", "(c)", "\\", "\\\n", "  \n", "---", "***\n",
    "ё", "𝒳", "́", "\u202e", "\u2028", "\x85", "\x0c", "\x00", "\ue000", "\ue100title\ue101", "\ufeff", "العربية",
)  # fmt: skip

markdown = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map("".join)
"""Any Markdown: pieces that mean something, in any order, with anything in between."""

words = (
    st.text("abcdefghij кирллцаё0123456789", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
"""Plain words: no sign that Markdown reads anything into, on one line."""

inlines = st.one_of(
    words,
    words.map("*{}*".format),
    words.map("**{}**".format),
    st.tuples(words, words).map(lambda pair: f"[{pair[0]}]({pair[1].replace(' ', '-')}.md)"),
    st.just("[@one, p. 5]"),
)
paragraphs = (
    st.lists(inlines, min_size=1, max_size=6).map(" ".join).filter(lambda text: not text[0].isdigit())
)
blocks = st.one_of(
    paragraphs,
    st.lists(paragraphs, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(paragraphs, min_size=1, max_size=4).map(
        lambda items: "\n".join(f"- [ ] {item}" for item in items)
    ),
    paragraphs.map("> {}".format),
    words.map("## {}".format),
)
tidy = st.lists(blocks, min_size=1, max_size=8).map(lambda parts: "# Title\n\n" + "\n\n".join(parts) + "\n")
"""Markdown as an author writes it."""
