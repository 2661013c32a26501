"""Which words no dictionary knows: pyspelling and hunspell over the words of all pages at once.

A page is not handed to hunspell: its distinct words are, those of a language in
one go, and the checks find them again in the prose, where every word has its place.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from build_tools.errors import SettingsError
from build_tools.model.ids import Lang

WORD = re.compile(r"(?<![\w’'‑-])[^\W\d_]+(?:[-’'‑][^\W\d_]+)+(?!\w)|(?<![\w’'‑-])[^\W\d_]{2,}(?!\w)")
"""A word to look up. Single letters (initials) and the ends of numerals (`14-го`) are none."""
_POSSESSIVE = re.compile(r"(?<=[a-z])'s?\Z", re.IGNORECASE)
MAX_SUGGESTIONS = 3
_SUGGESTED = re.compile(r"^& (\S+) \d+ \d+: (.+)$", re.MULTILINE)


def plain(word: str) -> str:
    """Return a word as dictionaries write it: plain apostrophe and hyphen, no possessive ending."""
    return _POSSESSIVE.sub("", word.replace("’", "'").replace("‑", "-"))


def sort_key(entry: str) -> tuple[str, str]:
    """Return the key a word list is sorted by: case does not count, and ё stands with е."""
    return entry.casefold().replace("ё", "е"), entry


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    done = subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False)  # noqa: S607
    listed = f"{done.stdout}\n{done.stderr}".partition("AVAILABLE DICTIONARIES")[2]
    return frozenset(
        line.strip().rsplit("/", 1)[-1] for line in listed.splitlines() if line.startswith(("/", "."))
    )


def require_hunspell(dictionaries: Iterable[str]) -> None:
    """See that spelling can be checked here.

    Raises:
        SettingsError: hunspell or one of the dictionaries is not on this machine.
    """
    if shutil.which("hunspell") is None:
        raise SettingsError(
            "hunspell is not on this machine: spelling cannot be checked",
            "run scripts/install-system-parts spelling, "
            "or install hunspell (Debian: apt install hunspell hunspell-en-gb hunspell-ru)",
        )
    for name in sorted(set(dictionaries) - _installed()):
        package = f"hunspell-{name.lower().replace('_', '-')}"
        raise SettingsError(
            "hunspell has no dictionary {name} on this machine",
            "install it (Debian: apt install {package}, or {other}); hunspell -D shows what there is",
            name=name, package=package, other=f"hunspell-{name.partition('_')[0]}",
        )  # fmt: skip


def unknown_words(
    words: Mapping[Lang, Collection[str]],
    dictionaries: Mapping[Lang, Sequence[str]],
    known: Mapping[Lang, Iterable[str]],
) -> dict[Lang, frozenset[str]]:
    """Return, by language, the words that no dictionary has.

    Args:
        words: what is to be looked up, by language.
        dictionaries: hunspell's names of each language's dictionaries.
        known: further words of each language, as hunspell's personal dictionaries
            write them: `онбординг/рейтинг` is inflected like `рейтинг`.

    Raises:
        SettingsError: pyspelling could not do its work.
    """
    from pyspelling import spellcheck  # noqa: PLC0415

    unknown: dict[Lang, frozenset[str]] = {}
    with tempfile.TemporaryDirectory(prefix="playbook-spelling-") as name:
        folder = Path(name)
        tasks = [
            _task(folder, lang, words[lang], dictionaries[lang], known.get(lang, ()))
            for lang in words
            if words[lang]
        ]
        config = folder / "pyspelling.yml"
        config.write_text(_yaml({"spellchecker": "hunspell", "jobs": 1, "matrix": tasks}), encoding="utf-8")
        for task in tasks:
            lang = Lang(str(task["name"]))
            results = list(spellcheck(str(config), names=[lang], checker="hunspell"))
            errors = [result.error for result in results if result.error]
            if errors:
                raise SettingsError(
                    "hunspell could not check the words of {lang}", "it says: {reason}",
                    lang=lang, reason=errors[0].strip().splitlines()[-1],
                )  # fmt: skip
            unknown[lang] = frozenset(word for result in results for word in result.words)
    return unknown


def _yaml(value: object) -> str:
    import yaml  # noqa: PLC0415

    return str(yaml.safe_dump(value, allow_unicode=True))


def _task(
    folder: Path, lang: str, words: Iterable[str], dictionaries: Sequence[str], known: Iterable[str]
) -> dict[str, object]:
    text, personal = folder / f"{lang}.words", folder / f"{lang}.known"
    text.write_text("\n".join(sorted({plain(word) for word in words})), encoding="utf-8")
    personal.write_text("\n".join(sorted(set(known))) + "\n", encoding="utf-8")
    return {
        "name": lang,
        "sources": [str(text)],
        "default_encoding": "utf-8",
        "hunspell": {"d": ",".join(dictionaries)},
        "dictionary": {
            "wordlists": [str(personal)],
            "output": str(folder / f"{lang}.dic"),
            "encoding": "utf-8",
        },
    }


def suggestions(words: Collection[str], dictionaries: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what hunspell thinks was meant; words it has no idea of are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for name in dictionaries:
        rest = sorted(set(words) - found.keys())
        if not rest:
            break
        lines = "".join(f"^{word}\n" for word in rest)
        command = ["hunspell", "-a", "-i", "utf-8", "-d", name]
        done = subprocess.run(  # noqa: S603 - hunspell, and the name of a dictionary that is installed
            command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False
        )
        for word, listed in _SUGGESTED.findall(done.stdout):
            found[word] = tuple(listed.split(", ")[:MAX_SUGGESTIONS])
    return found
