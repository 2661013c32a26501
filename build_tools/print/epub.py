"""The whole playbook as EPUB 3.3: a zip of XHTML files that know each other.

Written by hand: the one well-known library for it (EbookLib) is under the AGPL
and not developed any more, and the format is a zip with three small XML files.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from html import escape
from itertools import takewhile
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

_LINK = re.compile(r'href="#([^"]+)"')
_XHTML = "http://www.w3.org/1999/xhtml"
_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can name: the same book is the same bytes."""


@dataclass(frozen=True, slots=True)
class EpubFile:
    """A file of the book: `level` 1 for a part, 2 for a chapter in it."""

    name: str
    title: str
    html: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubJob:
    """A book to be packed."""

    lang: str
    direction: str
    title: str
    contents: str
    """What the table of contents is called."""
    publisher: str
    address: str
    modified: date
    css: str
    chapters: tuple[EpubFile, ...]
    pictures: Mapping[str, bytes]
    """By their address in the HTML."""
    files: Mapping[str, str]

    def fingerprint(self, press: str) -> str:
        """Return the fingerprint of everything in the book."""
        digest = blake2b(press.encode(), digest_size=16)
        values = (
            self.lang,
            self.title,
            self.contents,
            self.publisher,
            self.address,
            self.modified,
            self.css,
            self.chapters,
        )
        digest.update(repr(values).encode())
        for name, data in sorted(self.pictures.items()):
            digest.update(name.encode() + blake2b(data).digest())
        return digest.hexdigest()

    @property
    def size(self) -> int:
        """About how much there is to do."""
        return sum(len(chapter.html) for chapter in self.chapters)


def pack_epub(job: EpubJob) -> bytes:
    """Return the book. A pure function of the job."""
    images = {
        address: f"image-{number}{_suffix(address)}" for number, address in enumerate(sorted(job.pictures), 1)
    }
    home = _homes(job)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        _add(book, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _add(book, "META-INF/container.xml", _CONTAINER.encode())
        _add(book, "book/package.opf", _package(job, images).encode())
        _add(book, "book/nav.xhtml", _navigation(job).encode())
        _add(book, "book/book.css", job.css.encode())
        for address, name in images.items():
            _add(book, f"book/{name}", job.pictures[address])
        for chapter in job.chapters:
            _add(book, f"book/{chapter.name}.xhtml", _xhtml(chapter.html, home, images))
    return out.getvalue()


def _add(book: zipfile.ZipFile, name: str, data: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, _LONG_AGO)
    info.compress_type = compression
    info.external_attr = 0o644 << 16
    book.writestr(info, data)


def _suffix(address: str) -> str:
    return f".{address.rpartition('.')[2].lower()}"


def _homes(job: EpubJob) -> dict[str, str]:
    """Return the file each id stands in."""
    return {
        anchor: chapter.name
        for chapter in job.chapters
        for anchor in re.findall(r'\bid="([^"]+)"', chapter.html)
    }


def _xhtml(html: str, home: Mapping[str, str], images: Mapping[str, str]) -> bytes:
    """Return an HTML page as XHTML, its links leading to the files of the book."""
    import tinyhtml5  # noqa: PLC0415 - WeasyPrint's parser; only where books are packed

    def link(match: re.Match[str]) -> str:
        return f'href="{home[match[1]]}.xhtml#{match[1]}"' if match[1] in home else ""

    html = _LINK.sub(link, html)
    for address, name in images.items():
        html = html.replace(f'src="{address}"', f'src="{name}"')
    tree = tinyhtml5.parse(html, namespace_html_elements=True)
    ET.register_namespace("", _XHTML)
    root = tree.getroot() if hasattr(tree, "getroot") else tree
    for element in root.iter():
        # A file of the book is read without the others' style: these belong to the web page and to nothing here.
        for name in ("role", "data-term"):
            element.attrib.pop(name, None)
        if element.tag == f"{{{_XHTML}}}img" and ":" in element.get("src", ""):
            # A picture that was left out: its words stand for it.
            element.tag, element.text = f"{{{_XHTML}}}span", element.get("alt", "")
            element.attrib.clear()
    return b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n' + bytes(
        ET.tostring(root, encoding="utf-8")
    )


_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def _package(job: EpubJob, images: Mapping[str, str]) -> str:
    identifier = uuid5(NAMESPACE_URL, f"{job.address}{job.lang}/{job.title}")
    pictures = (
        f'<item id="{name.partition(".")[0]}" href="{name}" media-type="{_TYPES.get(_suffix(name), "image/png")}"/>'
        for name in images.values()
    )
    items = "".join(
        (
            *(
                f'<item id="{c.name}" href="{c.name}.xhtml" media-type="application/xhtml+xml"/>'
                for c in job.chapters
            ),
            *pictures,
        )
    )
    spine = "".join(f'<itemref idref="{chapter.name}"/>' for chapter in job.chapters)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{job.lang}" dir="{job.direction}">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier><dc:title>{escape(job.title)}</dc:title>'
        f"<dc:language>{job.lang}</dc:language><dc:publisher>{escape(job.publisher)}</dc:publisher>"
        f'<meta property="dcterms:modified">{job.modified.isoformat()}T00:00:00Z</meta>{_ACCESS}</metadata>\n<manifest>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="css" href="book.css" media-type="text/css"/>{items}</manifest>\n'
        f'<spine page-progression-direction="{job.direction}">{spine}</spine>\n</package>\n'
    )


_ACCESS = (
    '<meta property="schema:accessMode">textual</meta><meta property="schema:accessModeSufficient">textual</meta>'
    '<meta property="schema:accessibilityFeature">structuralNavigation</meta>'
    '<meta property="schema:accessibilityFeature">tableOfContents</meta><meta property="schema:accessibilityHazard">none</meta>'
)
"""What readers who search for accessible books look for (EPUB Accessibility 1.1, 2.2)."""


def _navigation(job: EpubJob) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{_XHTML}" xmlns:epub="http://www.idpf.org/2007/ops" lang="{job.lang}" xml:lang="{job.lang}" dir="{job.direction}">'
        f'<head><title>{escape(job.contents)}</title></head>\n<body><nav epub:type="toc"><h1>{escape(job.contents)}</h1>'
        f"<ol>{''.join(_entries(job))}</ol></nav></body></html>\n"
    )


def _entries(job: EpubJob) -> Iterator[str]:
    """Yield the entries of the table of contents, chapters within their part."""
    chapters = list(job.chapters)
    while chapters:
        part = chapters.pop(0)
        inside = list(takewhile(lambda chapter: chapter.level > 1, chapters))
        del chapters[: len(inside)]
        within = "".join(f"<li>{_entry(chapter)}</li>" for chapter in inside)
        yield f"<li>{_entry(part)}{f'<ol>{within}</ol>' if within else ''}</li>"


def _entry(chapter: EpubFile) -> str:
    return f'<a href="{chapter.name}.xhtml">{escape(chapter.title)}</a>'
