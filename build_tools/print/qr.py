"""The QR code on a sheet: the page's address with what was printed of it."""

from __future__ import annotations

import io

from build_tools.model.revision import Revision

PARAMETER = "printed"
"""Name in the address; docs/assets/js/printed.js reads it."""


def printed_address(site: str, address: str, revision: Revision | None) -> str:
    """Return the absolute address of a page, with the revision of the copy.

    Args:
        site: absolute address of the site, ending in a slash.
        address: of the page under it.
        revision: of the page; None when it has none.
    """
    query = f"?{PARAMETER}={revision.printed}" if revision else ""
    return f"{site}{address}{query}"


def qr_svg(address: str, error: str = "m") -> bytes:
    """Return an address as a QR code (ISO/IEC 18004): SVG, with its quiet zone of 4 modules.

    Args:
        address: what it says.
        error: level of error correction; `l` has larger modules, for small cards that are not folded.
    """
    import segno  # noqa: PLC0415 - only when there is something to print

    out = io.BytesIO()
    segno.make(address, error=error, micro=False, boost_error=False).save(
        out, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue()
