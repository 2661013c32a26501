"""Whether the interface speaks every language of the playbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Message
from build_tools.diagnostics.rules import INTERFACE_WORD_MISSING
from build_tools.i18n.catalogue import builtin_i18n, open_catalogue
from build_tools.model.locale import Locales

WRITTEN_IN = "en"
"""The language of the phrases themselves."""
SHOWN = 3
"""How many of the missing phrases are named."""


def missing_words(locales: Locales, i18n: Path, label: str) -> Iterator[Diagnostic]:
    """Yield a finding for each language that lacks words; readers get those in English.

    What there is to say is what the generator's own catalogues have, taken together.

    Args:
        locales: the languages.
        i18n: the playbook's i18n folder.
        label: what it is called in findings.
    """
    known = {
        file.stem: open_catalogue(file.stem) for file in sorted((builtin_i18n() / "messages").glob("*.po"))
    }
    phrases = frozenset[str]().union(*(catalogue.words for catalogue in known.values()))
    for locale in locales.all:
        if locale.code.split("-")[0] == WRITTEN_IN:
            continue
        missing = sorted(phrases - open_catalogue(locale.code, i18n).words)
        if missing:
            message = Message(
                "{language}: {missing} of {all} phrases of the interface are not translated and shown in English",
                language=locale.name, missing=len(missing), all=len(phrases),
            )  # fmt: skip
            named = ", ".join(f"“{phrase}”" for phrase in missing[:SHOWN])
            path = f"{label}/messages/{locale.code}.po"
            advice = Message("add them to {path}: {phrases} …", path=path, phrases=named)
            yield Diagnostic(INTERFACE_WORD_MISSING, path, None, message, advice)
