"""Numbers of one thing in a promise and in what answers it: 改造老旧小区20个, 改造老旧小区15个."""

import re
from decimal import Decimal

_UNIT = "平方公里|平方米|公里|公顷|亩|个|家|所|处|条|套|户|眼|场|项|名|人|座|台|辆|张|次|件|间|栋|支|部"
# A number phrase, whatever it counts or dates: 8所, 30.5万平方米, 两处, 4月底前.
NUMBER = re.compile(
    r"[两二三四五六七八九十]{1,2}(?:个|家|所|处|条|座|项)(?!一)"
    rf"|\d+(?:\.\d+)?(?:[-—－~至]\d+(?:\.\d+)?)?[万亿千百]*[余多]?(?:{_UNIT}|元|吨|届|期|月底前|年|月|%|％)"
    r"|\d+(?:\.\d+)?[万亿]"
)
_COUNT = re.compile(
    rf"(?:超过|超)?(\d+(?:\.\d+)?|[两二三四五六七八九十](?=[个家所处条座项]))([万亿千百]?)[余多]?({_UNIT})"
)
_TIMES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_WORDS = dict(zip("二三四五六七八九十", range(2, 11), strict=True)) | {"两": 2}
# 学校32所 and 学校13个 count the same.
_PIECES = frozenset(("个", "家", "所", "处", "条", "座", "项", "栋", "间"))


def reaches(promised: str, reached: str) -> bool | None:
    """Whether every number promised is reached; None where the two count nothing in one unit.

    Of several numbers in one unit the first is taken: what comes behind it counts a part.
    """
    asked, got = _counts(promised), _counts(reached)
    kept = [got[unit] >= number for unit, number in asked.items() if unit in got]
    return all(kept) if kept else None


def _counts(text: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for number, times, unit in _COUNT.findall(text):
        value = Decimal(_WORDS.get(number, number))
        found.setdefault("个" if unit in _PIECES else unit, value * _TIMES[times])
    return found
