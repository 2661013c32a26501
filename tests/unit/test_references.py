"""References: the note in the text and the entry in the list, in both languages."""

from __future__ import annotations

import pytest

from build_tools.diagnostics import Span
from build_tools.load.data_files import read_library
from build_tools.model.library import Name, Source
from build_tools.render.references import cite_html, note, reference
from tests import trees


def source(*families: str, year: int | None = 1999, title: str = "On Teams", **fields: object) -> Source:
    authors = tuple(Name(family) for family in families)
    return Source("s", "book", title, "l.yaml", Span.of_line(1), author=authors, year=year, **fields)  # type: ignore[arg-type]


NOTES = {
    "one author": (("Hill",), 1999, "Hill, 1999", "Hill, 1999"),
    "two": (("Hill", "Dale"), 1999, "Hill and Dale, 1999", "Hill и Dale, 1999"),
    "three": (("Hill", "Dale", "Wood"), 1999, "Hill et al., 1999", "Hill и др., 1999"),
    "others said so": (("Hill", "et al."), 1999, "Hill et al., 1999", "Hill и др., 1999"),
    "others said so in Russian": (("Хилл", "и др."), 1999, "Хилл et al., 1999", "Хилл и др., 1999"),
    "no year": (("Hill",), None, "Hill", "Hill"),
    "nobody": ((), 1999, "On Teams, 1999", "On Teams, 1999"),
}


@pytest.mark.parametrize(("authors", "year", "english", "russian"), NOTES.values(), ids=NOTES)
def test_note(authors: tuple[str, ...], year: int | None, english: str, russian: str) -> None:
    entry = source(*authors, year=year)
    assert note(entry, trees.catalogue("en")) == english
    assert note(entry, trees.catalogue("ru")) == russian


def test_long_title_in_place_of_an_author_is_cut_between_words() -> None:
    entry = source(title="The very long title of a report that nobody signed")
    assert note(entry, trees.catalogue("en")) == "The very long title of a report that…, 1999"


REFERENCES = {
    "book": (
        {"author": (Name("Hill", "Anna Bea"),), "publisher": "House", "publisher_place": "Bonn", "isbn": "978-3"},
        "Hill, A. B. (1999). <cite>On Teams</cite>. Bonn: House. ISBN 978-3.",
    ),
    "article": (
        {"author": (Name("Hill", "A."), Name("Dale", "Jean-Luc")), "container_title": "J", "volume": "2", "issue": "3", "page": "4–5"},
        "Hill, A., Dale, J. L. (1999). On Teams. <cite>J</cite>, 2(3), 4–5.",
    ),
    "question as a title": ({"title": "Why teams?"}, "(1999). <cite>Why teams?</cite>"),
    "title with a full stop": ({"title": "On teams."}, "(1999). <cite>On teams</cite>."),
    "no year": ({"author": (Name("Hill"),), "year": None}, "Hill. <cite>On Teams</cite>."),
    "body as an author": ({"author": (Name("World Health Org."),), "year": None}, "World Health Org. <cite>On Teams</cite>."),
    "signs of HTML": ({"title": "A < B & C"}, "(1999). <cite>A &lt; B &amp; C</cite>."),
    "publisher with a full stop": ({"publisher": "House Inc."}, "(1999). <cite>On Teams</cite>. House Inc."),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "text"), REFERENCES.values(), ids=REFERENCES)
def test_reference(fields: dict[str, object], text: str) -> None:
    entry = Source(
        **{
            "id": "s",
            "type": "book",
            "title": "On Teams",
            "path": "l",
            "span": Span.of_line(1),
            "year": 1999,
            **fields,
        }
    )  # type: ignore[arg-type]
    assert str(reference(entry)) == text


def test_citation_with_locators_and_dangerous_words() -> None:
    html = cite_html([("#source-a", "Hill, 1999", "p. 5"), ("#source-b", "<b>", "")])
    assert (
        html
        == '<span class="pb-cite">(<a href="#source-a">Hill, 1999</a>, p. 5; <a href="#source-b">&lt;b&gt;</a>)</span>'
    )


CITED = {
    "[@a]": [("a", "")],
    "[@a, p. 5]": [("a", "p. 5")],
    "[@a; @b]": [("a", ""), ("b", "")],
    "[@a, p. 5; @b-c:d, ch. 2, 3]": [("a", "p. 5"), ("b-c:d", "ch. 2, 3")],
    "[@a/b; @c/d]": [("a/b", ""), ("c/d", "")],
    "[@хилл-1999]": [("хилл-1999", "")],
}


@pytest.mark.parametrize(("text", "cites"), CITED.items())
def test_citation_is_read(text: str, cites: list[tuple[str, str]]) -> None:
    [citation] = trees.markdown(f"Claim {text}.").outline.citations
    assert list(citation.cites) == cites


@pytest.mark.parametrize(
    "text", ["[@]", "[ @a]", "[a @b]", "`[@a]`", "\\[@a]", "[@a](b.md)", "a@b.example", "[@a"]
)
def test_no_citation(text: str) -> None:
    found = trees.markdown(f"Claim {text}.").outline.citations
    assert not found or text == "[@a](b.md)"


YEARS = {
    "issued: 1999": 1999,
    "issued: '1999'": 1999,
    "issued: 1999-05": 1999,
    "issued: {year: 1999}": 1999,
    "issued: {literal: 1999?}": 1999,
    "issued: {date-parts: [[1999, 5]]}": 1999,
    "issued: {date-parts: [['1999']]}": 1999,
    "issued: [{year: 1999}]": 1999,
    "issued: {date-parts: [[]]}": None,
    "issued: []": None,
    "issued: ''": None,
    "issued: in press": None,
    "issued: ²⁰¹³": None,
    "issued: ": None,
    "title: T": None,
}


@pytest.mark.parametrize(("line", "year"), YEARS.items())
def test_year_in_every_form_of_csl(line: str, year: int | None) -> None:
    text = f"references:\n  - id: a\n    type: book\n    {'title: T' if line != 'title: T' else 'language: en'}\n    {line}\n"
    sources, findings = read_library([("l.yaml", text.encode())])
    assert findings == []
    assert sources["a"].year == year


def test_second_entry_with_an_id_is_named_with_the_first() -> None:
    entry = "  - {id: a, type: book, title: T}\n"
    sources, findings = read_library(
        [("1.yaml", f"references:\n{entry}".encode()), ("2.yaml", f"references:\n\n{entry}".encode())]
    )
    assert list(sources) == ["a"]
    assert [(f.rule.code, f.path, f.line, f.related[0].path) for f in findings] == [
        ("PB015", "2.yaml", 3, "1.yaml")
    ]
