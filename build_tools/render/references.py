"""A source as a reader sees it: the note in the text and the full reference.

The form is author-year, close to APA; what an entry does not say is left out
rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.library import Name, Source

_MANY = 3
_ET_AL = {"et al.", "и др."}


def _(text: str) -> str:
    return text


def note(source: Source, catalogue: Catalogue) -> str:
    """Return the note that stands in the text: `Kluger and DeNisi, 1996`."""
    names = [name.family for name in source.author if name.family not in _ET_AL]
    others = len(names) < len(source.author)
    if not names:
        who = source.title if len(source.title) <= 40 else f"{source.title[:39].rsplit(' ', 1)[0]}…"  # noqa: PLR2004
    elif len(names) >= _MANY or others:
        who = catalogue.gettext(_("{first} et al.")).format(first=names[0])
    elif len(names) == 1:
        who = names[0]
    else:
        who = catalogue.gettext(_("{first} and {second}")).format(first=names[0], second=names[1])
    return f"{who}, {source.year}" if source.year else who


def _full_name(name: Name) -> str:
    initials = " ".join(f"{part[0]}." for part in name.given.replace("-", " ").split() if part[0].isalpha())
    return f"{name.family}, {initials}" if initials else name.family


def reference(source: Source) -> Markup:
    """Return the full reference: authors, year, title, where it appeared."""
    return Markup(" ").join(_parts(source))


def _parts(source: Source) -> Iterator[Markup]:
    authors = ", ".join(_full_name(name) for name in source.author)
    if authors:
        yield Markup("{}{}").format(authors, "" if source.year or authors.endswith(".") else ".")
    if source.year:
        yield Markup("({}).").format(source.year)
    title = source.title.rstrip(".")
    end = "" if title.endswith(("?", "!", "…")) else "."
    if source.container_title:
        yield Markup("{}{}").format(title, end)
        numbers = source.volume + (f"({source.issue})" if source.issue else "")
        place = ", ".join(part for part in (numbers, source.page) if part)
        yield Markup("<cite>{}</cite>{}.").format(source.container_title, f", {place}" if place else "")
    else:
        yield Markup("<cite>{}</cite>{}").format(title, end)
    publisher = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    if publisher:
        yield Markup("{}.").format(publisher.rstrip("."))
    if source.isbn:
        yield Markup("ISBN {}.").format(source.isbn)


def cite_html(labels: list[tuple[str, str, str]]) -> str:
    """Return the HTML of a citation note.

    Args:
        labels: (address of the source's entry, note, locator) of each cited source.
    """
    links = "; ".join(
        f'<a href="{escape(address)}">{escape(label)}</a>{escape(f", {locator}") if locator else ""}'
        for address, label, locator in labels
    )
    return f'<span class="pb-cite">({links})</span>'
