"""How well a later entry answers a target: same thing, same years, same measure. A smaller rank answers better."""

import re
from dataclasses import dataclass

from luoshi.ledger.entry import Entry
from luoshi.reconcile.interval import NUMBERLESS
from luoshi.reconcile.likeness import alike, bare, likeness
from luoshi.vocabulary.conversions import conversion
from luoshi.vocabulary.deeds import deeds_in
from luoshi.vocabulary.generic import is_generic
from luoshi.vocabulary.variants import PLAIN, variants

# Measures by which one amount is stated; 占比65% and 水平65% of one rate are the same number.
_AMOUNTS = frozenset(("level", "count", "share"))
# Where the measure is another: the amount says most; then growth on average or since some year, its part of a whole; then so
# many times as much, a place in an order; last what has no number at all.
_OTHERS = {"level": 1, "count": 1, "share": 3, "multiple": 4, "rank": 5}
_ELSE = 2
_PLACES = frozenset(("位", "名次", "个位次", "位次"))
_NO_NUMBER = 6
_PRECISION = {"exact": 0, "about": 0, "range": 0}
_QUOTES_ALIKE = 0.55
_NUMBERS = re.compile(r"[\d０-９.．,，、%％‰]+")
_EXPECTED = re.compile("预计|预期|估计")
# 财政收入从2020年的8亿元增长到12亿元 tells of the way there; 财政收入完成12亿元 of the year.
_FROM_A_YEAR = re.compile(r"[从由](?:19|20)\d\d年")


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A later entry and how it stands to a target. ``order`` is its place among the entries."""

    variant: int  # 0 the same, 1 through the bare name, 2 another
    period: int  # 0 the target's year, 1 no year, 2 several years up to it
    measure: int  # 0 the same, then level, growth on average …
    precision: int
    section: int  # 0 in the review, 1 elsewhere
    order: int

    @property
    def comparable(self) -> bool:
        return self.variant < 2 and self.period < 2 and self.measure == 0


def rank(target: Entry, entry: Entry, year: int, order: int, role: str | None) -> Candidate | None:
    """``entry`` as an answer to ``target`` of ``year``, or None where it speaks of something else."""
    if entry.kind != "result" or is_rank_move(entry) or (entry.partial and not target.partial):
        return None
    period = _period(entry, year)
    variant = _variant(target, entry)
    if period is None or variant is None:
        return None
    measure = _measure(target, entry)
    if entry.measure == "share" and measure:
        variant = max(variant, 1)  # 财政收入占生产总值的比重 is another thing than 财政收入
    return Candidate(
        variant=variant,
        period=period,
        measure=measure,
        precision=_PRECISION.get(entry.bound or "", 1) + bool(_FROM_A_YEAR.search(entry.quote)),
        section=0 if role == "review" else 1,
        order=order,
    )


def is_expected(entry: Entry) -> bool:
    """Whether the later report itself calls the value an estimate: 预计完成."""
    return bool(_EXPECTED.search(entry.quote))


def variant_of(entry: Entry) -> str:
    """The variant that the entry's own words name."""
    return variants().of(entry.indicator, f"{entry.scope or ''}{entry.subject or ''}")


def is_rank_move(entry: Entry) -> bool:
    """Whether the value is places in an order, 较上年前移2位: that is no change of the thing itself."""
    return entry.unit in _PLACES and entry.measure != "rank"


def same_measure(one: Entry, other: Entry) -> bool:
    """Whether two values are of one measure: growth and growth, an amount and an amount of the same unit."""
    if one.measure == other.measure:
        return True
    return one.measure in _AMOUNTS and other.measure in _AMOUNTS and same_unit(one, other)


def same_unit(one: Entry, other: Entry) -> bool:
    """Whether the two units measure the same thing; an entry without a unit has no number."""
    a, b = conversion(one.unit), conversion(other.unit)
    return a is not None and b is not None and a.base == b.base


def _period(entry: Entry, year: int) -> int | None:
    period = entry.period
    if period is None:
        return 1
    if period.last != year:
        return None
    return 0 if period.first == year else 2


def _variant(target: Entry, entry: Entry) -> int | None:
    if target.indicator is None:
        return 0 if entry.indicator is None and _same_thing(target, entry) else None
    if entry.indicator != target.indicator:
        return None
    one, other = variant_of(target), variant_of(entry)
    if one == other:
        return 0
    return 1 if variants().fit(target.indicator, one, other) else 2


def _same_thing(target: Entry, entry: Entry) -> bool:
    """An unlisted subject is known by its words, its unit and its deed: 新开工亿元项目50个 is not 竣工亿元项目50个."""
    if not target.subject or not entry.subject or not same_unit(target, entry) or is_generic(target.subject):
        return False
    one, other = deeds_in(target.quote), deeds_in(entry.quote)
    if one and other and not one & other:
        return False
    if not alike(bare(target.subject), bare(entry.subject)):
        return False
    return likeness(_words(target), _words(entry)) >= _QUOTES_ALIKE


def _words(entry: Entry) -> str:
    """The quote without its numbers and marks: 确保中船智能装备等50项重点项目 is little like 实施市以上重点项目502项."""
    return _NUMBERS.sub("", bare(entry.quote))


def _measure(target: Entry, entry: Entry) -> int:
    if entry.bound in NUMBERLESS:
        return _NO_NUMBER
    if same_measure(target, entry):
        return 0
    return _OTHERS.get(entry.measure or "", _ELSE)


__all__ = [
    "PLAIN",
    "Candidate",
    "is_expected",
    "is_rank_move",
    "rank",
    "same_measure",
    "same_unit",
    "variant_of",
]
