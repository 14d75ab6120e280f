"""Words that end the noun behind a number and begin its predicate: 12个项目|正在建设."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from luoshi.errors import VocabularyError
from luoshi.vocabulary.tables import Row, read_table

_PLACES = ("any", "behind", "first")
# An ideograph or a closing mark. A class of 20,000 ideographs takes a millisecond to compile, and 120 rows have it: all letters but those of ASCII
# are the same to a report.
_BEHIND, _NOT_BEHIND = r"[\w）”]", "[0-9A-Za-z_]"


@dataclass(frozen=True, slots=True)
class NounEnd:
    """A row of ``data/noun_ends.tsv``. ``pattern`` begins with the word itself, so that a search skips all other text."""

    word: str
    pattern: str
    example: str
    counter: str


@cache
def noun_ends() -> tuple[NounEnd, ...]:
    """``data/noun_ends.tsv``.

    :raises VocabularyError: on a row whose place is unknown.
    """
    return tuple(map(_read, read_table("noun_ends.tsv", 7)))


@cache
def noun_end() -> re.Pattern[str]:
    """Where a noun ends, to be searched for."""
    return joined(noun_ends())


def joined(ends: Iterable[NounEnd]) -> re.Pattern[str]:
    """One pattern of all ``ends``.

    :raises VocabularyError: on a row whose pattern is none. Each is tried by itself only where all together are none: that takes
        as long again as compiling them, in every program that reads a report.
    """
    held = tuple(ends)
    try:
        return re.compile("|".join(end.pattern for end in held))
    except re.error:
        for end in held:
            _try(end)
        raise


def _try(end: NounEnd) -> None:
    try:
        re.compile(end.pattern)
    except re.error as error:
        raise VocabularyError(f"noun_ends.tsv, {end.word}: {end.pattern!r} is no pattern: {error}") from None


def _read(row: Row) -> NounEnd:
    word, place, never, only, before, example, counter = row.cells
    if place not in _PLACES:
        raise row.error(f"unknown place {place}")
    literal = re.escape(word)
    # What stands before the word is looked at once the word is found: 开工(?<!新开工)
    parts = ["^" * (place == "first"), literal]
    if place == "behind":
        parts.append(f"(?<={_BEHIND}{literal})(?<!{_NOT_BEHIND}{literal})")
    parts += [f"(?<!{left}{literal})" for left in _cells(never)]
    if only != "-":
        parts.append(f"(?:{'|'.join(f'(?<={left}{literal})' for left in _cells(only))})")
    if before != "-":
        parts.append(f"(?!{before[1:]})" if before.startswith("!") else f"(?={before})")
    pattern = "".join(parts)
    return NounEnd(word, pattern, example, "" if counter == "-" else counter)


def _cells(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split("、")
