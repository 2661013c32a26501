"""The PDFs are read back: size, words, tags, fields, fonts, QR codes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from build_tools.model.revision import revision
from tests.print.conftest import URL, OnPaper
from tests.print.pdf_ua import violations

SIZES = {"a4": (595.3, 841.9), "letter": (612, 792), "a3": (841.9, 1190.6), "tabloid": (792, 1224)}
LANGS = ("en", "ru")
SLUGS = (
    "before-a-one-on-one",
    "first-week-with-a-new-agent",
    "one-on-one-agenda",
    "am-i-listening",
    "first-90-days",
)
FORMS = [
    f"{lang}/print/{slug}-{paper}{form}.pdf"
    for lang in LANGS
    for slug in SLUGS
    for paper in ("a4", "letter")
    for form in ("", "-form")
]
EXTRAS = [
    f"{lang}/print/{slug}-{form}.pdf"
    for lang in LANGS
    for slug in SLUGS[:2]
    for form in ("cards-a4", "cards-letter", "poster-a3", "poster-tabloid")
]
CYRILLIC = re.compile("[а-яё]")


def text(file: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True
    ).stdout.decode()


def one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("\u00a0", " "))


def unspaced(words: str) -> str:
    return re.sub(r"\s+", "", words)


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            waiting += list(element.get("/K", []))


def test_every_form_is_made_and_nothing_is_found_wrong(on_paper: OnPaper) -> None:
    assert set(on_paper.files) == {*FORMS, *EXTRAS}
    assert on_paper.result.diagnostics == ()


@pytest.mark.parametrize("path", [*FORMS, *EXTRAS])
def test_pages_have_the_size_of_their_paper_and_a_checklist_is_one_sheet(
    on_paper: OnPaper, path: str
) -> None:
    width, height = next(size for paper, size in SIZES.items() if f"-{paper}" in path)
    with pikepdf.open(on_paper.files[path]) as pdf:
        for page in pdf.pages:
            assert [float(x) for x in page.mediabox] == pytest.approx([0, 0, width, height], abs=0.5)
        if SLUGS.index(next(slug for slug in SLUGS if slug in path)) < 2:
            assert len(pdf.pages) == 1


@pytest.mark.parametrize("path", [*FORMS, *EXTRAS])
def test_pdf_ua(on_paper: OnPaper, path: str) -> None:
    assert violations(on_paper.files[path], path[:2]) == []


@pytest.mark.parametrize(
    "path", ["en/print/before-a-one-on-one-letter-form.pdf", "ru/print/am-i-listening-a4.pdf"]
)
def test_pdf_ua_is_not_found_where_it_is_not(on_paper: OnPaper, path: str, tmp_path: Path) -> None:
    """The checks themselves are shown to see: each of these is broken in one place."""
    with pikepdf.open(on_paper.files[path]) as pdf:
        heading = next(element for element in elements(pdf) if element.S == "/H1")
        heading.S = pikepdf.Name("/H4")
        figure = next(element for element in elements(pdf) if element.S == "/Figure")
        del figure.Alt
        page = pdf.pages[0]
        del page.Tabs
        first = page.Annots[0]
        first["/TU" if first.Subtype == "/Widget" else "/Contents"] = pikepdf.String("")
        page.contents_add(b"0 0 9 9 re f")
        pdf.save(tmp_path / "broken.pdf")
    found = violations(tmp_path / "broken.pdf", "de")
    assert {sentence.split(":")[0] for sentence in found} == {
        "7.1",
        "7.2",
        "7.3",
        "7.4.2",
        "7.18.1",
        "7.18.3",
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["a4-form", "cards-letter", "poster-tabloid"])
def test_the_structure_has_the_words_in_their_order(on_paper: OnPaper, lang: str, form: str) -> None:
    """As a screen reader goes through it, not as it is painted."""
    page = next(p for p in on_paper.printer.pages if p.lang == lang and p.slug == SLUGS[0])
    told = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", on_paper.files[f"{lang}/print/{page.slug}-{form}.pdf"]],
        capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    # Lines are apart in the tree; whether a space or a hyphen was between them is not said.
    words = unspaced("".join(re.findall(r'^\s*"(.*)"$', told, re.MULTILINE)))
    place = words.index(unspaced(page.title))
    for point in page.body.pause_points:
        for item in point.items:
            place = words.index(unspaced(item.text), place)


def test_fonts_are_embedded_in_part_and_are_ours(on_paper: OnPaper) -> None:
    for path in (*FORMS, *EXTRAS):
        listed = subprocess.run(
            ["pdffonts", on_paper.files[path]], capture_output=True, check=True, text=True
        ).stdout
        lines = listed.splitlines()[2:]
        assert lines
        for line in lines:
            assert re.match(r"[A-Z]{6}\+(Golos-Text|Literata)", line), line
            assert re.search(r"\byes +yes +yes\b", line), line


@pytest.mark.parametrize("lang", LANGS)
def test_a_checklist_has_its_words_in_their_order(on_paper: OnPaper, lang: str) -> None:
    page = next(p for p in on_paper.printer.pages if p.lang == lang and p.slug == SLUGS[0])
    words = one_line(text(on_paper.files[f"{lang}/print/{page.slug}-a4.pdf"]))
    expected = [page.title, one_line(page.body.moment)]
    for point in page.body.pause_points:
        expected.append(page.outline.headings[point.heading].text)
        expected += [one_line(item.text) for item in point.items]
    places = []
    for phrase in expected:
        places.append(words.index(phrase, places[-1] if places else 0))
    marks = revision(page)
    assert marks is not None
    assert marks.code in words[places[-1] :]


def test_letters_of_a_checklist_are_twelve_points_at_least(on_paper: OnPaper) -> None:
    for path in FORMS:
        if any(slug in path for slug in SLUGS[:2]):
            xml = subprocess.run(
                ["pdftotext", "-bbox-layout", on_paper.files[path], "-"],
                capture_output=True,
                check=True,
                text=True,
            ).stdout
            assert "<word" in xml
            with pikepdf.open(on_paper.files[path]) as pdf:
                sizes = {
                    float(o[1]) for o, op in pikepdf.parse_content_stream(pdf.pages[0]) if str(op) == "Tf"
                }
                # The sign of a pause point is 0.85 of the text beside it; everything else is never smaller than 12 pt.
                assert min(sizes) >= 12 * 0.75 * 0.85 or min(sizes) >= 10.2, (path, sizes)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slug", SLUGS)
def test_fields_are_named_and_labelled_in_the_language(on_paper: OnPaper, lang: str, slug: str) -> None:
    page = next(p for p in on_paper.printer.pages if p.lang == lang and p.slug == slug)
    marks = revision(page)
    assert marks is not None
    with pikepdf.open(on_paper.files[f"{lang}/print/{slug}-a4-form.pdf"]) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        names = [str(field.T) for field in fields]
        assert len(set(names)) == len(names)
        if page.kind != "path":  # most stops of the path are not among these pages
            assert len(fields) >= len(marks.marks)
        for field in fields:
            assert "/Parent" not in field
            assert "/FT" in field
            if lang == "ru":
                assert CYRILLIC.search(str(field.T)), field.T
                assert CYRILLIC.search(str(field.TU)), field.TU
    with pikepdf.open(on_paper.files[f"{lang}/print/{slug}-a4.pdf"]) as blank:
        assert "/AcroForm" not in blank.Root or not list(blank.Root.AcroForm.get("/Fields", []))


def test_a_scale_is_a_group_of_five_buttons(on_paper: OnPaper) -> None:
    with pikepdf.open(on_paper.files["en/print/am-i-listening-a4-form.pdf"]) as pdf:
        groups = [field for field in pdf.Root.AcroForm.Fields if "/Kids" in field]
        assert len(groups) == 24
        assert all(len(group.Kids) == 5 for group in groups)
        tables = [element for element in elements(pdf) if element.S == "/Table"]
        headers = [element for element in elements(pdf) if element.S == "/TH"]
        cells = [element for element in elements(pdf) if element.S == "/TD"]
        assert tables
        assert headers
        assert all(len(cell.A.Headers) == 2 for cell in cells)


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="zbarimg reads QR codes")
@pytest.mark.parametrize(
    "path",
    [
        "en/print/before-a-one-on-one-a4.pdf",
        "ru/print/first-week-with-a-new-agent-letter.pdf",
        "ru/print/am-i-listening-a4.pdf",
        "ru/print/before-a-one-on-one-cards-letter.pdf",
    ],
)
def test_the_code_leads_to_the_page_and_says_what_was_printed(
    on_paper: OnPaper, path: str, tmp_path: Path
) -> None:
    subprocess.run(
        ["pdftoppm", "-r", "200", "-l", "1", "-png", on_paper.files[path], tmp_path / "sheet"], check=True
    )
    image = next(tmp_path.glob("sheet*.png"))
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", image], capture_output=True, check=True, text=True
    ).stdout.split()
    lang, slug = path[:2], next(slug for slug in SLUGS if slug in path)
    page = next(p for p in on_paper.printer.pages if p.lang == lang and p.slug == slug)
    marks = revision(page)
    assert marks is not None
    assert set(read) == {f"{URL}{lang}/{page.id}/?printed={marks.printed}"}
    assert len(marks.printed) == 6 + 4 * len(marks.marks)


def test_nothing_but_ink_is_needed(on_paper: OnPaper, tmp_path: Path) -> None:
    """Every form is black on white: no grey or coloured area that a copier would lose."""
    from PIL import Image

    for path in (
        "en/print/before-a-one-on-one-a4.pdf",
        "ru/print/am-i-listening-letter.pdf",
        "ru/print/first-90-days-a4.pdf",
    ):
        subprocess.run(
            ["pdftoppm", "-r", "60", "-l", "1", "-png", on_paper.files[path], tmp_path / "page"], check=True
        )
        image = next(tmp_path.glob("page*.png"))
        with Image.open(image) as picture:
            colours = picture.convert("RGB").getcolors(1 << 24)
        assert all(max(rgb) - min(rgb) <= 2 for _, rgb in colours)
        middle = sum(count for count, rgb in colours if 60 < rgb[0] < 190)
        assert middle / sum(count for count, _ in colours) < 0.08
        image.unlink()
