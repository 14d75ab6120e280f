"""What is counted of matters decided collectively: by kind, by result, above the threshold. One matter is of one kind, so kinds add up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi_web.registers.collective.rules.facts import Kind
from luoshi_web.registers.engine.figures import Definition
from luoshi_web.registers.engine.measures import Measure


@dataclass(frozen=True, slots=True)
class Discussed:
    """A meeting's result: ``passed``, ``put_off`` or ``refused``, with how many were against it by name."""

    on: date
    result: str
    dissents: int = 0


PASSED, PUT_OFF, REFUSED = "passed", "put_off", "refused"


@dataclass(frozen=True, slots=True)
class Matter:
    """The facts that statistics read. ``amount`` in 元; ``above``: the place's threshold is reached; ``returned``: days on which it was sent back."""

    key: int
    kind: Kind
    amount: Decimal = Decimal(0)
    above: bool = True
    discussed: tuple[Discussed, ...] = ()
    returned: tuple[date, ...] = ()
    executed_on: date | None = None

    def first(self) -> Discussed | None:
        """Its first meeting."""
        return min(self.discussed, key=lambda each: each.on, default=None)


def _in_year(day: date | None, on: date) -> bool:
    return day is not None and day.year == on.year and day <= on


def _discussed(row: Matter, on: date) -> bool:
    return any(_in_year(each.on, on) for each in row.discussed)


def _came_to(result: str) -> Callable[[Matter, date], bool]:
    return lambda row, on: any(each.result == result and _in_year(each.on, on) for each in row.discussed)


def _passed_before(row: Matter, on: date) -> bool:
    """A meeting passed it by the day on which it was carried out."""
    done = row.executed_on
    return done is not None and any(each.result == PASSED and each.on <= done for each in row.discussed)


def _first_in_year(row: Matter, on: date) -> bool:
    first = row.first()
    return first is not None and _in_year(first.on, on)


def _passed_at_once(row: Matter, on: date) -> bool:
    first = row.first()
    return first is not None and first.result == PASSED


def _of_kind(kind: Kind, name: str) -> Measure[Matter]:
    return Measure(
        "matters", kind.value, name, "项", lambda row, on: row.kind is kind and _discussed(row, on)
    )


def _returns(row: Matter, on: date) -> int:
    return sum(_in_year(day, on) for day in row.returned)


KINDS: tuple[Measure[Matter], ...] = (
    _of_kind(Kind.MATTER, "重大事项决策"),
    _of_kind(Kind.STAFF, "重要干部任免"),
    _of_kind(Kind.PROJECT, "重大项目安排"),
    _of_kind(Kind.MONEY, "大额资金使用"),
)
"""集体研究 by kind: disjoint, they may be added."""
MEASURES: tuple[Measure[Matter], ...] = (
    Measure("matters", "year", "集体研究事项", "项", _discussed),
    *KINDS,
    Measure("money", "year", "涉及资金", "元", lambda row, on: row.kind is Kind.MONEY and _came_to(PASSED)(row, on), lambda row, on: row.amount),
    Measure("put_off", "year", "缓议", "项", _came_to(PUT_OFF)),
    Measure("refused", "year", "否决", "项", _came_to(REFUSED)),
    Measure("returned", "year", "退回议题", "项", lambda row, on: _returns(row, on) > 0, _returns),
    Measure("dissent", "year", "记有不同意见", "项", lambda row, on: any(each.dissents and _in_year(each.on, on) for each in row.discussed)),
    Measure("outside", "year", "会外决定", "项", lambda row, on: _in_year(row.executed_on, on) and not _passed_before(row, on)),
)  # fmt: skip
RATES: tuple[Definition[Matter], ...] = (
    Definition(
        "collective", "above", "集体决策率", "执行前经会议通过", "达到标准已执行", lambda row, on: row.above and _in_year(row.executed_on, on), _passed_before,
    ),
    Definition("at_once", "first", "一次通过率", "首次上会通过", "当年首次上会", _first_in_year, _passed_at_once),
)  # fmt: skip
"""集体决策率: passed by a meeting before it was carried out ÷ carried out in the year above the threshold; 一次通过率: of those first discussed in the year."""
