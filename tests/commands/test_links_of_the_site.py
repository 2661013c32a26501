"""Every link of a built site leads somewhere: to a file, and to an id on that page. In small and odd playbooks too."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests import projects

BASE = "https://playbook.example/"
NOTHING: dict[str, str | bytes | None] = dict.fromkeys(projects.FILES)
ONLY_HOME = {**NOTHING, "content/en/pages/index.md": "---\nsummary: x\n---\n\n# Home\n"}
SHAPES = {
    "all there is": {},
    "no page at all": NOTHING,
    "front page alone": ONLY_HOME,
    "no front page": {
        "content/en/pages/index.md": None,
        "content/ru/pages/index.md": None,
        "content/en/guides/trust.md": projects.GUIDE.replace(" and go [home](../pages/index.md)", ""),
    },
    "one guide": {
        **NOTHING,
        "content/library/books.yaml": projects.LIBRARY,
        "content/en/guides/trust.md": "---\nsummary: x\n---\n# T\n\nA claim [@hill-1999].\n\n## Try this\n\nDo.\n",
    },
    "no topics": {
        "content/vocabulary.yaml": None,
        "content/en/guides/trust.md": projects.GUIDE.replace("topics: [trust]\nroles: [lead]\n", ""),
        "content/en/checklists/call.md": projects.CHECKLIST.replace("topics: [trust]\n", ""),
    },
    "odd names of files": {
        **ONLY_HOME,
        "content/en/pages/a b#1?%.txt": "x",
        "content/en/pages/index.md": "---\nsummary: x\n---\n\n# Home\n\n[file](<a b%231%3F%25.txt>)\n",
    },
    "scenario": {
        **ONLY_HOME,
        "content/en/scenarios/call.md": (
            "---\nsummary: x\n---\n# T\n\n## One\n\nX.\n\n- [Go](#two)\n\n## Two\n\nY.\n\n### Debrief: so\n\nZ.\n"
        ),
    },
}


class Page(HTMLParser):
    """The addresses a page names, and the ids it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                if value in self.ids:
                    self.twice.append(value)
                self.ids.add(value)
            elif name in {"href", "src"} and value is not None:
                self.addresses.append(value)


@pytest.fixture(scope="module", params=SHAPES.values(), ids=SHAPES)
def pages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Page]]:
    """The site of one of the shapes, and its pages by address."""
    folder = projects.project(tmp_path_factory.mktemp("links") / "project", request.param)
    (folder / "content").mkdir(exist_ok=True)
    done = projects.quick_build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    found = {
        file.relative_to(site).as_posix(): Page(file.read_text(encoding="utf-8"))
        for file in site.rglob("*.html")
    }
    return site, found


def test_every_link_leads_to_a_file_and_an_id(pages: tuple[Path, dict[str, Page]]) -> None:
    site, found = pages
    broken = []
    for name, page in found.items():
        for address in page.addresses:
            parts = urlsplit(urljoin(BASE + name, address))
            if f"{parts.scheme}://{parts.netloc}/" != BASE:
                continue
            path = unquote(parts.path).lstrip("/")
            path = f"{path}index.html" if path.endswith("/") or not path else path
            if not (site / path).is_file() or (
                parts.fragment and path in found and unquote(parts.fragment) not in found[path].ids
            ):
                broken.append((name, address))
    assert broken == []


def test_no_id_stands_twice(pages: tuple[Path, dict[str, Page]]) -> None:
    assert {name: page.twice for name, page in pages[1].items() if page.twice} == {}


def test_nothing_is_asked_of_another_site(pages: tuple[Path, dict[str, Page]]) -> None:
    for file in pages[0].rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        for mark in ('src="http', 'src="//', "url(http", "@import"):
            assert mark not in html, file
