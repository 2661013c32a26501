"""What the templates are given: finished values, nothing to look up.

`render/page_view.py` and `render/listing_view.py` build these from the model;
the files in `templates/` turn them into HTML. Every `Markup` here is HTML that
is already safe; every `str` is plain text that the template escapes. URLs are
relative to the page they stand on unless the field says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

NO_HTML = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A link in a list, a breadcrumb or a navigation."""

    url: str
    title: str
    current: bool = False
    """The page this link stands on (or, in the top navigation, the section it is in)."""
    lang: str | None = None
    """Language of the target's title when it is not the page's own (a fallback)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A page as it is shown in a listing."""

    url: str
    title: str
    summary: str
    kind: str
    kind_label: str
    minutes: int | None = None
    lang: str | None = None
    key: str = ""
    """Language-free page id: the same for both languages (reading progress)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingView:
    """An entry of the table of contents."""

    id: str
    title: str
    children: tuple[HeadingView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """An entry of the library, as listed under "Sources" and in the library."""

    id: str
    label: str
    """Author and year as the notes in the text show it: `Edmondson, 1999`."""
    reference: Markup
    url: str | None
    """DOI or official address; None when there is none to trust."""
    library_url: str = ""
    strength: str = ""
    shows: str = ""
    caution: str = ""
    lang: str = ""
    cited_by: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """Body of a guide or a plain page."""

    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """A checklist item or an assessment's statement. `key` is the same in every language."""

    key: str
    html: Markup
    mark: str = ""
    """Fingerprint of its words in this language, as printed copies carry it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PausePointView:
    """A moment to stop in a checklist."""

    id: str
    title: Markup
    intro: Markup
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistView:
    """Body of a checklist."""

    mode: str
    """`do-confirm` or `read-do`."""
    moment: str
    pause_points: tuple[PausePointView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptView:
    """A question of a worksheet; `key` is the same in every language."""

    id: str
    key: str
    title: Markup
    guidance: Markup
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetView:
    """Body of a worksheet."""

    prompts: tuple[PromptView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionView:
    """A part of an assessment."""

    id: str
    title: Markup
    intro: Markup
    statements: tuple[ItemView, ...]
    advice: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentView:
    """Body of an assessment."""

    dimensions: tuple[DimensionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """A way on from a step."""

    target: str
    """Id of the step it leads to."""
    html: Markup
    """The words of the choice, without the link around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step of a scenario."""

    id: str
    title: Markup
    html: Markup
    """What happens; in an end step also the debrief with its heading."""
    choices: tuple[ChoiceView, ...]

    @property
    def is_end(self) -> bool:
        """True when the step offers no choice."""
        return not self.choices


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioView:
    """Body of a scenario, the first step first."""

    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """One page on a path."""

    card: CardView
    note: Markup
    """What the path says of it, as it goes on from the link: “ – which links have evidence.”"""
    remark: Markup = NO_HTML
    """The same as a sentence of its own."""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleView:
    """A part of a path."""

    id: str
    title: Markup
    """Empty when the path has no modules."""
    intro: Markup
    stops: tuple[StopView, ...]
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView:
    """Body of a path."""

    goal: str
    modules: tuple[ModuleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPlaceView:
    """A page's place on one path."""

    key: str
    """Id of the path: the same in both languages."""
    path: LinkView
    number: int
    total: int
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Cards under one heading of a listing."""

    id: str
    title: str
    url: str | None
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """Index of a kind, a topic or a role; also the lower part of the home page."""

    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term of the glossary in the reader's language."""

    id: str
    term: str
    definition: str
    elsewhere: tuple[tuple[str, str], ...]
    """(language, term) in every other language."""
    synonyms: tuple[str, ...] = ()
    avoid: tuple[tuple[str, str], ...] = ()
    """(variant, why not)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """The definition of a term that a page uses; `id` is the one its link names."""

    id: str
    term: str
    definition: str
    url: str
    """Its entry in the glossary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """The glossary."""

    letters: tuple[tuple[str, tuple[TermView, ...]], ...]
    """(initial letter, terms), in the language's own alphabetical order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryView:
    """The library."""

    groups: tuple[tuple[str, tuple[SourceView, ...]], ...]
    """(topic name, sources)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The front page: the author's text, then the ways in."""

    html: Markup
    sections: tuple[LinkView, ...]
    topics: tuple[LinkView, ...]
    roles: tuple[LinkView, ...]
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackView:
    """What can be put into a pack to print, by kind."""

    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """A topic, and how many of its pages a language has up to date."""

    title: str
    url: str
    done: int
    total: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """A page that is missing in a language (`sections` is 0) or has stale sections."""

    title: str
    url: str
    lang: str
    sections: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLanguageView:
    """How the translations into one language stand."""

    lang: str
    name: str
    badge: str
    """Address of the picture."""
    done: int
    total: int
    percent: int
    topics: tuple[CoverageView, ...]
    waiting: tuple[WaitingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """How the translations stand."""

    languages: tuple[StatusLanguageView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticView:
    """A generated page that is only HTML (404, handbook page)."""

    html: Markup
