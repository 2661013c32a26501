"""What ISO 14289-1 (PDF/UA-1) and the Matterhorn Protocol ask that a program can see, read from the file with pikepdf.

`violations` is empty for a document in which nothing was found. Each sentence
begins with the clause it stands for. No validator for PDF/UA can be had from
PyPI, npm or Debian (veraPDF is in none of them), so this is our own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

PAINTING = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "EI"}
STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "P",
    "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody",
    "TFoot", "Span", "Quote", "Note", "Reference", "Link", "Annot", "Figure", "Formula", "Form",
}  # fmt: skip
CHILDREN = {
    "/L": {"/LI", "/L", "/Caption"}, "/LI": {"/Lbl", "/LBody", "/L"}, "/TR": {"/TH", "/TD"},
    "/THead": {"/TR"}, "/TBody": {"/TR"}, "/TFoot": {"/TR"}, "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
}  # fmt: skip


@dataclass
class Walk:
    """The structure tree, laid out flat in its order."""

    elements: list[tuple[pikepdf.Dictionary, pikepdf.Dictionary]] = field(default_factory=list)
    """Each element and its parent."""
    marked: Counter[tuple[int, int]] = field(default_factory=Counter)
    """(object of the page, MCID): how often the tree holds it."""
    objects: dict[int, str] = field(default_factory=dict)
    """Annotation by its object number: the kind of the element it stands in."""


def walk(pdf: pikepdf.Pdf) -> Walk:
    found = Walk()
    waiting = [(pdf.Root.StructTreeRoot.K[0], pdf.Root.StructTreeRoot)]
    while waiting:
        element, parent = waiting.pop()
        found.elements.append((element, parent))
        inside = []
        for kid in element.get("/K", []):
            if not isinstance(kid, pikepdf.Dictionary):
                found.marked[element.Pg.objgen[0], int(kid)] += 1
            elif kid.get("/Type") == "/OBJR":
                found.objects[kid.Obj.objgen[0]] = str(element.S)
            else:
                inside.append((kid, element))
        waiting += reversed(inside)
    return found


def violations(file: Path, lang: str) -> list[str]:
    with pikepdf.open(file) as pdf:
        tree = walk(pdf)
        return [
            *_document(pdf, lang), *_content(pdf, tree), *_structure(tree), *_headings(tree), *_tables(pdf, tree),
            *_annotations(pdf, tree), *_fonts(pdf), *_destinations(pdf),
        ]  # fmt: skip


def _document(pdf: pikepdf.Pdf, lang: str) -> Iterator[str]:
    root = pdf.Root
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "5: the metadata do not say PDF/UA-1"
        if not metadata.get("dc:title") or metadata["dc:title"] != str(pdf.docinfo.get("/Title", "")):
            yield "7.1: no title in the metadata, or another one"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "6.2: not marked as tagged"
    if root.MarkInfo.get("/Suspects"):
        yield "7.1: tags are suspect"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "7.1: viewers show the file's name instead of its title"
    if str(root.get("/Lang", "")) != lang:
        yield f"7.2: the language is {root.get('/Lang')}"
    if "/Outlines" not in root:
        yield "7.17: no bookmarks"


def _content(pdf: pikepdf.Pdf, tree: Walk) -> Iterator[str]:
    """Everything painted is an artifact or stands in the tree once, and the parent tree leads back to where."""
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    lookup = {int(parents[i]): parents[i + 1] for i in range(0, len(parents), 2)}
    for number, page in enumerate(pdf.pages, 1):
        of_page = lookup[int(page.StructParents)]
        for mcid in _marked(page):
            if isinstance(mcid, str):
                yield f"7.1: page {number}: {mcid}"
            elif tree.marked[page.objgen[0], mcid] != 1:
                yield f"7.1: page {number}: content {mcid} is not in the tree once"
            elif mcid not in [int(kid) for kid in of_page[mcid].K if isinstance(kid, int)]:
                yield f"7.1: page {number}: the parent tree leads from {mcid} elsewhere"


def _marked(page: pikepdf.Page) -> Iterator[int | str]:
    """Yield the number of each piece of content that is in the tree, and a sentence for what is wrong."""
    stack: list[int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            mcid = operands[1].get("/MCID") if name == "BDC" else None
            if mcid is None and str(operands[0]) != "/Artifact":
                yield f"{operands[0]} is neither an artifact nor in the tree"
            if mcid is not None:
                if any(entry is not None for entry in stack):
                    yield f"content {mcid} within other content"
                yield int(mcid)
            stack.append(mcid)
        elif name == "EMC":
            stack.pop()
        elif name in PAINTING and not stack:
            yield f"{name} outside of all tags"
    if stack:
        yield "content that does not end"


def _structure(tree: Walk) -> Iterator[str]:
    for element, parent in tree.elements:
        kind = str(element.S)
        if kind[1:] not in STANDARD:
            yield f"7.1: {kind} is no standard type"
        if element.P.objgen != parent.objgen:
            yield f"7.1: {kind} names another parent"
        allowed = CHILDREN.get(str(parent.get("/S", "")))
        if allowed and kind not in allowed:
            yield f"7.2: {kind} in {parent.S}"
        if kind == "/Figure" and not str(element.get("/Alt", element.get("/ActualText", ""))):
            yield "7.3: a figure without words"


def _headings(tree: Walk) -> Iterator[str]:
    level = 0
    for element, _parent in tree.elements:
        heading = re.fullmatch(r"/H([1-6])", str(element.S))
        if heading:
            if int(heading[1]) > level + 1:
                yield f"7.4.2: H{heading[1]} after H{level}"
            level = int(heading[1])


def _tables(pdf: pikepdf.Pdf, tree: Walk) -> Iterator[str]:
    known = {}
    if "/IDTree" in pdf.Root.StructTreeRoot:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
        keys = [bytes(name) for name in names[::2]]
        known = dict(zip(keys, names[1::2], strict=True))
        if keys != sorted(keys):
            yield "the tree of identifiers is not sorted"
    rows: dict[int, set[int]] = {}
    for element, parent in tree.elements:
        kind = str(element.S)
        if kind == "/TH" and str(element.A.get("/Scope", "")) not in {"/Column", "/Row"}:
            yield "7.5: a header cell without scope"
        if kind == "/TD":
            headers = [bytes(header) for header in element.A.get("/Headers", [])]
            if not headers:
                yield "7.5: a cell without a header"
            yield from (
                f"7.5: a header {header!r} that is not there" for header in headers if header not in known
            )
        if kind == "/TR":
            table = parent if parent.S == "/Table" else parent.P
            width = sum(int(cell.A.get("/ColSpan", 1)) for cell in element.K)
            rows.setdefault(table.objgen[0], set()).add(width)
    yield from (f"7.2: rows of {sorted(widths)} cells" for widths in rows.values() if len(widths) > 1)


def _annotations(pdf: pikepdf.Pdf, tree: Walk) -> Iterator[str]:
    within = {"/Link": "/Link", "/Widget": "/Form"}
    for number, page in enumerate(pdf.pages, 1):
        annotations = list(page.get("/Annots", []))
        if str(page.get("/Tabs", "")) != "/S":
            yield f"7.18.3: page {number}: the order of tabs is not the structure's"
        for annotation in annotations:
            kind = str(annotation.Subtype)
            if tree.objects.get(annotation.objgen[0]) != within[kind]:
                yield f"7.18: page {number}: a {kind} in {tree.objects.get(annotation.objgen[0])}"
            words = str(annotation.get("/TU", "") if kind == "/Widget" else annotation.get("/Contents", ""))
            if not words.strip():
                yield f"7.18.1: page {number}: a {kind} without words"
            if "/StructParent" not in annotation:
                yield f"7.18: page {number}: a {kind} the tree cannot be reached from"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for obj in pdf.objects:
        if not isinstance(obj, pikepdf.Dictionary) or obj.get("/Type") != "/Font":
            continue
        if obj.get("/Subtype") == "/Type0" and "/ToUnicode" not in obj:
            yield f"7.21.7: letters of {obj.BaseFont} have no meaning"
        descriptor = obj.get("/FontDescriptor")
        if descriptor is not None and not any(key.startswith("/FontFile") for key in descriptor.keys()):  # noqa: SIM118
            yield f"7.21.4: {obj.BaseFont} is not embedded"


def _destinations(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every link within the document leads to a place that is there."""
    places = {}
    if "/Names" in pdf.Root:
        names = list(pdf.Root.Names.Dests.Names)
        keys = [bytes(name) for name in names[::2]]
        places = dict(zip(keys, names[1::2], strict=True))
        if keys != sorted(keys):
            yield "the tree of destinations is not sorted"
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if "/Dest" in annotation and bytes(annotation.Dest) not in places:
                yield f"a link leads to {annotation.Dest}, which is not there"
