"""The language of whoever runs the tool: findings and errors are told in it."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.i18n.catalogue import Catalogue


def reader_language() -> str:
    """Return the language findings are told in: PLAYBOOK_LANGUAGE, else that of the machine."""
    for name in ("PLAYBOOK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(name)
        if value:
            return value.split(":")[0].split(".")[0].replace("_", "-").split("-")[0].lower()
    return "en"


@lru_cache(maxsize=1)
def reader_catalogue() -> Catalogue:
    """Return the words findings are told in."""
    from build_tools.i18n.catalogue import open_catalogue  # noqa: PLC0415 - keeps `--help` fast

    return open_catalogue(reader_language())
