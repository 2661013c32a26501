"""Where a playbook is: the folders and files every command works on."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from build_tools.model.ids import HANDBOOK, is_handbook
from build_tools.model.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One playbook project."""

    project: Path
    """Folder of mkdocs.yml."""
    content: Path
    i18n: Path
    site: Path
    config: Path
    """mkdocs.yml: the site's face."""
    docs: Path
    """MkDocs' docs_dir: static assets and the handbook."""

    handbook: Path | None
    """The contributors' handbook; None for content that is not this project's own."""

    def file_of(self, page: Page) -> Path:
        """Return a page's file."""
        if is_handbook(page.id) and self.handbook is not None:
            return self.handbook / page.lang / f"{page.id.removeprefix(HANDBOOK)}.md"
        return self.content / page.file

    @property
    def cache(self) -> Path:
        """Where what can be made again is kept."""
        return self.project / ".playbook"

    def own_cache(self, name: str) -> Path:
        """Return a folder of the cache that this content folder alone uses."""
        return self.cache / name / blake2b(str(self.content.absolute()).encode(), digest_size=8).hexdigest()


def settings(
    *,
    project: Path | None = None,
    content: Path | None = None,
    i18n: Path | None = None,
    site: Path | None = None,
) -> Settings:
    """Return the settings of a project.

    Args:
        project: folder of mkdocs.yml; the working folder when not given, and
            the generator's own project when that has none.
        content: content folder; the project's when not given.
        i18n: i18n folder; the project's when not given.
        site: output folder; the project's when not given.
    """
    here = project or Path.cwd()
    if not (here / "mkdocs.yml").is_file():
        here = builtin_project()
    return Settings(
        project=here,
        content=content or here / "content",
        i18n=i18n or here / "i18n",
        site=site or here / "site",
        config=here / "mkdocs.yml",
        docs=here / "docs",
        handbook=here / "docs" / "handbook"
        if content is None or content.resolve() == (here / "content").resolve()
        else None,
    )


def builtin_project() -> Path:
    """Return the project that comes with the generator: of the installed package or of the checkout."""
    package = Path(__file__).parent
    packaged = package / "data"
    return packaged if packaged.is_dir() else package.parent
