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

from collections.abc import Callable


class PlaybookError(Exception):
    """Something the tool cannot go on from.

    Args:
        message: the English sentence, gaps written `{name}`: the key in the message catalogue.
        help: what to do, in the same way; empty where there is nothing to do.
        values: what goes into the gaps of both.
    """

    def __init__(self, message: str, help: str = "", /, **values: object) -> None:
        self._said, self._values = (message, help), {name: str(value) for name, value in values.items()}
        message, self.help = self.say(str)
        super().__init__(message)

    def say(self, translate: Callable[[str], str]) -> tuple[str, str]:
        """Return the sentence and the help in the language of `translate`; the help may be empty."""
        message, help = (translate(text) if text else "" for text in self._said)
        if not self._values:
            return message, help
        # The operating system gives its reasons in English; the commonest are in the catalogue.
        reason = self._values.get("reason")
        values = {**self._values, "reason": translate(reason)} if reason else self._values
        return message.format(**values), help.format(**values)


class SettingsError(PlaybookError):
    """A file or option the whole run depends on is missing or cannot be used."""


class FaceError(PlaybookError):
    """MkDocs or the theme could not draw the site's shell."""


class SearchError(PlaybookError):
    """The search index could not be made."""


class OutputConflict(PlaybookError):  # noqa: N818 - the others are errors, this is a conflict
    """Two pages want the same file in the site."""

    def __init__(self, path: str, first: str, second: str) -> None:
        super().__init__(
            "{first} and {second} would both be published as {path}",
            "rename one of the two files",
            path=path, first=first, second=second,
        )  # fmt: skip
        self.path, self.first, self.second = path, first, second


class WriteError(PlaybookError):
    """The site could not be written; the last good one is untouched."""
