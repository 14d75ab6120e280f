"""What is counted of major decisions: reviewed, by procedure, of the catalogue, evaluated. A step that was waived or a pilot's is not done.

A decision counts in the year of its own day, the catalogue in its year; one that is decided outside the catalogue is no part of the catalogue's rate.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi_web.registers.engine.figures import Definition
from luoshi_web.registers.engine.measures import Measure, Rate


class Listing(StrEnum):
    """How it came into the year's catalogue: as first published, added to it, or not at all."""

    FIRST = "first"
    ADDED = "added"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Comment:
    """公开征求意见: opened and answered on a day, with how many opinions were adopted."""

    opened_on: date
    answered_on: date | None = None
    adopted: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """The facts of a decision that statistics read. ``year`` is the catalogue's; ``needed`` and ``done`` count steps by its tabling.

    ``excepted``: tabled by an exception, or as a pilot against the opinion. ``in_force``: today it is carried out, halted or evaluated.
    """

    key: int
    year: int
    listing: Listing = Listing.FIRST
    dropped_on: date | None = None
    tabled_on: date | None = None
    decided_on: date | None = None
    opinion_days: tuple[date, ...] = ()
    needed: int = 0
    done: int = 0
    excepted: bool = False
    comments: tuple[Comment, ...] = ()
    dissents: int = 0
    evaluation_days: tuple[date, ...] = ()
    in_force: bool = False

    def decided(self, on: date) -> bool:
        """Decided by a day, in whichever year."""
        return self.decided_on is not None and self.decided_on <= on

    @property
    def by_procedure(self) -> bool:
        """Every step was done or determined not to apply, and none was waived."""
        return self.done >= self.needed and not self.excepted


def _in_year(day: date | None, on: date) -> bool:
    return day is not None and day.year == on.year and day <= on


def _decided(row: Decision, on: date) -> bool:
    return _in_year(row.decided_on, on)


def _reviewed(row: Decision, on: date) -> bool:
    """An opinion was there when it was put before the meeting."""
    return row.tabled_on is not None and any(day <= row.tabled_on for day in row.opinion_days)


def _listed(row: Decision, on: date) -> bool:
    """In the year's catalogue as adjusted by a day: what was dropped is no part of it."""
    gone = row.dropped_on is not None and row.dropped_on <= on
    return row.year == on.year and row.listing is not Listing.OUTSIDE and not gone


REVIEWED: Definition[Decision] = Definition(
    "reviewed", "tabled", "合法性审查率", "会前有审查意见", "当年提交讨论", lambda row, on: _in_year(row.tabled_on, on), _reviewed
)  # fmt: skip
"""合法性审查率: tabled with an opinion before the meeting ÷ tabled in the year."""
BY_PROCEDURE: Definition[Decision] = Definition(
    "by_procedure", "decisions", "程序履行率", "各程序均履行或认定不适用", "当年决定", _decided, lambda row, on: row.by_procedure
)  # fmt: skip
"""程序履行率 (a): decided with every step done or determined ÷ decided in the year."""
BY_STEPS: Rate[Decision] = Rate(
    "by_procedure", "steps", "程序履行率",
    Measure("done", "steps", "已履行程序", "项", _decided, lambda row, on: row.done),
    Measure("needed", "steps", "应履行程序", "项", _decided, lambda row, on: row.needed),
)  # fmt: skip
"""程序履行率 (b): steps done ÷ steps needed, of what was decided in the year."""
CATALOGUE_DONE: tuple[Definition[Decision], ...] = (
    Definition("catalogue_done", "adjusted", "目录完成率", "已决定", "调整后目录事项", _listed, lambda row, on: row.decided(on)),
    Definition(
        "catalogue_done", "first", "目录完成率", "已决定", "首次公布目录事项",
        lambda row, on: row.year == on.year and row.listing is Listing.FIRST, lambda row, on: row.decided(on),
    ),
)  # fmt: skip
"""目录完成率: of the year's catalogue as adjusted (a), and as it was first published, what was dropped included (b)."""
EVALUATED: Definition[Decision] = Definition(
    "evaluated", "in_force", "后评估", "当年后评估", "已决定且执行中", lambda row, on: row.decided(on) and row.in_force,
    lambda row, on: any(_in_year(day, on) for day in row.evaluation_days),
)  # fmt: skip
RATES: tuple[Definition[Decision], ...] = (REVIEWED, BY_PROCEDURE, *CATALOGUE_DONE, EVALUATED)


def _opinions(row: Decision, on: date) -> int:
    return sum(_in_year(day, on) for day in row.opinion_days)


def _adopted(row: Decision, on: date) -> int:
    return sum(each.adopted for each in row.comments if _in_year(each.answered_on, on))


MEASURES: tuple[Measure[Decision], ...] = (
    Measure("catalogue", "adjusted", "目录事项", "项", _listed),
    Measure("decided", "year", "已决定", "项", _decided),
    Measure("outside", "year", "目录外决定", "项", lambda row, on: _decided(row, on) and row.listing is Listing.OUTSIDE),
    Measure("reviewed_count", "year", "合法性审查", "件", lambda row, on: _opinions(row, on) > 0, _opinions),
    Measure("commented", "year", "公开征求意见", "项", lambda row, on: any(_in_year(each.opened_on, on) for each in row.comments)),
    Measure("adopted_opinions", "year", "采纳意见", "条", lambda row, on: _adopted(row, on) > 0, _adopted),
    Measure("dissent", "year", "不同意见", "项", lambda row, on: _decided(row, on) and row.dissents > 0),
    Measure("excepted", "year", "例外", "项", lambda row, on: _decided(row, on) and row.excepted),
    Measure("evaluated_count", "year", "后评估", "项", lambda row, on: any(_in_year(day, on) for day in row.evaluation_days)),
)  # fmt: skip
