"""The words around a number: what stands between subject and number, and what opens a clause."""

import re
from dataclasses import dataclass
from functools import cache

from luoshi.vocabulary.tables import read_table

_PREDICATE_CLASSES = ("grow", "reach", "level", "share", "adverb", "skip")
_OPENER_CLASSES = ("scope", "verb", "filler", "modal", "keep")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One word of a table: its class, and the sense that the class leaves open (None for ``-``)."""

    word: str
    kind: str
    sense: str | None


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words looked up longest first, at the end or at the start of a stretch."""

    words: dict[str, Phrase]
    longest: int

    def at_end(self, text: str, end: int) -> Phrase | None:
        words = self.words
        for start in range(max(0, end - self.longest), end):
            found = words.get(text[start:end])
            if found is not None:
                return found
        return None

    def at_start(self, text: str, start: int) -> Phrase | None:
        words = self.words
        for end in range(min(len(text), start + self.longest), start, -1):
            found = words.get(text[start:end])
            if found is not None:
                return found
        return None


def _load(table: str, classes: tuple[str, ...]) -> Phrases:
    words: dict[str, Phrase] = {}
    for row in read_table(table, 4):
        word, kind, sense, _ = row.cells
        if kind not in classes:
            raise row.error(f"unknown class {kind}")
        phrase = Phrase(word, kind, None if sense == "-" else sense)
        if words.setdefault(word, phrase) != phrase:
            raise row.error(f"{word} stands twice with different meanings")
    return Phrases(words, max(map(len, words)))


@cache
def predicates() -> Phrases:
    """``data/predicates.tsv``: 增长, 提高到, 占比, 分别, 同比, 力争 …"""
    return _load("predicates.tsv", _PREDICATE_CLASSES)


@cache
def openers() -> Phrases:
    """``data/openers.tsv``: 全市, 其中, 新增, 确保 …"""
    return _load("openers.tsv", _OPENER_CLASSES)


@cache
def _holders() -> re.Pattern[str]:
    words = sorted((row.cells[0] for row in read_table("holders.tsv", 2)), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


def holder_in(text: str) -> bool:
    """Whether ``text`` names somebody who owns only a part of the place's value (``data/holders.tsv``)."""
    return _holders().search(text) is not None
