"""Whole values and the words that begin a clause behind them: where both meet without a mark, a copy lost it.

`更新地下管网52公里` `新增公共充电桩800个`: with the mark this is everyday language, without it nobody writes so.
"""

import re
from functools import cache

from luoshi.errors import VocabularyError
from luoshi.vocabulary.tables import read_table

# Units of measure only: `12个新增长点` and `3家培育企业` are names of things that are counted.
_VALUE = re.compile(
    r"[\d０-９万亿余](?:[%％‰]|个百分点|[万亿]{0,2}(?:美?元|亩|吨|公里|千瓦时?|[平立]方米|平方公里|公斤|米|公顷|人次?|户))$"
)
_LONGEST_VALUE = 10  # characters of its end that tell a value
# What goes on with a value or its unit: `5%左右`, `2公里的道路`, `450万人次`, `59.3万人民`.
_GOES_ON = re.compile(r"[以左上下内之的和与及或至到次民口均员才群工数籍外产]|[^\u4e00-\u9fff]")


@cache
def _words() -> re.Pattern[str]:
    """:raises VocabularyError: where a row's example does not begin with its word."""
    rows = read_table("behind_values.tsv", 3)
    for row in rows:
        if not row.cells[1].startswith(row.cells[0]):
            raise VocabularyError(
                f"{row.table}, line {row.line}: {row.cells[1]} does not begin with {row.cells[0]}"
            )
    return re.compile("|".join(re.escape(row.cells[0]) for row in rows))


def ends_with_value(text: str, end: int) -> bool:
    """Whether a whole value ends at ``end``."""
    return _VALUE.search(text, max(0, end - _LONGEST_VALUE), end) is not None


def begins_a_clause(text: str, start: int) -> bool:
    """Whether the words at ``start`` begin a clause, where a value stands before them."""
    return _words().match(text, start) is not None


def may_begin_a_clause(text: str, start: int) -> bool:
    """Whether the words at ``start`` do not plainly go on with a value that stands before them."""
    return start < len(text) and _GOES_ON.match(text, start) is None
