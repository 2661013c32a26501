"""Words of the interface that are chosen by a value: kinds, strengths of evidence."""

from __future__ import annotations

from build_tools.i18n.catalogue import Catalogue
from build_tools.model.ids import Kind


def _(text: str) -> str:
    """Mark a phrase for the message catalogue; it is looked up when it is shown."""
    return text


KIND = {
    Kind.GUIDE: _("Guide"),
    Kind.CHECKLIST: _("Checklist"),
    Kind.WORKSHEET: _("Worksheet"),
    Kind.ASSESSMENT: _("Self-assessment"),
    Kind.SCENARIO: _("Scenario"),
    Kind.PATH: _("Path"),
    Kind.PAGE: _("Page"),
}

KINDS = {
    Kind.GUIDE: _("Guides"),
    Kind.CHECKLIST: _("Checklists"),
    Kind.WORKSHEET: _("Worksheets"),
    Kind.ASSESSMENT: _("Self-assessments"),
    Kind.SCENARIO: _("Scenarios"),
    Kind.PATH: _("Paths"),
    Kind.PAGE: _("Pages"),
}

KIND_SUMMARY = {
    Kind.GUIDE: _("One practice at a time: what to do, what to say, where it goes wrong, how sure we are."),
    Kind.CHECKLIST: _("For the moment before it matters. One sheet each, made to be printed."),
    Kind.WORKSHEET: _("Questions to answer in writing. Your answers stay in your browser."),
    Kind.ASSESSMENT: _("A mirror, not a test: rate what you do, see where to begin."),
    Kind.SCENARIO: _("Decide under pressure, see what it costs, try again."),
    Kind.PATH: _("Pages in an order that makes sense, for one role and one goal."),
}

STRENGTH = {
    "meta-analysis": _("Meta-analysis: many studies taken together"),
    "review": _("Review of studies"),
    "experiment": _("Experiment"),
    "study": _("Single study"),
    "survey": _("Survey"),
    "practice": _("Experience from practice"),
    "opinion": _("Opinion of an expert"),
    "definition": _("Definition or standard"),
}


def kind_word(kind: Kind, catalogue: Catalogue) -> str:
    """Return the name of one page of a kind."""
    return catalogue.gettext(KIND[kind])


def kinds_word(kind: Kind, catalogue: Catalogue) -> str:
    """Return the name of a kind's listing."""
    return catalogue.gettext(KINDS[kind])
