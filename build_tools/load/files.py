"""Walks the content folder: which files are pages, data and assets, and which lie where nothing can be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from build_tools.diagnostics import Diagnostic, Message, Related
from build_tools.diagnostics.rules import (
    CASE_CONFLICT,
    INVALID_SLUG,
    MISPLACED_FILE,
    OUTSIDE_ROOT,
    UNKNOWN_KIND,
    UNKNOWN_VALUE,
    UNSAFE_FILE,
)
from build_tools.model.ids import HANDBOOK, Kind, Lang, PageId
from build_tools.model.locale import Locales
from build_tools.source.drawing import is_plain_drawing
from build_tools.source.schema import suggestion
from build_tools.source.slug import SLUG, ascii_anchor

LIBRARY = "library"
VOCABULARY = "vocabulary.yaml"
ASSETS = (
    ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp",
    ".csv", ".docx", ".ics", ".odp", ".ods", ".odt", ".pdf", ".pptx", ".txt", ".xlsx", ".zip",
    ".m4a", ".mp3", ".mp4", ".ogg", ".vtt", ".webm",
)  # fmt: skip
"""Files that may be published: a browser shows or saves them, and runs none.

A file without an ending (LICENSE) is for those who read the folder and is left alone.
"""
_DEPTHS = (3, 4)  # language / kind / [topic /] page


_NEARLY_VOCABULARY = {"vocabulary.yaml", "vocabulary.yml"}
_NEARLY_MD = {".md", ".markdown", ".mdown", ".mkd"}


def _is_text(name: str) -> bool:
    """Return False for a name on disk that is not UTF-8; it could be neither shown nor published."""
    return name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in name)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A file that is to be read as a page."""

    id: PageId
    lang: Lang
    kind: Kind
    file: str


@dataclass(slots=True)
class Tree:
    """What lies in a content folder. Files are slash paths under it, sorted."""

    pages: list[FoundPage] = field(default_factory=list)
    library: list[str] = field(default_factory=list)
    vocabulary: str | None = None
    assets: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class _Walk:
    def __init__(self, root: Path, label: str, locales: Locales) -> None:
        self.root, self.label, self.locales = root, label, locales
        self.tree = Tree()

    def shown(self, file: str) -> str:
        return f"{self.label}/{file}"

    def report(self, rule: object, file: str, message: Message, help: Message, *related: Related) -> None:
        self.tree.diagnostics.append(Diagnostic(rule, self.shown(file), None, message, help, related))  # type: ignore[arg-type]

    def run(self) -> Tree:
        seen: dict[str, str] = {}
        for file in sorted(self._files(), reverse=True):  # small letters first: they are the name to keep
            twin = seen.setdefault(file.casefold(), file)
            if twin != file:
                message = Message(
                    "`{file}` and `{twin}` differ only in upper and lower case", file=file, twin=twin
                )
                advice = Message("rename one of them; on many machines they are the same file")
                self.report(
                    CASE_CONFLICT,
                    file,
                    message,
                    advice,
                    Related(self.shown(twin), None, Message("the other one")),
                )
        for file in sorted(seen.values()):
            self._sort(file)
        return self.tree

    def _files(self) -> Iterator[str]:
        for folder, folders, files in os.walk(self.root):
            base = Path(folder)
            for name in sorted(folders):
                if name.startswith("."):
                    folders.remove(name)
                elif (base / name).is_symlink():
                    folders.remove(name)
                    self._refuse(base / name)
            for name in files:
                path = base / name
                if name.startswith(".") or (name == "README.md"):
                    continue
                if not _is_text(path.as_posix()):
                    self._refuse_name(path)
                elif path.is_symlink() and not self._stays_inside(path):
                    self._refuse(path)
                elif path.is_file():
                    yield path.relative_to(self.root).as_posix()

    def _stays_inside(self, path: Path) -> bool:
        try:
            return path.resolve(strict=True).is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):
            return False

    def _refuse(self, path: Path) -> None:
        message = Message("this is a link to another place on the disk and is not followed")
        advice = Message("put the file itself here")
        self.report(OUTSIDE_ROOT, path.relative_to(self.root).as_posix(), message, advice)

    def _refuse_name(self, path: Path) -> None:
        name = path.relative_to(self.root).as_posix().encode("utf-8", "replace").decode()
        message = Message("`{name}` cannot be part of an address", name=name)
        self.report(
            INVALID_SLUG, name, message, Message("rename it: small Latin letters, digits and hyphens")
        )

    def _sort(self, file: str) -> None:
        parts = PurePosixPath(file).parts
        suffix = PurePosixPath(file).suffix
        if file == VOCABULARY:
            self.tree.vocabulary = file
        elif file.casefold() in _NEARLY_VOCABULARY:
            message = Message("the file `{name}` is not read", name=file)
            self.report(MISPLACED_FILE, file, message, Message("did you mean `{word}`?", word=VOCABULARY))
        elif suffix.casefold() in _NEARLY_MD and suffix != ".md":
            message = Message("the name of a page ends with `.md`")
            better = PurePosixPath(file).with_suffix(".md").name
            self.report(INVALID_SLUG, file, message, Message("rename it to `{name}`", name=better))
        elif parts[0] == LIBRARY and file.endswith((".yaml", ".yml")):
            self.tree.library.append(file)
        elif file.endswith(".md"):
            self._page(file, parts)
        elif suffix:
            self._asset(file, suffix.casefold())

    def _asset(self, file: str, suffix: str) -> None:
        if suffix not in ASSETS:
            message = Message("a file of the kind `{suffix}` is not published", suffix=suffix)
            advice = Message(
                "save it as one of {kinds}, or take it out of the folder", kinds=", ".join(ASSETS)
            )
            self.report(UNSAFE_FILE, file, message, advice)
        elif suffix == ".svg" and not is_plain_drawing((self.root / file).read_bytes()):
            message = Message("the drawing holds a script, or something that is fetched from elsewhere")
            self.report(UNSAFE_FILE, file, message, Message("export it anew as “plain SVG”, or as PNG"))
        else:
            self.tree.assets.append(file)

    def _page(self, file: str, parts: tuple[str, ...]) -> None:
        kinds = [kind.folder for kind in Kind]
        if parts[0] not in self.locales and len(parts) > 1:
            message = Message("`{folder}` is not a language of this playbook", folder=parts[0])
            codes = ", ".join(self.locales.codes)
            advice = suggestion(
                parts[0],
                self.locales.codes,
                Message(
                    "move the page into one of: {codes}; or add the language to i18n/locales.yaml",
                    codes=codes,
                ),
            )
            self.report(UNKNOWN_VALUE, file, message, advice)
            return
        if len(parts) < _DEPTHS[0] or len(parts) > _DEPTHS[-1]:
            message = Message("a page lies in <language>/<kind>/ or <language>/<kind>/<topic>/")
            self.report(
                MISPLACED_FILE, file, message, Message("move it into one of: {kinds}", kinds=", ".join(kinds))
            )
            return
        kind = Kind.of_folder(parts[1])
        if kind is None:
            message = Message("`{folder}` is not a kind of page", folder=parts[1])
            advice = suggestion(
                parts[1], kinds, Message("move the page into one of: {kinds}", kinds=", ".join(kinds))
            )
            self.report(UNKNOWN_KIND, file, message, advice)
            return
        names = [*parts[2:-1], parts[-1].removesuffix(".md")]
        for name in names:
            if not SLUG.match(name):
                message = Message("`{name}` cannot be part of an address", name=name)
                better = ascii_anchor(name) or "page"
                self.report(
                    INVALID_SLUG,
                    file,
                    message,
                    Message("rename it to `{name}`: small Latin letters, digits and hyphens", name=better),
                )
                return
        page_id = PageId("/".join((parts[1], *names)))
        self.tree.pages.append(FoundPage(page_id, Lang(parts[0]), kind, file))


def walk_content(root: Path, label: str, locales: Locales) -> Tree:
    """Return what lies in a content folder.

    Args:
        root: the folder.
        label: what the folder is called in findings.
        locales: the languages whose folders are expected.
    """
    return _Walk(root, label, locales).run()


def walk_handbook(root: Path, locales: Locales) -> list[FoundPage]:
    """Return the pages of the contributors' handbook: `<language>/…/<name>.md` under `root`."""
    found = []
    for lang in locales.codes:
        for path in sorted((root / lang).rglob("*.md")):
            name = path.relative_to(root / lang).with_suffix("").as_posix()
            found.append(
                FoundPage(PageId(f"{HANDBOOK}{name}"), lang, Kind.PAGE, f"{lang}/{HANDBOOK}{name}.md")
            )
    return found
