"""What managers ask is answered among the first three results, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from build_tools.pipeline import build
from build_tools.search import pagefind
from build_tools.settings import settings
from tests.conftest import ROOT, Visit
from tests.search.queries import LANGUAGES, Query, Score, queries
from tests.site.watched import Watched
from tests.site.web_server import WebServer

SUCCESS, RANK = 0.9, 0.8
SAME = 0.9
"""Share of the queries whose first answer an index in parts has in common with a whole one."""
PAGES_IN_A_PART = 20
LOOKED_AT = 10
ASK = """async ([lang, asked, looked]) => {
  const { Lookup } = await import("/assets/js/search-lookup.js");
  const { find } = await import("/assets/js/search-rank.js");
  const lookup = await Lookup.open("/pagefind/", lang);
  const answers = [];
  for (const text of asked) {
    const { results } = await find(lookup, text);
    const pages = await Promise.all(results.slice(0, looked).map(({ hit }) => lookup.page(hit)));
    answers.push(pages.map(({ meta }) => meta.key));
  }
  return answers;
}"""

CHECKLISTS = """async (lang) => {
  const { Lookup } = await import("/assets/js/search-lookup.js");
  const lookup = await Lookup.open("/pagefind/", lang);
  const passing = await lookup.passing({ kind: "checklist" });
  const pages = await Promise.all([...passing.values()].map((hit) => lookup.page(hit)));
  return pages.map(({ meta }) => meta.key).sort();
}"""

pytestmark = pytest.mark.browser


def place(query: Query, answer: list[str]) -> int:
    """Return the place of the first right page, 0 for none."""
    return next((i for i, page in enumerate(answer, 1) if page in query.find), 0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_golden_queries(lang: str, visit: Visit) -> None:
    page = visit(f"{lang}/").page
    asked = queries(lang)
    answers = page.evaluate(ASK, [lang, [query.ask for query in asked], LOOKED_AT])
    places = {query: place(query, answer) for query, answer in zip(asked, answers, strict=True)}
    total = Score.of(list(places.values()))
    print(f"\n{lang}: {len(asked)} queries, {total}")
    for group in dict.fromkeys(query.group for query in asked):
        print(f"  {group}: {Score.of([at for query, at in places.items() if query.group == group])}")
    for (query, at), answer in zip(places.items(), answers, strict=True):
        if not 0 < at <= 3:
            print(f"  not in the first three: {query.ask!r} gave {answer[:3]}")
    assert total.success >= SUCCESS
    assert total.rank >= RANK


@pytest.fixture(scope="module")
def in_parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """The same pages with an index of many parts, as a playbook of thousands of pages has it."""
    site = tmp_path_factory.mktemp("parts") / "site"
    whole = pagefind.PART
    pagefind.PART = PAGES_IN_A_PART
    try:
        built = build(settings(project=ROOT, site=site), pdf=False, pictures=False)
    finally:
        pagefind.PART = whole
    assert built.written is not None
    with WebServer(site) as running:
        yield running


@pytest.mark.parametrize("lang", LANGUAGES)
def test_index_in_parts_answers_as_well(
    lang: str, in_parts: WebServer, visit: Visit, browser: Browser
) -> None:
    """And nearly always with the same page: what a word tells is known of all parts together."""
    asked = queries(lang)
    arguments = [lang, [query.ask for query in asked], LOOKED_AT]
    whole = visit(f"{lang}/").page.evaluate(ASK, arguments)
    context = browser.new_context()
    try:
        watched = Watched(context, in_parts.url)
        answers = watched.open(f"{lang}/").evaluate(ASK, arguments)
        checklists = [page.evaluate(CHECKLISTS, lang) for page in (watched.page, visit(f"{lang}/").page)]
        assert checklists[0] == checklists[1] != []
        metas = [r.url for r in watched.responses if r.url.endswith(".pf_meta")]
        assert len(metas) > 2, "every part is asked"
        programs = [r for r in watched.responses if ".pagefind" in r.url and not r.from_service_worker]
        assert len({r.url for r in programs}) == 1
        assert not watched.faults
    finally:
        context.close()
    total = Score.of([place(query, answer) for query, answer in zip(asked, answers, strict=True)])
    assert total.success >= SUCCESS
    assert total.rank >= RANK
    same = sum(one[:1] == other[:1] for one, other in zip(whole, answers, strict=True))
    assert same >= SAME * len(asked)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_golden_queries_are_enough_and_name_real_pages(lang: str, listed: list[dict[str, Any]]) -> None:
    asked = queries(lang)
    pages = {entry["page"] for entry in listed if entry["language"] == lang}
    assert len(asked) >= 80
    assert len({query.ask for query in asked}) == len(asked)
    assert {page for query in asked for page in query.find} <= pages


def test_the_words_of_the_queries_are_typed_not_copied(site: Path, listed: list[dict[str, Any]]) -> None:
    """A query that is a page's title proves nothing: few may be."""
    for lang in LANGUAGES:
        titles = {entry["title"].casefold() for entry in listed if entry["language"] == lang}
        copied = [query.ask for query in queries(lang) if query.ask.casefold() in titles]
        assert len(copied) <= len(queries(lang)) // 10, copied
