"""Whether a changed target promises less than before. Pure; the cases: tests/web/tables/lowers.tsv."""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.vocabulary.indicators import indicators
from luoshi_web.supervision.progress.values import write_ends

_FLOORS = ("at_least", "more_than")
_CEILINGS = ("at_most",)


@dataclass(frozen=True, slots=True)
class Promise:
    """A target's numbers in its unit: one number is ``low`` or ``high`` alone, or both alike."""

    low: Decimal | None
    high: Decimal | None

    @property
    def least(self) -> Decimal:
        """The smaller number, or the only one. Raises :class:`ValueError` where there is none."""
        number = self.low if self.low is not None else self.high
        if number is None:
            raise ValueError("a promise without a number")
        return number

    @property
    def most(self) -> Decimal:
        """The greater number, or the only one."""
        return self.high if self.high is not None else self.least

    def __str__(self) -> str:
        least, most = (f"{number.normalize():f}" for number in (self.least, self.most))
        return least if least == most else f"{least}–{most}"


def write_promise(text: str, unit: str) -> str:
    """``str`` of a promise as people read it: ``2000000000–3000000000`` → ``20亿元—30亿元``."""
    ends = [Decimal(end) for end in text.split("–")]
    return write_ends(ends[0], ends[-1], unit)


def more_is_more(bound: str, indicator: str, direction: str | None) -> bool:
    """Whether a greater number promises more.

    The bound says it first: 控制在5.5%以内 promises less at 6. Without one the indicator does (城镇调查失业率5.5%左右), where
    ``direction`` "down" turns it: a fall of 3 % promises more than one of 2 %. An indicator without a wanted side: more is more.
    """
    if bound in _FLOORS:
        return True
    if bound in _CEILINGS:
        return False
    known = indicators().by_code.get(indicator)
    wanted = known.wanted if known else None
    if wanted is None:
        return True
    return (wanted == "up") != (direction == "down")


def lowers(before: Promise, after: Promise, *, bound: str, indicator: str, direction: str | None) -> bool:
    """Whether ``after`` promises less. Of a range the end that binds counts first, the other where that stays."""
    if more_is_more(bound, indicator, direction):
        return (after.least, after.most) < (before.least, before.most)
    return (after.most, after.least) > (before.most, before.least)
