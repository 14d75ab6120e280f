"""The words around a number: what stands between subject and number, and what opens a clause."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from luoshi.vocabulary.alternatives import longest_first, searcher
from luoshi.vocabulary.tables import read_table
from luoshi.vocabulary.verbs import verbs

_PREDICATE_CLASSES = ("grow", "rate", "reach", "level", "new", "share", "adverb")
_OPENER_CLASSES = ("scope", "rank", "filler", "modal", "keep")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One word of a table: its class, and the sense that the class leaves open (None for ``-``)."""

    word: str
    kind: str
    sense: str | None


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words looked up longest first, at the end or at the start of a stretch.

    ``heads`` and ``tails`` have, for the first and last two characters of a word, the words that begin or end in them,
    longest first; a word of one character is found in ``words`` itself. ``firsts`` are the characters that begin one.
    Nearly every look-up ends with characters that begin (or end) no word.
    """

    words: dict[str, Phrase]
    heads: dict[str, tuple[Phrase, ...]]
    tails: dict[str, tuple[Phrase, ...]]
    firsts: frozenset[str]

    def at_end(self, text: str, start: int, end: int) -> Phrase | None:
        """The longest word that ends at ``end`` and begins not before ``start``."""
        two = text[end - 2 if end > 2 else 0 : end]
        for phrase in self.tails.get(two, ()):
            if text.endswith(phrase.word, start, end):
                return phrase
        found = self.words.get(two[-1:])
        return found if end > start else None

    def at_start(self, text: str, start: int, end: int = sys.maxsize) -> Phrase | None:
        """The longest word that begins at ``start`` and ends not after ``end``."""
        two = text[start : start + 2]
        for phrase in self.heads.get(two, ()):
            if text.startswith(phrase.word, start, end):
                return phrase
        return self.words.get(two[:1])


def _phrases(words: dict[str, Phrase]) -> Phrases:
    """``words`` with the two groupings by which they are found."""
    heads: dict[str, list[Phrase]] = {}
    tails: dict[str, list[Phrase]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if len(word) > 1:
            heads.setdefault(word[:2], []).append(words[word])
            tails.setdefault(word[-2:], []).append(words[word])
    return Phrases(
        words,
        {two: tuple(group) for two, group in heads.items()},
        {two: tuple(group) for two, group in tails.items()},
        frozenset(word[0] for word in words),
    )


def _load(table: str, classes: tuple[str, ...], others: Iterable[Phrase] = ()) -> Phrases:
    words = {phrase.word: phrase for phrase in others}
    for row in read_table(table, 4):
        word, kind, sense, _ = row.cells
        if kind not in classes:
            raise row.error(f"unknown class {kind}")
        phrase = Phrase(word, kind, None if sense == "-" else sense)
        if words.setdefault(word, phrase) != phrase:
            raise row.error(f"{word} stands twice with different meanings")
    return _phrases(words)


@cache
def predicates() -> Phrases:
    """``data/predicates.tsv``: 增长, 提高到, 占比, 分别, 同比, 力争 …"""
    return _load("predicates.tsv", _PREDICATE_CLASSES)


@cache
def openers() -> Phrases:
    """``data/openers.tsv`` (全市, 其中, 确保 …), and of ``data/verbs.tsv`` those before things that are counted (新增, 拆除 …).

    A verb is of kind ``verb``, one that is done to some of a thing of kind ``deed``, how it is done of kind ``how``.
    """
    return _load("openers.tsv", _OPENER_CLASSES, _before_counted())


_BEFORE_COUNTED = {
    "whole": ("verb", None),
    "new": ("verb", "new"),
    "complete": ("verb", "complete"),
    "some": ("deed", None),
    "upon": ("deed", "upon"),
    "away": ("deed", "away"),
    "less": ("deed", "less"),
    "how": ("how", None),
}
"""``counted`` of a verb → class and sense of an opener."""


def _before_counted() -> Iterator[Phrase]:
    for verb in verbs().values():
        if verb.counted is not None:
            yield Phrase(verb.word, *_BEFORE_COUNTED[verb.counted])


@cache
def wishes() -> re.Pattern[str]:
    """The words of :func:`openers` that tell how firmly something is meant, to be searched for: 确保, 力争, 完成 …"""
    words = openers().words.items()
    told = (w for w, p in words if p.kind in ("verb", "modal") and p.sense not in (None, "new"))
    return searcher("|".join(map(re.escape, told)))


@cache
def asides() -> Phrases:
    """``data/asides.tsv``: how a clause opens that states nothing (围绕, 对此, 各位代表 …)."""
    words: dict[str, Phrase] = {}
    for row in read_table("asides.tsv", 3):
        word, sense, _ = row.cells
        if sense not in ("manner", "remark", "address", "pledge", "lead", "-"):
            raise row.error(f"unknown sense {sense}")
        words[word] = Phrase(word, "aside", None if sense == "-" else sense)
    return _phrases(words)


@dataclass(frozen=True, slots=True)
class Pair:
    """``data/pairs.tsv``: one word for several things that as many numbers divide: 城乡, 存贷款, 三次产业."""

    written: str
    parts: tuple[str, ...]


@cache
def pairs() -> tuple[Pair, ...]:
    """``data/pairs.tsv``."""
    return tuple(Pair(row.cells[0], tuple(row.cells[1].split("、"))) for row in read_table("pairs.tsv", 3))


_NO_HOLDER = "家|医共体|医联体|公共|综合"  # 民营企业家恳谈会, 县域医共体, 跨境电商综合试验区: another thing
_NEXT_WORD = 3


@cache
def _holder_words() -> tuple[str, ...]:
    return tuple(row.cells[0] for row in read_table("holders.tsv", 2))


@cache
def _holders() -> re.Pattern[str]:
    return re.compile(f"(?:{longest_first(_holder_words())})(?!{_NO_HOLDER})")


def is_holder(name: str) -> bool:
    """Whether a name's head is one of them: 省级开发区, and not 开发区投资."""
    return name.endswith(_holder_words())


def holder_in(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` names somebody who owns only a part of the place's value (``data/holders.tsv``)."""
    found = _holders().search(text, start, end + _NEXT_WORD)
    return found is not None and found.end() <= end
