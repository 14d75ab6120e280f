"""Words that were chosen among several: what is not used stands nowhere that people read, and each term of the office names its source."""

import re
from pathlib import Path

import polib
import pytest

from tests.web.test_words import CATALOGUES, HERE

ROOT = Path(__file__).parents[2]
TERMS = (ROOT / "docs/terms.md").read_text(encoding="utf-8")
READ = [
    *(path for kind in ("*.html", "*.toml", "*.js") for path in HERE.rglob(kind)),
    *(ROOT / "examples").rglob("*.py"),
    *(path for path in (ROOT / "docs").glob("*.md") if path.name != "terms.md"),
    ROOT / "README.zh-CN.md",
]
CHINESE = ("核验", "阶梯", "重演", "可挽回", "难以挽回", "≈")
ENGLISH = re.compile(r"\b(What waits|ladder|rung|replay(ed)?|recoverab(le|ility)|prospects)\b|^Deeds?$|^Act$")


@pytest.mark.parametrize("word", CHINESE)
def test_a_word_that_was_not_chosen_stands_nowhere(word):
    translated = {
        f"{path.relative_to(HERE)}: {entry.msgid}"
        for path in CATALOGUES
        for entry in polib.pofile(str(path))
        if word in entry.msgstr + "".join(entry.msgstr_plural.values())
    }
    assert translated | {str(path) for path in READ if word in path.read_text(encoding="utf-8")} == set()


def test_english_is_said_by_its_sense():
    said = {entry.msgid for path in CATALOGUES for entry in polib.pofile(str(path))}
    assert {words for words in said if ENGLISH.search(re.sub(r"%\(\w+\)s", "", words))} == set()


def test_every_term_of_the_office_has_its_source():
    office = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").partition("## Offices and acts")[2]
    rows = [line.split("|")[1].strip() for line in office.splitlines() if line.startswith("| ")]
    terms = {term for term in rows if term not in {"Chinese", "---"}}
    sources = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", TERMS, re.M))
    assert len(terms) > 60
    assert {term for term in terms if not sources.get(term)} == set()
