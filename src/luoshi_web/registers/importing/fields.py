"""The columns that a register's lists have, whatever they are called: what each means, how it is read, how it is shown."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django_stubs_ext import StrOrPromise

from luoshi_web.supervision.workbooks.headings import Reading, bare

WHEN = r"(时间|日期|日)$"
"""How headings of days end."""


class Kind(StrEnum):
    """How the words of a cell are read. A ``day`` is one on which something happened: a month is none. A ``limit`` is one by which it has to:
    a month is its last day. ``units`` may stand in one cell, with who leads; ``names`` are persons; an ``amount`` takes its unit from the cell
    or the heading.
    """

    TEXT = "text"
    DAY = "day"
    LIMIT = "limit"
    AMOUNT = "amount"
    COUNT = "count"
    UNITS = "units"
    NAMES = "names"
    CODE = "code"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``heading`` is what offices call it, in the template; ``headings`` is searched in a heading without blanks and brackets; the first field of a table that fits has it.

    ``codes``: code → pattern that the whole cell fits, tried in order; ``labels`` are the codes for people. ``common``: it may be said once of
    the whole list, for rows that say nothing. ``unit`` is what an amount is kept in, in 元, with ``places`` decimals. ``example`` stands in the
    template. ``private`` is never shown.
    """

    code: str
    words: StrOrPromise
    heading: str
    headings: str
    kind: Kind = Kind.TEXT
    codes: Mapping[str, str] = field(default_factory=dict)
    labels: Callable[[], Sequence[tuple[str, StrOrPromise]]] = list
    common: bool = False
    unit: int = 1
    places: int = 2
    longest: int = 0
    example: str = ""
    private: bool = False


def reading_of(fields: Sequence[Field], needs: str) -> Reading:
    """How the headings of a register's lists are understood; the column ``needs`` has to be among them."""
    compiled = [(each.code, re.compile(each.headings)) for each in fields if each.headings]

    def meaning(heading: str) -> str:
        plain = bare(heading)
        return next((code for code, pattern in compiled if pattern.search(plain)), "")

    def columns(names: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for place, name in enumerate(names):
            if code := meaning(name):
                found.setdefault(code, place)
        return found

    return Reading(meaning, columns, frozenset({needs}))
