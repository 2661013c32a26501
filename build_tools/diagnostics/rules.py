"""The catalogue: every rule there is, one constant each.

A rule has one name everywhere: the constant here, the function `check_<name>`
that finds it (rules of reading are found where the file is read), the samples
`tests/rules/<code>/{good,bad}` and the handbook page `rules/<code>.md`.
A code is never used again; a rule that goes is kept in RETIRED.
"""

from __future__ import annotations

from build_tools.diagnostics.model import Rule, Severity

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR

# PB0 — reading and front matter
NOT_UTF_8 = Rule("PB001", "not-utf-8", ERROR, "A file is not saved as UTF-8 text.")
EMPTY_FILE = Rule("PB002", "empty-file", ERROR, "A file has nothing in it.")
FRONT_MATTER_MISSING = Rule(
    "PB003", "front-matter-missing", ERROR, "A page does not begin with front matter."
)
INVALID_YAML = Rule("PB004", "invalid-yaml", ERROR, "Front matter or a data file is not valid YAML.")
DUPLICATE_KEY = Rule("PB005", "duplicate-key", ERROR, "A key stands twice in the same mapping.")
UNKNOWN_KEY = Rule("PB006", "unknown-key", ERROR, "A key is not one this kind of file knows.")
WRONG_TYPE = Rule("PB007", "wrong-type", ERROR, "A value is not of the type or form the key needs.")
MISSING_KEY = Rule("PB008", "missing-key", ERROR, "A key that is needed is missing.")
UNKNOWN_VALUE = Rule("PB009", "unknown-value", ERROR, "A topic, role or language is not in the vocabulary.")
UNKNOWN_KIND = Rule("PB010", "unknown-kind", ERROR, "A folder is not one of the content kinds.")
MISPLACED_FILE = Rule("PB011", "misplaced-file", ERROR, "A file lies where no page can be.")
CASE_CONFLICT = Rule("PB012", "case-conflict", ERROR, "Two file names differ only in upper and lower case.")
INVALID_SLUG = Rule("PB013", "invalid-slug", ERROR, "A file name cannot be part of an address.")
KEY_OF_SOURCE = Rule(
    "PB014", "key-of-source", ERROR, "A translation repeats a key that belongs to its source page."
)
DUPLICATE_ID = Rule("PB015", "duplicate-id", ERROR, "Two entries or two pages have the same id.")

INTERFACE_WORD_MISSING = Rule(
    "PB016", "interface-word-missing", NOTE, "Words of the interface are not translated into a language."
)

# PB1 — structure
TITLE_MISSING = Rule("PB101", "title-missing", ERROR, "A page has no first-level heading.")
SECOND_TITLE = Rule("PB102", "second-title", ERROR, "A page has more than one first-level heading.")
LEVEL_SKIPPED = Rule("PB103", "level-skipped", ERROR, "A heading skips a level.")
DUPLICATE_HEADING = Rule("PB104", "duplicate-heading", ERROR, "Two headings of a page have the same text.")
DUPLICATE_TITLE = Rule("PB105", "duplicate-title", WARNING, "Two pages of a language have the same title.")
EMPTY_SECTION = Rule("PB106", "empty-section", WARNING, "A section has a heading and no text.")
TRY_THIS_MISSING = Rule("PB107", "try-this-missing", ERROR, "A guide has no “Try this” section.")
GUIDE_WITHOUT_SOURCE = Rule("PB108", "guide-without-source", ERROR, "A guide cites no source.")
GUIDE_WITHOUT_PRACTICE = Rule(
    "PB109", "guide-without-practice", WARNING, "A guide links to no checklist, worksheet or scenario."
)
LONG_SUMMARY = Rule("PB110", "long-summary", WARNING, "A summary is too long to be shown whole.")

# PB2 — translations
TRANSLATION_MISSING = Rule("PB201", "translation-missing", NOTE, "A page is not translated into a language.")
SOURCE_UNCLEAR = Rule(
    "PB202", "source-unclear", ERROR, "It is not clear which language of a page is the source."
)
HEADING_LEVEL_DIFFERS = Rule(
    "PB203", "heading-level-differs", ERROR, "A heading's level is not that of the source."
)
HEADINGS_DIFFER = Rule("PB204", "headings-differ", ERROR, "A translation has more or fewer headings.")
ITEMS_DIFFER = Rule("PB205", "items-differ", ERROR, "A section has more or fewer list items than its source.")
LINKS_DIFFER = Rule("PB206", "links-differ", ERROR, "A section links to other places than its source.")
CITATIONS_DIFFER = Rule("PB207", "citations-differ", ERROR, "A section cites other sources than its source.")
IMAGES_DIFFER = Rule("PB208", "images-differ", ERROR, "A section has more or fewer images than its source.")
TRANSLATION_STALE = Rule(
    "PB209", "translation-stale", WARNING, "A section's source has changed since it was translated."
)
INVALID_SOURCE_LINE = Rule(
    "PB210", "invalid-source-line", ERROR, "The line that says what a translation was made from is wrong."
)
ORPHAN_TRANSLATION = Rule("PB211", "orphan-translation", ERROR, "A translation's source page does not exist.")
TRANSLATION_UNRECORDED = Rule(
    "PB212", "translation-unrecorded", WARNING, "A translation does not record which text it was made from."
)

DIFFERENCE_UNUSED = Rule(
    "PB213",
    "difference-unused",
    WARNING,
    "A translation declares a difference from its source that is not there.",
)

# PB3 — links and assets
PAGE_NOT_FOUND = Rule("PB301", "page-not-found", ERROR, "A link leads to a page that does not exist.")
ANCHOR_NOT_FOUND = Rule("PB302", "anchor-not-found", ERROR, "A link leads to a heading that does not exist.")
ASSET_NOT_FOUND = Rule("PB303", "asset-not-found", ERROR, "An image or a file does not exist.")
WRONG_LANGUAGE_LINK = Rule(
    "PB304",
    "wrong-language-link",
    ERROR,
    "A link leaves the reader's language although the page exists in it.",
)
ORPHAN_PAGE = Rule("PB305", "orphan-page", NOTE, "No page links to a page.")
UNKNOWN_SOURCE = Rule(
    "PB306", "unknown-source", ERROR, "A citation names a source the library does not have."
)
UNUSED_SOURCE = Rule("PB307", "unused-source", NOTE, "No page cites a source of the library.")
ABSOLUTE_LINK = Rule("PB308", "absolute-link", ERROR, "A link to a page of the playbook is not relative.")

# PB4 — wording
FORBIDDEN_VARIANT = Rule(
    "PB401", "forbidden-variant", WARNING, "A word stands where we have agreed on another one."
)
TERM_NOT_USED = Rule(
    "PB402", "term-not-used", NOTE, "A translation does not use an agreed term of its source."
)
MISSPELLED = Rule("PB411", "misspelled", WARNING, "A word is in no dictionary and in no word list.")
WORD_LIST_UNTIDY = Rule(
    "PB412", "word-list-untidy", WARNING, "A word list is not sorted, or has a word nobody needs."
)
HYPHEN_AS_DASH = Rule("PB421", "hyphen-as-dash", WARNING, "A hyphen stands where a dash is meant.")
DOUBLE_SPACE = Rule("PB422", "double-space", WARNING, "Two spaces stand where one is enough.")
STRAIGHT_QUOTE = Rule(
    "PB423", "straight-quote", WARNING, "A straight quotation mark could not be set as a real one."
)
WRONG_QUOTES = Rule("PB424", "wrong-quotes", WARNING, "Quotation marks are those of another language.")
SPACE_BEFORE_MARK = Rule("PB425", "space-before-mark", WARNING, "A space stands before a punctuation mark.")
HARD_TO_READ = Rule("PB431", "hard-to-read", NOTE, "A page is harder to read than its readers have time for.")

# PB5 — checklists and practice
TOO_MANY_ITEMS = Rule("PB501", "too-many-items", ERROR, "A pause point has more than nine items.")
ITEM_WITHOUT_ACTION = Rule(
    "PB502", "item-without-action", ERROR, "A checklist item does not start with an action in bold."
)
ITEM_TOO_LONG = Rule("PB503", "item-too-long", WARNING, "A checklist item is too long to be read aloud.")
PAUSE_POINT_MISSING = Rule(
    "PB504", "pause-point-missing", ERROR, "A checklist or a pause point has no items."
)
PROMPT_MISSING = Rule(
    "PB505", "prompt-missing", ERROR, "A worksheet has no prompts, or a prompt no guidance."
)
STATEMENT_COUNT = Rule(
    "PB506", "statement-count", ERROR, "A dimension does not have three to eight statements."
)
ADVICE_MISSING = Rule("PB507", "advice-missing", ERROR, "A dimension does not say what to read next.")
CHOICE_TO_NOWHERE = Rule("PB508", "choice-to-nowhere", ERROR, "A choice leads to no step of the scenario.")
STEP_UNREACHABLE = Rule("PB509", "step-unreachable", ERROR, "No choice leads to a step.")
DEBRIEF_MISSING = Rule("PB510", "debrief-missing", ERROR, "An end of a scenario has no debrief.")
STOP_WITHOUT_LINK = Rule(
    "PB511", "stop-without-link", ERROR, "A path has no pages, or a list item names none."
)
PAGE_TWICE_ON_PATH = Rule("PB512", "page-twice-on-path", ERROR, "A path leads to the same page twice.")
MINUTES_DIFFER = Rule("PB513", "minutes-differ", ERROR, "A path's minutes are not the sum of its pages'.")

# PB52 — what is printed; found when the sheets are made
SHEET_TOO_LONG = Rule("PB520", "sheet-too-long", ERROR, "A checklist does not fit on one sheet of paper.")
WORD_TOO_WIDE = Rule("PB521", "word-too-wide", ERROR, "A word is wider than its place on the sheet.")
IMAGE_TOO_LARGE = Rule("PB522", "image-too-large", ERROR, "A picture is too large for a sheet of paper.")
MISSING_GLYPH = Rule(
    "PB523", "missing-glyph", WARNING, "A character cannot be printed with the fonts of print."
)

# PB6 — safety
RAW_HTML = Rule("PB601", "raw-html", ERROR, "A page contains HTML.")
UNSAFE_ADDRESS = Rule("PB602", "unsafe-address", ERROR, "A link's address could run a script.")
OUTSIDE_ROOT = Rule("PB603", "outside-root", ERROR, "A link or a file leads out of the content folder.")
FILE_TOO_LARGE = Rule("PB604", "file-too-large", ERROR, "A file is larger than any page should be.")
NESTED_TOO_DEEP = Rule("PB605", "nested-too-deep", ERROR, "Lists, quotes or YAML are nested too deep.")
YAML_ALIAS = Rule("PB606", "yaml-alias", ERROR, "YAML uses an anchor, an alias or a tag.")
UNSAFE_FILE = Rule(
    "PB607", "unsafe-file", ERROR, "A file is of a kind that is not published, or a drawing runs a script."
)

RULES: dict[str, Rule] = {rule.code: rule for rule in list(globals().values()) if isinstance(rule, Rule)}
"""Every rule by its code, in the order of the codes."""

RETIRED: frozenset[str] = frozenset()
"""Codes that were rules once and must not be given to another."""
