"""SVG drawings: whether one could do more than be looked at.

In a page a drawing runs nothing; opened by its own address it is a document, in which scripts run.
"""

from __future__ import annotations

import re
from xml.parsers import expat

_ELEMENTS = frozenset(
    {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"}
)
_ANIMATIONS = frozenset({"animate", "set"})
_HARMLESS = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp)[;,]|$)", re.IGNORECASE)
_ON_THE_WEB = re.compile(r"\s*(https?://|mailto:)", re.IGNORECASE)


class _Active(Exception):  # noqa: N818 - not an error: it ends the reading
    pass


def is_plain_drawing(data: bytes) -> bool:
    """Return True for an SVG file without scripts, foreign content and addresses that are fetched.

    What cannot be read as XML is not a plain drawing.
    """
    # A browser follows entities and style sheets of the file's own; they are refused, not looked into.
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _doctype
    parser.ProcessingInstructionHandler = _refuse
    parser.StartElementHandler = _element
    try:
        parser.Parse(data, True)
    except (_Active, expat.ExpatError, LookupError, ValueError):
        return False
    return True


def _doctype(_name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
    if has_internal_subset:
        raise _Active


def _refuse(*_args: str) -> None:
    raise _Active


def _element(name: str, attributes: dict[str, str]) -> None:
    local = _local(name)
    if local in _ELEMENTS:
        raise _Active
    for key, value in attributes.items():
        attribute = _local(key)
        if attribute.startswith("on") or (
            local in _ANIMATIONS and _local(attributes.get("attributeName", "")) == "href"
        ):
            raise _Active
        linked = local == "a" and _ON_THE_WEB.match(value)
        if attribute in {"href", "src"} and not _HARMLESS.match(value) and not linked:
            raise _Active


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
