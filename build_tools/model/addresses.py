"""Addresses in the site: every page is a folder with an index.html, so no address shows a file ending."""

from __future__ import annotations

from build_tools.model.ids import HANDBOOK, HOME, Kind, Lang, PageId

PRACTICE = "practice"


def page_address(page_id: PageId, lang: Lang) -> str:
    """Return a page's address under the site's root, ending in a slash: `en/guides/feedback/feedforward/`."""
    if page_id == HOME:
        return f"{lang}/"
    if page_id == f"{HANDBOOK}index":
        return f"{lang}/{HANDBOOK}"
    return f"{lang}/{page_id.removeprefix('pages/')}/"


def kind_address(kind: Kind, lang: Lang) -> str:
    """Return the address of the listing of a kind."""
    return f"{lang}/{kind.folder}/"


def practice_address(lang: Lang) -> str:
    """Return the address of the listing of all practice: scenarios, worksheets, assessments."""
    return f"{lang}/{PRACTICE}/"


def topic_address(topic: str, lang: Lang) -> str:
    """Return the address of a topic's page."""
    return f"{lang}/topics/{topic}/"


def role_address(role: str, lang: Lang) -> str:
    """Return the address of a role's page."""
    return f"{lang}/roles/{role}/"


def library_address(lang: Lang) -> str:
    """Return the address of the library."""
    return f"{lang}/library/"


def glossary_address(lang: Lang) -> str:
    """Return the address of the glossary."""
    return f"{lang}/glossary/"


def feed_address(lang: Lang) -> str:
    """Return the address of the feed of changes."""
    return f"{lang}/changes.xml"


def manifest_address(lang: Lang) -> str:
    """Return the address of the web app manifest."""
    return f"{lang}/manifest.webmanifest"


def status_address(lang: Lang) -> str:
    """Return the address of the page about the translations."""
    return f"{lang}/{HANDBOOK}status/"


def badge_address(lang: Lang) -> str:
    """Return the address of a language's badge."""
    return f"status/{lang}.svg"


def pack_address(lang: Lang) -> str:
    """Return the address of the page where one puts together what to print."""
    return f"{lang}/pack/"


GENERATED_ADDRESSES = (practice_address, library_address, glossary_address, status_address, pack_address)
"""Of the pages that the site makes itself in every language, beside the lists of kinds, topics and roles."""


def asset_address(file: str) -> str:
    """Return the address of a file of the content folder."""
    return f"files/{file}"


def root_of(address: str) -> str:
    """Return the way from an address back to the site's root: `../../` for `en/guides/`, `./` for the root."""
    return "../" * address.count("/") or "./"
