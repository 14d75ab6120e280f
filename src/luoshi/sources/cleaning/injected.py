"""Strings that a site put into a sentence: 相关地区政府pp电子娱乐官网, 来自马克数据网, 百度搜索马 克 数 据 网.

The patterns are data (``vocabulary/data/injected.tsv``), written for the view, in which the blanks are gone that such strings
have between their characters. Each row has a hint, a literal that every match holds: only its neighbourhood is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from luoshi.sources.cleaning.damage import Damage
from luoshi.text import GONE, View
from luoshi.text.late import late
from luoshi.vocabulary.tables import read_table

_OWN_LINE = 40
_NEAR = 60  # characters of the view on each side of a hint


@dataclass(frozen=True, slots=True)
class Injected:
    """A row of ``vocabulary/data/injected.tsv``; in ``example`` the string stands between ⟦ and ⟧."""

    hint: str
    pattern: re.Pattern[str]
    example: str
    reason: str


@cache
def rows() -> tuple[Injected, ...]:
    """``vocabulary/data/injected.tsv``.

    :raises VocabularyError: on a row of the wrong width.
    """
    found = []
    for row in read_table("injected.tsv", 4):
        hint, pattern, example, reason = row.cells
        found.append(Injected(hint, late(pattern), example, reason))  # in most texts its hint does not stand
    return tuple(found)


def find(view: View) -> Iterator[Damage]:
    """The strings in ``view``; the text is read without them."""
    taken: list[tuple[int, int]] = []
    covered = bytearray(len(view.text))
    for row in _that_may_stand_in(view.text):
        for start, end in _hits(view.text, row):
            if covered.find(1, start, end) < 0:
                taken.append((start, end))
                covered[start:end] = b"\1" * (end - start)
    for start, end in sorted(taken):
        span = view.span(start, end)
        size = span.end - span.start
        yield Damage("injected_text", span.start, span.end, "leave it out", GONE * size)


@cache
def _hints() -> tuple[re.Pattern[str], frozenset[str]]:
    """Any of the hints, to be looked for in one pass, and those that the pass may miss: 彩票 begins inside 博彩."""
    hints = [row.hint for row in rows()]
    missed = {
        inner
        for outer in hints
        for inner in hints
        if inner != outer
        and (inner in outer or any(inner.startswith(outer[cut:]) for cut in range(1, len(outer))))
    }
    return re.compile("|".join(map(re.escape, hints))), frozenset(missed)


def _that_may_stand_in(text: str) -> Iterator[Injected]:
    """The rows whose hint is in ``text``, in the order of the table."""
    any_hint, missed = _hints()
    said = set(any_hint.findall(text))
    return (row for row in rows() if row.hint in said or (row.hint in missed and row.hint in text))


def _hits(text: str, row: Injected) -> Iterator[tuple[int, int]]:
    reached = 0
    at = text.find(row.hint)
    while at >= 0:
        match = row.pattern.search(text, max(reached, at - _NEAR), min(len(text), at + len(row.hint) + _NEAR))
        if match is not None and match.start() <= at < match.end():
            if not _is_a_line(text, match.start(), match.end()):
                yield match.span()
            reached = match.end()
        at = text.find(row.hint, max(at + len(row.hint), reached))


def _is_a_line(text: str, start: int, end: int) -> bool:
    """Whether the string begins a short line: that line is the site's own (``更多范文请访问…``), and stands in no sentence."""
    if start and text[start - 1] != "\n":
        return False
    closed = text.find("\n", end)
    return (closed if closed >= 0 else len(text)) - start <= _OWN_LINE
