"""Ways for a reader to answer: edit the page, help to translate it, say what is wrong.

None of them needs more than a link; where mkdocs.yml names neither a repository
nor a mail address, there is none.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from build_tools.model.ids import HANDBOOK, Lang, is_handbook
from build_tools.model.page import Page
from build_tools.model.revision import CODE_LENGTH, revision, short
from build_tools.render.frame_view import SiteFacts
from build_tools.render.slots import Scene
from build_tools.render.views import LinkView


def text_revision(page: Page) -> str:
    """Return a short name for the text as it is now: that of its printed copies where it has one."""
    marks = revision(page)
    return marks.code if marks else short(" ".join((page.title, *page.fingerprints)), CODE_LENGTH)


def contribute_links(page: Page, scene: Scene, facts: SiteFacts, address: str) -> tuple[LinkView, ...]:
    """Return the links under a page.

    Args:
        page: the page as it is shown; a fallback's is that of the language it is in.
        scene: for whom.
        facts: what mkdocs.yml says of the repository and the mail address.
        address: where the page stands.
    """
    _ = scene.catalogue.gettext
    links = []
    if facts.edit_base:
        links.append(
            LinkView(
                url=facts.edit_base + quote(repository_path(page, page.lang, facts)),
                title=_("Edit this page"),
            )
        )
    if facts.new_base and page.lang != scene.lang:
        links.append(LinkView(url=_translation(page, scene, facts), title=_("Help translate this page")))
    subject = _("About “%(title)s”") % {"title": page.title}
    lines = (
        "\n",
        "---",
        f"{_('Page')}: {facts.url}{address}",
        f"{_('Language')}: {page.lang}",
        f"{_('Revision')}: {text_revision(page)}",
    )
    body = "\n".join(lines)
    if facts.mail:
        query = urlencode({"subject": subject, "body": body}, quote_via=quote)
        links.append(
            LinkView(
                url=f"mailto:{quote(facts.mail, safe='@')}?{query}", title=_("Write to us about this page")
            )
        )
    if facts.repository:
        links.append(
            LinkView(url=_issue(facts.repository, subject, body), title=_("Report a mistake or an idea"))
        )
    return tuple(links)


def repository_path(page: Page, lang: Lang, facts: SiteFacts) -> str:
    """Return the path of a page's file from the repository's root, in one of the languages."""
    if is_handbook(page.id):
        return f"{facts.docs}/handbook/{lang}/{page.id.removeprefix(HANDBOOK)}.md"
    return f"{facts.content}/{lang}/{page.id}.md"


def _translation(page: Page, scene: Scene, facts: SiteFacts) -> str:
    """Return the address that opens a new file in the reader's language, begun as `playbook new` does."""
    folder, _, name = repository_path(page, scene.lang, facts).rpartition("/")
    mark = ".".join(page.fingerprints)
    value = f"---\nsource: {page.lang} {mark}\nsummary: \n---\n\n# \n"
    name_key = "file_name" if _is_gitlab(facts.repository) else "filename"
    return f"{facts.new_base}{quote(folder)}?{urlencode({name_key: name, 'value': value}, quote_via=quote)}"


def _is_gitlab(repository: str) -> bool:
    return "gitlab" in urlsplit(repository).netloc


def _issue(repository: str, title: str, body: str) -> str:
    """Return the address of a new issue; Gitea and Forgejo take the words GitHub takes."""
    if _is_gitlab(repository):
        words = {"issue[title]": title, "issue[description]": body}
        return f"{repository}-/issues/new?{urlencode(words, quote_via=quote)}"
    return f"{repository}issues/new?{urlencode({'title': title, 'body': body}, quote_via=quote)}"
