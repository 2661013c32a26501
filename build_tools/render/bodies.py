"""The body of each kind as its template is given it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from build_tools.model.body import (
    Article,
    Assessment,
    Checklist,
    LearningPath,
    Scenario,
    Step,
    Worksheet,
)
from build_tools.model.links import ToPage, resolve
from build_tools.model.page import Page
from build_tools.model.revision import revision
from build_tools.render.cards import page_card
from build_tools.render.page_views import BodyView
from build_tools.render.slots import Scene, SlotFiller
from build_tools.render.views import (
    NO_HTML,
    ArticleView,
    AssessmentView,
    ChecklistView,
    ChoiceView,
    DimensionView,
    ItemView,
    ModuleView,
    PathView,
    PausePointView,
    PromptView,
    ScenarioView,
    StepView,
    StopView,
    WorksheetView,
)
from build_tools.source.fragment import Fragment, Slot, joined

_LED_IN = re.compile(r"^\s*((?:<[^>]+>\s*)*)[–—-]\s*((?:<[^>]+>)*)(\w)")


def body_view(page: Page, scene: Scene, fill: SlotFiller) -> BodyView:
    """Return the body of a page, every fragment filled."""
    match page.body:
        case Article():
            return ArticleView(html=fill.prose(article_fragment(page.body)))
        case Checklist():
            return _checklist(page, page.body, fill)
        case Worksheet():
            return _worksheet(page, page.body, fill)
        case Assessment():
            return _assessment(page, page.body, fill)
        case Scenario():
            return ScenarioView(steps=tuple(_step(page, step, fill) for step in page.body.steps))
        case LearningPath():
            return _path(page, page.body, scene, fill)


def article_fragment(article: Article) -> Fragment:
    """Return the sections of an article as one fragment, headings included."""
    parts: list[Fragment] = []
    for section in article.sections:
        opening = Fragment(("<h2", Slot("id", str(section.heading)), ">"))
        closing = Fragment((Slot("anchor", str(section.heading)), "</h2>\n"))
        parts += [opening, section.title, closing, section.content, Fragment(("\n",))]
    return joined(parts)


def _marks(page: Page) -> Iterator[str]:
    """Yield the fingerprint of each item of a page, in order."""
    marks = revision(page)
    yield from marks.marks if marks else ()


def _checklist(page: Page, checklist: Checklist, fill: SlotFiller) -> ChecklistView:
    points, marks = [], _marks(page)
    for point in checklist.pause_points:
        anchor = page.anchors[point.heading]
        items = tuple(
            ItemView(key=f"{anchor}.{number}", html=fill(item.content), mark=next(marks))
            for number, item in enumerate(point.items, 1)
        )
        points.append(
            PausePointView(
                id=anchor,
                title=fill.heading(point.title, point.heading),
                intro=fill.prose(point.intro),
                items=items,
            )
        )
    return ChecklistView(mode=checklist.mode, moment=checklist.moment, pause_points=tuple(points))


def _worksheet(page: Page, worksheet: Worksheet, fill: SlotFiller) -> WorksheetView:
    prompts = (
        PromptView(
            id=page.anchors[p.heading],
            key=page.anchors[p.heading],
            title=fill.heading(p.title, p.heading),
            guidance=fill.prose(p.guidance),
            mark=mark,
        )
        for p, mark in zip(worksheet.prompts, _marks(page), strict=True)
    )
    return WorksheetView(prompts=tuple(prompts))


def _assessment(page: Page, assessment: Assessment, fill: SlotFiller) -> AssessmentView:
    dimensions, marks = [], _marks(page)
    for dimension in assessment.dimensions:
        anchor = page.anchors[dimension.heading]
        statements = tuple(
            ItemView(key=f"{anchor}.{number}", html=fill(s.content), mark=next(marks))
            for number, s in enumerate(dimension.statements, 1)
        )
        view = DimensionView(
            id=anchor, title=fill.heading(dimension.title, dimension.heading), intro=fill.prose(dimension.intro),
            statements=statements, advice=fill.prose(dimension.advice),
        )  # fmt: skip
        dimensions.append(view)
    return AssessmentView(dimensions=tuple(dimensions))


def _step(page: Page, step: Step, fill: SlotFiller) -> StepView:
    choices = []
    for choice in step.choices:
        heading = page.find_anchor(page.outline.links[choice.link].href.removeprefix("#"))
        if heading is not None:
            choices.append(ChoiceView(target=page.anchors[heading], html=fill(choice.content)))
    return StepView(
        id=page.anchors[step.heading],
        title=fill.heading(step.title, step.heading),
        html=fill.prose(step.content),
        choices=tuple(choices),
    )


def _sentence(note: Markup) -> Markup:
    """Return what goes on after a link as a sentence: without the dash, with a capital letter."""
    return Markup(_LED_IN.sub(lambda match: match[1] + match[2] + match[3].upper(), note, count=1))  # noqa: S704 - of our own HTML


def _path(page: Page, path: LearningPath, scene: Scene, fill: SlotFiller) -> PathView:
    modules, marks = [], _marks(page)
    for module in path.modules:
        stops = []
        for stop in module.stops:
            mark = next(marks)
            target = (
                resolve(scene.playbook, page, page.outline.links[stop.link].href)
                if stop.link is not None
                else None
            )
            if isinstance(target, ToPage):
                shown = scene.playbook.shown(target.page.id, scene.lang) or target.page
                note = fill(stop.note)
                card = page_card(shown, scene)
                stops.append(StopView(card=card, note=note, remark=_sentence(note), mark=mark))
        view = ModuleView(
            id=page.anchors[module.heading] if module.heading is not None else "",
            title=fill.heading(module.title, module.heading) if module.heading is not None else NO_HTML,
            intro=fill.prose(module.intro),
            stops=tuple(stops),
            minutes=sum(stop.card.minutes or 0 for stop in stops),
        )
        modules.append(view)
    return PathView(goal=path.goal, modules=tuple(modules))
