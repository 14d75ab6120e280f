"""A stated value as an interval on a signed line, so that 下降3%以上 and 增长-3.4% can be compared.

``low``/``high`` of an entry are positive and its direction stands apart. Here a fall is negative: 下降3%以上 is everything
up to -3.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from luoshi.ledger.entry import Entry

# Measures whose numbers have a sign. A level that fell to 3.5% is 3.5, not -3.5.
_SIGNED = frozenset(("growth", "growth_average", "change"))
# 单位生产总值能耗降低率3%, 化学需氧量削减4%: a fall that the direction does not show.
_FALL = re.compile(r"下降|降低|削减|降幅|减排|减少|压减")
# Of 近百亿元 the hundred is what is promised; of 近百亿元 reached it is what was not quite reached.
_UP_TO = frozenset(("at_most", "nearly"))
_FROM = frozenset(("at_least", "more_than"))
# Bounds whose number, where there is one, is a margin over something else.
NUMBERLESS = frozenset(("relative", "assigned", "qualitative"))


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a statement allows, both ends included; None is no end."""

    low: Decimal | None
    high: Decimal | None


def falls(entry: Entry) -> bool:
    """Whether the number of the entry counts a fall."""
    return counts_a_fall(entry.measure, entry.direction, entry.scope, entry.subject)


def counts_a_fall(measure: str | None, direction: str | None, scope: str | None, subject: str | None) -> bool:
    """… of what these say of it."""
    if measure not in _SIGNED:
        return False
    if direction is not None:
        return direction == "down"
    return bool(_FALL.search(f"{scope or ''}{subject or ''}"))


def stated(entry: Entry) -> Interval | None:
    """What the entry states as reached, or None without a number of its own (高于全省1.8个百分点 has none)."""
    if entry.bound in NUMBERLESS:
        return None
    low = None if entry.low is None or entry.bound in _UP_TO else Decimal(entry.low)
    high = None if entry.high is None or entry.bound in _FROM else Decimal(entry.high)
    if low is None and high is None:
        return None
    return _turned(low, high) if falls(entry) else Interval(low, high)


def promised(entry: Entry) -> Interval | None:
    """What the target asks for, or None without a number. 近百亿元 asks for a hundred."""
    if entry.bound != "nearly":
        return stated(entry)
    value = entry.high if entry.high is not None else entry.low
    return None if value is None else Interval(Decimal(value), Decimal(value))


def _turned(low: Decimal | None, high: Decimal | None) -> Interval:
    return Interval(None if high is None else -high, None if low is None else -low)
