"""One small style sheet instead of ten: what the theme and the playbook bring is joined, and named by its bytes.

A browser waits for every style sheet before it shows anything; a file named by
its bytes can be kept for ever.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

from build_tools.site.lean import tight, used_of_theme

FOLDER = "assets/css"
THEME = "assets/stylesheets/"
_LINK = re.compile(r'<link rel="stylesheet" href="((?:\.\./)*)([^":?#]+\.css)">\s*')
_ADDRESS = re.compile(r"""url\((?!\s*["']?(?:data:|#))""")
_CHARSET = re.compile(r'@charset "[^"]*";')


def with_one_style_sheet(html: str, folder: Path) -> str:
    """Return a drawn page with one link to a style sheet in the place of all; the joined file is written.

    Nothing changes where a sheet cannot be joined: it comes from another site,
    names other files from elsewhere than `assets/css`, or imports another.

    Args:
        html: the page as MkDocs wrote it.
        folder: what MkDocs wrote.
    """
    links = _LINK.findall(html)
    if len(links) < 2 or html.count('rel="stylesheet"') != len(links):  # noqa: PLR2004 - one is joined already
        return html
    own, theme = list[str](), list[str]()
    for _up, name in links:
        file = folder / name
        if not file.is_file():
            return html
        text = file.read_text(encoding="utf-8-sig")
        if "@import" in text or (_ADDRESS.search(text) and Path(name).parent.as_posix() != FOLDER):
            return html
        part = _CHARSET.sub("", text, count=1)
        # What comes after a sheet of ours stays after it.
        (theme if name.startswith(THEME) and not own else own).append(part)
    ours = tight("\n".join(own))
    joined = used_of_theme("\n".join(theme), html, ours) + ours
    name = f"{FOLDER}/site.{blake2b(joined.encode(), digest_size=6).hexdigest()}.css"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(joined, encoding="utf-8")
    first = f'<link rel="stylesheet" href="{links[0][0]}{name}">\n'
    return _LINK.sub(
        lambda match: first if match.start() == html.index('<link rel="stylesheet"') else "", html
    )
