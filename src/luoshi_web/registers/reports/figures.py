"""Counts and rates of a register as answers to a report, named as its pages name them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from django_stubs_ext import StrOrPromise

from luoshi_web.registers.engine.figures import Figure
from luoshi_web.registers.engine.measures import Measured, Ratio
from luoshi_web.registers.sayings import Answer

Way = tuple[str, str]
Names = Mapping[Way, tuple[StrOrPromise, StrOrPromise, StrOrPromise]]
_YUAN = {"亿元": 10**8, "万元": 10**4}


def names_of(rates: Names, counts: Mapping[Way, StrOrPromise]) -> Names:
    """What a register's figures are called, its counts beside its rates."""
    return {**rates, **{way: (name, name, "") for way, name in counts.items()}}


def counts(found: Iterable[Measured], names: Names, scope: tuple[str, ...] = ()) -> list[Answer]:
    """Counts and sums; 亿元 and 万元 as 元, as a ledger has them."""
    made = []
    for each in found:
        value = each.value * _YUAN.get(each.unit, 1)
        unit = "元" if each.unit in _YUAN else each.unit
        words = str(names[each.code, each.variant][1])
        made.append(Answer(each.code, each.variant, each.on, value, None, Fraction(value), unit, words, scope=scope))  # fmt: skip
    return made


def shares(found: Iterable[Figure | Ratio], names: Names, scope: tuple[str, ...] = ()) -> list[Answer]:
    """Rates, over rows or over sums; without a value where nothing stands below."""
    made = []
    for each in found:
        _name, above, below = names[each.code, each.variant]
        value = None if each.value is None else each.value * 100
        counted = Decimal(each.numerator), Decimal(each.denominator)
        made.append(Answer(each.code, each.variant, each.on, *counted, value, "%", str(above), str(below), scope=scope))  # fmt: skip
    return made
