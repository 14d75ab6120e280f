"""What a value measures: a rate of change, an amount, a share, a difference, a rank, a count."""

import re
from dataclasses import dataclass

from luoshi.quantities.quantity import Quantity
from luoshi.statements.predicates import Predicate
from luoshi.statements.statement import Direction, Kind, Period, Subject
from luoshi.vocabulary.indicators import indicators

# Rates that are shares by their making: days of good air in all days, a deficit in the product.
_SHARES = re.compile(r"(?:优良率|天数比|达标率|赤字率|占比|比重|份额)$")
_MONEY = ("economy", "fiscal", "finance", "investment", "consumption", "trade", "income")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands and what that says of its statements.

    ``year`` is the report's own year. ``period`` is what an undated statement speaks of; ``several`` the years of
    a review or outlook over several years, where the sentence belongs to one, else None.
    """

    kind: Kind
    headline: bool
    year: int | None
    period: Period | None
    several: Period | None
    places: tuple[str, ...] = ()


def measure_of(subject: Subject, predicate: Predicate, quantity: Quantity) -> str:
    """The contract's measure; ``growth`` only where the words carry a change and the number is a rate."""
    if quantity.dimension == "rank":
        return "rank"
    if quantity.dimension == "multiple":
        return "multiple"
    if quantity.unit == "百分点":
        return "change"
    if predicate.sense == "grow":
        if quantity.unit in ("%", "‰") or quantity.dimension in ("percent", "fraction"):
            return "growth_average" if "average" in predicate.flags else "growth"
        return "change" if subject.indicator != "urban_new_jobs" else "level"
    if predicate.share and quantity.dimension in ("percent", "fraction"):
        return "share"
    if subject.indicator is not None:
        return "share" if _SHARES.search(subject.text) and quantity.dimension in ("percent", "fraction") else "level"
    return "level" if quantity.dimension in ("percent", "money", "fraction") else "count"


def direction_of(subject: Subject, predicate: Predicate, measure: str) -> Direction | None:
    if predicate.direction is not None:
        return predicate.direction
    return "up" if subject.added and measure in ("level", "count") else None


def bound_of(quantity: Quantity, text: str, kind: Kind) -> str:
    """``超过`` in a promise is a floor (contract: 以上, 不低于, 超过), in a result it says ``more than``."""
    if quantity.bound == "more_than" and kind == "target":
        before = text[quantity.span.start : quantity.core.start]
        if before.endswith(("超过", "高于")):
            return "at_least"
    return quantity.bound


def unit_of(subject: Subject, quantity: Quantity) -> str | None:
    """The canonical unit. ``突破10亿大关`` of an amount of money is in yuan though it does not say so."""
    if quantity.unit:
        return quantity.unit
    value = quantity.low if quantity.low is not None else quantity.high
    if subject.indicator is None or value is None or value < 10_000_000:
        return None
    return "元" if indicators().by_code[subject.indicator].category in _MONEY else None


def modality_of(setting: Setting, subject: Subject, predicate: Predicate) -> str | None:
    if setting.kind != "target":
        return None
    if "ensure" in predicate.flags:
        return "ensure"
    if "strive" in predicate.flags:
        return "strive"
    return subject.modality or "expect"
