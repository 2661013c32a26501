"""Last touches to a PDF before it is written: what WeasyPrint leaves open for PDF/UA-1 and for forms.

ISO 14289-1 (PDF/UA-1): a viewer shows the document's title (7.1), everything on
a page is either tagged or an artifact (7.1), and a table's headers say what they
head (7.5). ISO 32000-1, 12.7.3.2: a radio button belongs to its group and is not
a field of its own; 14.7.2: elements with an identifier are listed in a name tree.
"""

from __future__ import annotations

from typing import Any

from build_tools.print.links import describe_links


def finish(document: Any, pdf: Any) -> None:
    """Complete a pydyf document. Given to WeasyPrint as its `finisher`."""
    pdf.catalog["ViewerPreferences"] = b"<</DisplayDocTitle true>>"
    _group_radio_buttons(pdf)
    _mark_artifacts(pdf)
    _scope_headers(pdf)
    describe_links(document, pdf)


def _dictionaries(pdf: Any) -> list[Any]:
    """Return the objects of a document that are dictionaries."""
    return [obj for obj in pdf.objects if isinstance(obj, dict)]


def _group_radio_buttons(pdf: Any) -> None:
    form = pdf.catalog.get("AcroForm")
    if not form or "Fields" not in form:
        return
    own = {obj.reference: obj for obj in _dictionaries(pdf) if "Parent" in obj and "FT" in obj}
    for field in own.values():
        group = next(obj for obj in pdf.objects if obj.reference == field["Parent"])
        # The title of a button is the statement and its mark; that of the group the statement alone.
        group["TU"] = type(field["TU"])(str(field["TU"].string).rpartition(" ")[0])
        for key in ("T", "FT"):
            field.pop(key, None)
    form["Fields"][:] = [reference for reference in form["Fields"] if reference not in own]


def _reachable(pdf: Any) -> dict[bytes, set[int]]:
    """Return, of each page, the numbers of the marked content that the structure tree holds."""
    by_reference = {obj.reference: obj for obj in pdf.objects}
    root = next(o for o in pdf.objects if isinstance(o, dict) and o.get("Type") == "/StructTreeRoot")
    numbers: dict[bytes, set[int]] = {}
    waiting = list(root["K"])
    while waiting:
        element = by_reference.get(waiting.pop())
        if not isinstance(element, dict):
            continue
        for kid in element.get("K", ()):
            if isinstance(kid, int):
                numbers.setdefault(element["Pg"], set()).add(kid)
            else:
                waiting.append(kid)
    return numbers


def _mark_artifacts(pdf: Any) -> None:
    """Turn marked content that no element of the tree holds (the feet of later sheets) into artifacts."""
    numbers = _reachable(pdf)
    by_reference = {obj.reference: obj for obj in pdf.objects}
    for page in _dictionaries(pdf):
        if page.get("Type") == "/Page":
            kept = numbers.get(page.reference, set())
            stream = by_reference[page["Contents"]].stream
            stream[:] = _without_orphans(stream, kept)


def _without_orphans(operations: list[Any], kept: set[int]) -> list[Any]:
    """Return the operations of a page: `/Tag <</MCID n>> BDC` becomes `/Artifact BMC` where n is not kept."""
    result: list[Any] = []
    for operation in operations:
        if operation == b"BDC" and isinstance(result[-1], dict) and result[-1].get("MCID") not in kept:
            del result[-2:]
            result += ["/Artifact", b"BMC"]
        else:
            result.append(operation)
    return result


def _scope_headers(pdf: Any) -> None:
    """Say of each header cell whether it heads a column or a row, and list the cells that others refer to."""
    import pydyf  # noqa: PLC0415 - with WeasyPrint, in workers alone

    by_reference = {obj.reference: obj for obj in pdf.objects}
    known: list[tuple[str, Any]] = []
    for cell in _dictionaries(pdf):
        if cell.get("S") != "/TH":
            continue
        row = by_reference[cell["P"]]
        in_head = by_reference[row["P"]].get("S") == "/THead"
        alone = all(by_reference[kid].get("S") == "/TH" for kid in row["K"])
        cell.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = (
            "/Column" if in_head or alone else "/Row"
        )
        if "ID" in cell:
            known.append((cell["ID"].string, cell))
    if known:
        known.sort(key=lambda entry: entry[0])
        names = pydyf.Array(value for _name, cell in known for value in (cell["ID"], cell.reference))
        tree = pydyf.Dictionary({"Names": names})  # a root without kids needs no limits
        pdf.add_object(tree)
        root = next(o for o in _dictionaries(pdf) if o.get("Type") == "/StructTreeRoot")
        root["IDTree"] = tree.reference
