"""What others are shown of the site: pictures, data for machines, feeds, copies in Markdown."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageFont

from build_tools.render.social import SocialPicture
from build_tools.share.fonts import FONTS
from build_tools.share.picture import FOOT, MARGIN, SIZE, draw_picture
from build_tools.share.pictures import SocialPictures
from tests.site.kinds import LANGUAGES, address_of

URL = "https://playbook.example/"
TYPES = {
    "home": "WebSite", "guide": "Article", "page": "Article", "checklist": "HowTo", "path": "Course",
    "glossary": "DefinedTermSet", "worksheet": ["Article", "LearningResource"],
    "scenario": ["Article", "LearningResource"], "assessment": ["Article", "LearningResource"],
    "topic": "CollectionPage", "role": "CollectionPage", "index": "CollectionPage", "library": "CollectionPage",
    "handbook": "Article",
}  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


def head(site: Path, address: str) -> str:
    html = (site / address / "index.html").read_text(encoding="utf-8")
    return html.partition("</head>")[0]


def described(site: Path, address: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', head(site, address), re.DOTALL)
    assert found, f"{address} has no JSON-LD"
    return json.loads(found[1])["@graph"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", TYPES)
def test_kind_is_described(kind: str, lang: str, site: Path, listed: list[dict[str, Any]]) -> None:
    address = address_of(kind, lang, site, listed)
    page, *rest = described(site, address)
    assert page["@type"] == TYPES[kind]
    assert page["url"] == URL + address
    assert page["inLanguage"] == lang
    title = next(p["title"] for p in listed if p["url"] == address)
    assert page.get("name", page.get("headline")) == title
    for trail in rest:
        items = trail["itemListElement"]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        for item in items:
            assert (site / item["item"].removeprefix(URL) / "index.html").is_file(), item


def test_checklist_is_a_how_to_with_every_step(site: Path) -> None:
    address = "ru/checklists/before-delegating/"
    page = described(site, address)[0]
    steps = [step["text"] for section in page["step"] for step in section["itemListElement"]]
    html = (site / address / "index.html").read_text(encoding="utf-8")
    assert len(steps) == html.count('type="checkbox"')
    assert all(step and "<" not in step for step in steps)


def test_glossary_defines_terms_at_their_anchors(site: Path) -> None:
    page = described(site, "en/glossary/")[0]
    html = (site / "en/glossary/index.html").read_text(encoding="utf-8")
    assert page["hasDefinedTerm"]
    for term in page["hasDefinedTerm"]:
        assert f'id="{term["@id"].partition("#")[2]}"' in html


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", TYPES)
def test_page_has_a_picture(kind: str, lang: str, site: Path, listed: list[dict[str, Any]]) -> None:
    text = head(site, address_of(kind, lang, site, listed))
    properties = dict(re.findall(r'<meta property="(og:[a-z:]+)" content="([^"]*)">', text))
    with Image.open(site / properties["og:image"].removeprefix(URL)) as picture:
        assert picture.size == SIZE
    assert unescape(properties["og:image:alt"]).endswith(unescape(properties["og:title"]))
    assert properties["og:locale"] == lang


@pytest.mark.parametrize(
    "title",
    [
        "Go",
        "Как лидерство доходит до клиента: рабочий разговор о пользе руководителя",
        "слово " * 60,
        "Ы" * 90,
    ],
)
def test_picture_holds_its_title(title: str) -> None:
    """Nothing is drawn outside the margins, and the title keeps off the line under it."""
    picture = SocialPicture(title, "guide", "Статья", "Настольная книга руководителя")
    data = draw_picture(picture)
    assert data == draw_picture(picture), "the same words give the same bytes"
    assert len(data) < 60_000
    image = Image.open(io.BytesIO(data)).convert("L")
    paper = image.getpixel((5, 300))
    above_the_foot = image.crop((0, FOOT - 5, SIZE[0], FOOT))
    assert above_the_foot.getextrema() == (paper, paper)
    if " " in title:
        assert image.crop((SIZE[0] - MARGIN + 2, 20, SIZE[0], SIZE[1])).getextrema() == (paper, paper)


def test_picture_fonts_are_those_of_the_printed_sheets() -> None:
    assert {f"{name}.ttf" for name in ("literata-bold", "golos-bold", "golos-regular")} <= {
        p.name for p in FONTS.iterdir()
    }


def test_pictures_are_drawn_once(tmp_path: Path) -> None:
    one, other = (SocialPicture(t, "guide", "Guide", "The Book") for t in ("One", "Other"))
    first = SocialPictures([one, one], tmp_path)
    assert first.missing == [one]
    first.draw_missing()
    assert [file.path for file in first.files()] == [one.path]
    second = SocialPictures([one, other], tmp_path)
    assert second.missing == [other]


def test_damaged_picture_is_drawn_anew(tmp_path: Path) -> None:
    one = SocialPicture("One", "guide", "Guide", "The Book")
    pictures = SocialPictures([one], tmp_path)
    pictures.draw_missing()
    (kept,) = (path for path in tmp_path.rglob("*.png"))
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    (file,) = SocialPictures([one], tmp_path).files()
    assert callable(file.content)
    assert file.content() == whole == kept.read_bytes()


def test_picture_is_a_png_by_the_book() -> None:
    """Every chunk with its checksum, and rows of half a byte a pixel: readers stricter than Pillow take it."""
    data = draw_picture(SocialPicture("Two lines of a title that is long", "path", "Path", "The Book"))
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        named = data[at + 4 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(named)
        chunks.append((named[:4], named[4:]))
        at += 12 + length
    assert [name for name, _ in chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    rows = zlib.decompress(chunks[2][1])
    assert len(rows) == SIZE[1] * (1 + SIZE[0] // 2)
    assert set(rows[:: 1 + SIZE[0] // 2]) == {0}, "no row is filtered"


def test_title_is_drawn_whole() -> None:
    """What reaches below the last line of the title is not cut off."""
    words = "Группа группа jumping jumping"
    image = Image.open(io.BytesIO(draw_picture(SocialPicture(words, "guide", "Guide", "The Book")))).convert(
        "L"
    )
    paper = image.getpixel((5, 300))
    rows = [image.crop((0, y, SIZE[0], y + 1)).getextrema() for y in range(130, FOOT)]
    inked = [y for y, extrema in enumerate(rows, 130) if extrema != (paper, paper)]
    font = ImageFont.truetype(FONTS / "literata-bold.ttf", 84, layout_engine=ImageFont.Layout.BASIC)
    line = round(84 * 1.16)
    assert inked[-1] - inked[0] + 1 >= line + font.getbbox("jumping")[3] - font.getbbox("jumping")[1] - 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_feed_of_changes(lang: str, site: Path) -> None:
    if not (site / lang / "changes.xml").is_file():
        assert "changes.xml" not in head(site, f"{lang}/"), "a feed is only announced where there is one"
        pytest.skip("the days of changes are not known here")
    feed = ET.parse(site / lang / "changes.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert 0 < len(entries) <= 50
    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    for entry in entries:
        address = str(entry.findtext(f"{ATOM}id")).removeprefix(URL)
        assert address.startswith(f"{lang}/")
        assert (site / address / "index.html").is_file()


COPIED = {"index", "topic", "role", "glossary", "library"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_a_copy_in_markdown(lang: str, site: Path, listed: list[dict[str, Any]]) -> None:
    """Its links lead to pages and copies that exist; nothing of our own notation is left in it."""
    for page in listed:
        copy = site / page["url"] / "index.md"
        wanted = page["kind"] in COPIED if page["state"] == "generated" else page["state"] != "missing"
        if page["language"] != lang or not wanted:
            continue
        assert 'type="text/markdown"' in head(site, page["url"])
        text = copy.read_text(encoding="utf-8")
        assert text.startswith("# "), page
        assert not text.startswith("---")
        prose = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
        assert not re.search(r"\[@[\w-]", prose), page
        for href in re.findall(r"\]\(([^()\s]+)\)", prose):
            if not re.match(r"[a-z]+:|#", href):
                target = (copy.parent / href.partition("#")[0]).resolve()
                assert target.is_file() or (target / "index.html").is_file(), (page["url"], href)


def test_copies_of_generated_pages_say_what_the_pages_say(site: Path) -> None:
    glossary = (site / "en/glossary/index.md").read_text(encoding="utf-8")
    assert re.search(r"^## first contact resolution.*\n\n.+\n\n- ru: ", glossary, re.MULTILINE)
    library = (site / "ru/library/index.md").read_text(encoding="utf-8")
    assert re.search(
        r"^### .+\n\n.+ <https://[^>]+>\n\n- Вид источника: .+\n- Что показывает: ", library, re.MULTILINE
    )
    assert re.search(r"^- Где используется: \[.+\]\(\.\./\S+/index\.md\)", library, re.MULTILINE)
    topic = (site / "ru/topics/feedback/index.md").read_text(encoding="utf-8")
    assert re.match(
        r"# .+\n\n> .+\n>\n> https://.+\n\n## Статьи\n\n- \[.+\]\(\.\./\.\./\.\./ru/guides/", topic
    )


@pytest.mark.parametrize("address", ["llms.txt", "en/llms.txt", "ru/llms.txt"])
def test_llms_txt_lists_every_page(address: str, site: Path, listed: list[dict[str, Any]]) -> None:
    lang = address[:2] if "/" in address else "en"
    text = (site / address).read_text(encoding="utf-8")
    assert re.match(r"# .+\n\n> .+\n\n## ", text)
    linked = {url.removeprefix(URL) for url in re.findall(r"\((https://[^)]+/index\.md)\)", text)}
    own = {
        f"{p['url']}index.md"
        for p in listed
        if p["language"] == lang and p["kind"] == "guide" and p["state"] != "missing"
    }
    own |= {f"{p['url']}index.md" for p in listed if p["language"] == lang and p["kind"] in COPIED}
    assert own <= linked
    assert all((site / path).is_file() for path in linked)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_manifest_and_icons(lang: str, site: Path) -> None:
    manifest = json.loads((site / lang / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["lang"] == lang
    assert manifest["name"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        with Image.open(site / lang / icon["src"]) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
    text = head(site, f"{lang}/")
    for rel in ("icon", "apple-touch-icon", "manifest"):
        for href in re.findall(rf'<link rel="{rel}" href="([^"]+)"', text):
            assert (site / lang / href).is_file(), href
