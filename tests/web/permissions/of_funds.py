"""Matters of the register of public money: a fund, a bond, three public expenses and a budget in their states, with 发改局; and what is said of them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi_web.registers.funds.models import FundPosting
from luoshi_web.registers.funds.register import FUNDS
from luoshi_web.registers.funds.services import borrowing, performing
from luoshi_web.registers.matters.exceptions import ask_exception
from tests.web.conftest import TODAY, District
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_matters import saying
from tests.web.registers import fund_steps as steps
from tests.web.registers.fund_steps import ENTERED, MONEY, YI
from tests.web.registers.proposal_steps import at

ON = TODAY.isoformat()
DUE = date(2026, 11, 2)


def _paid(district: District) -> Any:
    fund = steps.allocated(district)
    steps.post(district, fund, "paid", 1000)
    return fund


def _told(district: District) -> Any:
    fund = steps.spent(district, 1000)
    steps.told(district, fund)
    return fund


def _used(district: District) -> Any:
    fund = steps.evaluated(district)
    steps.act(performing.use, district, fund, "supervisor", TODAY, reason="继续安排")
    return fund


def _two_lines(district: District) -> Any:
    steps.budgeted(district, number="资900号")
    return steps.budgeted(district)


def _excepted(district: District) -> Any:
    fund = steps.budgeted(district)
    said = {"gate": "allocate", "condition": "target_missing", "reason": "上级直达资金"}
    ask_exception(
        FUNDS,
        actor=district.actor("supervisor"),
        matter_id=fund.pk,
        version=steps.version(fund),
        at=at(MONEY),
        **said,
    )
    return fund


def _approved(district: District) -> Any:
    steps.limit(district)
    return steps.approved(district)


def _issued(district: District) -> Any:
    steps.limit(district)
    return steps.issued(district)


def _owed(district: District) -> Any:
    steps.limit(district)
    return steps.issued(district, due=DUE)


def _settled(district: District) -> Any:
    fund = steps.running(district, scope="部门汇总")
    steps.expend(district, fund, "final", overseas=0, reception=20, cars=28)
    return fund


def _budgeted_three(district: District) -> Any:
    fund = steps.three(district, scope="部门本级")
    steps.expend(district, fund, "budget", overseas=0, reception=20, cars=30)
    return fund


_STATES: dict[str, Callable[[District], Any]] = {
    "budgeted": steps.budgeted, "lines": _two_lines, "excepted": _excepted, "allocated": steps.allocated, "paid": _paid, "spent": steps.spent,
    "told": _told, "evaluated": steps.evaluated, "used": _used, "bond": steps.bond, "scheduled": steps.scheduled, "approved": _approved, "issued": _issued, "owed": _owed,
    "three": steps.three, "set": _budgeted_three, "running": lambda district: steps.running(district, scope="政府性基金拨款"), "settled": _settled, "paper": steps.paper, "adopted": steps.adopted,
    "department": lambda district: steps.adopted(district, "budget", "department"),
}  # fmt: skip


def fund(ground: Ground, state: str = "budgeted") -> Made:
    """A special fund ``budgeted``, with another of the ``lines``, ``excepted``: an exception is asked for, ``allocated``, ``paid``, ``spent``, ``told``:
    the unit evaluated it, ``evaluated``, ``used``; a ``bond`` planned, ``scheduled``, ``approved``, ``issued``, ``owed`` this year; ``three`` expenses, ``set`` with budgets,
    ``running``, ``settled``: with final accounts; a ``paper`` of the government, ``adopted``, one of a ``department`` adopted.
    """
    made = _STATES[state](ground.district)
    return Made(
        {"pk": made.pk}, made.matter.number if made.type == "three" else made.matter.title, thing=made
    )


def debt_limit(ground: Ground) -> Made:
    """A limit that another person is to confirm."""
    said = {
        "debt_class": "general",
        "year": 2026,
        "begin": Decimal(30) * YI,
        "limit": Decimal(35) * YI,
        "paper": "债限900号",
    }
    made = borrowing.set_limit(actor=ground.district.actor("supervisor"), at=at(ENTERED), **said)
    return Made({"pk": made.pk}, "债限900号", thing=made)


THINGS: dict[str, Callable[..., Made]] = {"fund": fund, "debt_limit": debt_limit}


def _entering(**more: Any) -> Callable[[District, Made], dict[str, Any]]:
    def said(district: District, made: Made) -> dict[str, Any]:
        return {
            "number": "资901号",
            "title": "新登记",
            "office": district.offices["发改局"].pk,
            "year": "2026",
            "on": ON,
            "secrecy": "0",
        } | more

    return said


def _limit(district: District, made: Made) -> dict[str, Any]:
    return {
        "debt_class": "general",
        "year": "2026",
        "begin": "30",
        "limit": "35.5",
        "unit": "yi",
        "paper": "债限901号",
    }


def _first(name: str) -> Callable[[District, Any], int]:
    """The first row of a child of the matter."""
    return lambda district, made: getattr(made, name).first().pk


def _day(district: District, made: Any) -> int:
    return made.bond.repayments.first().pk


def _other(district: District, made: Any) -> int:
    return FundPosting.objects.exclude(fund=made.pk).get().fund_id


def _budget(district: District, made: Any) -> int:
    return steps.adopted(district).pk


_MONEY = {"amount": "10", "unit": "wan", "on": ON, "paper": "财预901号"}
_SCORE = {"score": "92", "grade": "good", "words": "资金到位及时"}
ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "funds:new_special": ("funds.enter", _entering(account="general", source="own")),
    "funds:new_bond": ("funds.enter", _entering(debt_class="general", form="new", principal="0.5", unit="yi", rate="2.31", used_for="老旧小区改造", due_on="2031-03-02")),
    "funds:new_three": ("funds.enter", _entering(scope="本级财政拨款")),
    "funds:new_budget": ("funds.enter", _entering(paper="budget", level="government", meets_on="2026-04-20")),
    "funds:set_limit": ("funds.set_limit", _limit),
    "funds:confirm_limit": ("funds.confirm_limit", lambda district, made: {}),
    "funds:post": ("funds.post", saying(kind="adjustment", **_MONEY)),
    "funds:spend": ("funds.spend", saying(**_MONEY)),
    "funds:expend": ("funds.expend", saying(kind="budget", item="reception", **_MONEY)),
    "funds:run": ("funds.run", saying()),
    "funds:close": ("funds.close", saying()),
    "funds:aim": ("funds.aim", saying(of="output", words="新增技改企业", value="30", measured_in="户", at_least="yes", weight="40")),
    "funds:reach": ("funds.reach", saying(target_id=_first("targets"), reached="31", on=ON)),
    "funds:evaluate_self": ("funds.evaluate_self", saying(**_SCORE)),
    "funds:evaluate": ("funds.evaluate", saying(**_SCORE)),
    "funds:use": ("funds.use", saying(reason="继续安排")),
    "funds:settle": ("funds.settle", saying()),
    "funds:recover": ("funds.recover", saying(on=ON, paper="财预902号")),
    "funds:move_line": ("funds.move_line", saying(to=_other, **_MONEY)),
    "funds:schedule": ("funds.schedule", saying(part="interest", due_on="2027-03-02", amount="100", unit="wan")),
    "funds:unschedule": ("funds.unschedule", saying(repayment_id=_day)),
    "funds:approve": ("funds.approve", saying(adopted_in=_budget, on=ON)),
    "funds:issue": ("funds.issue", saying(on=ON)),
    "funds:repay": ("funds.repay", saying(repayment_id=_day, on=ON, paper="还本901号")),
    "funds:send_draft": ("funds.send_draft", saying(on=ON)),
    "funds:adopt": ("funds.adopt", saying(number="人大决议9号", on=ON)),
    "funds:tell": ("funds.tell", saying(to="units", on=ON)),
    "funds:publish": ("funds.publish", saying(where="区政府门户网站", on=ON)),
    "funds:confirm": ("funds.confirm", saying(until=ON)),
    "funds:reverse": ("funds.reverse", saying(posting_id=_first("postings"), reason="重复录入")),
    "funds:ask_exception": ("funds.ask_exception", saying(condition="allocate.target_missing", reason="上级直达资金")),
    "funds:except": ("funds.except", saying(waiver=lambda district, made: made.matter.waivers.get().pk, until="2026-03-31")),
    "funds:hand_over": ("funds.hand_over", saying(office=lambda district, made: district.offices["教体局"].pk, reason="机构调整")),
    "funds:drop": ("funds.drop", saying(reason="不再安排")),
}  # fmt: skip
"""Page → the act that it must leave in the log, and what its form says."""
