"""The Jinja2 environment of a language: strict, escaping, compiled once and kept."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket

from build_tools.i18n.catalogue import Catalogue

TEMPLATES = Path(__file__).parent / "templates"


class _Compiled(BytecodeCache):
    """Compiled templates: one compilation serves every language, and every process forked after it."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._code.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = (bucket.checksum, bucket.bytecode_to_string())


_COMPILED = _Compiled()


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
        self._env.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]

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
