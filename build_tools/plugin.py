"""The plugin `playbook` for those who run MkDocs themselves: the same site as `playbook build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from build_tools.checking import Checked, load_and_check
from build_tools.errors import PlaybookError
from build_tools.i18n.reader import reader_catalogue
from build_tools.pipeline import complete_site, finish, print_and_check, print_playbook
from build_tools.print.result import PrintResult
from build_tools.publish.tree import OutputTree
from build_tools.settings import Settings, settings
from build_tools.site.face import read_face
from build_tools.site.plugin import FacePlugin, PluginError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class PlaybookPlugin(FacePlugin):  # type: ignore[no-untyped-call]
    """Checks the content before MkDocs cleans the old site away, and pours the pages in at the end."""

    _settings: Settings
    _checked: Checked
    _prints = True

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Leave the printed forms out while somebody looks at their changes, as `playbook serve` does."""
        del dirty
        self._prints = command != "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the languages and, under plain MkDocs, the content."""
        if self.face_only:
            return super().on_config(config)
        try:
            config = super().on_config(config)
        except PlaybookError as error:
            raise _told(error) from error
        project = Path(config.config_file_path).parent
        self._settings = settings(
            project=project, content=project / self.config.content, i18n=self.i18n, site=Path(config.site_dir)
        )
        try:
            self._checked = (print_and_check if self._prints else load_and_check)(self._settings)
        except PlaybookError as error:
            raise _told(error) from error
        if self._checked.report.stops(strict=bool(config.strict)):
            told = reader_catalogue().gettext(
                "the content has faults that stop the build; `playbook check` lists them"
            )
            raise PluginError(told)
        return config

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the site under plain `mkdocs build` and `mkdocs serve`."""
        if self.face_only or self._checked.playbook is None:
            return
        site = Path(config.site_dir)
        try:
            face = read_face(site, config, self.locales)
            playbook = self._checked.playbook
            printed = PrintResult()
            if self._prints:
                printed = print_playbook(self._settings, playbook, face.facts)
            tree = OutputTree()
            complete_site(self._settings, playbook, face, printed, tree)
            finish(tree, playbook)
        except PlaybookError as error:
            raise _told(error) from error
        for path in tree:
            target = site / path
            data = tree.read(path)  # before the target is opened: the theme's own files are read from there
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def _told(error: PlaybookError) -> PluginError:
    """Return an error of ours as MkDocs shows it, in the language of whoever runs it."""
    message, help = error.say(reader_catalogue().gettext)
    return PluginError(f"{message}; {help}" if help else message)
