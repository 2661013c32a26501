"""Source: an entry of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from build_tools.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A person (family and given) or a body (family only)."""

    family: str
    given: str = ""


def is_web_address(url: str) -> bool:
    """Return True for an absolute address of http or https: no other may be linked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


@dataclass(frozen=True, slots=True)
class Source:
    """Something a page can cite. Field names are CSL's."""

    id: str
    type: str
    title: str
    path: str
    span: Span
    author: tuple[Name, ...] = ()
    year: int | None = None
    container_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    doi: str = ""
    url: str = ""
    isbn: str = ""
    language: str = ""
    strength: str = ""
    """How strong it is as evidence: meta-analysis, review, experiment, study, survey, practice, opinion, definition."""
    shows: Mapping[str, str] | None = None
    """By language: what it does show."""
    caution: Mapping[str, str] | None = None
    """By language: what it does not show."""
    edition_of: str = ""
    """Id of the source this is a translated edition of."""
    topics: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where to read it: the DOI's address, else its own; empty when neither is one on the web."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url if is_web_address(self.url) else ""
