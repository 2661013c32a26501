"""What is measured: this generator and its rivals, each with its folder, its commands and its addresses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.install import HERE, RIVALS, ROOT, node, packages

LANGUAGES = ("en", "ru")
Command = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """One generator with the corpus of one size in front of it.

    `{port}` in a server's command is the port it shall listen on.
    """

    key: str
    name: str
    folder: Path
    builds: tuple[Command, ...]
    """Run one after another, in the folder."""

    made: tuple[str, ...]
    """What builds leave behind, site and caches: removed before a clean build."""

    sites: tuple[str, ...]
    """The folders of the built site: one, or one for each language."""

    source: Callable[[str, str], str]
    """The file of a page, of a language and `section-000/page-0000`, below the folder."""

    address: Callable[[str, str], str]
    """The address of the same page, below the root of its site."""

    keeps: bool = True
    """Whether a build leaves anything behind that makes the next one shorter."""

    servers: tuple[Command, ...] = ()
    """As many as there are sites, or none where edits are not measured."""

    def site_of(self, lang: str) -> int:
        """Return which of the sites has a language."""
        return LANGUAGES.index(lang) % len(self.sites)

    def page(self, lang: str, page: str) -> Path:
        """Return the file of a built page."""
        return self.folder / self.sites[self.site_of(lang)] / self.address(lang, page) / "index.html"

    def clean(self) -> None:
        """Remove everything that earlier builds left."""
        for name in self.made:
            shutil.rmtree(self.folder / name, ignore_errors=True)


def _folder(key: str, size: int) -> Path:
    """Return an empty folder for a generator."""
    folder = HERE / key / str(size)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target, dirs_exist_ok=True)


def ours(size: int, corpus: Path, *, pictures: bool = True) -> Generator:
    """This generator, in a project of its own, so that its cache is its own too."""
    folder = _folder("ours" if pictures else "ours-no-pictures", size)
    _copy(corpus / "playbook", folder / "corpus")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "build_tools"):
        (folder / name).symlink_to(ROOT / name)
    playbook = str(ROOT / ".venv" / "bin" / "playbook")
    content = ["--content", "corpus/content", "--i18n", "corpus/i18n"]
    build = [playbook, "build", "--no-pdf", *content, "--site-dir", "site"]
    return Generator(
        key="ours" if pictures else "ours-no-pictures",
        name="This generator" if pictures else "— without pictures for social networks",
        folder=folder,
        builds=(build if pictures else [*build, "--no-pictures"],),
        made=("site", ".playbook"),
        sites=("site",),
        source=lambda lang, page: f"corpus/content/{lang}/guides/{page}.md",
        address=lambda lang, page: f"{lang}/guides/{page}/",
        servers=([playbook, "serve", *content, "--addr", "127.0.0.1:{port}"],) if pictures else (),
    )


def ours_no_pictures(size: int, corpus: Path) -> Generator:
    """This generator without the picture it makes of each page for social networks."""
    return ours(size, corpus, pictures=False)


def mkdocs(size: int, corpus: Path, *, pruned: bool = False) -> Generator:
    """MkDocs with Material and static-i18n; English at the root, as its plugin does it."""
    key = "mkdocs-pruned" if pruned else "mkdocs"
    folder = _folder(key, size)
    _copy(RIVALS / "mkdocs", folder)
    _copy(corpus / "plain", folder / "docs")
    program = str(HERE / "venv" / "bin" / "mkdocs")
    return Generator(
        key=key,
        name="— with navigation.prune" if pruned else "MkDocs + Material + static-i18n",
        folder=folder,
        keeps=False,
        builds=([program, "build", "--quiet", *(["--config-file", "pruned.yml"] if pruned else [])],),
        made=("site",),
        sites=("site",),
        source=lambda lang, page: f"docs/{lang}/{page}.md",
        address=lambda lang, page: f"{page}/" if lang == "en" else f"{lang}/{page}/",
        servers=()
        if pruned
        else ([program, "serve", "--quiet", "--livereload", "--dev-addr", "127.0.0.1:{port}"],),
    )


def mkdocs_pruned(size: int, corpus: Path) -> Generator:
    """The same with the option that Material recommends for large sites: pages show a part of the navigation."""
    return mkdocs(size, corpus, pruned=True)


def zensical(size: int, corpus: Path) -> Generator:
    """Zensical: one project a language, as its guide says; built one after another, served side by side."""
    folder = _folder("zensical", size)
    for lang in LANGUAGES:
        _copy(corpus / "plain" / lang, folder / lang / "docs")
        shutil.copy(RIVALS / "zensical" / f"{lang}.toml", folder / lang / "zensical.toml")
    program = str(HERE / "venv" / "bin" / "zensical")
    projects = [f"{lang}/zensical.toml" for lang in LANGUAGES]
    return Generator(
        key="zensical",
        name="Zensical, a project for each language",
        folder=folder,
        builds=tuple([program, "build", "--config-file", project] for project in projects),
        made=tuple(f"{lang}/{name}" for lang in LANGUAGES for name in ("site", ".cache")),
        sites=tuple(f"{lang}/site" for lang in LANGUAGES),
        source=lambda lang, page: f"{lang}/docs/{page}.md",
        address=lambda _lang, page: f"{page}/",
        servers=tuple(
            [program, "serve", "--config-file", project, "--dev-addr", "127.0.0.1:{port}"]
            for project in projects
        ),
    )


def hugo(size: int, corpus: Path) -> Generator:
    """Hugo with a bare layout: no theme, no search."""
    folder = _folder("hugo", size)
    _copy(RIVALS / "hugo", folder)
    _copy(corpus / "plain", folder / "content")
    for lang in LANGUAGES:
        home = folder / "content" / lang / "index.md"
        home.rename(home.with_name("_index.md"))
    program = str(packages() / "hugo" / "binaries" / "hugo")
    return Generator(
        key="hugo",
        name="Hugo, bare layout, no search",
        folder=folder,
        builds=([program, "build"],),
        made=("public", "resources"),
        sites=("public",),
        source=lambda lang, page: f"content/{lang}/{page}.md",
        address=lambda lang, page: f"{lang}/{page}/",
        servers=(
            [
                program,
                "server",
                "--bind",
                "127.0.0.1",
                "--port",
                "{port}",
                "--baseURL",
                "http://127.0.0.1:{port}/",
            ],
        ),
    )


def starlight(size: int, corpus: Path) -> Generator:
    """Starlight with two locales and Pagefind; its packages lie one folder above."""
    folder = _folder("starlight", size)
    _copy(RIVALS / "starlight", folder)
    _copy(corpus / "plain", folder / "src" / "content" / "docs")
    astro = [str(node()), str(HERE / "starlight" / "node_modules" / "astro" / "bin" / "astro.mjs")]
    return Generator(
        key="starlight",
        name="Starlight",
        folder=folder,
        builds=([*astro, "build"],),
        made=("dist", ".astro", "node_modules"),
        sites=("dist",),
        source=lambda lang, page: f"src/content/docs/{lang}/{page}.md",
        address=lambda lang, page: f"{lang}/{page}/",
        servers=([*astro, "dev", "--host", "127.0.0.1", "--port", "{port}"],),
    )


ALL: dict[str, Callable[[int, Path], Generator]] = {
    "ours": ours,
    "ours-no-pictures": ours_no_pictures,
    "mkdocs": mkdocs,
    "mkdocs-pruned": mkdocs_pruned,
    "zensical": zensical,
    "starlight": starlight,
    "hugo": hugo,
}
"""In the order of the table."""
