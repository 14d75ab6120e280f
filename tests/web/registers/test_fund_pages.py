"""Pages of the register of public money: a fund walked through its forms, debt against its limits, the three expenses beside last year, figures with their rows."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.console.funds.acts import ACTS
from luoshi_web.registers.funds.models import DebtLimit, Fund, FundPosting
from luoshi_web.registers.funds.services import borrowing
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import TODAY
from tests.web.registers import fund_steps as steps
from tests.web.registers.fund_steps import WAN, act

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
ON = TODAY.isoformat()
D = Decimal


def page(district, who, name="list", *args, **asked):
    answer = district.client(who).get(reverse(f"funds:{name}", args=args), asked, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def post(district, who, fund, name, **said):
    data = {"version": steps.version(fund)} | said
    return district.client(who).post(reverse(f"funds:{name}", args=[fund.pk]), data, headers=ENGLISH)


def book(district, who, name="list", **asked):
    answer = district.client(who).get(reverse(f"funds:{name}"), asked | {"as": "xlsx"}, headers=ENGLISH)
    return list(load_workbook(BytesIO(b"".join(answer))).active.iter_rows(values_only=True))


def state(fund):
    return Matter.objects.get(pk=fund.pk).state


def test_a_fund_is_walked_through_its_forms(district):
    said = {
        "number": "资9号", "title": "产业发展资金", "office": district.offices["发改局"].pk, "year": "2026", "account": "general", "source": "own",
        "on": ON, "secrecy": "0",
    }  # fmt: skip
    entered = district.client("supervisor").post(reverse("funds:new_special"), said)
    fund = Fund.objects.get()
    assert entered["Location"] == reverse("funds:show", args=[fund.pk])
    money = {"unit": "wan", "on": ON, "paper": "财预9号"}
    odd = post(district, "supervisor", fund, "post", kind="budget", amount="1.0000005", **money)
    assert "This is not a whole number of 分." in odd.content.decode()
    post(district, "supervisor", fund, "post", kind="budget", amount="1200.5", **money)
    assert FundPosting.objects.get().amount == D("12005000.00")
    over = post(district, "supervisor", fund, "post", kind="allocated", amount="1201", **money)
    assert "More would be allocated than the budget as adjusted holds" in over.content.decode()
    assert "It has no performance target." in page(district, "supervisor", "show", fund.pk)
    post(
        district,
        "officer",
        fund,
        "aim",
        of="output",
        words="技改企业",
        value="30",
        measured_in="户",
        at_least="yes",
        weight="60",
    )
    post(district, "supervisor", fund, "post", kind="allocated", amount="1000", **money)
    post(district, "supervisor", fund, "post", kind="paid", amount="1000", **money)
    post(district, "officer", fund, "spend", amount="900", **money)
    assert state(fund) == "spent"
    shown = page(district, "auditor", "show", fund.pk)
    for words in ("1,200.5", "技改企业", "≥ 30 户", "财预9号", "75.0", "90.0"):
        assert words in shown, words
    wrong = fund.postings.get(kind="spent")
    post(district, "supervisor", fund, "reverse", posting_id=wrong.pk, reason="重复录入")
    assert (state(fund), fund.postings.get(reverses=wrong).amount) == ("paid", D(-900 * WAN))
    own = post(district, "supervisor", fund, "confirm", until=ON)
    assert "What somebody posted is confirmed by another person." in own.content.decode()
    post(district, "supervisor2", fund, "confirm", until=ON)
    shut = post(district, "supervisor", fund, "post", kind="paid", amount="1", **money)
    assert "it takes reversals only" in shut.content.decode()


def test_buttons_stand_where_the_act_can_be_done(district):
    def standing(fund, who):
        return {
            act.code
            for act in ACTS
            if f"/funds/{fund.pk}/{act.code}/" in page(district, who, "show", fund.pk)
        }

    fund = steps.spent(district)
    assert standing(fund, "officer") == {"spend", "aim", "reach"}
    assert standing(fund, "head") == {"spend", "aim", "reach", "evaluate_self"}
    assert standing(fund, "supervisor") == {
        "post",
        "evaluate",
        "recover",
        "move_line",
        "reverse",
        "ask_exception",
        "hand_over",
        "confirm",
    }
    assert standing(fund, "leader") == standing(fund, "auditor") == set()
    budget, own = steps.adopted(district), steps.adopted(district, "budget", "department")
    assert standing(budget, "supervisor") == {"tell", "publish", "hand_over"}
    assert (standing(own, "head"), standing(own, "supervisor")) == ({"tell", "publish"}, {"hand_over"})


def test_the_list_of_lines_and_its_workbook(district):
    fund = steps.budgeted(district, 1200)
    steps.aimed(district, fund)
    for kind, wan in (("adjustment", 300), ("allocated", 1350), ("paid", 1000), ("spent", 900)):
        steps.post(district, fund, kind, wan)
    steps.budgeted(district, 50, title="小额资金", number="资901号", office="住建局")
    shown = page(district, "supervisor")
    for words in ("1,500", "1,350", "75.0", "60.0", "66.7", "小额资金"):
        assert words in shown, words
    assert "小额资金" not in page(district, "officer")
    assert "小额资金" not in page(district, "supervisor", state="spent")
    assert "小额资金" in page(district, "supervisor", stands="aimless")
    assert "15,000,000" in page(district, "supervisor", unit="yuan")
    head, *rows = book(district, "supervisor")
    row = dict(zip(head, next(each for each in rows if "县域" in each[1]), strict=True))
    assert (row["First budget (10,000 yuan (万元))"], row["Spent (10,000 yuan (万元))"]) == (1200, 900)
    assert [
        row[f"Per cent of {of}"]
        for of in ("the first budget", "the budget as adjusted", "what was allocated")
    ] == [75, 60, 66.7]


def test_debt_stands_against_its_limit_and_a_second_person_confirms(district):
    said = {
        "debt_class": "general",
        "year": "2026",
        "begin": "32.534",
        "limit": "35.5",
        "unit": "yi",
        "paper": "债限9号",
    }
    district.client("supervisor").post(reverse("funds:set_limit"), said)
    limit = DebtLimit.objects.get()
    confirm = reverse("funds:confirm_limit", args=[limit.pk])
    assert confirm not in page(district, "supervisor", "debt")
    assert "No limit of 2026 is confirmed." in page(district, "supervisor", "debt")
    assert confirm in page(district, "supervisor2", "debt")
    district.client("supervisor2").post(confirm)
    steps.issued(district, "0.9237")
    shown = page(district, "supervisor", "debt")
    for words in ("32.534", "0.9237", "33.4577", "2.0423"):
        assert words in shown, words
    assert "Both classes" not in shown
    fund = steps.approved(district, "2.0424")
    refused = post(district, "supervisor", fund, "issue", on=ON)
    assert "what the other class has left is none of it" in refused.content.decode()


def test_the_calendar_says_what_is_late(district):
    steps.limit(district)
    fund = steps.issued(district, due=steps.date(2026, 3, 2))
    day = fund.bond.repayments.get()
    listed = page(district, "supervisor", "calendar", paid="over")
    assert "9,237" in listed
    assert "2026-03-02" in listed
    assert "2026-03-02" not in page(district, "supervisor", "calendar", year="2027")
    assert (
        fund.matter.title
        in district.client("supervisor").get("/registers/calendar/?month=2026-03").content.decode()
    )
    post(district, "supervisor", fund, "repay", repayment_id=day.pk, on=ON, paper="还本9号")
    assert "paid late" in page(district, "auditor", "calendar")
    assert "paid late" in page(district, "auditor", "show", fund.pk)
    assert fund.matter.title in page(district, "auditor", "calendar", year="2026", paid_in="2026")
    assert fund.matter.title not in page(district, "auditor", "calendar", paid_in="2025")
    assert [row[0].date().isoformat() for row in book(district, "auditor", "calendar")[1:]] == ["2026-03-02"]


def test_three_expenses_stand_beside_last_year(district):
    last = steps.running(
        district, year=2025, on=steps.date(2025, 2, 3), wan={"overseas": 0, "reception": 25, "cars": 30}
    )
    steps.expend(district, last, "final", on=steps.date(2026, 1, 20), overseas=0, reception=25, cars=30)
    now = steps.running(district)
    shown = page(district, "officer", "show", now.pk)
    for words in ("55", "50", "-9.1"):
        assert words in shown, words
    listed = page(district, "supervisor", "expenses", year="2026")
    assert "-9.1" in listed
    assert "over its ceiling" not in listed
    said = {"kind": "running", "item": "reception", "unit": "wan", "on": ON, "paper": "支9号"}
    over = post(district, "officer", now, "expend", amount="51", **said)
    assert "More would be spent than the budget holds" in over.content.decode()
    post(district, "supervisor", now, "ask_exception", condition="expend.over_ceiling", reason="救灾接待")
    post(district, "leader", now, "except", waiver=now.matter.waivers.get().pk, until=ON)
    post(district, "officer", now, "expend", amount="51", **said)
    assert "over its ceiling" in page(district, "supervisor", "expenses", year="2026")
    years = {row[0]: row for row in book(district, "supervisor", "expenses")[1:]}
    assert years[2026][3:6] == (55, 50, -9.1)


def test_each_figure_leads_to_its_rows(district):
    fund = steps.spent(district, 900)
    steps.running(district, year=2025, on=steps.date(2025, 2, 3))
    steps.running(district)
    shown = page(district, "supervisor", "figures")
    for words in ("75.0%", "90.0%", "0.0%"):
        assert words in shown, words
    address = shown.split('href="/funds/postings/?')[1].split('"')[0].replace("&amp;", "&")
    rows = district.client("supervisor").get(f"/funds/postings/?{address}", headers=ENGLISH).content.decode()
    assert "Sum of 1 postings: <b>900</b>" in rows
    assert f"/funds/{fund.pk}/" in rows
    assert "Sum of" not in page(district, "supervisor", "postings")  # what overlaps has no sum
    assert "As of 2025-12-31" in page(district, "supervisor", "figures", year="2025")
    assert f"As of {ON}" in page(district, "supervisor", "figures", year="2025", until="today")


def test_what_a_bond_stands_in_is_named_to_whoever_may_see_it(district):
    steps.limit(district)
    fund = steps.approved(district)
    paper = fund.bond.adopted_in if fund.bond.adopted_in_id else Fund.objects.get(pk=fund.pk).bond.adopted_in
    assert reverse("funds:show", args=[paper.pk]) in page(district, "officer", "show", fund.pk)
    assert reverse("funds:show", args=[fund.pk]) in page(district, "supervisor", "show", paper.pk)
    act(
        borrowing.schedule,
        district,
        fund,
        "supervisor",
        TODAY,
        part="interest",
        due_on=steps.LAST,
        amount=D(WAN),
    )
    assert "interest (利息)" in page(district, "supervisor", "show", fund.pk)
