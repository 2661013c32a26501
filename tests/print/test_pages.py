"""Paper and the site's pages: the notice for a printed copy, the pack, the print style. In a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.checking import load_and_check
from build_tools.model.ids import Lang, PageId
from build_tools.model.playbook import Playbook
from build_tools.model.revision import Revision, revision
from build_tools.settings import settings
from tests.site.watched import Watched

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
CHECKLIST = "checklists/before-a-one-on-one"
Visit = Callable[..., Watched]


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    found = load_and_check(settings(project=ROOT)).playbook
    assert found is not None
    return found


def current(playbook: Playbook, lang: str) -> Revision:
    page = playbook.page(PageId(CHECKLIST), Lang(lang))
    assert page is not None
    marks = revision(page)
    assert marks is not None
    return marks


def notice(visit: Visit, lang: str, printed: str) -> str:
    page = visit(f"{lang}/{CHECKLIST}/?printed={printed}").page
    page.locator(".pb-printed").wait_for(state="visible")
    return re.sub(r"\s+", " ", page.locator(".pb-printed").inner_text())


@pytest.mark.parametrize(("lang", "words"), [("en", "Your copy is current"), ("ru", "Ваш лист не устарел")])
def test_a_current_copy_is_current(visit: Visit, playbook: Playbook, lang: str, words: str) -> None:
    shown = notice(visit, lang, current(playbook, lang).printed)
    assert words in shown
    assert current(playbook, lang).code in shown


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "are new or have changed"), ("ru", "добавлены или изменены")]
)
def test_an_old_copy_says_which_lines_are_new_and_how_many_are_gone(
    visit: Visit, playbook: Playbook, lang: str, words: str
) -> None:
    marks = list(current(playbook, lang).marks)
    marks[1] = "ZZZZ"  # the second line was another one then
    marks += ["YYYY"]  # and there was one more
    page = visit(f"{lang}/{CHECKLIST}/?printed=00000.{''.join(marks)}").page
    page.locator(".pb-printed").wait_for(state="visible")
    shown = page.locator(".pb-printed").inner_text()
    assert words in shown
    lines = page.locator(".pb-printed li").all_inner_texts()
    second = page.locator(".pb-ticks li label").nth(1).inner_text()
    assert [line.strip() for line in lines] == [second.strip()]
    assert re.search(r": 2\.", shown)


def test_a_copy_with_another_order_says_so(visit: Visit, playbook: Playbook) -> None:
    marks = current(playbook, "en").marks
    assert "The lines are the same" in notice(visit, "en", f"00000.{''.join(reversed(marks))}")


@pytest.mark.parametrize("printed", ["", "nonsense", "<script>alert(1)</script>", "00000.ABC", "%00"])
def test_a_broken_code_says_nothing(visit: Visit, printed: str) -> None:
    page = visit(f"en/{CHECKLIST}/?printed={printed}").page
    assert page.locator(".pb-printed").is_hidden()


def test_the_same_words_give_the_same_mark_and_others_do_not(playbook: Playbook) -> None:
    pages = [page for page in playbook.pages if (marks := revision(page)) and marks.marks]
    for page in pages:
        marks = revision(page)
        assert marks is not None
        assert re.fullmatch(r"[0-9A-Z]{5}(\.)([0-9A-Z]{4})+", marks.printed)
    assert len({revision(page) for page in pages}) == len(pages)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_pack_is_one_numbered_document(visit: Visit, lang: str) -> None:
    watched = visit(f"{lang}/pack/")
    page = watched.page
    # In braces: Playwright calls what evaluates to a function, and would print before anything is there.
    page.evaluate("() => { window.print = () => { window.printedOnce = true } }")
    wanted = ["checklists/before-a-one-on-one", "worksheets/one-on-one-agenda", "paths/first-90-days"]
    for key in wanted:
        page.locator(f'input[data-key="{key}"]').check()
    page.locator('[data-act="make"]').click()
    page.locator(".pb-pack__title").nth(2).wait_for()
    assert page.evaluate("window.printedOnce === true")
    titles = page.locator(".pb-pack__title").all_inner_texts()
    contents = page.locator(".pb-pack__contents li").all_inner_texts()
    assert [title.split(".")[0] for title in titles] == ["1", "2", "3"]
    assert [title.split(". ", 1)[1].strip() for title in titles] == [entry.strip() for entry in contents]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids))
    page.emulate_media(media="print")
    assert page.locator(".pb-pack").is_hidden()
    assert page.locator(".pb-pack__title").nth(2).is_visible()


@pytest.mark.parametrize(
    "address",
    [
        "en/guides/trust/build-trust/",
        "ru/guides/trust/build-trust/",
        f"en/{CHECKLIST}/",
        "en/pack/",
        "en/library/",
        "ru/glossary/",
    ],
)
def test_print_style_leaves_the_page_alone(visit: Visit, address: str) -> None:
    page = visit(address).page
    page.emulate_media(media="print")
    for part in (
        ".pb-top",
        ".pb-side",
        ".pb-toc",
        ".pb-foot",
        ".pb-crumbs",
        ".pb-bar",
        ".pb-turn",
        ".pb-about",
        ".pb-letters",
    ):
        for element in page.locator(part).all():
            assert element.is_hidden(), part
    for heading in page.locator(".pb-article :is(h2, h3)").all():
        assert heading.evaluate("(element) => getComputedStyle(element).breakAfter") in {
            "avoid",
            "avoid-page",
        }
    for entry in page.locator(".pb-term, .pb-book").all()[:5]:
        assert entry.evaluate("(element) => getComputedStyle(element).breakInside") == "avoid"
    links = page.locator(':is(.pb-source__link, .pb-book a)[rel~="external"]')
    for link in links.all()[:20]:
        shown = link.evaluate("(element) => getComputedStyle(element, '::after').content")
        assert link.get_attribute("href") in shown
