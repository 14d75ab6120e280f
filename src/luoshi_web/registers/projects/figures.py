"""What is counted of projects: signed, started, producing, money arrived; each project once.

No law of the nation says what counts as signing, start or arrival: a place's rule does, so each way is a variant and none is the only one.
Not counted among projects brought in: those on public money, later phases of a project, a firm that only moves within the place, outlets of a chain.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from luoshi_web.registers.engine.figures import Bar, Definition, Part
from luoshi_web.registers.engine.measures import Measure, Rate

BY_FORMAL = "formal"
BY_ANY = "any"
AT_SIGNING = "at_signing"
ON_THE_DAY = "on_the_day"


class Paper(StrEnum):
    """What was signed. A supplement (补充协议) changes the amount and is no signing."""

    FRAMEWORK = "framework"
    FORMAL = "formal"
    SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class Contract:
    """A signed paper: ``amount`` is the project's whole investment by it, in 亿元. ``new_investor``: the project is signed anew, by another."""

    on: date
    amount: Decimal
    paper: Paper = Paper.FORMAL
    new_investor: bool = False


@dataclass(frozen=True, slots=True)
class Paid:
    """Money of a day, in 亿元: arrived from the investor, or built."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Project:
    """The facts of a project that statistics read. Days are those of the event, None where it has not come.

    ``not_brought_in`` is why it is none of the projects brought in (招引): public money, a later phase, a move within the place, an outlet.
    ``start_planned`` is the day of the year's plan; ``plans`` the year's planned investment in 亿元, ``built`` what was invested.
    """

    number: str
    contracts: tuple[Contract, ...] = ()
    not_brought_in: str = ""
    start_planned: date | None = None
    started_on: date | None = None
    completed_on: date | None = None
    producing_on: date | None = None
    ended_on: date | None = None
    arrivals: tuple[Paid, ...] = ()
    plans: tuple[tuple[int, Decimal], ...] = ()
    built: tuple[Paid, ...] = ()

    def signing(self, on: date, counts_by: str = BY_FORMAL) -> Contract | None:
        """The one signing by which it is counted on a day: the first, or that of a new investor, which takes its place."""
        papers = (Paper.FORMAL,) if counts_by == BY_FORMAL else (Paper.FORMAL, Paper.FRAMEWORK)
        signed = sorted(
            (each for each in self.contracts if each.on <= on and each.paper in papers),
            key=lambda contract: contract.on,
        )
        anew = [each for each in signed if each.new_investor]
        return anew[-1] if anew else next(iter(signed), None)

    def amount(self, on: date, size_by: str = AT_SIGNING, counts_by: str = BY_FORMAL) -> Decimal:
        """Its investment in 亿元: of the signing, or with the supplements by that day. 0 where nothing is signed."""
        signing = self.signing(on, counts_by)
        if signing is None:
            return Decimal(0)
        later = [signing, *(each for each in self.contracts if signing.on < each.on <= on)]
        return (signing if size_by == AT_SIGNING else max(later, key=lambda contract: contract.on)).amount


def _in_year(day: date | None, on: date) -> bool:
    return day is not None and day.year == on.year and day <= on


def _signed(project: Project, on: date, bar: Bar | None, counts_by: str, size_by: str) -> bool:
    signing = project.signing(on, counts_by)
    if project.not_brought_in or signing is None or not _in_year(signing.on, on):
        return False
    return bar is None or bar.reached(project.amount(on, size_by, counts_by))


def signed(
    bar: Bar | None = None, *, counts_by: str = BY_FORMAL, size_by: str = AT_SIGNING
) -> Measure[Project]:
    """新签约项目: signed in the year of the day, each once. ``bar`` in 亿元: 亿元以上 includes the number, 超亿元 does not (民法典 1259)."""
    return Measure(
        "signed",
        f"{counts_by}/{size_by}",
        "新签约项目",
        "个",
        lambda row, on: _signed(row, on, bar, counts_by, size_by),
    )


def agreed(
    bar: Bar | None = None, *, counts_by: str = BY_FORMAL, size_by: str = AT_SIGNING
) -> Measure[Project]:
    """签约金额: the investment of the projects signed in the year, at signing or with their supplements."""
    return Measure(
        "agreed",
        f"{counts_by}/{size_by}",
        "签约金额",
        "亿元",
        lambda row, on: _signed(row, on, bar, counts_by, size_by),
        lambda row, on: row.amount(on, size_by, counts_by),
    )


def bands(
    edges: Iterable[Decimal], rows: Iterable[Project], on: date, *, size_by: str = AT_SIGNING
) -> tuple[Part, ...]:
    """The year's signed projects in disjoint classes from one edge, included, to the next, not included; the last has no end. They may be added."""
    lows = sorted(edges)
    kept = [row for row in rows if _signed(row, on, Bar(lows[0], includes=True), BY_FORMAL, size_by)]
    parts = []
    for at, low in enumerate(lows):
        high = lows[at + 1] if at + 1 < len(lows) else None
        amounts = [row.amount(on, size_by) for row in kept]
        held = sum(low <= amount and (high is None or amount < high) for amount in amounts)
        parts.append(Part(f"{low}–{high}" if high is not None else f"{low}以上", held))
    return tuple(parts)


def started(bar: Bar | None = None) -> Definition[Project]:
    """当年签约项目开工率 (a): of the projects signed in the year, those begun by the day."""
    return Definition(
        "started",
        "signed",
        "开工率",
        "其中已开工",
        "当年新签约",
        lambda row, on: _signed(row, on, bar, BY_FORMAL, AT_SIGNING),
        lambda row, on: row.started_on is not None and row.started_on <= on,
    )


STARTED_AS_PLANNED: Definition[Project] = Definition(
    "started",
    "planned",
    "开工率",
    "其中已开工",
    "当年计划开工",
    lambda row, on: row.start_planned is not None and row.start_planned.year == on.year,
    lambda row, on: row.started_on is not None and row.started_on <= on,
)
"""计划开工项目开工率 (b): of those that the year's plan begins."""


def producing(bar: Bar | None = None) -> Definition[Project]:
    """当年签约项目投产率: of the projects signed in the year, those producing by the day."""
    return Definition(
        "producing",
        "signed",
        "投产率",
        "其中已投产",
        "当年新签约",
        lambda row, on: _signed(row, on, bar, BY_FORMAL, AT_SIGNING),
        lambda row, on: row.producing_on is not None and row.producing_on <= on,
    )


def _event(code: str, name: str, day: Callable[[Project], date | None], bar: Bar | None) -> Measure[Project]:
    return Measure(
        code,
        "year",
        name,
        "个",
        lambda row, on: _in_year(day(row), on) and (bar is None or bar.reached(row.amount(on, ON_THE_DAY))),
    )


def newly_started(bar: Bar | None = None) -> Measure[Project]:
    """新开工项目: begun in the year, whenever it was signed and with whose money."""
    return _event("newly_started", "新开工项目", lambda row: row.started_on, bar)


def newly_producing(bar: Bar | None = None) -> Measure[Project]:
    """新投产项目: producing since a day of the year."""
    return _event("newly_producing", "新投产项目", lambda row: row.producing_on, bar)


def completed(bar: Bar | None = None) -> Measure[Project]:
    """竣工项目: completed in the year."""
    return _event("completed", "竣工项目", lambda row: row.completed_on, bar)


def _arrived(project: Project, on: date) -> Decimal:
    return sum((paid.amount for paid in project.arrivals if _in_year(paid.on, on)), start=Decimal(0))


def _built(project: Project, on: date) -> Decimal:
    return sum((paid.amount for paid in project.built if _in_year(paid.on, on)), start=Decimal(0))


def _planned(project: Project, on: date) -> Decimal:
    return dict(project.plans).get(on.year, Decimal(0))


ARRIVED: Measure[Project] = Measure(
    "arrived",
    "year",
    "到位资金",
    "亿元",
    lambda row, on: not row.not_brought_in and _arrived(row, on) != 0,
    _arrived,
)
"""招商引资到位资金: what arrived in the year, whenever its project was signed. It is never the contract's amount."""


def _all_arrived(project: Project, on: date) -> Decimal:
    return sum((paid.amount for paid in project.arrivals if paid.on <= on), start=Decimal(0))


ARRIVED_OF_AGREED: Rate[Project] = Rate(
    "arrived_of_agreed",
    "same_projects",
    "资金到位率",
    Measure(
        "arrived",
        "signed",
        "到位资金",
        "亿元",
        lambda row, on: _signed(row, on, None, BY_FORMAL, ON_THE_DAY),
        _all_arrived,
    ),
    agreed(size_by=ON_THE_DAY),
)
"""资金到位率: arrived ÷ the contract amount of the same projects, those signed in the year."""

INVESTED: Rate[Project] = Rate(
    "invested",
    "plan",
    "投资完成率",
    Measure("built", "plan", "完成投资", "亿元", lambda row, on: _planned(row, on) != 0, _built),
    Measure("plan", "plan", "年度计划投资", "亿元", lambda row, on: _planned(row, on) != 0, _planned),
)
"""完成投资年度计划: invested in the year ÷ planned for it, of the projects that the year's plan names."""


def estimate_reported(study: Decimal, estimate: Decimal) -> bool:
    """Whether an estimate (概算) must be reported anew: over the feasibility study by more than 10 % (政府投资条例 12). 10 % exactly is not."""
    return not Bar(study * Decimal("1.1"), includes=True).within(estimate)
