"""三次产业结构比为27.8：36.1：42.7: one ratio, and a share for each of the three sectors."""

import re

from luoshi.quantities.quantity import Quantity
from luoshi.statements.statement import Subject
from luoshi.statements.words.clauses import LONGEST_CLAUSE

# 三次产业结构, 三产比例, 一二三产业增加值占比: what has a share for each of the three sectors
_STRUCTURE = re.compile(
    r"产业[^，。；]{0,6}(?:结构|比重|比例|占比|之比)|产业比(?=[由为从是达调优])|三次?产(?:结构|比[重例])|(?:结构|比[重例])[^，。；]{0,4}产业"
)
_SECTORS = ("primary_va", "secondary_va", "tertiary_va")
_NAMED_BEFORE = 20
_RATIO_LONG = 24


def structure_from(text: str, start: int, lead: int, quantity: Quantity, *, moved: bool) -> int | None:
    """Where the clause begins whose words before a ratio, which may reach back over ``lead``, name the three sectors, or None.

    ``moved``: the ratio before it says where they came from (由上年的33.5：38.7：27.8调整为…).
    """
    back = _NAMED_BEFORE + _RATIO_LONG if moved else _NAMED_BEFORE
    named = _STRUCTURE.search(text, max(start, lead - back), quantity.span.start)
    if named is None:
        return None
    start = max(start, named.start() - LONGEST_CLAUSE)
    return max(start, *(text.rfind(mark, start, named.start()) + 1 for mark in "，；："))


def sectors(subject: Subject, quantity: Quantity) -> list[tuple[Subject, Quantity]]:
    """Each sector's subject with its share."""
    return [
        (
            subject._replace(indicator=code, partial=False),
            quantity._replace(low=part, high=part, unit="%", dimension="percent"),
        )
        for code, part in zip(_SECTORS, quantity.parts, strict=True)
    ]
