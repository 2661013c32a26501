"""The site's own typefaces are what a reader sees, at every weight the pages use."""

from __future__ import annotations

import pytest

from tests.conftest import Visit
from tests.site.kinds import LANGUAGES

FALLS_BACK = """async () => {
  await document.fonts.ready;
  const used = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !node.parentElement.checkVisibility()) continue;
    const style = getComputedStyle(node.parentElement);
    used.add(`${style.fontStyle} ${style.fontWeight} ${style.fontFamily.split(",")[0]}`);
  }
  const sample = document.documentElement.lang === "ru" ? "ж" : "g";
  const loaded = [...document.fonts].filter((face) => face.status === "loaded");
  const carries = (face, code) => face.unicodeRange.split(",").some((part) => {
    const [from, to] = part.trim().slice(2).split("-").map((number) => parseInt(number, 16));
    return code >= from && code <= (to || from);
  });
  const missing = [];
  for (const font of used) {
    const [style, weight, ...name] = font.split(" ");
    const family = name.join(" ").replaceAll('"', "");
    const fits = loaded.some((face) => {
      const [least, most] = face.weight.split(" ").map(Number);
      return face.family.replaceAll('"', "") === family && carries(face, sample.codePointAt(0))
        && Number(weight) >= least && Number(weight) <= (most || least);
    });
    if (!fits) missing.push(font);
  }
  return missing;
}"""
"""Fonts the page asks for whose file, for the language's letters, the browser did not load."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_falls_back_to_the_systems_typeface(lang: str, visit: Visit) -> None:
    page = visit(f"{lang}/guides/feedback/feedback-and-feedforward/").page
    assert page.evaluate(FALLS_BACK) == []
