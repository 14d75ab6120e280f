"""A value in words for the sentence of a verdict: 增长8%以上, 160.5亿元."""

from decimal import Decimal
from typing import Literal

from luoshi.ledger.entry import Entry
from luoshi.ledger.export.labels import label, number, value
from luoshi.reconcile.interval import NUMBERLESS, falls

Language = Literal["zh", "en"]

_BEFORE = {"more_than": "超过", "nearly": "接近"}
_AFTER = {"about": "左右", "at_least": "以上", "at_most": "以内"}
_POINTS = {"%": "个百分点", "百分点": "个百分点", "‰": "个千分点"}


def figure(entry: Entry, language: Language) -> str:
    """``增长8%以上``, ``growth ≥8%``; the words of the quote where it has no number."""
    if (entry.low is None and entry.high is None) or entry.bound in NUMBERLESS:
        return value(entry, language) or entry.quote
    if language == "en":
        return f"{label('measure', entry.measure, language)} {value(entry, language)}".strip()
    low, high = entry.low, entry.high
    if low is not None and high is not None and low != high:
        amount = f"{number(low)}{entry.unit or ''}至{number(high)}{entry.unit or ''}"
    else:
        amount = f"{number(low if low is not None else high or '')}{entry.unit or ''}"
    bound = entry.bound or ""
    return f"{_verb(entry)}{_BEFORE.get(bound, '')}{amount}{_AFTER.get(bound, '')}"


def gap(amount: Decimal, unit: str | None, language: Language) -> str:
    """The size of a deviation: ``1.2个百分点``, ``3亿元``."""
    size = number(format(abs(amount), "f"))
    if language == "en":
        return f"{size} points" if unit in _POINTS else f"{size}{unit or ''}"
    return f"{size}{_POINTS.get(unit or '', unit or '')}"


def _verb(entry: Entry) -> str:
    if entry.measure == "growth":
        return "下降" if falls(entry) else "增长"
    if entry.measure == "growth_average":
        return "年均下降" if falls(entry) else "年均增长"
    if entry.measure == "change":
        return "减少" if falls(entry) else "增加"
    return ""
