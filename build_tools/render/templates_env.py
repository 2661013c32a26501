"""The Jinja2 environment of a language: strict, escaping, compiled once and kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket

from build_tools.i18n.catalogue import Catalogue, in_html
from build_tools.kept import read_sealed, write_sealed

TEMPLATES = Path(__file__).parent / "templates"


class _Compiled(BytecodeCache):
    """Compiled templates: one compilation serves every language, and every process forked after it."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, bytes]] = {}
        self._is_kept = False

    def keep(self, file: Path, version: str) -> None:
        """Note in a file what was compiled, unless it came from there."""
        if self._code and not self._is_kept:
            write_sealed(file, version, self._code)
            self._is_kept = True

    def take(self, file: Path, version: str) -> None:
        """Take over what an earlier process compiled and kept."""
        known = read_sealed(file, version)
        if isinstance(known, dict) and not self._code:
            self._code, self._is_kept = known, True

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._code.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = (bucket.checksum, bucket.bytecode_to_string())
        self._is_kept = False


_COMPILED = _Compiled()


@contextmanager
def kept_templates(file: Path, version: str) -> Iterator[None]:
    """Take compiled templates from a file, and keep there what is compiled until the end.

    Args:
        file: where they are kept between builds.
        version: fingerprint of the generator; another one means that everything is compiled anew.
    """
    _COMPILED.take(file, version)
    yield
    _COMPILED.keep(file, version)


class Templates:
    """The templates, speaking one language.

    Args:
        catalogue: the words they use.
        folder: where they are.
    """

    def __init__(self, catalogue: Catalogue, folder: Path = TEMPLATES) -> None:
        self._env = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_COMPILED,
        )
        self.drawn: dict[tuple[object, ...], tuple[str, str]] = {}
        """Parts that many pages share, by what they depend on."""
        self._env.install_gettext_callables(  # type: ignore[attr-defined]
            lambda text: in_html(catalogue.gettext(text)),
            lambda one, many, n: in_html(catalogue.ngettext(one, many, n)),
            newstyle=True,
        )

    @lru_cache(maxsize=64)  # noqa: B019 - one environment per language lives as long as the process
    def __getitem__(self, name: str) -> Template:
        return self._env.get_template(name)

    def compile_all(self) -> None:
        """Compile every template now: before processes are forked, not in each of them."""
        for name in self._env.list_templates(extensions=["j2"]):
            self[name]

    def render(self, name: str, **values: object) -> str:
        """Return what a template makes of its values."""
        return self[name].render(**values)
