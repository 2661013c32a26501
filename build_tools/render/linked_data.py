"""JSON-LD: what search engines are told a page is, in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from build_tools.render.page_views import FrameView, PageView
from build_tools.render.views import ChecklistView, GlossaryView, LinkView, PathView

LISTINGS = ("index", "topic", "role", "library")
PRACTICE = ("worksheet", "assessment", "scenario")


def linked_data(page: PageView, frame: FrameView, site_title: str) -> Markup:
    """Return the JSON of a page, safe inside a script element; empty when the site's address is not known.

    A fallback is described at its original only.
    """
    if not frame.canonical or not frame.indexable or page.kind == "not-found":
        return Markup()
    graph = [_page(page, frame, site_title)]
    if page.breadcrumbs:
        graph.append(_breadcrumbs(page, frame))
    content = {
        "@context": "https://schema.org",
        "@graph": [{k: v for k, v in thing.items() if v} for thing in graph],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # `<` could end the script element or begin a comment in it.
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - escaped for where it stands


def _absolute(link: LinkView, frame: FrameView) -> str:
    return frame.site_url + link.url.removeprefix(frame.root)


def _breadcrumbs(page: PageView, frame: FrameView) -> dict[str, Any]:
    steps = [(crumb.title, _absolute(crumb, frame)) for crumb in page.breadcrumbs]
    steps.append((page.plain_title, frame.canonical))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate(steps, 1)
        ],
    }


def _page(page: PageView, frame: FrameView, site_title: str) -> dict[str, Any]:
    """Return what the page is: its kind decides the type, and what that type says more."""
    book = {"@type": "WebSite", "name": site_title, "url": f"{frame.site_url}{frame.lang}/"}
    common = {
        "@id": frame.canonical,
        "url": frame.canonical,
        "description": page.summary,
        "inLanguage": frame.lang,
        "image": frame.picture_url,
        "license": frame.licence,
        "isPartOf": book,
    }
    name = {"name": page.plain_title}
    time = {"timeRequired": f"PT{page.minutes}M"} if page.minutes else {}
    body = page.body
    if page.kind == "home":
        return {"@type": "WebSite", **name, **common, "isPartOf": None}
    if isinstance(body, ChecklistView):
        total = {"totalTime": f"PT{page.minutes}M"} if page.minutes else {}
        return {"@type": "HowTo", **name, **common, **total, "step": _steps(body)}
    if isinstance(body, PathView):
        provider = {"@type": "Organization", "name": site_title, "url": book["url"]}
        return {
            "@type": "Course",
            **name,
            **common,
            **time,
            "provider": provider,
            "teaches": body.goal,
            "hasPart": _parts(body, frame),
        }
    if isinstance(body, GlossaryView):
        return {
            "@type": "DefinedTermSet",
            **name,
            **common,
            "hasDefinedTerm": _terms(body, frame.canonical),
        }
    if page.kind in LISTINGS:
        return {"@type": "CollectionPage", **name, **common}
    kind = ["Article", "LearningResource"] if page.kind in PRACTICE else "Article"
    author = {"@type": "Organization", "name": site_title}
    return {
        "@type": kind, "headline": page.plain_title, **common, **time, "dateModified": page.changed_iso,
        "author": author, "about": [topic.title for topic in page.topics],
    }  # fmt: skip


def _steps(checklist: ChecklistView) -> list[dict[str, Any]]:
    return [
        {
            "@type": "HowToSection",
            "name": point.title.striptags(),
            "itemListElement": [
                {"@type": "HowToStep", "text": item.html.striptags()} for item in point.items
            ],
        }
        for point in checklist.pause_points
    ]


def _parts(path: PathView, frame: FrameView) -> list[dict[str, Any]]:
    return [
        {
            "@type": "LearningResource",
            "name": stop.card.title,
            "url": frame.site_url + stop.card.url.removeprefix(frame.root),
        }
        for module in path.modules
        for stop in module.stops
    ]


def _terms(glossary: GlossaryView, canonical: str) -> list[dict[str, Any]]:
    terms = (term for _, group in glossary.letters for term in group)
    return [
        {
            "@type": "DefinedTerm",
            "@id": f"{canonical}#{term.id}",
            "name": term.term,
            "description": term.definition,
            **({"alternateName": list(term.synonyms)} if term.synonyms else {}),
        }
        for term in terms
    ]
