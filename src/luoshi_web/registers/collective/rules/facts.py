"""A matter as the gates and the auditor's view see it: amounts in 元, days, votes, without names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from luoshi_web.registers.engine.figures import Bar
from luoshi_web.registers.engine.votes import HALF, MORE_THAN_HALF, Needed, Votes


class Kind(StrEnum):
    """重大事项决策、重要干部任免、重大项目安排、大额资金使用: one matter is of one kind."""

    MATTER = "matter"
    STAFF = "staff"
    PROJECT = "project"
    MONEY = "money"


class Check(StrEnum):
    """What is looked at before a matter is listed (会前审查)."""

    LEGALITY = "legality"
    COMPETITION = "competition"
    BUDGET = "budget"
    ARGUMENT = "argument"


class Result(StrEnum):
    """What came of a check. ``not_needed`` counts once another person approved it; a budget is never not needed (预算法 13)."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Checked:
    """A check as it was entered; of several of a kind the last counts."""

    check: Check
    result: Result
    on: date
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which amount in 元 a matter goes to the meeting: 以上 includes the number, 超过 does not (民法典 1259)."""

    amount: Decimal
    includes: bool = True

    def reached(self, amount: Decimal) -> bool:
        """Whether an amount goes to the meeting."""
        return Bar(self.amount, self.includes).reached(amount)


@dataclass(frozen=True, slots=True)
class Rule:
    """The place's rule for a kind of meeting. Where none is entered these start values hold; ``chair_last``: the gate asks that whoever presides spoke last."""

    quorum: Needed = HALF
    carried: Needed = MORE_THAN_HALF
    of_entitled: bool = False
    chair_last: bool = False


@dataclass(frozen=True, slots=True)
class Discussed:
    """What a meeting did. ``named``: whoever was against it is known, which a secret ballot does not say."""

    on: date
    votes: Votes
    passed: bool
    rule: Rule = Rule()
    chair_last: bool = True
    reason: bool = False
    named: bool = True
    dissents: int = 0
    proposer_came: bool = True
    minutes_on: date | None = None

    @property
    def carried(self) -> bool:
        """Whether so many were for it as the place's rule asks for."""
        return self.votes.carried(self.rule.carried, of_entitled=self.rule.of_entitled)


@dataclass(frozen=True, slots=True)
class Matter:
    """``contract``: it signs one, which has its legality reviewed; ``favours``: something is promised to one firm. ``threshold`` None: no row of the place
    holds, and everything goes to the meeting. ``meetings``: days of meetings that could decide it, for what was done first.
    """

    kind: Kind
    amount: Decimal | None = None
    contract: bool = False
    favours: bool = False
    argued: bool = False
    checks: tuple[Checked, ...] = ()
    threshold: Threshold | None = None
    discussed: tuple[Discussed, ...] = ()
    materials_on: date | None = None
    materials_by: date | None = None
    executed_on: date | None = None
    urgent_on: date | None = None
    ratified_on: date | None = None
    meetings: tuple[date, ...] = ()
    due: date | None = None
    feedback_on: date | None = None
    waived: bool = False

    @property
    def reached(self) -> bool:
        """Whether it goes to the meeting: what has no amount does, and so does everything where the place has no row."""
        return self.amount is None or self.threshold is None or self.threshold.reached(self.amount)

    def cleared(self, check: Check, on: date) -> bool:
        """Whether the last word on a check by a day lets it go on; of two on one day, that which was entered later."""
        known = sorted(
            (each for each in self.checks if each.check is check and each.on <= on), key=lambda each: each.on
        )
        if not known:
            return False
        last = known[-1]
        spared = last.result is Result.NOT_NEEDED and last.approved and check is not Check.BUDGET
        return last.result is Result.PASSED or spared

    @property
    def pays(self) -> bool:
        """Whether public money is spent by it."""
        return self.amount is not None and self.kind in {Kind.PROJECT, Kind.MONEY}

    def passed(self, on: date) -> Discussed | None:
        """The meeting that passed it by a day."""
        return next((each for each in self.discussed if each.passed and each.on <= on), None)


@dataclass(frozen=True, slots=True)
class Outlay:
    """A payment that no meeting passed, in 元; ``key`` is its matter's."""

    key: int
    payee: str
    project: str
    on: date
    amount: Decimal


SPLIT_DAYS = 90
"""Payments to one payee for one project within so many days are added up (start value)."""


def split(outlays: Iterable[Outlay], threshold: Threshold) -> tuple[Outlay, ...]:
    """Those with which payments of less than the threshold reached it together (化整为零): 40万, 40万 and 40万 within 79 days reach 100万 with the third."""
    rows = sorted(
        (each for each in outlays if not threshold.reached(each.amount)), key=lambda each: (each.on, each.key)
    )
    found = []
    for row in rows:
        since = row.on - timedelta(days=SPLIT_DAYS)
        alike = [
            each
            for each in rows
            if (each.payee, each.project) == (row.payee, row.project) and since <= each.on <= row.on
        ]
        if threshold.reached(sum((each.amount for each in alike), start=Decimal(0))):
            found.append(row)
    return tuple(found)
