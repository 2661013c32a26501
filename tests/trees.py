"""Small playbooks for tests: pages given as strings, read in memory or written into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.i18n.catalogue import Catalogue, open_catalogue
from build_tools.load.assemble import assemble
from build_tools.load.page_file import PageFile, PageLocation, read_page
from build_tools.model.ids import Kind, Lang, PageId
from build_tools.model.library import Source
from build_tools.model.locale import Locale, Locales
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.model.vocabulary import Vocabulary
from build_tools.source.document import Document
from build_tools.source.fragment import Fragment, Slot
from build_tools.source.front_matter import split_page
from build_tools.source.text import SourceText

ENGLISH, RUSSIAN = ("“", "”", "‘", "’"), ("«", "»", "„", "“")
LOCALES = Locales(
    Lang("en"),
    (
        Locale(Lang("en"), "English", "The Book", quotes=ENGLISH),
        Locale(Lang("ru"), "Русский", "Книга", fallback=(Lang("en"),), quotes=RUSSIAN),
    ),
)
LOCALES_YAML = """\
default: en
locales:
  en: {name: English, title: The Book}
  ru: {name: Русский, title: Книга, fallback: [en], quotes: «»„“}
"""
MATTER = {
    Kind.CHECKLIST: "mode: do-confirm\nmoment: Before a call\nminutes: 3\n",
    Kind.PATH: "goal: Knows the way\nminutes: 5\n",
}


def page(body: str = "# Title\n\nText.\n", *, kind: Kind = Kind.PAGE, matter: str = "") -> str:
    """Return the text of a correct page of a kind: its front matter, then `body`."""
    return f"---\nsummary: A summary.\n{MATTER.get(kind, '')}{matter}---\n\n{body}"


def translation(body: str = "# Заголовок\n\nТекст.\n", *, source: str = "en", matter: str = "") -> str:
    """Return the text of a translation."""
    return f"---\nsummary: Описание.\nsource: {source}\n{matter}---\n\n{body}"


def location(file: str) -> PageLocation:
    """Return the location of `en/guides/a.md`."""
    lang, folder, *_ = file.split("/")
    kind = Kind.of_folder(folder)
    assert kind is not None, file
    page_id = PageId(file.removesuffix(".md").partition("/")[2])
    quotes = LOCALES[lang].quotes
    debrief = {"en": "Debrief", "ru": "Разбор"}[lang]
    return PageLocation(page_id, Lang(lang), kind, f"content/{file}", file, quotes, debrief)


def read(text: str | bytes, file: str = "en/pages/a.md") -> PageFile:
    """Return a page's file as it is read; it must be text."""
    result = read_page(location(file), text.encode() if isinstance(text, str) else text)
    assert isinstance(result, PageFile), result
    return result


def playbook(
    files: Mapping[str, str],
    *,
    sources: tuple[Source, ...] = (),
    assets: tuple[str, ...] = (),
    vocabulary: Vocabulary | None = None,
    locales: Locales = LOCALES,
) -> Playbook:
    """Return a playbook of pages given by their file, read in memory."""
    pages, _findings = assemble(read(text, file) for file, text in files.items())
    return Playbook(
        locales=locales,
        vocabulary=vocabulary or Vocabulary(),
        pages=pages,
        sources={source.id: source for source in sources},
        terms={},
        assets=frozenset(assets),
    )


def only_page(book: Playbook, name: str = "pages/a", lang: str = "en") -> Page:
    """Return a page that must be there."""
    found = book.page(PageId(name), Lang(lang))
    assert found is not None, name
    return found


def document(text: str, *, lang: str = "en") -> Document:
    """Return a whole file's Markdown, parsed."""
    source = SourceText("a.md", text)
    split, _faults = split_page(source)
    return Document(source, split.body, split.body_line, LOCALES[lang].quotes)


def markdown(body: str, *, lang: str = "en") -> Document:
    """Return Markdown without front matter, parsed."""
    return Document(SourceText("a.md", body), body, 1, LOCALES[lang].quotes)


def html(fragment: Fragment) -> str:
    """Return a fragment's HTML, each slot shown as `{kind:value}`."""
    return fragment.fill(lambda slot: "{" + f"{slot.kind}:{slot.value}" + "}")


def body_html(body: str, *, lang: str = "en") -> str:
    """Return the HTML of all of a body but its footnotes, slots shown."""
    parsed = markdown(body, lang=lang)
    return html(parsed.fragment(parsed._tokens))


def slot_kinds(fragment: Fragment) -> list[str]:
    """Return the kinds of a fragment's slots, in order."""
    return [part.kind for part in fragment.parts if isinstance(part, Slot)]


def write(folder: Path, files: Mapping[str, str | bytes], *, locales: str = LOCALES_YAML) -> Path:
    """Write a tree into a folder, with `i18n/locales.yaml` unless it is given; return the folder."""
    for name, content in {"i18n/locales.yaml": locales, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def catalogue(lang: str) -> Catalogue:
    """Return the generator's own words in a language."""
    return open_catalogue(lang)
