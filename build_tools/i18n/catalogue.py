"""The words of the interface: gettext catalogues, plurals and numbers of each language."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

import build_tools
from build_tools.errors import SettingsError


def builtin_i18n() -> Path:
    """Return the i18n folder that comes with the generator: of the installed package or of the checkout."""
    packaged = Path(build_tools.__file__).parent / "data" / "i18n"
    return packaged if packaged.is_dir() else Path(build_tools.__file__).parent.parent / "i18n"


def _compiled(path: Path) -> bytes:
    status = path.stat()
    return _compile(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=32)
def _compile(path: Path, _changed: int, _size: int) -> bytes:
    """Compile a catalogue; again when it has changed, as it may while `playbook serve` runs."""
    # Imported here: reading catalogues is not needed by `playbook --help`.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            messages = read_po(file, abort_invalid=True)
    except (OSError, ValueError, PoFileError) as error:
        raise SettingsError(
            "{path} cannot be read ({reason})",
            "mend the file, or take back its last change",
            path=path,
            reason=error,
        ) from error
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    return compiled.getvalue()


_PLACE = re.compile(r"%\(\w+\)[sd]|%%|%|\{\w*\}")
"""Where something is filled in, and a percent sign that would be taken for such a place."""


@lru_cache(maxsize=8192)
def _fits(words: str, *english: str) -> bool:
    """Return True for words that leave open nothing but what the English phrase leaves open: the rest could not be filled."""
    return set(_PLACE.findall(words)) <= {
        "%%",
        *(place for text in english for place in _PLACE.findall(text)),
    }


class Catalogue:
    """The interface's words in one language.

    A word that the language does not have is looked up in the generator's own
    catalogue and then given in English.

    Args:
        lang: the language's code.
        folders: `messages` folders, first choice first.
    """

    def __init__(self, lang: str, folders: Sequence[Path]) -> None:
        files = [folder / f"{lang}.po" for folder in folders]
        self.__setstate__((lang, [_compiled(file) for file in dict.fromkeys(files) if file.is_file()]))

    def __getstate__(self) -> tuple[str, list[bytes]]:
        """Return the catalogue as it travels to another process: the compiled files."""
        return self.lang, self._files

    def __setstate__(self, state: tuple[str, list[bytes]]) -> None:
        """Read the compiled files."""
        self.lang, self._files = state
        self._chain = [gettext.GNUTranslations(io.BytesIO(file)) for file in self._files]

    def gettext(self, text: str) -> str:
        """Return the words for an English phrase."""
        for translations in self._chain:
            found = translations.gettext(text)
            if found != text and _fits(found, text):
                return found
        return text

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the words for a number of things, `%(num)d` still open."""
        english = singular if n == 1 else plural
        for translations in self._chain:
            found = translations.ngettext(singular, plural, n)
            if found != english and _fits(found, singular, plural):
                return found
        return english

    @property
    def words(self) -> frozenset[str]:
        """Every English phrase the language has words for, such as can be filled in where it can."""
        known = (
            pair for translations in self._chain for pair in getattr(translations, "_catalog", {}).items()
        )
        return frozenset(
            key[0] if isinstance(key, tuple) else key
            for key, words in known
            if isinstance(key, tuple) or _fits(words, key)
        ) - {""}

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.gettext(text) != text


def open_catalogue(lang: str, i18n: Path | None = None) -> Catalogue:
    """Return the catalogue of a language.

    Args:
        lang: its code.
        i18n: the playbook's i18n folder; its words go before the generator's own.
    """
    folders = [builtin_i18n() / "messages"]
    if i18n is not None:
        folders.insert(0, (i18n / "messages").resolve())
    return Catalogue(lang, folders)


def in_html(words: str) -> Markup:
    """Return words of a catalogue for a text or an attribute in double quotes: they are no HTML."""
    safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    return Markup(safe)  # noqa: S704 - nothing in it is markup any more
