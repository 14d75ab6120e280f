"""Measures that are nothing without their owner (``data/bare_measures.tsv``): 产值, 总投资, 占地面积."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from luoshi.vocabulary.alternatives import longest_first
from luoshi.vocabulary.tables import read_table

_CLASSES = ("earned", "spent", "sized", "scale", "each", "rate", "reach", "drawn", "own")
# 办结率, 按期办结率: a deed and its rate, and not of what
_A_RATE = re.compile(r"(?:按时|按期|群众|代表|委员)?[\u4e00-\u9fff]{2}率")
# 年|销售收入, 总|投资, 计划|投资
_BEFORE = "(?:年|总|计划|年度|当年|实际|协议|合同|意向|预计|累计|平均|主营业务|工业|销售|营业|综合|经营性|经常性|主营|规划|设计)*"


class BareMeasure(NamedTuple):
    """A row: ``subject`` is what the last number of ``example`` is of."""

    word: str
    kind: str
    example: str
    subject: str


class BareMeasures(NamedTuple):
    rows: dict[str, BareMeasure]
    whole: re.Pattern[str]
    at_end: re.Pattern[str]
    own: frozenset[str]  # rates of the whole place


@cache
def bare_measures() -> tuple[BareMeasure, ...]:
    """The table.

    :raises VocabularyError: on a row of an unknown class.
    """
    rows = []
    for row in read_table("bare_measures.tsv", 4):
        one = BareMeasure(*row.cells)
        if one.kind not in _CLASSES:
            raise row.error(f"{one.kind!r} is unknown")
        rows.append(one)
    return tuple(rows)


def joined(rows: Iterable[BareMeasure]) -> BareMeasures:
    rows = tuple(rows)
    held = {row.word: row for row in rows if row.kind != "own"}
    own = frozenset(row.word for row in rows if row.kind == "own")
    pattern = f"{_BEFORE}(?P<word>{longest_first(held)})"
    return BareMeasures(held, re.compile(pattern), re.compile(pattern + "$"), own)


@cache
def _all() -> BareMeasures:
    return joined(bare_measures())


def bare_measure(name: str) -> BareMeasure | None:
    """The row of a name that is nothing without its owner."""
    held = _all()
    found = held.whole.fullmatch(name)
    if found is not None:
        return held.rows[found["word"]]
    bare = _A_RATE.fullmatch(name) is not None and name not in held.own
    return BareMeasure(name, "rate", "", "") if bare else None


def measure_at_end(name: str) -> tuple[int, BareMeasure] | None:
    """Where the measure begins that ``name`` ends in, and its row."""
    held = _all()
    found = held.at_end.search(name)
    return None if found is None else (found.start(), held.rows[found["word"]])
