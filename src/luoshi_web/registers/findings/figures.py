"""What is counted of findings: put right, in time, in money, found again. One word (整改率) has three published definitions.

What is 基本完成 or 持续整改 is not closed. Money put right is counted by vouchers, each of one kind, so that kinds add up.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from luoshi_web.registers.engine.figures import Definition, FigureFault
from luoshi_web.registers.engine.measures import Measure, Rate
from luoshi_web.registers.findings.rules.facts import relapses
from luoshi_web.workdays.count import months_after

REPEATED_YEARS = 3


class MoneyKind(StrEnum):
    """What became of money: 上缴财政, 归还原渠道, 追回, 促进拨付, 调账, 减少拨款, 盘活."""

    PAID_IN = "paid_in"
    RETURNED = "returned"
    RECOVERED = "recovered"
    PAID_OUT = "paid_out"
    REBOOKED = "rebooked"
    CUT = "cut"
    FREED = "freed"


@dataclass(frozen=True, slots=True)
class Voucher:
    """Money put right on a day, in 元, with the number of its paper."""

    on: date
    kind: MoneyKind
    amount: Decimal
    number: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The facts of a finding that statistics read. ``amount`` in 元, None where it is of no money.

    ``closed_on`` is the day of the first closing (销号), ``again`` the days on which the same thing was found once more, ``closed_again_on`` the
    day on which a relapse was closed in its turn; ``rules`` are systems made or mended.
    Raises :class:`FigureFault` ``over_amount`` where vouchers are over the amount found, ``voucher_twice`` where one is counted twice.
    """

    number: str
    found_on: date
    source: str = ""
    unit: str = ""
    category: str = ""
    due: date | None = None
    closed_on: date | None = None
    again: tuple[date, ...] = ()
    closed_again_on: date | None = None
    amount: Decimal | None = None
    vouchers: tuple[Voucher, ...] = ()
    rules: int = 0

    def __post_init__(self) -> None:
        numbers = [voucher.number for voucher in self.vouchers]
        if len(numbers) != len(set(numbers)):
            raise FigureFault("voucher_twice")
        if sum((voucher.amount for voucher in self.vouchers), start=Decimal(0)) > (self.amount or 0):
            raise FigureFault("over_amount")

    def closed(self, on: date) -> bool:
        """Whether it is closed by a day: it did not come back by then, or was closed in its turn."""
        return self.last_closed_on(on) is not None

    def last_closed_on(self, on: date) -> date | None:
        """The day of the closing that holds on a day."""
        if self.closed_on is None or self.closed_on > on:
            return None
        if self.relapsed_on(on) is None:
            return self.closed_on
        again = self.closed_again_on
        return again if again is not None and again <= on else None

    def relapsed_on(self, on: date) -> date | None:
        """The day in the 12 months after its closing on which the same thing was found again; later it is a new finding."""
        if self.closed_on is None:
            return None
        return min((day for day in self.again if day <= on and relapses(self.closed_on, day)), default=None)


def _known(finding: Finding, on: date) -> bool:
    return finding.found_on <= on


def _due(finding: Finding, on: date) -> bool:
    return _known(finding, on) and finding.due is not None and finding.due <= on


def _in_time(finding: Finding, on: date) -> bool:
    closed = finding.last_closed_on(on)
    return closed is not None and finding.due is not None and closed <= finding.due


CLOSED: tuple[Definition[Finding], ...] = (
    Definition(
        "closed",
        "all",
        "整改完成率",
        "已销号",
        "全部问题",
        _known,
        lambda row, on: row.closed(on),
    ),
    Definition(
        "closed",
        "due",
        "整改完成率",
        "已销号",
        "到期问题",
        lambda row, on: _due(row, on) or row.closed(on),
        lambda row, on: row.closed(on),
    ),
)
"""整改完成率 (a) of all that was found, (b) of what is due by the day, what was closed before its day with it."""

CLOSED_COUNT: Measure[Finding] = Measure(
    "closed_count", "all", "完成整改问题", "个", lambda row, on: row.closed(on)
)
FOUND_COUNT: Measure[Finding] = Measure("found", "all", "查出问题", "个", _known)

IN_TIME: Definition[Finding] = Definition(
    "in_time",
    "due",
    "按期整改率",
    "按期销号",
    "到期问题",
    _due,
    _in_time,
)
"""按期整改率: closed by its day, of those whose day has come."""

RELAPSED: Definition[Finding] = Definition(
    "relapsed",
    "12_months",
    "反弹率",
    "反弹",
    "已销号",
    lambda row, on: row.closed_on is not None and row.closed_on <= on,
    lambda row, on: row.relapsed_on(on) is not None,
)
"""反弹率: found again within 12 months of the closing, of all that were closed."""


def put_right(kind: MoneyKind | None = None) -> Measure[Finding]:
    """整改到位金额 in 元 by vouchers up to the day, of one kind or of all: one voucher has one kind, so the kinds add up to all."""
    return Measure(
        "money",
        kind or "all",
        "整改到位金额",
        "元",
        lambda row, on: any(_of(voucher, kind, on) for voucher in row.vouchers),
        lambda row, on: sum((v.amount for v in row.vouchers if _of(v, kind, on)), start=Decimal(0)),
    )


def _of(voucher: Voucher, kind: MoneyKind | None, on: date) -> bool:
    return voucher.on <= on and kind in (None, voucher.kind)


FOUND_MONEY: Measure[Finding] = Measure(
    "found_money",
    "all",
    "问题金额",
    "元",
    lambda row, on: _known(row, on) and row.amount is not None,
    lambda row, on: row.amount or Decimal(0),
)

MONEY_RATE: Rate[Finding] = Rate("closed", "money", "整改完成率", put_right(), FOUND_MONEY)
"""整改完成率 (c): money put right ÷ money found."""

RULES_MADE: Measure[Finding] = Measure(
    "rules",
    "all",
    "建立健全制度",
    "项",
    lambda row, on: _known(row, on) and row.rules > 0,
    lambda row, on: row.rules,
)


def repeated(findings: Iterable[Finding], on: date) -> tuple[Finding, ...]:
    """屡审屡犯: found by a day where the same unit had one of the same category in the three years before. What names no category is none."""
    known = [each for each in findings if _known(each, on) and each.category]
    days: dict[tuple[str, str], list[date]] = {}
    for each in sorted(known, key=lambda finding: finding.found_on):
        days.setdefault((each.unit, each.category), []).append(each.found_on)
    return tuple(each for each in known if _found_before(days[each.unit, each.category], each.found_on))


def _found_before(days: list[date], day: date) -> bool:
    """Whether the last earlier one of some days in order lies in the three years before a day."""
    place = bisect_left(days, day)
    return place > 0 and day <= months_after(days[place - 1], 12 * REPEATED_YEARS)


def from_source(findings: Iterable[Finding], *sources: str) -> tuple[Finding, ...]:
    """Those that one kind of body found: 审计, 巡察 … A rate of a report names whose findings it is of."""
    return tuple(each for each in findings if each.source in sources)
