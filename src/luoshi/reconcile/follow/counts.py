"""Numbers of one thing in a promise and in what answers it: 改造老旧小区20个, 改造老旧小区15个."""

import re
from decimal import Decimal

_COUNT = re.compile(
    r"(\d+(?:\.\d+)?)([万亿千百]?)[余多]?(平方公里|平方米|公里|公顷|亩|个|家|所|处|条|套|户|眼|场|项|名|人|座|台|辆|张|次|件|间)"
)
_TIMES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def reaches(promised: str, reached: str) -> bool | None:
    """Whether the number reached is the number promised or more; None where the two count nothing in one unit.

    Of several numbers in one unit the first is taken: what comes behind it counts a part.
    """
    asked, got = _counts(promised), _counts(reached)
    for unit, number in asked.items():
        if unit in got:
            return got[unit] >= number
    return None


def _counts(text: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for number, times, unit in _COUNT.findall(text):
        found.setdefault(unit, Decimal(number) * _TIMES[times])
    return found
