"""What the head or the end of a clause does for the clauses beside it (``data/clause_heads.tsv``): 依托高铁站, 在上级支持下 are means of what follows."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from luoshi.vocabulary.tables import read_table

HEADS = ("means", "use", "with", "in", "for", "money", "aim", "others", "creed", "task")
ENDS = ("under", "as", "by", "sum", "bound")
_NONE = 0
_END = "~"


def heads_of(text: str, places: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Of each ``text[start:end]`` the number of the kind of head that it begins with, from 1 on in the order of :data:`HEADS`; 0 where it has none."""
    words = _table().heads
    for start, end in places:
        if text[start] not in words.edge:  # most begin with none
            yield _NONE
        else:
            lengths = range(min(words.longest, end - start - 1), 0, -1)
            yield _first(words, (text[start : start + length] for length in lengths))


def ends_of(text: str, places: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Of each ``text[start:end]`` the number of the kind of end that it has, from 1 on in the order of :data:`ENDS`; 0 where it has none."""
    words = _table().ends
    for start, end in places:
        if text[end - 1] not in words.edge:
            yield _NONE
        else:
            lengths = range(min(words.longest, end - start - 1), 0, -1)
            yield _first(words, (text[end - length : end] for length in lengths))


def _first(words: "_Words", stretches: Iterable[str]) -> int:
    """The kind of the first of ``stretches``, the longest first, that is a word."""
    return next((kind for stretch in stretches if (kind := words.kinds.get(stretch))), _NONE)


class _Words(NamedTuple):
    """Words with the numbers of their kinds; ``edge`` are the characters that they begin with, or end in."""

    kinds: dict[str, int]
    edge: frozenset[str]
    longest: int


class _Table(NamedTuple):
    heads: _Words
    ends: _Words


@cache
def _table() -> _Table:
    """:raises VocabularyError: on an unknown kind, or a word given twice."""
    heads: dict[str, int] = {}
    ends: dict[str, int] = {}
    for row in read_table("clause_heads.tsv", 3):
        written, kind, _example = row.cells
        known, found = (ENDS, ends) if written.startswith(_END) else (HEADS, heads)
        word = written.removeprefix(_END)
        if kind not in known:
            raise row.error(f"{kind!r} is no kind of {'end' if found is ends else 'head'}")
        if word in found:
            raise row.error(f"{written} stands twice")
        found[word] = known.index(kind) + 1
    return _Table(
        _Words(heads, frozenset(word[0] for word in heads), max(map(len, heads), default=0)),
        _Words(ends, frozenset(word[-1] for word in ends), max(map(len, ends), default=0)),
    )
