"""A copy of every page in Markdown, beside its HTML: for programs that read, and people who quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.addresses import asset_address, page_address, root_of
from build_tools.model.links import ToAsset, ToPage, resolve
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.render.references import note, reference
from build_tools.render.words import kind_word

COPY = "index.md"
_LINK = re.compile(r"(?<=\]\()(?P<href>[^()\s]+)(?=[)\s])")
_DEFINITION = re.compile(r"(?P<name>^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?)(?P<href>[^\s>]+)", re.MULTILINE)
_CITATION = re.compile(r"\[(?P<cites>@[^\]\s][^\]]*)\](?!\()")
_CITE = re.compile(r"\s*@(?P<source>[\w.:-]*\w)\s*(?:,\s*(?P<locator>.*\S))?\s*", re.DOTALL)
_APART = re.compile(
    r"(?P<code>^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|`[^`\n]+`)"
    r"|(?:^[ \t]*<!--.*?(?:-->|\Z)[ \t]*(?:\n|\Z))|(?:<!--.*?(?:-->|\Z))",
    re.DOTALL | re.MULTILINE,
)
"""What is not text: code, which stays as it is, and comments, which are for other editors only."""


def markdown_copy(page: Page, text: str, playbook: Playbook, catalogue: Catalogue, url: str) -> str:
    """Return a page's own text with what its front matter says in words, and links that work where it stands.

    Args:
        page: the page.
        text: its Markdown after the front matter.
        playbook: what its links lead to.
        catalogue: words of the page's language.
        url: the site's absolute address; empty when it is not known.
    """
    address = page_address(page.id, page.lang)

    def way(href: str) -> str:
        target = resolve(playbook, page, href)
        if isinstance(target, ToPage):
            anchor = f"#{target.page.anchors[target.heading]}" if target.heading is not None else ""
            if target.page.id == page.id:
                return anchor or href
            has_copy = playbook.page(target.page.id, page.lang) is not None
            there = f"{root_of(address)}{page_address(target.page.id, page.lang)}"
            return f"{there}{COPY if has_copy else ''}{anchor}"
        return root_of(address) + asset_address(target.file) if isinstance(target, ToAsset) else href

    def cite(match: re.Match[str]) -> str:
        cited = (_CITE.fullmatch(part) for part in match["cites"].split(";"))
        found = ((playbook.sources.get(part["source"]), part["locator"]) for part in cited if part)
        notes = [
            f"{note(source, catalogue)}{f', {locator}' if locator else ''}"
            for source, locator in found
            if source
        ]
        return f"({'; '.join(notes)})"

    def rewritten(part: str) -> str:
        part = _LINK.sub(lambda match: way(match["href"]), part)
        part = _DEFINITION.sub(lambda match: match["name"] + way(match["href"]), part)
        return _CITATION.sub(cite, part)

    body = _rewritten(text, rewritten)
    facts = [kind_word(page.kind, catalogue)]
    if page.minutes:
        facts.append(
            catalogue.ngettext("%(num)d minute", "%(num)d minutes", page.minutes) % {"num": page.minutes}
        )
    title, _, rest = body.lstrip().partition("\n")
    head = copy_head(
        title.removeprefix("# "), [page.summary, " · ".join(facts), f"{url}{address}" if url else ""]
    )
    return f"{head}\n\n{rest.strip()}\n{_sources(page, playbook, catalogue)}"


def _rewritten(text: str, rewritten: Callable[[str], str]) -> str:
    """Return a text whose words are rewritten, with its code as it is and without its comments."""
    parts, at = [], 0
    for match in _APART.finditer(text):
        parts += [rewritten(text[at : match.start()]), match["code"] or ""]
        at = match.end()
    return "".join((*parts, rewritten(text[at:])))


def copy_head(title: str, facts: Iterable[str]) -> str:
    """Return how every copy begins: its title, and under it what is known of the page."""
    quoted = "\n>\n".join(f"> {line}" for line in facts if line)
    return f"# {title}\n\n{quoted}"


def _sources(page: Page, playbook: Playbook, catalogue: Catalogue) -> str:
    ids = dict.fromkeys(source_id for c in page.outline.citations for source_id, _ in c.cites)
    sources = [playbook.sources[source_id] for source_id in ids if source_id in playbook.sources]
    if not sources:
        return ""
    lines = "\n".join(
        f"- {reference(source).striptags()}{f' <{source.address}>' if source.address else ''}"
        for source in sources
    )
    return f"\n## {catalogue.gettext('Sources')}\n\n{lines}\n"


def copy_path(page: Page) -> str:
    """Return the slash path of a page's copy."""
    return page_address(page.id, page.lang) + COPY


def llms_txt(
    title: str,
    summary: str,
    groups: Iterable[tuple[str, Iterable[tuple[str, str, str]]]],
    url: str,
    others: Iterable[tuple[str, str]],
) -> str:
    """Return llms.txt of one language: every page as a link to its Markdown copy.

    The form is that of llmstxt.org: a title, a quoted summary, lists of links.

    Args:
        title: name of the playbook.
        summary: what it is.
        groups: a name, and of each page under it the path of its copy, its title and summary.
        url: the site's address; links are absolute where it is known, else start at the root.
        others: name and address of the same list in the other languages.
    """
    lines = [f"# {title}", "", f"> {summary}" if summary else "", ""]
    for name, pages in groups:
        entries = [f"- [{title}]({url or '/'}{path}): {summary}" for path, title, summary in pages]
        if entries:
            lines += [f"## {name}", "", *entries, ""]
    lines += [f"- [{name}]({url or '/'}{address})" for name, address in others]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
