"""Exchange as XLIFF 2.0 (OASIS standard, August 2014): a file per page, a unit per text, one segment each.

Markdown stays in the text. Characters that XML cannot hold are written as the
standard has it, `<cp hex="000C"/>`. Read and written with Python's own
ElementTree: the library that knows XLIFF 2, translate-toolkit, is under the GPL,
which this project's licence does not go with; the tests read our files with it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from build_tools.errors import SettingsError
from build_tools.i18n.exchange import Exchange, ExchangePage, ExchangeUnit

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_NS = {"x": NAMESPACE}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTAINERS = {f"{{{NAMESPACE}}}{tag}" for tag in ("xliff", "file", "notes", "unit", "segment")}
_NO_XML = re.compile(r"([^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\r)")


def write_xliff(exchange: Exchange) -> bytes:
    """Return the file."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(
        _name("xliff"), {"version": "2.0", "srcLang": exchange.source_lang, "trgLang": exchange.lang}
    )
    for number, page in enumerate(exchange.pages, 1):
        file = ET.SubElement(root, _name("file"), {"id": f"f{number}", "original": page.file})
        notes = ET.SubElement(file, _name("notes"))
        ET.SubElement(notes, _name("note"), {"category": "page"}).text = page.id
        for unit in page.units:
            _write_unit(file, unit)
    for element in root.iter():
        if element.tag in _CONTAINERS:
            element.text = "\n"
        if element.tag != _name("cp"):
            element.tail = "\n"
        if element.tag in {_name("source"), _name("target")}:
            element.set(_SPACE, "preserve")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _write_unit(file: ET.Element, unit: ExchangeUnit) -> None:
    element = ET.SubElement(file, _name("unit"), {"id": f"u-{unit.key}"})
    notes = ET.SubElement(element, _name("notes"))
    ET.SubElement(notes, _name("note"), {"category": "kind"}).text = unit.kind
    state = "initial" if not unit.target or not unit.current else "translated"
    segment = ET.SubElement(element, _name("segment"), {"id": "s1", "state": state})
    _write_text(ET.SubElement(segment, _name("source")), unit.source)
    if unit.target:
        _write_text(ET.SubElement(segment, _name("target")), unit.target)


def _write_text(element: ET.Element, text: str) -> None:
    """Put a text into an element; what XML cannot hold becomes elements of its own."""
    first, *rest = _NO_XML.split(text)
    element.text = first
    for sign, after in zip(rest[::2], rest[1::2], strict=True):
        ET.SubElement(element, _name("cp"), {"hex": f"{ord(sign):04X}"}).tail = after


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def read_xliff(data: bytes) -> Exchange:
    """Read a file that a translator gave back.

    Raises:
        SettingsError: it is not XLIFF 2, or does not say its language.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise SettingsError(
            "the file has a DOCTYPE, which XLIFF has not", "export it again from the translation tool"
        )
    try:
        root = ET.fromstring(data)  # noqa: S314
    except ET.ParseError as error:
        raise SettingsError(
            "the file is not valid XML ({reason})", "save it again with the translation tool", reason=error
        ) from error
    if root.tag != _name("xliff") or not root.get("trgLang"):
        raise SettingsError(
            "the file is not XLIFF 2 with a target language", "choose XLIFF 2.0 in the translation tool"
        )
    return Exchange(root.get("srcLang", ""), root.get("trgLang", ""), tuple(_pages(root)))


def _pages(root: ET.Element) -> Iterator[ExchangePage]:
    for file in root.iterfind("x:file", _NS):
        note = file.find("x:notes/x:note[@category='page']", _NS)
        page = (note.text or "") if note is not None else ""
        yield ExchangePage(page, file.get("original", ""), tuple(_units(file)))


def _units(file: ET.Element) -> Iterator[ExchangeUnit]:
    for unit in file.iterfind(".//x:unit", _NS):
        segments = unit.findall("x:segment", _NS)
        # A tool may have split a unit into sentences: together they are the text again.
        parts = [part for part in unit if part.tag in {_name("segment"), _name("ignorable")}]
        source = "".join(_read_text(part.find("x:source", _NS)) for part in parts)
        target = "".join(
            _read_text(part.find("x:target", _NS))
            or (_read_text(part.find("x:source", _NS)) if part.tag == _name("ignorable") else "")
            for part in parts
        )
        done = all(segment.get("state", "initial") != "initial" for segment in segments)
        yield ExchangeUnit(unit.get("id", "").removeprefix("u-"), "", source, target, done)


def _read_text(element: ET.Element | None) -> str:
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if child.tag == _name("cp"):
            parts.append(chr(int(child.get("hex", "FFFD"), 16)))
        else:
            parts.append(_read_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
