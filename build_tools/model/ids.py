"""Names of things: kinds, languages, pages."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

Lang = NewType("Lang", str)
"""A language code as its folder is named: `en`, `ru`, `pt-br`."""

PageId = NewType("PageId", str)
"""A page in whatever language: its path under the language folder without `.md`, `guides/feedback/feedforward`."""


class Kind(StrEnum):
    """A content kind. The value is the word in addresses, classes and JSON."""

    GUIDE = "guide"
    CHECKLIST = "checklist"
    WORKSHEET = "worksheet"
    ASSESSMENT = "assessment"
    SCENARIO = "scenario"
    PATH = "path"
    PAGE = "page"

    @property
    def folder(self) -> str:
        """The folder of this kind under a language."""
        return f"{self.value}s"

    @classmethod
    def of_folder(cls, folder: str) -> Kind | None:
        """Return the kind whose folder this is; None for any other name."""
        return _BY_FOLDER.get(folder)


_BY_FOLDER = {kind.folder: kind for kind in Kind}

PRACTICE_KINDS = (Kind.SCENARIO, Kind.WORKSHEET, Kind.ASSESSMENT)
"""What stands under "Practice" in the navigation, in this order."""

PRINTED_KINDS = (Kind.CHECKLIST, Kind.WORKSHEET, Kind.ASSESSMENT, Kind.PATH)
"""What is also made as a sheet of paper, named after the last part of the page's id."""

HOME = PageId("pages/index")
"""The page that becomes the front page of its language."""


HANDBOOK = "handbook/"
"""What the ids of the contributors' handbook begin with."""


def is_handbook(page_id: PageId) -> bool:
    """Return True for a page of the contributors' handbook."""
    return page_id.startswith(HANDBOOK)


def slug_of(page_id: PageId) -> str:
    """Return the last part of a page's id."""
    return page_id.rsplit("/", 1)[-1]
