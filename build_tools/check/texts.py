"""Runs the checks that need a page and its versions only, and remembers what they found.

What they say of a page follows from its versions in all languages, the
glossary and the languages alone. So they are run again only for pages that
have changed, and for many pages on all cores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic
from build_tools.kept import digest
from build_tools.model.ids import PageId
from build_tools.model.playbook import Playbook
from build_tools.packed import pack, unpack
from build_tools.workers import map_shared

Check = Callable[[Playbook, SectionNames], Iterator[Diagnostic]]
Keep = Callable[[Sequence[bytes], Callable[[list[int]], Sequence[bytes]]], Sequence[bytes]]
"""Gives the packed value of every key; what is not kept is made by the function it is given."""

_Shared = tuple[Playbook, SectionNames, tuple[Check, ...]]


def text_findings(
    playbook: Playbook, names: SectionNames, checks: tuple[Check, ...], keep: Keep
) -> Iterator[Diagnostic]:
    """Yield what the checks find, page by page.

    Args:
        playbook: what to look at.
        names: how the sections with a fixed name are called in each language.
        checks: each must look at one page and its versions at a time.
        keep: where findings are kept from run to run.
    """
    shared = digest(
        *(repr(part).encode() for part in (playbook.locales, sorted(playbook.terms.items()), names))
    )
    keys = [digest(shared, *_versions(playbook, page_id)) for page_id in playbook.ids]

    def find(places: list[int]) -> list[bytes]:
        return map_shared(_find, (playbook, names, checks), [playbook.ids[i] for i in places])

    for found in keep(keys, find):
        yield from unpack(found)


def _versions(playbook: Playbook, page_id: PageId) -> Iterator[bytes]:
    for page in playbook.languages(page_id).values():
        yield f"{page.lang} {page.path} {page.title}".encode()
        yield page.digest


def _find(shared: _Shared, ids: Sequence[PageId]) -> list[bytes]:
    playbook, names, checks = shared
    part = playbook.part(ids)
    found: dict[str, list[Diagnostic]] = {}
    for check in checks:
        for finding in check(part, names):
            found.setdefault(finding.path, []).append(finding)
    return [
        pack([d for page in part.languages(page_id).values() for d in found.get(page.path, ())])
        for page_id in ids
    ]
