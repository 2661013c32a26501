"""Open places, filled as seen from one address of the site."""

from __future__ import annotations

import pytest

from build_tools.model.ids import Lang
from build_tools.render.slots import Scene, SlotFiller
from tests import trees

BOOK = trees.playbook(
    {
        "en/guides/a.md": trees.page("# A\n\n## One thing\n"),
        "ru/guides/a.md": trees.translation("# А\n\n## Одно дело\n"),
        "en/pages/b.md": trees.page("# B\n"),
        "en/pages/index.md": trees.page("# Home\n"),
    },
    assets=("en/guides/p q #1.png",),
)


def filled(body: str, *, lang: str = "en", reader: str = "en") -> str:
    """Return the HTML of a body on the page `guides/a`, as a reader of a language gets it."""
    make = trees.page if lang == "en" else trees.translation
    files = {f"{lang}/guides/a.md": make(f"# A\n\n{body}\n\n## One thing\n")}
    others = {page.file: trees.page("# B\n") for page in BOOK.pages if page.id != "guides/a"}
    if lang == "ru":
        files["en/guides/a.md"] = trees.page("# A\n\n## One thing\n")
    book = trees.playbook({**others, **files}, assets=tuple(BOOK.assets))
    page = trees.only_page(book, "guides/a", lang)
    scene = Scene(book, trees.catalogue(reader), Lang(reader), f"{reader}/guides/a/")
    return str(SlotFiller(scene, page)(page.lead))


LINKS = {
    "page, published without its folder": ("[x](../pages/b.md)", '<a href="../../../en/b/">'),
    "front page": ("[x](../pages/index.md)", '<a href="../../../en/">'),
    "own section": ("[x](#one-thing)", '<a href="#one-thing">'),
    "own section by file": ("[x](a.md#one-thing)", '<a href="#one-thing">'),
    "elsewhere": (
        "[x](https://e.org/?a=1&b=2)",
        '<a href="https://e.org/?a=1&amp;b=2" rel="external noopener">',
    ),
    "elsewhere, encoded": ("[x](https://e.org/a%2Fb?q=c%26d)", '<a href="https://e.org/a%2Fb?q=c%26d" rel'),
    "elsewhere, not encoded": ("[x](<https://e.org/ё ж>)", '<a href="https://e.org/%D1%91%20%D0%B6" rel'),
    "broken": ("[x](nowhere.md)", "<a>"),
    "unsafe": ("[x](javascript:alert)", "<a>"),
    "out of the tree": ("[x](../../../../x.md)", "<a>"),
}


@pytest.mark.parametrize(("body", "html"), LINKS.values(), ids=LINKS)
def test_link(body: str, html: str) -> None:
    assert html in filled(body)


def test_name_of_a_file_is_encoded_as_an_address() -> None:
    """A space or a `#` in the name would lead somewhere else."""
    html = filled("![x](<p q %231.png>)")
    assert 'src="../../../files/en/guides/p%20q%20%231.png"' in html


def test_link_in_a_fallback_stays_in_the_readers_language() -> None:
    html = filled("[x](../pages/b.md)", reader="ru")
    assert 'href="../../../ru/b/"' in html


def test_page_in_another_language_than_the_text_is_marked() -> None:
    assert 'hreflang="en"' in filled("[x](../pages/b.md)", lang="ru", reader="ru")


def test_link_to_a_section_of_a_translation_has_the_sources_anchor() -> None:
    assert 'href="#one-thing"' in filled("[x](#one-thing)", lang="ru", reader="ru")


def test_citation_of_an_unknown_source_shows_its_id() -> None:
    assert (
        filled("One [@who, p. 5].")
        == '<p>One <span class="pb-cite">(<a href="#source-who">who</a>, p. 5)</span>.</p>'
    )


def test_words_are_the_readers() -> None:
    assert "Внимание" in filled("> [!WARNING]\n> X", reader="ru")
    assert "Warning" in filled("> [!WARNING]\n> X")
