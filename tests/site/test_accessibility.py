"""axe-core finds nothing on any kind of page; what a keyboard must reach, it reaches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DESKTOP, PHONE, Visit
from tests.site.axe import CONTRAST, findings
from tests.site.kinds import KINDS, LANGUAGES, address_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, lang: str, visit: Visit, site: Path, listed: list[dict[str, Any]]) -> None:
    """Everything on desk and phone; in the dark only what colours decide."""
    scripts = kind != "root"
    if not scripts and lang != LANGUAGES[0]:
        pytest.skip("the root is one page for all languages")
    locale = "de-DE" if kind == "root" else {"en": "en-GB", "ru": "ru-RU"}[lang]
    page = visit(address_of(kind, lang, site, listed), reduced_motion="reduce", locale=locale).page
    found = []
    for name, size in (("desktop", DESKTOP["viewport"]), ("phone", PHONE["viewport"])):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        found += [f"{name}, light: {line}" for line in findings(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {line}" for line in findings(page, rules=CONTRAST)]
    assert not found, "\n".join(found)
