"""资金: acts on rows. A fund from its budget to its end, debt within its limit, the three expenses, budgets told and published. F-numbers: the registers' design."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.funds.debts import debts_of
from luoshi_web.registers.funds.figures import DebtClass, Item
from luoshi_web.registers.funds.models import Bond, DebtLimit, Fund, FundPosting, Repayment
from luoshi_web.registers.funds.register import FUNDS
from luoshi_web.registers.funds.rules.states import FIRST, STATES, State, Type, reached
from luoshi_web.registers.funds.selectors import visible_to
from luoshi_web.registers.funds.services import borrowing, budgets, entering, expenses, performing, posting
from luoshi_web.registers.matters.exceptions import approve_exception, ask_exception
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.matters.night import run_night
from tests.web.conftest import TODAY
from tests.web.registers import fund_steps as steps
from tests.web.registers.fund_steps import MONEY, WAN, YI, act
from tests.web.registers.proposal_steps import at

pytestmark = pytest.mark.django_db
D = Decimal
LATER = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def refused(code, *reasons):
    def same(refusal):
        return refusal.code == code and all(reason in str(refusal) for reason in reasons)

    return pytest.raises(Refusal, check=same)


def fresh(fund):
    return Fund.objects.select_related("matter").get(pk=fund.pk)


def state(fund):
    return Matter.objects.get(pk=fund.pk).state


def clock(fund, code, variant=""):
    return Clock.objects.get(matter=fund.pk, code=code, variant=variant)


def verbs(fund):
    return list(
        Act.objects.filter(object_kind="matter", object_id=fund.pk).order_by("id").values_list("verb", flat=True)
    )  # fmt: skip


def test_every_state_is_come_to_and_left_only_where_the_table_says():
    come = {way.target for way in STATES.ways.values()} | set(FIRST.values())
    assert come == set(State)
    left = {source for way in STATES.ways.values() for source in way.sources}
    assert left == STATES.open
    assert reached({}) is State.BUDGETED
    assert reached({State.ALLOCATED: True, State.SPENT: False}) is State.ALLOCATED


def test_a_fund_from_its_budget_to_its_settlement(district):
    fund = steps.budgeted(district)
    with refused("gate_shut", "performance target"):
        steps.post(district, fund, "allocated", 1000)
    steps.aimed(district, fund)
    steps.post(district, fund, "allocated", 1000)
    assert state(fund) == "allocated"
    steps.post(district, fund, "paid", 600)
    steps.post(district, fund, "paid", 400)
    steps.post(district, fund, "spent", 900)
    assert state(fund) == "spent"
    steps.told(district, fund)
    said = performing.Evaluated(D(92), "excellent", "资金到位及时")
    act(performing.evaluate, district, fund, "supervisor", LATER, evaluated=said)
    with refused("gate_shut", "neither spent nor recovered", "what follows"):
        act(performing.settle, district, fund, "supervisor", LATER)
    act(performing.use, district, fund, "supervisor", LATER, reason="下年度优先安排")
    act(posting.recover, district, fund, "supervisor", LATER, on=LATER, paper="财收1号")
    done = fresh(fund)
    assert (done.matter.state, done.matter.phase, done.matter.ended_on) == ("recovered", "ended", LATER)
    assert FUNDS.seen(done).sums.recovered == 100 * WAN
    assert verbs(fund) == [
        "funds.enter", "funds.post", "funds.aim", "funds.post", "funds.post", "funds.post", "funds.spend", "funds.reach", "funds.evaluate_self",
        "funds.evaluate", "funds.use", "funds.recover",
    ]  # fmt: skip


def test_a_fund_that_is_spent_is_settled(district):
    fund = steps.evaluated(district, 1000)
    act(performing.use, district, fund, "supervisor", LATER, reason="下年度优先安排")
    act(performing.settle, district, fund, "supervisor", LATER)
    assert state(fund) == "settled"


@pytest.mark.parametrize(
    ("kind", "wan", "reason"),
    [
        ("allocated", 201, "budget as adjusted"),
        ("paid", 1001, "was allocated"),
        ("spent", 1, "was paid out"),
        ("recovered", 1001, "spent and recovered"),
        ("adjustment", -201, "budget as adjusted"),
    ],
)
def test_no_sum_grows_over_the_one_before_it(district, kind, wan, reason):
    fund = steps.allocated(district)
    with refused("gate_shut", reason):
        steps.post(district, fund, kind, wan)
    if kind != "spent":
        steps.post(district, fund, kind, wan - 1 if wan > 0 else wan + 1)


def test_without_a_line_nothing_is_posted(district):
    fund = steps.special(district)
    steps.aimed(district, fund)
    for kind in ("allocated", "paid"):
        with refused("gate_shut", "No line of the budget"):
            steps.post(district, fund, kind, 1)


def test_a_target_may_be_excepted_by_the_leader_and_no_sum_may(district):
    fund = steps.budgeted(district)
    with refused("no_way_round"):
        act(lambda **said: ask_exception(FUNDS, **said), district, fund, "supervisor", MONEY, gate="allocate", condition="over_available", reason="先下达")  # fmt: skip
    waiver = act(lambda **said: ask_exception(FUNDS, **said), district, fund, "supervisor", MONEY, gate="allocate", condition="target_missing", reason="应急救灾")  # fmt: skip
    act(lambda **said: approve_exception(FUNDS, **said), district, fund, "leader", MONEY, waiver_id=waiver.pk, until=LATER)  # fmt: skip
    steps.post(district, fund, "allocated", 10)
    assert '"excepted":["target_missing"]' in Act.objects.filter(verb="funds.post").latest("id").details


@pytest.mark.parametrize(
    ("kind", "amount", "code"),
    [("budget", -1, "no_amount"), ("paid", 0, "no_amount"), ("final", 1, "not_posted_here"), ("spent", 1, "not_posted_here")],
)  # fmt: skip
def test_what_is_not_posted_by_the_keeper(district, kind, amount, code):
    fund = steps.allocated(district)
    said = posting.Posted(kind, D(amount), MONEY, "财预9号")
    with refused(code):
        act(posting.post, district, fund, "supervisor", MONEY, posted=said)


def test_postings_are_of_the_budget_year(district):
    fund = steps.allocated(district)
    for on, code in ((date(2025, 12, 31), "other_year"), (date(2026, 2, 3), "day_to_come")):
        with refused(code):
            said = posting.Posted("paid", D(1), on, "财预9号")
            act(posting.post, district, fund, "supervisor", MONEY, posted=said)


def test_a_posting_is_undone_by_another_and_the_fund_goes_back(district):
    fund = steps.allocated(district)
    paid = steps.post(district, fund, "paid", 500)
    allocated = FundPosting.objects.get(kind="allocated")
    with refused("gate_shut", "was allocated"):
        act(posting.reverse, district, fund, "supervisor", LATER, posting_id=allocated.pk, reason="误记")
    act(posting.reverse, district, fund, "supervisor", LATER, posting_id=paid.pk, reason="误记")
    assert state(fund) == "allocated"
    with refused("reversed_already"):
        act(posting.reverse, district, fund, "supervisor", LATER, posting_id=paid.pk, reason="误记")
    undoing = FundPosting.objects.get(reverses=paid)
    with refused("reversed_already"):
        act(posting.reverse, district, fund, "supervisor", LATER, posting_id=undoing.pk, reason="误记")
    assert (undoing.amount, undoing.on) == (-500 * WAN, LATER)
    act(posting.reverse, district, fund, "supervisor", LATER, posting_id=allocated.pk, reason="误记")
    assert state(fund) == "budgeted"


def test_a_confirmed_period_takes_reversals_only(district):
    fund = steps.allocated(district)
    paid = steps.post(district, fund, "paid", 500)
    with refused("own_posting"):
        act(posting.confirm, district, fund, "supervisor", LATER, until=MONEY)
    act(posting.confirm, district, fund, "supervisor2", LATER, until=MONEY)
    assert (fresh(fund).confirmed_until, fresh(fund).confirmed_by) == (MONEY, district.people["supervisor2"])
    with refused("period_confirmed"):
        steps.post(district, fund, "paid", 1)
    with refused("period_confirmed"):
        act(posting.confirm, district, fund, "supervisor2", LATER, until=MONEY)
    with refused("nothing_posted"):
        act(posting.confirm, district, fund, "supervisor2", LATER, until=LATER)
    act(posting.reverse, district, fund, "supervisor", LATER, posting_id=paid.pk, reason="误记")
    steps.post(district, fund, "paid", 1, LATER)


def test_money_moves_between_lines_by_its_paper(district):
    one, other = steps.allocated(district), steps.budgeted(district, 100)
    with refused("gate_shut"):  # 1200 − 201 is less than the 1000 that are allocated
        act(posting.move_line, district, one, "supervisor", MONEY, to=other.pk, amount=D(201 * WAN), on=MONEY, paper="财调1号")  # fmt: skip
    assert FUNDS.seen(other).sums.available == 100 * WAN
    act(posting.move_line, district, one, "supervisor", MONEY, to=other.pk, amount=D(200 * WAN), on=MONEY, paper="财调1号")  # fmt: skip
    assert (FUNDS.seen(one).sums.available, FUNDS.seen(other).sums.available) == (1000 * WAN, 300 * WAN)
    with refused("same_line"):
        act(posting.move_line, district, one, "supervisor", MONEY, to=one.pk, amount=D(1), on=MONEY, paper="财调1号")  # fmt: skip


def test_who_evaluates_is_another_than_who_evaluated_itself(district):
    fund = steps.spent(district)
    said = performing.Evaluated(D(90), "good", "基本完成")
    with refused("gate_shut", "nobody has said how much", "not evaluated it itself"):
        act(performing.evaluate, district, fund, "supervisor", MONEY, evaluated=said)
    steps.told(district, fund)
    with refused("no_such_target"):
        act(performing.reach, district, fund, "officer", MONEY, target_id=fund.targets.get().pk, reached=D(1), on=MONEY)  # fmt: skip
    fund.evaluations.update(entered_by=district.people["supervisor"])
    with refused("gate_shut", "own evaluation"):
        act(performing.evaluate, district, fund, "supervisor", MONEY, evaluated=said)
    with refused("score_of_100"):
        act(performing.evaluate, district, fund, "supervisor2", MONEY, evaluated=performing.Evaluated(D(101), "good", "好"))  # fmt: skip
    act(performing.evaluate, district, fund, "supervisor2", MONEY, evaluated=said)
    assert state(fund) == "evaluated"


def test_targets_weigh_a_hundred_together(district):
    fund = steps.budgeted(district)
    steps.aimed(district, fund)
    with refused("weights_over", "100.5"):
        act(performing.aim, district, fund, "officer", MONEY, target=performing.Target("benefit", "带动就业", D(200), D("40.5")))  # fmt: skip
    act(performing.aim, district, fund, "officer", MONEY, target=performing.Target("benefit", "审批用时", D(5), D(40), "天", at_least=False))  # fmt: skip
    steps.post(district, fund, "allocated", 1)
    target = fund.targets.get(of="benefit")
    assert target.met is None
    for amount, met in ((5, True), (6, False)):
        target.reached = D(amount)
        assert target.met is met


def test_the_balance_of_a_class_stays_within_its_own_limit(district):
    """F8: 0.9237 fits to the last digit, 0.9238 does not, though the special class has room."""
    steps.limit(district, begin="34.5763")
    steps.limit(district, "special", begin="136.4984", most="138.8228")
    paper = steps.adopted(district)
    over = steps.approved(district, "0.9238", paper=paper)
    with refused("gate_shut", "article 35"):
        act(borrowing.issue, district, over, "supervisor", MONEY, on=MONEY)
    fits = steps.issued(district, "0.9237", paper=paper)
    assert (state(fits), Bond.objects.get(pk=fits.pk).issued_on) == ("issued", MONEY)
    assert Matter.objects.get(pk=fits.pk).due == date(2031, 3, 2)
    last = steps.approved(district, "0.0001", paper=paper)
    with refused("gate_shut"):
        act(borrowing.issue, district, last, "supervisor", MONEY, on=MONEY)


def test_a_limit_is_raised_by_another_that_a_second_person_confirms(district):
    first = steps.limit(district)
    paper = steps.adopted(district)
    big = steps.approved(district, "3", paper=paper)
    with refused("gate_shut"):
        act(borrowing.issue, district, big, "supervisor", MONEY, on=MONEY)
    said = {"debt_class": "general", "year": 2026, "begin": D("32.534") * YI, "limit": D(36) * YI, "paper": "债限99号", "at": at(MONEY)}  # fmt: skip
    raised = borrowing.set_limit(actor=district.actor("supervisor"), **said)
    with refused("limit_said"):
        borrowing.set_limit(actor=district.actor("supervisor2"), **said)
    with refused("gate_shut"):  # nobody confirmed it
        act(borrowing.issue, district, big, "supervisor", MONEY, on=MONEY)
    with refused("own_limit"):
        borrowing.confirm_limit(actor=district.actor("supervisor"), limit_id=raised.pk, at=at(MONEY))
    borrowing.confirm_limit(actor=district.actor("supervisor2"), limit_id=raised.pk, at=at(MONEY))
    with refused("limit_decided"):
        borrowing.confirm_limit(actor=district.actor("supervisor2"), limit_id=raised.pk, at=at(MONEY))
    act(borrowing.issue, district, big, "supervisor", MONEY, on=MONEY)
    assert DebtLimit.objects.count() == 2
    assert first.limit == D("35.5") * YI


def test_no_limit_no_issue_and_what_came_before_the_register_is_taken_over(district):
    fund = steps.approved(district)
    with refused("gate_shut", "No limit"):
        act(borrowing.issue, district, fund, "supervisor", MONEY, on=MONEY)
    steps.limit(district, year=2026)
    old = steps.scheduled(district, "2", on=date(2024, 3, 1))
    act(borrowing.approve, district, old, "supervisor", MONEY, adopted_in=None, on=date(2024, 3, 4))
    act(borrowing.issue, district, old, "supervisor", MONEY, on=date(2024, 3, 5))
    assert debts_of(2026, on=TODAY)[DebtClass.GENERAL].issued == 0
    with refused("gate_shut", "articles 35 and 67"):  # this year it would be new debt
        act(borrowing.approve, district, steps.scheduled(district, "2"), "supervisor", MONEY, adopted_in=None, on=MONEY)  # fmt: skip


def test_new_debt_stands_in_an_approved_budget(district):
    steps.limit(district)
    fund = steps.scheduled(district)
    drafted = steps.paper(district, "adjustment", meets_on=date(2026, 10, 30))
    for key in (drafted.pk, fund.pk, 10**6):
        with refused("no_such_budget"):
            act(borrowing.approve, district, fund, "supervisor", MONEY, adopted_in=key, on=MONEY)
    with refused("gate_shut", "articles 35 and 67"):
        act(borrowing.approve, district, fund, "supervisor", MONEY, adopted_in=None, on=MONEY)
    swap = steps.scheduled(district, "0.5", form="refinancing")
    act(borrowing.approve, district, swap, "supervisor", MONEY, adopted_in=None, on=MONEY)
    later = steps.adopted(district, on=LATER)
    with refused("gate_shut"):  # approved only afterwards
        act(borrowing.approve, district, fund, "supervisor", LATER, adopted_in=later.pk, on=MONEY)


def test_a_refinancing_bond_takes_the_place_of_what_it_repays(district):
    steps.limit(district, begin="35.0000")
    paper = steps.adopted(district)
    old = steps.issued(district, "0.5", paper=paper, due=date(2026, 12, 1))
    anew = steps.approved(district, "0.5", form="refinancing", paper=paper)
    act(borrowing.issue, district, anew, "supervisor", MONEY, on=MONEY)
    more = steps.approved(district, "0.0001", form="refinancing", paper=paper)
    act(
        borrowing.repay, district, old, "supervisor", LATER, repayment_id=old.bond.repayments.get().pk, on=LATER, paper="付1号",
    )  # fmt: skip
    with refused("gate_shut"):  # nothing is to be repaid any more in the year, and the class is full
        act(borrowing.issue, district, more, "supervisor", LATER, on=LATER)


def test_a_bond_is_repaid_by_its_calendar(district):
    steps.limit(district)
    fund = steps.approved(district, "0.5", due=date(2026, 12, 1))
    act(borrowing.schedule, district, fund, "supervisor", MONEY, part="interest", due_on=date(2026, 8, 3), amount=D(1_155_000))  # fmt: skip
    act(borrowing.issue, district, fund, "supervisor", MONEY, on=MONEY)
    assert Matter.objects.get(pk=fund.pk).due == date(2026, 8, 3)
    interest, principal = Repayment.objects.order_by("due_on")
    paid = {"on": date(2026, 8, 3), "paper": "付息1号"}
    act(borrowing.repay, district, fund, "supervisor", date(2026, 8, 3), repayment_id=interest.pk, **paid)
    assert (state(fund), Matter.objects.get(pk=fund.pk).due) == ("repaying", date(2026, 12, 1))
    with refused("repaid_already"):
        act(borrowing.repay, district, fund, "supervisor", date(2026, 8, 3), repayment_id=interest.pk, **paid)
    act(borrowing.repay, district, fund, "supervisor", date(2026, 12, 1), repayment_id=principal.pk, on=date(2026, 12, 1), paper="还本1号")  # fmt: skip
    assert (state(fund), Matter.objects.get(pk=fund.pk).due) == ("repaid", None)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"amount": D(0)}, "no_amount"),
        ({"due_on": date(2031, 3, 3)}, "after_the_last"),
        ({"due_on": date(2031, 3, 2)}, "day_taken"),
        ({"due_on": date(2030, 3, 2), "amount": D(1)}, "over_principal"),
    ],
)
def test_a_calendar_that_is_none(district, said, code):
    fund = steps.scheduled(district)
    with refused(code):
        act(borrowing.schedule, district, fund, "supervisor", MONEY, **{"part": "principal", "due_on": date(2031, 3, 1), "amount": D(1)} | said)  # fmt: skip


def test_a_bond_whose_calendar_does_not_repay_it_is_not_issued(district):
    steps.limit(district)
    fund = steps.approved(district)
    act(borrowing.unschedule, district, fund, "supervisor", MONEY, repayment_id=fund.bond.repayments.get().pk)
    with refused("gate_shut", "calendar"):
        act(borrowing.issue, district, fund, "supervisor", MONEY, on=MONEY)


def test_the_three_expenses_take_effect_only_where_they_do_not_grow(district):
    last = steps.running(district, year=2025, on=date(2025, 2, 3), wan={"overseas": 0, "reception": 20, "cars": 29})  # fmt: skip
    assert state(last) == "running"
    fund = steps.three(district)
    steps.expend(district, fund, "budget", overseas=0, reception=20)
    with refused("gate_shut", "Not each of the three"):
        act(expenses.run, district, fund, "supervisor", MONEY)
    steps.expend(district, fund, "budget", cars_bought=0, cars_run=30)
    with refused("gate_shut", "more than that of last year"):
        act(expenses.run, district, fund, "supervisor", MONEY)
    wrong = FundPosting.objects.get(fund=fund, item="cars_run")
    act(posting.reverse, district, fund, "supervisor", MONEY, posting_id=wrong.pk, reason="超上年")
    steps.expend(district, fund, "budget", cars_run=29)
    act(expenses.run, district, fund, "supervisor", MONEY)  # level is no increase
    other = steps.three(district, office="住建局")
    steps.expend(district, other, "budget", who="officer2", overseas=90, reception=0, cars=0)
    act(expenses.run, district, other, "supervisor", MONEY)  # another unit has another year before


def test_cars_never_stand_whole_and_in_parts(district):
    fund = steps.three(district)
    steps.expend(district, fund, "budget", cars=30)
    with refused("cars_twice"):
        steps.expend(district, fund, "budget", cars_run=1)
    with refused("item_taken"):
        steps.expend(district, fund, "budget", cars=1)
    other = steps.three(district, scope="全口径")
    steps.expend(district, other, "budget", cars_run=30)
    with refused("cars_twice"):
        steps.expend(district, other, "budget", cars=30)


def test_the_year_of_the_three_expenses_ends_with_their_final_account(district):
    fund = steps.running(district)
    steps.expend(district, fund, "running", LATER, reception=20, cars_run=29)
    with refused("gate_shut", "more would be spent than the budget holds".capitalize()):
        steps.expend(district, fund, "running", LATER, cars_run=2)
    with refused("not_posted_here"):
        steps.expend(district, fund, "budget", LATER, cars_run=2)
    steps.expend(district, fund, "running", LATER, cars_run=1)
    with refused("gate_shut", "final account"):
        act(expenses.close, district, fund, "supervisor", LATER)
    steps.expend(district, fund, "final", date(2027, 3, 1), overseas=0, reception=19, cars_bought=0, cars_run=31)  # fmt: skip
    act(expenses.close, district, fund, "supervisor", date(2027, 3, 1))
    assert state(fund) == "final"
    assert FUNDS.seen(fund).three.settled == {Item.OVERSEAS, Item.RECEPTION, Item.CARS_BOUGHT, Item.CARS_RUN}


def test_a_units_three_expenses_of_a_year_stand_once_a_scope(district):
    fund = steps.three(district)
    with refused("expenses_taken"):
        steps.three(district)
    steps.three(district, scope="全口径")
    act(entering.drop, district, fund, "supervisor", MONEY, reason="重复")
    steps.three(district)
    with refused("matter_state"):
        act(entering.drop, district, fund, "supervisor", MONEY, reason="重复")


@pytest.mark.parametrize(
    ("on", "days"),
    [
        (date(2026, 1, 22), {"units_told": date(2026, 2, 11), "publish": date(2026, 2, 11), "general": date(2026, 2, 24), "special": date(2026, 3, 23)}),
        (date(2026, 2, 5), {"units_told": date(2026, 2, 25), "publish": date(2026, 2, 25), "general": date(2026, 3, 9), "special": date(2026, 4, 7)}),
    ],
)  # fmt: skip
def test_a_budget_is_told_passed_down_and_published(district, on, days):
    """F1, F2."""
    fund = steps.adopted(district, on=on, transfers=True)
    found = {each.variant or each.code: each.due for each in Clock.objects.filter(matter=fund.pk).exclude(code="first_draft")}  # fmt: skip
    assert found == days
    for to, day in (
        ("units", days["units_told"]),
        ("general", days["general"]),
        ("special", days["special"]),
    ):
        act(budgets.tell, district, fund, "supervisor", day, to=to, on=day)
    with refused("not_owed"):
        act(budgets.tell, district, fund, "supervisor", days["special"], to="units", on=days["special"])
    late = days["special"]
    act(budgets.publish, district, fund, "supervisor", late, where="区政府门户网站", on=late)
    states = {each.variant or each.code: each.state for each in Clock.objects.filter(matter=fund.pk).exclude(code="first_draft")}  # fmt: skip
    assert states == {"units_told": "met", "general": "met", "special": "met", "publish": "missed"}
    assert (state(fund), fresh(fund).matter.ended_on) == ("carried", late)


def test_a_department_tells_and_publishes_its_own(district):
    """F3."""
    fund = steps.adopted(district, level="department", on=date(2026, 2, 13))
    assert clock(fund, "publish_department").due == date(2026, 3, 5)
    assert clock(fund, "publish_department").of == district.offices["发改局"]
    assert clock(steps.adopted(district, level="department", on=date(2026, 2, 4)), "sub_units_told").due == date(2026, 2, 24)  # fmt: skip
    for who in ("supervisor", "officer"):
        with refused("not_yours"):
            act(budgets.publish, district, fund, who, LATER, where="门户网站", on=LATER)
    act(budgets.publish, district, fund, "head", LATER, where="门户网站", on=LATER)
    act(budgets.tell, district, fund, "head", LATER, to="units", on=LATER)
    assert state(fund) == "carried"
    with refused("matter_state"):
        act(budgets.tell, district, fund, "head", LATER, to="units", on=LATER)


@pytest.mark.parametrize(
    ("meets_on", "code", "of", "due"),
    [
        (date(2026, 10, 30), "adjustment_draft", "adjustment", date(2026, 9, 30)),
        (date(2026, 11, 4), "adjustment_draft", "adjustment", date(2026, 9, 30)),
        (date(2026, 1, 29), "first_draft", "budget", date(2025, 12, 30)),
    ],
)
def test_a_draft_is_sent_thirty_days_before(district, meets_on, code, of, due):
    """F4."""
    fund = steps.paper(district, of, meets_on=meets_on)
    assert (clock(fund, code).due, Matter.objects.get(pk=fund.pk).due) == (due, due)
    act(budgets.send_draft, district, fund, "supervisor", due, on=due)
    assert clock(fund, code).state == "met"
    with refused("sent_already"):
        act(budgets.send_draft, district, fund, "supervisor", due, on=due)


def test_a_draft_that_is_not_sent_is_late(district):
    fund = steps.paper(district, meets_on=date(2026, 2, 10), on=date(2026, 1, 20))
    assert clock(fund, "first_draft").due == date(2026, 1, 9)  # it was over when it was entered
    run_night(date(2026, 1, 21), at=at(date(2026, 1, 21)))
    assert clock(fund, "first_draft").state == "missed"


def test_final_accounts_are_published(district):
    """F5; telling them to the units (预算法 80) was not read, and is no clock yet."""
    fund = steps.adopted(district, "final", on=date(2026, 9, 15), meets_on=date(2026, 9, 15))
    assert [(each.code, each.due) for each in Clock.objects.filter(matter=fund.pk)] == [("publish", date(2026, 10, 8))]  # fmt: skip
    with refused("not_owed"):
        act(budgets.tell, district, fund, "supervisor", date(2026, 9, 20), to="units", on=date(2026, 9, 20))
    act(
        budgets.publish,
        district,
        fund,
        "supervisor",
        date(2026, 10, 8),
        where="门户网站",
        on=date(2026, 10, 8),
    )
    assert state(fund) == "carried"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (entering.Paper("budget", "government"), "no_meeting"),
        (entering.Paper("final", "government", date(2026, 9, 1), True), "transfers_of_governments"),
        (entering.Paper("budget", "department", None, True), "transfers_of_governments"),
        (entering.NewBond("general", "new", D(0), D(2), "改造", date(2031, 1, 1)), "no_amount"),
        (entering.NewBond("general", "new", D(1), D(2), "改造", date(2025, 1, 1)), "day_before"),
    ],
)
def test_what_does_not_come_in(district, part, code):
    with refused(code):
        steps.entered(district, part)
    assert not Matter.objects.exists()


def test_a_number_stands_once_a_year_and_only_the_keeper_enters(district):
    steps.special(district, number="资一号")
    with refused("number_taken"):
        steps.special(district, number="资一号")
    with refused("not_yours"):
        steps.special(district, who="head")


def test_acts_of_another_kind_are_refused(district):
    special, bond = steps.budgeted(district), steps.bond(district)
    for wrong in (
        lambda: act(borrowing.schedule, district, special, "supervisor", MONEY, part="interest", due_on=LATER, amount=D(1)),
        lambda: steps.expend(district, special, "budget", reception=1),
        lambda: steps.post(district, bond, "budget", 1),
        lambda: steps.aimed(district, bond),
    ):  # fmt: skip
        with refused("other_fund"):
            wrong()
    with refused("matter_state"):
        act(borrowing.issue, district, special, "supervisor", MONEY, on=MONEY)


def test_what_is_secret_is_read_by_whoever_is_cleared_and_not_published(district):
    with refused("unit_not_cleared"):
        steps.special(district, secrecy=2)
    with refused("bonds_are_open"):
        steps.bond(district, secrecy=1)
    Matter.objects.filter(pk=steps.budgeted(district).pk).update(secrecy=2)
    assert [visible_to(district.actor(who)).count() for who in ("supervisor", "leader", "auditor", "officer", "head3")] == [1, 1, 1, 0, 0]  # fmt: skip
    paper = steps.adopted(district, level="department", secrecy=1)
    with refused("secret_not_published"):
        act(budgets.publish, district, paper, "head", LATER, where="门户网站", on=LATER)


def test_a_fund_goes_to_another_unit(district):
    fund = steps.budgeted(district)
    act(entering.hand_over, district, fund, "supervisor", MONEY, office=district.offices["住建局"], reason="机构改革")  # fmt: skip
    assert [visible_to(district.actor(who)).exists() for who in ("officer", "officer2")] == [False, True]


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (FundPosting, {"amount": 0}),
        (FundPosting, {"amount": -1}),
        (FundPosting, {"paper": ""}),
        (FundPosting, {"item": "cars", "kind": "paid"}),
        (FundPosting, {"kind": "final"}),
        (Fund, {"scope": "本级"}),
        (Fund, {"account": ""}),
        (Fund, {"confirmed_until": TODAY}),
        (Bond, {"principal": 0}),
        (Bond, {"issued_on": date(2040, 1, 1)}),
        (Repayment, {"paid_on": TODAY}),
        (Repayment, {"amount": 0}),
    ],
)
def test_the_database_refuses_what_must_never_be(district, model, changes):
    steps.budgeted(district)
    steps.scheduled(district)
    rows = model.objects.filter(type=Type.SPECIAL) if model is Fund else model.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**changes)
