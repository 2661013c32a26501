"""Exchange as gettext PO, read and written by Babel; every PO editor opens it.

A text that may be out of date is marked `fuzzy`, as PO has it. `msgctxt` says
which page and which of its texts it is.
"""

from __future__ import annotations

import io
from collections import defaultdict

from build_tools.errors import SettingsError
from build_tools.i18n.exchange import Exchange, ExchangePage, ExchangeUnit

_SOURCE_LANGUAGE = "X-Source-Language"
_HEADER = """\
msgid ""
msgstr ""
"Language: {lang}\\n"
"X-Source-Language: {source}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def write_po(exchange: Exchange) -> bytes:
    """Return the file."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.pofile import write_po as babel_write_po  # noqa: PLC0415

    catalog = Catalog(project="playbook", fuzzy=False, charset="utf-8")
    for page in exchange.pages:
        for unit in page.units:
            message = catalog.add(
                unit.source,
                unit.target,
                locations=[(page.file, unit.line)],
                auto_comments=[unit.kind],
                context=f"{page.id}#{unit.key}",
            )
            # Texts are Markdown, not format strings, whatever signs are in them.
            message.flags = {"fuzzy"} if unit.target and not unit.current else set()
    out = io.BytesIO()
    babel_write_po(out, catalog, width=0, omit_header=True)
    # A header of our own: Babel's says when it was written, and not what was translated from.
    return _HEADER.format(lang=exchange.lang, source=exchange.source_lang).encode() + out.getvalue()


def read_po(data: bytes) -> Exchange:
    """Read a file that a translator gave back.

    Raises:
        SettingsError: it is not PO, or does not say its language.
    """
    from babel.messages.pofile import PoFileError  # noqa: PLC0415
    from babel.messages.pofile import read_po as babel_read_po  # noqa: PLC0415

    try:
        catalog = babel_read_po(io.BytesIO(data), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeError) as error:
        raise SettingsError(
            "the file is not valid PO ({reason})", "save it again with a PO editor, as UTF-8", reason=error
        ) from error
    header = {line.partition(":")[0]: line.partition(":")[2].strip() for line in _header(data)}
    lang, source_lang = header.get("Language", ""), header.get(_SOURCE_LANGUAGE, "")
    if not lang:
        raise SettingsError("the file does not say its language", "keep the line `Language:` of its header")
    pages: dict[str, list[ExchangeUnit]] = defaultdict(list)
    for message in catalog:
        if message.id and isinstance(message.context, str) and isinstance(message.id, str):
            page, _, key = message.context.rpartition("#")
            target = message.string if isinstance(message.string, str) else ""
            pages[page].append(ExchangeUnit(key, "", message.id, target, not message.fuzzy))
    return Exchange(
        source_lang, lang, tuple(ExchangePage(page, "", tuple(units)) for page, units in pages.items())
    )


def _header(data: bytes) -> list[str]:
    """Return the lines of the header: Babel turns unknown languages and fields into its own."""
    text = data.decode("utf-8", "replace").partition("\n\n")[0]
    return [
        line.strip().strip('"').removesuffix("\\n")
        for line in text.splitlines()
        if line.strip().startswith('"')
    ]
