"""Face: the shells and static files of the site, drawn by MkDocs and its theme."""

from __future__ import annotations

import logging
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.errors import FaceError
from build_tools.model.ids import Lang
from build_tools.model.locale import Locale, Locales
from build_tools.render.frame_view import SiteFacts
from build_tools.render.shell import Shell, slot_marker
from build_tools.site.scripts import join_scripts, with_first_script
from build_tools.site.styles import THEME, with_one_style_sheet

_ROOT = re.compile(r"""(["'(=])\.\./\.\.(?:/|(?=["')]))""")
_HTML = re.compile(r"<html[^>]*>")
_MATERIAL_SCRIPT_PARTS = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>|<div class="md-dialog".*?</div>\s*</div>'
    r'|<div data-md-component="(?:skip|announce)">.*?</div>',
    re.DOTALL,
)
"""Parts of Material's frame that only its script uses, which our pages do not load."""
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Face:
    """What MkDocs contributes to the site."""

    shells: dict[Lang, Shell]
    facts: SiteFacts
    assets: Path
    """Folder of the static files: the theme's styles and `docs/`."""


def draw_face(config_file: Path, i18n: Path, locales: Locales, folder: Path) -> Face:
    """Run MkDocs for the shells.

    Args:
        config_file: mkdocs.yml.
        i18n: folder with locales.yaml and messages.
        locales: the languages.
        folder: where MkDocs writes; emptied first.

    Raises:
        FaceError: mkdocs.yml or a template of the theme is wrong.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415 - takes a third of a second
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    from build_tools.site.plugin import FacePlugin  # noqa: PLC0415

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        config = load_config(str(config_file), site_dir=str(folder))
        plugins = [plugin for plugin in config.plugins.values() if isinstance(plugin, FacePlugin)]
        if not plugins:
            raise FaceError(
                "mkdocs.yml does not use the plugin `playbook`", "add `- playbook` under `plugins:`"
            )
        plugins[0].face_only = True
        plugins[0].i18n = i18n
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except MkDocsException as error:
        raise FaceError(
            "MkDocs could not draw the site: {error}", "mend mkdocs.yml or the theme", error=error
        ) from error
    return read_face(folder, config, locales)


def read_face(folder: Path, config: Any, locales: Locales) -> Face:
    """Take the shells out of what MkDocs wrote to `folder`; the rest are the static files."""
    shells = {}
    for locale in locales.all:
        path = folder / "shell" / locale.code / "index.html"
        html = _MATERIAL_SCRIPT_PARTS.sub("", path.read_text(encoding="utf-8"))
        html = with_first_script(with_one_style_sheet(html, folder), folder)
        shell = Shell.of(_prepared(html, locale))
        if shell.missing:
            missing = ", ".join(f"slot.{name}" for name in shell.missing)
            raise FaceError(
                "the theme's main.html has no {missing}",
                "write the missing slots into the template",
                missing=missing,
            )
        shells[locale.code] = shell
    join_scripts(folder)
    if not any(THEME in part for shell in shells.values() for part in shell.parts):
        shutil.rmtree(folder / THEME, ignore_errors=True)
    shutil.rmtree(folder / "shell")
    for name in ("sitemap.xml", "sitemap.xml.gz", "404.html", "index.html"):
        (folder / name).unlink(missing_ok=True)
    return Face(shells, site_facts(config), folder)


def site_url(config_file: Path) -> str:
    """Return the site's absolute address as mkdocs.yml gives it, ending in a slash, without running MkDocs."""
    from mkdocs.config import load_config  # noqa: PLC0415 - takes a third of a second

    return site_facts(load_config(str(config_file))).url


def site_facts(config: Any) -> SiteFacts:
    """Return what mkdocs.yml says of the site as a whole."""
    url = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
    repository = f"{config.repo_url.rstrip('/')}/" if config.repo_url else ""
    base, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    docs_path = docs.relative_to(base).as_posix() if docs.is_relative_to(base) else docs.name
    # MkDocs' own default for edit_uri ends in docs_dir; our pages are beside it.
    edit_uri = f"{(config.edit_uri or '').strip('/')}/".removesuffix(f"{docs_path}/")
    edit = f"{repository}{edit_uri}" if repository and config.edit_uri else ""
    feedback = (config.extra or {}).get("feedback") or {}
    plugin = config.plugins.get("playbook")
    return SiteFacts(
        url=url,
        repository=repository,
        edit_base=edit,
        new_base=edit.replace("/edit/", "/new/", 1) if "/edit/" in edit else "",
        mail=str(feedback.get("mail") or ""),
        content=str(plugin.config.content).strip("/") if plugin is not None else "content",
        docs=docs_path,
        licence=str(((config.extra or {}).get("licence") or {}).get("url") or ""),
    )


def _prepared(html: str, locale: Locale) -> str:
    """Open the places that belong to a page: its language and the way to the root."""
    html = _BLANK_LINES.sub("\n", html).lstrip()
    html = _HTML.sub(f'<html lang="{locale.code}" dir="{locale.direction}" class="no-js">', html, count=1)
    return _ROOT.sub(lambda match: f"{match[1]}{slot_marker('root')}", html)
