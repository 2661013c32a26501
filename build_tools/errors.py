"""The few errors. Wrong content is a diagnostic; these are for a tool that cannot go on.

    PlaybookError
    ├── SettingsError      a file or option the whole run depends on cannot be used
    ├── FaceError          MkDocs or the theme could not draw the site's shell
    ├── SearchError        the search index could not be made
    ├── OutputConflict     two pages want the same file in the site
    └── WriteError         the site could not be written

Each carries its data, builds its own sentence, and is caught in `cli.py` alone.
"""

from __future__ import annotations


class PlaybookError(Exception):
    """Something the tool cannot go on from. `help` says what to do."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


class SettingsError(PlaybookError):
    """A file or option the whole run depends on is missing or cannot be used."""


class FaceError(PlaybookError):
    """MkDocs or the theme could not draw the site's shell."""


class SearchError(PlaybookError):
    """The search index could not be made."""


class OutputConflict(PlaybookError):
    """Two pages want the same file in the site."""

    def __init__(self, path: str, first: str, second: str) -> None:
        super().__init__(
            f"{first} and {second} would both be published as {path}", "rename one of the two files"
        )
        self.path, self.first, self.second = path, first, second


class WriteError(PlaybookError):
    """The site could not be written; the last good one is untouched."""
