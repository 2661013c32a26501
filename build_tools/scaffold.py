"""A new page to start from: correct from the first minute, in the language it is written in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from build_tools.errors import SettingsError, WriteError
from build_tools.i18n.freshness import source_line
from build_tools.model.ids import HOME, Kind, Lang, PageId, is_handbook
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.source.front_matter import split_page
from build_tools.source.slug import ascii_anchor, github_anchor
from build_tools.source.text import SourceText


def _(text: str) -> str:
    return text


_FRONT_MATTER = {
    Kind.CHECKLIST: "mode: do-confirm\nmoment: {moment}\nminutes: 3\n",
    Kind.PATH: "goal: {goal}\nminutes: {minutes}\n",
    Kind.GUIDE: "confidence: low\nminutes: 5\n",
}
_WORDS = {
    "summary": _("One sentence that says what this page gives its reader."),
    "moment": _("Before the moment it is for"),
    "goal": _("What a reader can do at the end."),
    "lead": _("The situation, the first move, and the words to say."),
    "try_this": _("Try this"),
    "try": _("What to do this week: when, how long, with whom, what to say, how to see that it worked."),
    "sure": _("How sure we are"),
    "evidence": _("What the sources show, and what they do not."),
    "next": _("Next"),
    "point": _("Before you begin"),
    "item": _("**Check the facts** you will rely on."),
    "prompt": _("What do you want to change?"),
    "guidance": _("A good answer names one behaviour and one date."),
    "dimension": _("Listening"),
    "statement1": _("I let others finish before I answer."),
    "statement2": _("I say back what I have understood."),
    "statement3": _("I change my mind when the facts ask for it."),
    "advice": _("If this is low, read:"),
    "step": _("It begins"),
    "happens": _("What happens, and what you know."),
    "choice1": _("The first way"),
    "choice2": _("The second way"),
    "debrief": _("Debrief"),
    "cost": _("What this choice cost and bought, and what to read."),
    "why": _("why now"),
}


def new_page(
    playbook: Playbook, kind: Kind, title: str, lang: Lang, say: Callable[[str], str]
) -> tuple[PageId, str]:
    """Return the id and the text of a new page.

    Args:
        playbook: what the page can link to and cite.
        kind: what it is to be.
        title: its first-level heading.
        lang: the language it is written in.
        say: the words of that language.

    Raises:
        SettingsError: the title gives no file name, or the page exists.
    """
    title = " ".join(title.split())
    slug = ascii_anchor(title)
    if not slug:
        raise SettingsError("the title has no letter or digit", "give the page a name in words")
    page_id = PageId(f"{kind.folder}/{slug}")
    if playbook.languages(page_id):
        raise SettingsError(
            "the page {page} exists already", "choose another title, or edit that page", page=page_id
        )
    words = {key: say(text) for key, text in _WORDS.items()}
    link, minutes = _example_link(playbook, kind, lang)
    source = f" [@{next(iter(playbook.sources))}]" if playbook.sources else ""
    body = _BODIES[kind].format(title=title, link=link, source=source, **_anchors(words), **words)
    matter = _FRONT_MATTER.get(kind, "").format(minutes=minutes, **words)
    return page_id, f"---\nsummary: {words['summary']}\n{matter}---\n\n{body}"


def _anchors(words: dict[str, str]) -> dict[str, str]:
    return {"anchor1": github_anchor(words["choice1"]), "anchor2": github_anchor(words["choice2"])}


def _example_link(playbook: Playbook, kind: Kind, lang: Lang) -> tuple[str, int]:
    """Return a link to an existing page that this kind needs one to, and that page's minutes."""
    wanted = Kind.CHECKLIST if kind is Kind.GUIDE else Kind.GUIDE
    for page in (
        *playbook.of_kind(wanted, lang),
        *playbook.of_kind(Kind.CHECKLIST, lang),
        *playbook.all_shown(lang),
    ):
        if not is_handbook(page.id):
            words = re.sub(r"([\[\]\\])", r"\\\1", page.title)
            return f"[{words}](../{page.id}.md)", page.minutes or 1
    return f"[{HOME}](../{HOME}.md)", 1


_BODIES = {
    Kind.GUIDE: (
        "# {title}\n\n{lead}\n\n## {try_this}\n\n{try}\n\n## {sure}\n\n{evidence}{source}\n\n## {next}\n\n- {link}\n"
    ),
    Kind.CHECKLIST: "# {title}\n\n{lead}\n\n## {point}\n\n- [ ] {item}\n",
    Kind.WORKSHEET: "# {title}\n\n{lead}\n\n## {prompt}\n\n{guidance}\n",
    Kind.ASSESSMENT: (
        "# {title}\n\n{lead}\n\n## {dimension}\n\n1. {statement1}\n2. {statement2}\n3. {statement3}\n\n{advice} {link}\n"
    ),
    Kind.SCENARIO: (
        "# {title}\n\n{lead}\n\n## {step}\n\n{happens}\n\n- [{choice1}](#{anchor1})\n- [{choice2}](#{anchor2})\n\n"
        "## {choice1}\n\n{happens}\n\n### {debrief}: 1\n\n{cost}\n\n## {choice2}\n\n{happens}\n\n### {debrief}: 2\n\n{cost}\n"
    ),
    Kind.PATH: "# {title}\n\n{lead}\n\n1. {link} – {why}\n",
    Kind.PAGE: "# {title}\n\n{lead}\n",
}


def new_translation(source: Page, text: str) -> str:
    """Return the skeleton of a translation: the source's text under a translation's front matter.

    Args:
        source: the page to translate.
        text: its file's text.
    """
    split, _faults = split_page(SourceText(source.path, text))
    title = split.front_matter.data.get("title")
    lines = [f"title: {_quoted(title)}"] if isinstance(title, str) else []
    values = split.front_matter.data
    lines += [
        f"{key}: {_quoted(values[key])}"
        for key in ("summary", "moment", "goal")
        if isinstance(values.get(key), str)
    ]
    matter = "\n".join([*lines, f"source: {source_line(source)}", "draft: true"])
    return f"---\n{matter}\n---\n{split.body}"


def _quoted(text: str) -> str:
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def write_page(path: Path, text: str) -> None:
    """Write a new file; an existing one is never overwritten.

    Raises:
        WriteError: it exists, or the disk refused.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise WriteError("{path} exists already", "edit it, or choose another title", path=path) from error
    except OSError as error:
        raise WriteError(
            "{path} could not be written ({reason})", "check that the folder is not write-protected",
            path=path, reason=error.strerror,
        ) from error  # fmt: skip
