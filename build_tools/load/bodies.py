"""The body of each kind, read from a document's sections.

Readers are lenient: a checklist without items gives a checklist without items,
and the checks say so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.token import Token

from build_tools.model.body import (
    Article,
    Assessment,
    Body,
    Checklist,
    ChecklistItem,
    Choice,
    Dimension,
    LearningPath,
    Module,
    PausePoint,
    Prompt,
    Scenario,
    Section,
    Statement,
    Step,
    Stop,
    Worksheet,
)
from build_tools.model.ids import Kind
from build_tools.packed import Packed
from build_tools.source.document import Block, Document, Item, RawSection
from build_tools.source.fragment import NOTHING, Fragment
from build_tools.source.outline_reader import plain_text

Sections = Sequence[RawSection]


def read_body(
    kind: Kind, document: Document, sections: Sections, words: dict[str, str], debrief: str
) -> Body:
    """Return the body of a page.

    Args:
        kind: what the page is.
        document: the parsed page.
        sections: its sections, the lead first.
        words: the front matter's texts that belong to the body (`mode`, `moment`, `goal`).
        debrief: what the heading of a debrief begins with in the page's language.
    """
    if kind is Kind.CHECKLIST:
        points = tuple(_pause_point(document, s) for s in sections[1:])
        return Checklist(words.get("mode", ""), words.get("moment", ""), points)
    if kind is Kind.PATH:
        return LearningPath(words.get("goal", ""), _modules(document, sections))
    if kind is Kind.SCENARIO:
        return Scenario(tuple(_step(document, s, debrief) for s in sections[1:]))
    reader = _READERS.get(kind)
    if reader is None:
        parts = (Section(_heading(s), s.title, document.blocks_fragment(s.blocks)) for s in sections[1:])
        return Article(Packed(tuple(parts)))
    return reader(document, sections[1:])


def _heading(section: RawSection) -> int:
    assert section.heading is not None, "only the lead has no heading"
    return section.heading


def _split(
    blocks: Sequence[Block], is_main: Callable[[Block], bool]
) -> tuple[Sequence[Block], Block | None, Sequence[Block]]:
    """Return the blocks before the first that `is_main`, that one, and the rest."""
    for i, block in enumerate(blocks):
        if is_main(block):
            return blocks[:i], block, blocks[i + 1 :]
    return blocks, None, ()


def _pause_point(document: Document, section: RawSection) -> PausePoint:
    intro = [b for b in section.blocks if not _is_task_list(b)]
    items = [item for b in section.blocks if _is_task_list(b) for item in b.items()]
    return PausePoint(
        _heading(section), section.title, document.blocks_fragment(intro), tuple(map(_checklist_item, items))
    )


def _is_task_list(block: Block) -> bool:
    return block.type in {"bullet_list", "ordered_list"} and any(item.is_task for item in block.items())


def _checklist_item(item: Item) -> ChecklistItem:
    return ChecklistItem(item.fragment(), item.text, _bold_start(item.children), item.span)


def _bold_start(children: Sequence[Token]) -> str:
    """Return the words in bold that inline tokens start with."""
    tokens = [t for t in children if t.type != "text" or t.content.strip()]
    if not tokens or tokens[0].type != "strong_open":
        return ""
    end = next(i for i, t in enumerate(tokens) if t.type == "strong_close")
    return plain_text(tokens[:end])


def _worksheet(document: Document, sections: Sections) -> Worksheet:
    return Worksheet(
        tuple(Prompt(_heading(s), s.title, document.blocks_fragment(s.blocks)) for s in sections)
    )


def _assessment(document: Document, sections: Sections) -> Assessment:
    return Assessment(tuple(_dimension(document, s) for s in sections))


def _dimension(document: Document, section: RawSection) -> Dimension:
    before, statements, after = _split(section.blocks, lambda b: b.type == "ordered_list")
    items = statements.items() if statements else []
    return Dimension(
        _heading(section),
        section.title,
        document.blocks_fragment(before),
        tuple(Statement(item.fragment(), item.span) for item in items),
        document.blocks_fragment(after),
    )


def _step(document: Document, section: RawSection, debrief: str) -> Step:
    lists = [b for b in section.blocks if b.type == "bullet_list" and all(map(_anchor_link, b.items()))]
    rest = [b for b in section.blocks if b not in lists]
    choices = tuple(_choice(item) for block in lists for item in block.items())
    heading = next(
        (b.heading for b in rest if b.type == "heading" and b.text.casefold().startswith(debrief.casefold())),
        None,
    )
    return Step(_heading(section), section.title, document.blocks_fragment(rest), choices, heading)


def _anchor_link(item: Item) -> Token | None:
    """Return the link an item starts with, if it stays on the page."""
    tokens = [t for t in item.children if t.type != "text" or t.content.strip()]
    if tokens and tokens[0].type == "link_open" and str(tokens[0].attrs.get("href", "")).startswith("#"):
        return tokens[0]
    return None


def _choice(item: Item) -> Choice:
    link = _anchor_link(item)
    assert link is not None, "only lists of anchor links are read as choices"
    words = Fragment.of(_without_links(item))
    return Choice(int(link.meta["link"]), words)


def _without_links(item: Item) -> str:
    inline = item.blocks[0].tokens[1]
    children = [t for t in inline.children or [] if t.type not in {"link_open", "link_close"}]
    bare = Token("inline", "", 0, children=children, content=inline.content)
    fragment = item.document.inline(bare)
    return fragment.fill(lambda _slot: "")


def _modules(document: Document, sections: Sections) -> tuple[Module, ...]:
    lead = [b for b in sections[0].blocks if b.type == "ordered_list"]
    modules = []
    if lead:
        stops = tuple(_stop(item) for block in lead for item in block.items())
        modules.append(Module(None, NOTHING, NOTHING, stops))
    for section in sections[1:]:
        stops = tuple(_stop(item) for b in section.blocks if b.type == "ordered_list" for item in b.items())
        intro = document.blocks_fragment([b for b in section.blocks if b.type != "ordered_list"])
        modules.append(Module(_heading(section), section.title, intro, stops))
    return tuple(modules)


def _stop(item: Item) -> Stop:
    children = item.children
    opening = next((i for i, t in enumerate(children) if t.type == "link_open"), None)
    if opening is None or plain_text(children[:opening]).strip():
        return Stop(None, item.fragment(), item.span)
    closing = next(i for i, t in enumerate(children) if t.type == "link_close")
    rest = children[closing + 1 :]
    note = item.document.inline(Token("inline", "", 0, children=rest, content=""))
    parts = (
        (str(note.parts[0]).lstrip(" –—-:"), *note.parts[1:])
        if note.parts and isinstance(note.parts[0], str)
        else note.parts
    )
    return Stop(int(children[opening].meta["link"]), Fragment(parts), item.span)


_READERS: dict[Kind, Callable[[Document, Sections], Body]] = {
    Kind.WORKSHEET: _worksheet,
    Kind.ASSESSMENT: _assessment,
}
