"""Public money as people bring it so far: the steps that tests of acts and pages begin with."""

from datetime import date
from decimal import Decimal

from luoshi_web.registers.funds.models import DebtLimit, Fund
from luoshi_web.registers.funds.services import borrowing, budgets, entering, expenses, performing, posting
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import District
from tests.web.registers.proposal_steps import at

ENTERED, ADOPTED, MONEY = date(2026, 1, 5), date(2026, 1, 22), date(2026, 2, 2)
LAST = date(2031, 3, 2)
WAN = 10_000
YI = 10**8
_numbers = iter(range(1, 100_000))


def version(fund: Fund) -> int:
    return Matter.objects.get(pk=fund.pk).version


def act(service, district: District, fund: Fund, who: str, day: date, /, **said):
    """The act of somebody on a day, with the version that the page would show."""
    return service(actor=district.actor(who), matter_id=fund.pk, version=version(fund), at=at(day), **said)


def entered(district: District, part, *, on: date = ENTERED, office="发改局", year=0, who="supervisor", **changes) -> Fund:  # fmt: skip
    said = {
        "number": f"资{next(_numbers)}号", "title": "县域产业发展专项资金", "office": district.offices[office], "year": year or on.year, "on": on,
    } | changes  # fmt: skip
    return entering.enter(actor=district.actor(who), entered=entering.Entered(**said), part=part, at=at(on))


def special(district: District, **changes) -> Fund:
    return entered(district, entering.Special("general", "own", "215 资源勘探工业信息等支出", "奖补技术改造"), **changes)  # fmt: skip


def post(district: District, fund: Fund, kind: str, wan, on: date = MONEY, who="supervisor"):
    """A posting in 万元."""
    said = posting.Posted(kind, Decimal(wan) * WAN, on, f"财预{next(_numbers)}号")
    if kind == "spent":
        return act(posting.spend, district, fund, "officer" if who == "supervisor" else who, on, posted=said)
    return act(posting.post, district, fund, who, on, posted=said)


def aimed(district: District, fund: Fund, *, on: date = MONEY):
    target = performing.Target("output", "新增技改企业", Decimal(30), Decimal(60), "户")
    return act(performing.aim, district, fund, "officer", on, target=target)


def budgeted(district: District, wan=1200, **changes) -> Fund:
    fund = special(district, **changes)
    post(district, fund, "budget", wan, on=changes.get("on", ENTERED))
    return fund


def allocated(district: District, wan=1000, **changes) -> Fund:
    fund = budgeted(district, **changes)
    aimed(district, fund)
    post(district, fund, "allocated", wan)
    return fund


def spent(district: District, wan=900, **changes) -> Fund:
    fund = allocated(district, **changes)
    post(district, fund, "paid", 1000)
    post(district, fund, "spent", wan)
    return fund


def told(district: District, fund: Fund, *, on: date = MONEY) -> None:
    """What was reached is entered, and the unit evaluates itself."""
    for target in fund.targets.filter(reached=None):
        act(performing.reach, district, fund, "officer", on, target_id=target.pk, reached=Decimal(31), on=on)
    said = performing.Evaluated(Decimal(95), "excellent", "目标全部完成")
    act(performing.evaluate_self, district, fund, "head", on, evaluated=said)


def evaluated(district: District, wan=1000, *, on: date = MONEY) -> Fund:
    fund = spent(district, wan)
    told(district, fund, on=on)
    said = performing.Evaluated(Decimal(92), "excellent", "资金到位及时")
    act(performing.evaluate, district, fund, "supervisor", on, evaluated=said)
    return fund


def limit(district: District, of="general", year=2026, begin="32.5340", most="35.5000") -> DebtLimit:
    """A confirmed limit and opening balance, in 亿元."""
    made = borrowing.set_limit(
        actor=district.actor("supervisor"), debt_class=of, year=year, begin=Decimal(begin) * YI, limit=Decimal(most) * YI,
        paper=f"债限{next(_numbers)}号", at=at(ENTERED),
    )  # fmt: skip
    return borrowing.confirm_limit(actor=district.actor("supervisor2"), limit_id=made.pk, at=at(ENTERED))


def bond(district: District, yi="0.9237", *, of="general", form="new", due=LAST, **changes) -> Fund:  # fmt: skip
    part = entering.NewBond(of, form, Decimal(yi) * YI, Decimal("2.31"), "老旧小区改造", due)
    return entered(district, part, title="一般债券（一期）", **changes)


def scheduled(district: District, yi="0.9237", *, due=LAST, **changes) -> Fund:
    fund = bond(district, yi, due=due, **changes)
    act(borrowing.schedule, district, fund, "supervisor", ENTERED, part="principal", due_on=due, amount=Decimal(yi) * YI)  # fmt: skip
    return fund


def approved(district: District, yi="0.9237", *, on: date = MONEY, paper: Fund | None = None, **changes) -> Fund:  # fmt: skip
    fund = scheduled(district, yi, **changes)
    paper = paper or adopted(district)
    act(borrowing.approve, district, fund, "supervisor", on, adopted_in=paper.pk, on=on)
    return fund


def issued(district: District, yi="0.9237", *, on: date = MONEY, **changes) -> Fund:
    fund = approved(district, yi, **changes)
    act(borrowing.issue, district, fund, "supervisor", on, on=on)
    return fund


def three(district: District, *, office="发改局", scope="本级财政拨款", **changes) -> Fund:
    return entered(district, entering.Three(scope), title="“三公”经费", office=office, **changes)


def expend(district: District, fund: Fund, kind: str, on: date = MONEY, who="officer", **wan):
    for item, amount in wan.items():
        act(
            posting.expend, district, fund, who, on, kind=kind, item=item, amount=Decimal(amount) * WAN, on=on,
            paper=f"财预{next(_numbers)}号",
        )  # fmt: skip


def running(district: District, *, on: date = MONEY, **changes) -> Fund:
    wan = changes.pop("wan", {"overseas": 0, "reception": 20, "cars_bought": 0, "cars_run": 30})
    fund = three(district, on=min(ENTERED, on), **changes)
    expend(district, fund, "budget", on, **wan)
    act(expenses.run, district, fund, "supervisor", on)
    return fund


def paper(district: District, of="budget", level="government", *, meets_on: date | None = date(2026, 1, 20), transfers=False, **changes) -> Fund:  # fmt: skip
    said = {"title": "2026年本级预算", "on": date(2025, 12, 1), "year": 2026} | changes
    part = entering.Paper(of, level, meets_on if level == "government" else None, transfers)
    return entered(district, part, **said)


def adopted(district: District, of="budget", level="government", *, on: date = ADOPTED, **changes) -> Fund:
    fund = paper(district, of, level, **changes)
    act(budgets.adopt, district, fund, "supervisor", on, on=on, number="人大决议1号")
    return fund
