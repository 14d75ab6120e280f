"""资金: what the database counts is what the definitions say, over random registers; published figures from rows. F-numbers: the registers' design."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi_web.registers.engine.figures import shown
from luoshi_web.registers.engine.measures import measure, rate
from luoshi_web.registers.funds import figures
from luoshi_web.registers.funds.amounts import AmountFault, Unit, in_yuan, written
from luoshi_web.registers.funds.debts import debts_of, repayments_of
from luoshi_web.registers.funds.figures import DebtClass, Item, Kind, Vintage
from luoshi_web.registers.funds.models import Fund, FundPosting
from luoshi_web.registers.funds.selectors import compared, expenses_of, figures_of
from luoshi_web.registers.funds.services import borrowing, posting
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import TODAY
from tests.web.registers import fund_steps as steps
from tests.web.registers.fund_steps import MONEY, YI, act

pytestmark = pytest.mark.django_db
D = Decimal
AUGUST = date(2026, 8, 31)


def funds():
    return Matter.objects.filter(register="funds")


def put(district, fund, kind, amount, on, item="", reverses=None):
    return FundPosting.objects.create(
        fund=fund, kind=kind, amount=amount, on=on, item=item, paper="财预1号", reverses=reverses, reason="误记" if reverses else "",
        entered_by=district.people["supervisor"],
    )  # fmt: skip


def test_progress_by_each_definition(district, django_assert_num_queries):
    """F6: 1200, 1500, 1350, 900 (万元) on 31 August."""
    fund = steps.budgeted(district, 1200)
    steps.aimed(district, fund)
    for kind, wan, on in (
        ("adjustment", 300, MONEY), ("allocated", 1350, MONEY), ("paid", 1000, MONEY), ("spent", 900, MONEY), ("spent", 50, date(2026, 9, 1)),
        ("recovered", 20, MONEY),
    ):  # fmt: skip
        steps.post(district, fund, kind, wan, on)
    steps.budgeted(district, 500, year=2025, on=date(2025, 1, 6))  # another year
    dropped = steps.budgeted(district, 500)
    Matter.objects.filter(pk=dropped.pk).update(state="dropped", phase="ended", ended_on=MONEY)
    with django_assert_num_queries(2):
        found = figures_of(funds(), on=AUGUST)
    assert [shown(each.value) for each in found.progress] == ["75.0", "60.0", "66.7"]
    assert [round(float(figures.ahead(each.value, 8)), 1) for each in found.progress] == [8.3, -6.7, 0.0]
    assert found.recovered.value == 20 * steps.WAN
    assert figures_of(funds(), on=date(2026, 9, 1)).progress[0].numerator == 950 * steps.WAN
    assert figures_of(funds().none(), on=AUGUST).progress[0].value is None


def test_debt_as_a_county_published_it(district):
    """F7: 32.5340 + 3.8038 − 1.7615 = 34.5763; 133.2224 + 18.0311 − 14.7551 = 136.4984; total 171.0747, limit 174.3228."""
    paper, last, due = steps.adopted(district), date(2031, 1, 2), date(2026, 3, 2)
    for of, begin, most, more, less in (
        ("general", "32.5340", "35.5000", "3.8038", "1.7615"),
        ("special", "133.2224", "138.8228", "18.0311", "14.7551"),
    ):
        steps.limit(district, of, begin=begin, most=most)
        old = steps.scheduled(district, less, of=of, due=due)
        act(borrowing.schedule, district, old, "supervisor", MONEY, part="interest", due_on=due, amount=D(10_000))  # fmt: skip
        act(borrowing.approve, district, old, "supervisor", MONEY, adopted_in=None, on=date(2023, 3, 1))
        act(borrowing.issue, district, old, "supervisor", MONEY, on=date(2023, 3, 2))
        principal = old.bond.repayments.get(part="principal")
        act(borrowing.repay, district, old, "supervisor", TODAY, repayment_id=principal.pk, on=due, paper="还本1号")  # fmt: skip
        fresh = steps.approved(district, more, of=of, due=last, paper=paper)
        act(borrowing.issue, district, fresh, "supervisor", TODAY, on=due)
    found = debts_of(2026, on=TODAY)
    assert {of: each.end for of, each in found.items()} == {DebtClass.GENERAL: D("34.5763"), DebtClass.SPECIAL: D("136.4984")}  # fmt: skip
    year = date(2026, 12, 31)
    assert measure(figures.BALANCE, found.values(), year).value == D("171.0747")
    assert measure(figures.LIMIT, found.values(), year).value == D("174.3228")
    assert (found[DebtClass.GENERAL].room, found[DebtClass.SPECIAL].room) == (D("0.9237"), D("2.3244"))
    before = debts_of(2026, on=date(2026, 1, 31))
    assert {of: each.end for of, each in before.items()} == {DebtClass.GENERAL: D("32.5340"), DebtClass.SPECIAL: D("133.2224")}  # fmt: skip
    repaid = repayments_of(2026, on=TODAY)
    assert (repaid.due, repaid.paid, repaid.overdue) == (D("16.5168") * YI, D("16.5166") * YI, D("0.0002") * YI)  # fmt: skip
    assert repayments_of(2026, on=date(2026, 2, 1)).due == 0
    assert repayments_of(2026, on=due).overdue == 0  # on the day itself it is not over


def test_the_three_expenses_are_compared_over_the_units_that_have_both_years(district):
    """F12: budget 50, final 52, last year's final 55."""
    last = steps.running(district, year=2025, on=date(2025, 2, 3), wan={"overseas": 0, "reception": 20, "cars": 30})  # fmt: skip
    now = steps.running(district, wan={"overseas": 0, "reception": 20, "cars_bought": 0, "cars_run": 30})
    new = steps.three(district, office="住建局")
    for fund, wan in ((last, {"overseas": 0, "reception": 25, "cars": 30}), (now, {"overseas": 1, "reception": 20, "cars_bought": 0, "cars_run": 31})):  # fmt: skip
        for item, amount in wan.items():
            put(district, fund, "final", amount * steps.WAN, date(2026, 6, 1), item)
    steps.expend(district, new, "budget", who="officer2", reception=900)
    found = {each.change.variant: each for each in figures_of(funds(), on=AUGUST).three}
    assert [shown(found[variant].change.value) for variant in ("final", "budget", "plan")] == [
        "-5.5",
        "4.0",
        "0.0",
    ]
    assert [found[variant].change.no_more for variant in ("final", "budget", "plan")] == [True, False, True]
    assert found["final"].change.rose == ("overseas", "cars")
    assert [(found[variant].units, found[variant].left_out) for variant in ("final", "plan")] == [(1, 0), (1, 1)]  # fmt: skip


def test_scopes_are_never_added(district):
    for scope, wan in (("本级财政拨款", 20), ("全口径", 60)):
        for year, on in ((2025, date(2025, 2, 3)), (2026, MONEY)):
            steps.running(district, year=year, on=on, scope=scope, wan={"overseas": 0, "reception": wan, "cars": 0})  # fmt: skip
    found = figures_of(funds(), on=AUGUST).three
    assert [(each.scope, each.change.variant, each.change.now) for each in found] == [
        ("全口径", "plan", 60 * steps.WAN),
        ("本级财政拨款", "plan", 20 * steps.WAN),
    ]


def test_the_database_counts_as_the_definitions_do(district):
    chance = random.Random(20261203)
    days = [date(2025, 1, 20) + timedelta(days=41 * n) for n in range(17)]
    rows, expenses = [], []
    for _ in range(30):
        year = chance.choice((2025, 2026))
        if chance.random() < 0.5:
            fund = steps.special(district, year=year, on=date(year, 1, 5))
            for _ in range(chance.randint(0, 8)):
                kind, on = chance.choice(list(Kind)[:6]), chance.choice([day for day in days if day.year == year])  # fmt: skip
                amount = D(chance.randint(1, 10**7)) / 100
                made = put(district, fund, kind, amount, on)
                rows.append(figures.Posting(str(fund.pk), kind, amount, on))
                if chance.random() < 0.2:
                    put(district, fund, kind, -amount, on, reverses=made)
                    rows.append(figures.Posting(str(fund.pk), kind, -amount, on))
            continue
        office = chance.choice(("发改局", "住建局", "教体局"))
        scope = chance.choice(("本级", "全口径"))
        if Fund.objects.filter(scope=scope, matter__year=year, matter__office=district.offices[office]).exists():  # fmt: skip
            continue
        fund = steps.three(district, office=office, scope=scope, year=year, on=date(year, 1, 5))
        for vintage in Vintage:
            for item in chance.choice(([*Item][:3], [Item.OVERSEAS, Item.RECEPTION, Item.CARS_BOUGHT, Item.CARS_RUN])):  # fmt: skip
                amount = D(chance.randint(0, 10**6)) / 100
                put(district, fund, vintage.value, amount, chance.choice(days[:8]), item)
                expenses.append(figures.Expense(str(district.offices[office].pk), year, item, vintage, amount, scope))  # fmt: skip
    seen = set()
    for on in (date(2025, 6, 30), date(2025, 12, 31), date(2026, 5, 20), date(2026, 12, 31)):
        found = figures_of(funds(), on=on)
        expected = [rate(each, rows, on) for each in figures.PROGRESS]
        assert [(each.variant, each.numerator, each.denominator) for each in found.progress] == [
            (each.variant, each.numerator, each.denominator) for each in expected
        ]
        assert found.recovered.value == measure(figures.RECOVERED, rows, on).value
        seen.add(found.progress)
    assert len(seen) == 4
    on = date(2026, 12, 31)
    assert sorted(expenses_of(funds(), on=on), key=str) == sorted(expenses, key=str)
    for each in compared(expenses, 2026):
        both, left_out = figures.alike([row for row in expenses if row.scope == each.scope], 2026, each.change.variant)  # fmt: skip
        now, before = figures.sides(each.change.variant, 2026)
        for side, value in ((now, each.change.now), (before, each.change.before)):
            assert sum(row.amount for row in both if (row.year, row.vintage) == side) == value
        assert (len({row.unit for row in both}), len(left_out)) == (each.units, each.left_out)
    assert compared(expenses, 2026)


def test_a_reversed_expense_counts_no_more(district):
    fund = steps.running(district)
    steps.running(district, year=2025, on=date(2025, 2, 3))
    wrong = put(district, fund, "final", D(9), MONEY, "reception")
    act(posting.reverse, district, fund, "supervisor", MONEY, posting_id=wrong.pk, reason="误记")
    rows = [row for row in expenses_of(funds(), on=AUGUST) if row.vintage is Vintage.FINAL]
    assert [row.amount for row in rows] == [0]


@pytest.mark.parametrize(
    ("amount", "unit", "yuan", "shown_"),
    [
        ("1200", Unit.WAN, "12000000.00", "1,200"),
        ("0.9237", Unit.YI, "92370000.00", "0.9237"),
        ("34.57630001", Unit.YI, "3457630001.00", "34.57630001"),
        ("0.01", Unit.YUAN, "0.01", "0.01"),
        ("-16.5", Unit.WAN, "-165000.00", "-16.5"),
        ("100", Unit.YUAN, "100.00", "100"),
    ],
)
def test_amounts_are_exact_in_both_directions(amount, unit, yuan, shown_):
    assert in_yuan(D(amount), unit) == D(yuan)
    assert written(D(yuan), unit) == shown_


def test_parts_of_a_fen_are_no_amount():
    with pytest.raises(AmountFault):
        in_yuan(D("0.0000001"), Unit.WAN)
    assert written(None, Unit.WAN) == ""
