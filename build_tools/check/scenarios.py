"""PB5 — scenarios: every choice leads on, every step can be reached, every end is talked over."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.check.names import SectionNames
from build_tools.diagnostics import Diagnostic, Message, Span
from build_tools.diagnostics.rules import CHOICE_TO_NOWHERE, DEBRIEF_MISSING, STEP_UNREACHABLE
from build_tools.model.body import Scenario, Step
from build_tools.model.page import Page
from build_tools.model.playbook import Playbook
from build_tools.source.schema import suggestion


def _scenarios(playbook: Playbook) -> Iterator[tuple[Page, Scenario]]:
    for page in playbook.pages:
        if isinstance(page.body, Scenario):
            yield page, page.body


def choice_step(page: Page, scenario: Scenario, link: int) -> Step | None:
    """Return the step a choice leads to; None when it leads to none."""
    heading = page.find_anchor(page.outline.links[link].href.removeprefix("#"))
    return next((step for step in scenario.steps if step.heading == heading), None)


def check_choice_to_nowhere(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Choices that lead to no step, and scenarios without a single choice."""
    for page, scenario in _scenarios(playbook):
        if not any(step.choices for step in scenario.steps):
            title = (
                page.outline.headings[page.title_heading].span
                if page.title_heading is not None
                else Span.of_line(1)
            )
            message = Message("the scenario offers no choice")
            advice = Message(
                "end a step with a list of links to other steps: `- [Call back](#you-call-back)`"
            )
            yield Diagnostic(CHOICE_TO_NOWHERE, page.path, title, message, advice)
        known = [f"#{page.outline.headings[step.heading].github}" for step in scenario.steps]
        for choice in (choice for step in scenario.steps for choice in step.choices):
            if choice_step(page, scenario, choice.link) is None:
                link = page.outline.links[choice.link]
                message = Message("the choice leads to no step `{href}`", href=link.href)
                otherwise = Message("the steps are: {steps}", steps=", ".join(known))
                yield Diagnostic(
                    CHOICE_TO_NOWHERE, page.path, link.span, message, suggestion(link.href, known, otherwise)
                )


def check_step_unreachable(playbook: Playbook, _names: SectionNames) -> Iterator[Diagnostic]:
    """Steps that cannot be reached from the first."""
    for page, scenario in _scenarios(playbook):
        reached: set[int] = set()
        waiting = list(scenario.steps[:1])
        while waiting:
            step = waiting.pop()
            if step.heading in reached:
                continue
            reached.add(step.heading)
            targets = (choice_step(page, scenario, choice.link) for choice in step.choices)
            waiting += [target for target in targets if target is not None]
        for step in scenario.steps:
            if step.heading not in reached:
                heading = page.outline.headings[step.heading]
                message = Message("no choice leads to “{text}”", text=heading.text)
                advice = Message(
                    "link it from another step as `[…](#{anchor})`, or delete it", anchor=heading.github
                )
                yield Diagnostic(STEP_UNREACHABLE, page.path, heading.span, message, advice)


def check_debrief_missing(playbook: Playbook, names: SectionNames) -> Iterator[Diagnostic]:
    """Ends without a debrief."""
    for page, scenario in _scenarios(playbook):
        if not any(step.choices for step in scenario.steps):
            continue  # already reported: it has no choices at all
        for step in scenario.steps:
            if not step.choices and step.debrief is None:
                heading = page.outline.headings[step.heading]
                name = names.debrief.get(page.lang, "Debrief")
                message = Message("the end “{text}” has no debrief", text=heading.text)
                if _leads_on(page, scenario, step):
                    advice = Message(
                        "if it goes on: begin every item of its list with a link to a step, "
                        "`- [Call back](#you-call-back)`"
                    )
                else:
                    advice = Message(
                        "add `### {name}: …` under it: what the choice cost and bought, what to read",
                        name=name,
                    )
                yield Diagnostic(DEBRIEF_MISSING, page.path, heading.span, message, advice)


def _leads_on(page: Page, scenario: Scenario, step: Step) -> bool:
    """Return True when a step without choices has links to other steps all the same."""
    part = page.outline.section_headings(step.heading)
    links = (
        i for i, link in enumerate(page.outline.links) if link.under in part and link.href.startswith("#")
    )
    return any(choice_step(page, scenario, i) is not None for i in links)


CHECKS = (check_choice_to_nowhere, check_step_unreachable, check_debrief_missing)
