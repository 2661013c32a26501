"""What a first visit costs over the wire, compressed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PHONE, Visit
from tests.site.kinds import LANGUAGES, address_of
from tests.site.web_server import WebServer

FIRST_VISIT = 250_000
FONTS = 115_000
"""Latin, Cyrillic, italics and the rarer letters together, as a guide with foreign names needs them."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["guide", "home", "checklist", "scenario"])
def test_first_visit_is_light(
    kind: str, lang: str, visit: Visit, server: WebServer, site: Path, listed: list[dict[str, Any]]
) -> None:
    """Headers and compressed bodies of everything a browser with an empty cache asks for, to the end of the page."""
    server.sent.clear()
    page = visit(address_of(kind, lang, site, listed), **PHONE).page
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(100)
    total = sum(server.sent.values())
    fonts = sum(size for path, size in server.sent.items() if path.endswith(".woff2"))
    print(f"\n{lang} {kind}: {total / 1000:.0f} kB in {len(server.sent)} files, fonts {fonts / 1000:.0f} kB")
    assert total <= FIRST_VISIT, server.sent.most_common(8)
    assert fonts <= FONTS, server.sent.most_common(8)
