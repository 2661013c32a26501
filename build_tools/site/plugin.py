"""The MkDocs side of the plugin: has the theme draw one shell page per language.

MkDocs reads mkdocs.yml, copies the static files and has the theme draw the
shells; every page of the playbook is poured into one of them afterwards. So a
large playbook costs MkDocs no more than a small one. `build_tools/plugin.py`
adds the pouring for those who run `mkdocs build` and `mkdocs serve`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from build_tools.i18n.catalogue import Catalogue, in_html, open_catalogue
from build_tools.i18n.locales import read_locales
from build_tools.i18n.reader import reader_catalogue
from build_tools.model.ids import Lang
from build_tools.model.locale import Locales
from build_tools.render.shell import SLOTS, slot_marker

SHELL = "shell"
"""Folder of the shell pages in MkDocs' output."""
_UNUSED = ("assets/javascripts/", "assets/images/favicon.png")
"""Files of the theme that no page of ours asks for."""

__all__ = ["FacePlugin", "PlaybookConfig", "PluginError"]

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]
    """What `plugins: - playbook:` takes in mkdocs.yml; folders are relative to that file."""

    content = Type(str, default="content")
    i18n = Type(str, default="i18n")


class Slots:
    """What the theme's templates write as `{{ slot.content }}`: a marker that is filled in later."""

    def __getattr__(self, name: str) -> str:
        if name not in SLOTS:
            raise AttributeError(f"the shell has no slot {name}; it has {', '.join(SLOTS)}")
        return slot_marker(name)


class FacePlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]
    """Draws the shells."""

    face_only = False
    """True when the pipeline runs MkDocs for the shells and completes the site itself."""
    i18n: Path | None = None
    """The i18n folder to draw for; that of the configuration when not set."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the languages."""
        self.i18n = self.i18n or Path(config.config_file_path).parent / self.config.i18n
        locales, faults = read_locales(self.i18n / "locales.yaml", "i18n/locales.yaml")
        if locales is None:
            fault = faults[0].message.say(reader_catalogue().gettext)
            raise PluginError(f"i18n/locales.yaml:{faults[0].line}: {fault}")
        self.locales: Locales = locales
        self._catalogues = {code: open_catalogue(code, self.i18n) for code in locales.codes}
        # The theme's own 404 page and sitemap know nothing of our pages; publish/site_files.py writes them.
        config.theme.static_templates.clear()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave MkDocs the static files and one page per language."""
        for file in list(files):
            if (
                file.is_documentation_page()
                or file.src_uri.startswith(_UNUSED)
                or file.src_uri.endswith(".map")
            ):
                files.remove(file)
        for code in self.locales.codes:
            files.append(File.generated(config, f"{SHELL}/{code}.md", content=f"# {code}\n"))
        return files

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Give the theme the slots and the words of the page's language."""
        del nav
        code = Lang(Path(page.file.src_uri).stem)
        catalogue: Catalogue = self._catalogues[code]
        locale = self.locales[code]
        config.theme["language"] = code if _theme_speaks(config, code) else "en"
        config.site_name = in_html(locale.title)
        context.update(slot=Slots(), _=lambda text: in_html(catalogue.gettext(text)), locale=locale)  # type: ignore[call-arg]
        return context

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Have `mkdocs serve` watch the content too."""
        del builder
        base = Path(config.config_file_path).parent
        for folder in (self.config.content, self.config.i18n):
            server.watch(str(base / folder))
        return server


def _theme_speaks(config: MkDocsConfig, code: str) -> bool:
    return any(
        (Path(folder) / "partials" / "languages" / f"{code}.html").is_file() for folder in config.theme.dirs
    )
