#!/usr/bin/env python3
"""Makes the synthetic corpus of the benchmark: the same text in two layouts.

usage: corpus.py OUT N

    OUT/plain/{en,ru}/section-NNN/page-NNNN.md      for the other generators
    OUT/playbook/content, OUT/playbook/i18n         for this one, in its content kinds

N pages a language, of about 570 words, five second-level sections, a task list,
a table, a quote and a link to a sibling. Both languages have the same outline
and the same link targets. The same N always gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path

from build_tools.i18n.freshness import source_line
from build_tools.load.playbook_files import load_playbook

EN = (
    "leader team manager customer feedback trust listen support agent purpose vision value strategy coach "
    "meeting goal conflict decision stress pause praise metric quality call ticket shift plan review growth "
    "mentor example honest patient humble attentive commit serve clear calm simple steady open shared"
).split()
RU = (
    "руководитель команда клиент обратная связь доверие слушать поддержка сотрудник цель видение ценность "
    "стратегия наставник встреча конфликт решение стресс пауза похвала показатель качество звонок обращение "
    "смена план обзор рост пример честный терпеливый смиренный внимательный служить ясный спокойный простой"
).split()
WORDS = {"en": EN, "ru": RU}
ACTION = {"en": "Try this", "ru": "Попробуйте"}
PER_SECTION = 25


@dataclass(frozen=True)
class BenchPage:
    """One page: its text in parts, so that a layout can add what its generator needs."""

    title: str
    description: str
    tags: tuple[str, str]
    body: list[str]


def _sentence(rng: random.Random, words: list[str]) -> str:
    return " ".join(rng.choice(words) for _ in range(rng.randint(8, 18))).capitalize() + "."


def _paragraph(rng: random.Random, words: list[str]) -> str:
    return " ".join(_sentence(rng, words) for _ in range(rng.randint(3, 5)))


def bench_page(lang: str, section: int, number: int, in_section: int) -> BenchPage:
    """Return a page. Its structure depends on (section, number) alone, its words on the language too."""
    shape = random.Random(f"shape-{section}-{number}")
    rng = random.Random(f"{lang}-{section}-{number}")
    words = WORDS[lang]
    title = f"{' '.join(rng.choice(words) for _ in range(4)).capitalize()} {section}-{number}"
    description = _sentence(rng, words)
    tags = (shape.choice(EN), shape.choice(EN))
    body = [f"# {title}", "", _paragraph(rng, words), ""]
    for part in range(5):
        heading = (
            ACTION[lang]
            if part == 4
            else f"{' '.join(rng.choice(words) for _ in range(3)).capitalize()} {part}"
        )
        body += [f"## {heading}", "", _paragraph(rng, words), ""]
        if part == 1:
            body += [f"- [ ] **{rng.choice(words)}** {_sentence(rng, words)}" for _ in range(7)] + [""]
        if part == 2:
            body += ["| metric | goal | note |", "| --- | --- | --- |"]
            rows = range(5)
            body += [
                f"| {rng.choice(words)} | {shape.randint(1, 99)} % | {rng.choice(words)} {rng.choice(words)} |"
                for _ in rows
            ] + [""]
        if part == 3:
            body += [f"> {_sentence(rng, words)}", ""]
            link = f"[{rng.choice(words)} {rng.choice(words)}](page-{shape.randrange(in_section):04d}.md)"
            body += [f"See {link} and *{rng.choice(words)}*, `{shape.choice(EN)}`.", ""]
    return BenchPage(title, description, tags, body)


def plain_text(page: BenchPage) -> str:
    """Return a page as the other generators read it."""
    head = [
        "---",
        f"title: {page.title}",
        f"description: {page.description}",
        "tags:",
        *(f"  - {t}" for t in page.tags),
    ]
    return "\n".join([*head, "---", "", *page.body]) + "\n"


def playbook_text(page: BenchPage, lang: str, section: int) -> str:
    """Return a page as a guide of ours: with a summary, a topic, a source and something to practise with."""
    head = ["---", f"summary: {page.description}"]
    head += [f"topics: [topic-{section % 12}]", "roles: [lead]"] if lang == "en" else ["source: en"]
    practice = {
        "en": "Print [the list](../../checklists/list.md) [@source].",
        "ru": "Печать: [список](../../checklists/list.md) [@source].",
    }
    return "\n".join([*head, "---", "", *page.body, practice[lang], ""])


def write_corpus(out: Path, count: int) -> None:
    """Write both layouts of `count` pages a language."""
    for lang in ("en", "ru"):
        for first in range(0, count, PER_SECTION):
            section, size = first // PER_SECTION, min(PER_SECTION, count - first)
            name = f"section-{section:03d}"
            plain, ours = out / "plain" / lang / name, out / "playbook" / "content" / lang / "guides" / name
            plain.mkdir(parents=True)
            ours.mkdir(parents=True)
            for number in range(size):
                page = bench_page(lang, section, number, size)
                (plain / f"page-{number:04d}.md").write_text(plain_text(page), encoding="utf-8")
                (ours / f"page-{number:04d}.md").write_text(
                    playbook_text(page, lang, section), encoding="utf-8"
                )
        rng = random.Random(f"home-{lang}")
        home = f"---\ntitle: Home {lang}\n---\n\n# Home\n\n{_paragraph(rng, WORDS[lang])}\n"
        (out / "plain" / lang / "index.md").write_text(home, encoding="utf-8")
    _write_frame(out / "playbook")


def _write_frame(root: Path) -> None:
    """Write what a playbook has beside its guides, then the line in each translation."""
    files = {
        "i18n/locales.yaml": "default: en\nlocales:\n  en: {name: English}\n  ru: {name: Русский, fallback: [en], quotes: «»„“}\n",
        "content/vocabulary.yaml": "topics:\n"
        + "".join(f"  topic-{i}: {{en: Topic {i}, ru: Тема {i}}}\n" for i in range(12))
        + "roles:\n  lead: {en: Lead, ru: Руководитель}\n",
        "content/library/sources.yaml": "references:\n- {id: source, type: book, title: A book, issued: 2020}\n",
        "content/en/checklists/list.md": "---\nsummary: A list.\nmode: do-confirm\nmoment: Before\nminutes: 1\n---\n\n# List\n\n## Before\n\n- [ ] **Look** at it.\n",
        "content/ru/checklists/list.md": "---\nsummary: Список.\nmoment: До начала\nsource: en\n---\n\n# Список\n\n## До начала\n\n- [ ] **Посмотрите** на него.\n",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    playbook = load_playbook(root / "content", root / "i18n").playbook
    assert playbook is not None
    for page in playbook.pages:
        source = playbook.source_page(page)
        if source is not None:
            path = root / "content" / page.file
            text = path.read_text(encoding="utf-8")
            path.write_text(
                text.replace("\nsource: en\n", f"\nsource: {source_line(source)}\n", 1), encoding="utf-8"
            )


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]))
