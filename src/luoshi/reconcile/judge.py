"""The verdict on a target and the value that answers it. Rules in their order: docs/reconciliation.md."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from luoshi.ledger.entry import Entry
from luoshi.reconcile.candidate import Candidate, same_unit
from luoshi.reconcile.interval import Interval, falls, promised, stated
from luoshi.vocabulary.conversions import conversion
from luoshi.vocabulary.indicators import indicators

Verdict = Literal["met", "near", "missed", "incomparable", "unreported", "unjudgeable", "stated_otherwise"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Wanted = Literal["up", "down"]

# 左右 missed by no more than this is near: 0.1 percentage point of a rate, one in a hundred of an amount.
_NEAR_POINTS = Decimal("0.1")
_NEAR_SHARE = Decimal("0.01")
# An amount this many times another is no more or less of the same, but something else under its name.
_MANIFOLD = 4
_STATES = frozenset(("level", "share"))
_RATES = frozenset(("%", "‰", "百分点", "千分点"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """``deviation`` is realised minus target in the target's unit, plus where it is better than promised."""

    verdict: Verdict
    rule: str
    deviation: Decimal | None = None


def judge(target: Entry, realised: Entry | None, how: Candidate | None) -> Judgement:
    """The verdict on a target, given the entry that answers it and how well that fits."""
    asked = promised(target)
    if asked is None:
        return Judgement("unjudgeable", f"target_{target.bound or 'qualitative'}")
    if realised is None or how is None:
        return Judgement("unreported", "nothing_stated")
    if how.variant == 2:
        return Judgement("incomparable", "other_variant")
    if how.period == 2:
        return Judgement("incomparable", "several_years")
    reached = stated(realised)
    if reached is None:
        return Judgement("incomparable", "no_number")
    if how.measure:
        return Judgement("incomparable", "other_measure")
    if not same_unit(target, realised):
        return Judgement("incomparable", "other_unit")
    reached = in_unit_of(target, realised, reached)
    if _is_of_another_size(target, asked, reached):
        return Judgement("incomparable", "other_magnitude")
    return _compare(target, asked, reached)


def wanted(target: Entry) -> Wanted | None:
    """Which way is better: what the bound says, else the vocabulary, else the target's own direction.

    None where nobody says: an M2 growth of 12% is neither a floor nor a ceiling.
    """
    asked = promised(target)
    if asked is not None and asked.high is None:
        return "up"
    if asked is not None and asked.low is None:
        return "down"
    if target.indicator is None:
        lowered = target.measure in _STATES and target.direction == "down"  # 贫困发生率降到0.5%
        return "down" if lowered or falls(target) else "up"
    listed = indicators().by_code.get(target.indicator)
    if listed is None or listed.wanted not in ("up", "down"):
        return None
    return "up" if listed.wanted == "up" else "down"


def in_unit_of(target: Entry, realised: Entry, reached: Interval) -> Interval:
    """The realised value in the target's unit: 4200万吨 of grain against a target in 斤."""
    if target.unit == realised.unit:
        return reached
    of_target, of_realised = conversion(target.unit), conversion(realised.unit)
    if of_target is None or of_realised is None:
        return reached
    factor = of_realised.factor / of_target.factor
    numerator, denominator = Decimal(factor.numerator), Decimal(factor.denominator)

    def turned(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * numerator / denominator

    return Interval(turned(reached.low), turned(reached.high))


def _compare(target: Entry, asked: Interval, reached: Interval) -> Judgement:
    better = wanted(target)
    if better is None:
        return _without_direction(asked, reached)
    if better == "up":
        edge, sure, hoped = asked.low, reached.low, reached.high
        sign = 1
    else:
        edge, sure, hoped = asked.high, reached.high, reached.low
        sign = -1
    if edge is None:  # a range bound on the side that does not matter
        return Judgement("unjudgeable", "no_edge")
    stands = sure if sure is not None else hoped
    deviation = None if stands is None else plain(sign * (stands - edge))
    if sure is not None and sign * (sure - edge) >= 0:
        return Judgement("met", "reached", deviation)
    if hoped is not None and sign * (hoped - edge) < 0:
        if target.bound == "about" and _is_near(edge, hoped, target.unit):
            return Judgement("near", "about_and_close", deviation)
        return Judgement("missed", "not_reached", deviation)
    return Judgement("incomparable", "bound_leaves_open")


def plain(value: Decimal) -> Decimal:
    """Without an exponent, zeros after the point, or a sign before nothing: ``-0.0`` is ``0``."""
    if value == 0:
        return Decimal(0)
    value = value.normalize()
    return value if value.as_tuple().exponent <= 0 else value.quantize(Decimal(1))  # type: ignore[operator]


def _is_of_another_size(target: Entry, asked: Interval, reached: Interval) -> bool:
    """新增高新技术企业100家 and 高新技术企业达到1306家 are two things under one name: a year's addition and all there are."""
    if target.unit in _RATES or target.measure not in ("level", "count"):
        return False
    one = asked.low if asked.low is not None else asked.high
    other = reached.low if reached.low is not None else reached.high
    if one is None or other is None or one <= 0:
        return False
    return not one <= other * _MANIFOLD or not other <= one * _MANIFOLD


def _without_direction(asked: Interval, reached: Interval) -> Judgement:
    """Where neither way is better, only a value inside what was asked is judged."""
    if asked.low is not None and asked.high is not None and reached.low is not None:
        inside = reached.high is not None and asked.low <= reached.low and reached.high <= asked.high
        if inside:
            return Judgement("met", "inside", Decimal(0))
    return Judgement("unjudgeable", "no_better_direction")


def _is_near(edge: Decimal, value: Decimal, unit: str | None) -> bool:
    margin = _NEAR_POINTS if unit in _RATES else abs(edge) * _NEAR_SHARE
    return abs(value - edge) <= margin
