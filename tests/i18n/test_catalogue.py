"""Words of a catalogue that cannot be filled in as the phrase can give way to the next catalogue's, or to English."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.i18n.catalogue import Catalogue, in_html

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def catalogue(folder: Path, words: str) -> Catalogue:
    folder.mkdir(exist_ok=True)
    (folder / "de.po").write_text(HEAD + words, encoding="utf-8")
    return Catalogue("de", [folder])


@pytest.mark.parametrize(
    ("phrase", "words", "fits"),
    [
        ("%(num)d of %(all)d", "%(all)d, davon %(num)d", True),
        ("%(num)d of %(all)d", "%(num)d", True),
        ("%(num)d of %(all)d", "%(nmu)d von %(all)d", False),
        ("%(num)d pages", "100 % von %(num)d Seiten", False),
        ("{first} and {second}", "{second} und {first}", True),
        ("{first} et al.", "{erster} u. a.", False),
        ("100% read", "zu 100 % gelesen", True),
        ("read", "zu 100 %% gelesen", True),
    ],
)
def test_words_fit_what_the_phrase_leaves_open(phrase: str, words: str, fits: bool, tmp_path: Path) -> None:
    known = catalogue(tmp_path, f'msgid "{phrase}"\nmsgstr "{words}"\n')
    assert known.gettext(phrase) == (words if fits else phrase)
    assert (phrase in known.words) == fits


def test_plural_forms_fit_too(tmp_path: Path) -> None:
    forms = (
        'msgid "one page"\nmsgid_plural "%(num)d pages"\nmsgstr[0] "eine Seite"\nmsgstr[1] "%(nmu)d Seiten"\n'
    )
    known = catalogue(tmp_path, forms)
    assert known.ngettext("one page", "%(num)d pages", 1) == "eine Seite"
    assert known.ngettext("one page", "%(num)d pages", 2) == "%(num)d pages"


def test_words_are_no_html() -> None:
    assert in_html('a "b" <i> & c’s') == "a &#34;b&#34; &lt;i&gt; &amp; c’s"
    assert in_html("%(num)d of {total}") == "%(num)d of {total}"
