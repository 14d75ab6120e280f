"""Findings: put right by rows, by what is due, by money; found again. Cases R10–R12 of the registers' design."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.registers.engine.figures import FigureFault, shown, side_by_side, work_out
from luoshi_web.registers.engine.measures import measure, rate
from luoshi_web.registers.findings.figures import (
    CLOSED,
    CLOSED_COUNT,
    FOUND_COUNT,
    FOUND_MONEY,
    IN_TIME,
    MONEY_RATE,
    RELAPSED,
    RULES_MADE,
    Finding,
    MoneyKind,
    Voucher,
    from_source,
    put_right,
    repeated,
)

day = date.fromisoformat
ON = day("2026-12-01")
FOUND = day("2026-01-10")


def finding(number="1", **facts):
    return Finding(number, facts.pop("found_on", FOUND), **facts)


def test_one_word_has_three_definitions():
    """R10: 50 found, 40 closed; of the other 10 four are due, six not yet."""
    voucher = Voucher(day("2026-05-01"), MoneyKind.PAID_IN, Decimal("215587.84"), "v1")
    rows = [
        finding("1", due=day("2026-06-30"), closed_on=day("2026-06-01"), amount=Decimal("251023.54"), vouchers=(voucher,)),
        *(finding(str(n), due=day("2026-06-30"), closed_on=day("2026-06-01")) for n in range(2, 41)),
        *(finding(str(n), due=day("2026-11-30")) for n in range(41, 45)),
        *(finding(str(n), due=day("2027-06-30")) for n in range(45, 51)),
    ]  # fmt: skip
    both = side_by_side(CLOSED, rows, ON)
    assert [(each.variant, each.numerator, each.denominator) for each in both] == [
        ("all", 40, 50),
        ("due", 40, 44),
    ]
    assert shown(rate(MONEY_RATE, rows, ON).value, 2) == "85.88"
    assert measure(CLOSED_COUNT, rows, ON).value == 40
    assert measure(FOUND_COUNT, rows, ON).value == 50
    assert measure(FOUND_COUNT, rows, day("2026-01-09")).value == 0
    assert measure(FOUND_MONEY, rows, ON).value == Decimal("251023.54")


def test_what_is_closed_before_its_day_is_of_what_is_due():
    rows = [finding(due=day("2027-06-30"), closed_on=day("2026-06-01")), finding("2", due=day("2027-06-30"))]
    assert work_out(CLOSED[1], rows, ON).denominator == 1


def test_put_right_in_time():
    rows = [
        finding("1", due=day("2026-06-30"), closed_on=day("2026-06-30")),
        finding("2", due=day("2026-06-30"), closed_on=day("2026-07-01")),
        finding("3", due=day("2027-06-30"), closed_on=day("2026-07-01")),
    ]
    found = work_out(IN_TIME, rows, ON)
    assert (found.numerator, found.denominator) == (1, 2)


def test_vouchers_are_within_the_amount_and_counted_once():
    """R11: 100万: 60 returned and 50 paid in are 110."""
    returned = Voucher(FOUND, MoneyKind.RETURNED, Decimal(600000), "v1")
    with pytest.raises(FigureFault, match="over_amount"):
        finding(
            amount=Decimal(1000000),
            vouchers=(returned, Voucher(FOUND, MoneyKind.PAID_IN, Decimal(500000), "v2")),
        )
    with pytest.raises(FigureFault, match="voucher_twice"):
        finding(
            amount=Decimal(1000000),
            vouchers=(returned, Voucher(FOUND, MoneyKind.PAID_IN, Decimal(1), "v1")),
        )
    with pytest.raises(FigureFault, match="over_amount"):
        finding(vouchers=(returned,))


def test_kinds_of_money_add_up_to_all():
    row = finding(
        amount=Decimal(100),
        vouchers=(
            Voucher(FOUND, MoneyKind.RETURNED, Decimal(60), "v1"),
            Voucher(day("2026-11-01"), MoneyKind.PAID_IN, Decimal(30), "v2"),
        ),
    )
    kinds = [measure(put_right(kind), [row], ON).value for kind in MoneyKind]
    assert sum(kinds) == measure(put_right(), [row], ON).value == 90
    assert measure(put_right(), [row], day("2026-10-31")).value == 60
    assert measure(put_right(MoneyKind.PAID_IN), [row], day("2026-10-31")).rows == 0


@pytest.mark.parametrize(
    ("again", "relapsed"), [("2027-03-10", True), ("2027-03-11", False), ("2026-03-10", False)]
)
def test_a_relapse_is_of_twelve_months(again, relapsed):
    row = finding(closed_on=day("2026-03-10"), again=(day(again),))  # R12
    found = work_out(RELAPSED, [row], day("2027-12-01"))
    assert (found.numerator, found.denominator) == (int(relapsed), 1)
    assert row.closed(day("2027-12-01")) is not relapsed
    assert row.closed(day("2026-12-01"))


def test_the_same_thing_of_the_same_unit_within_three_years():
    first = finding("1", unit="甲局", category="虚列支出", found_on=day("2023-01-10"))
    rows = [
        first,
        finding("2", unit="甲局", category="虚列支出", found_on=day("2026-01-10")),
        finding("3", unit="乙局", category="虚列支出", found_on=day("2026-01-10")),
        finding("4", unit="甲局", category="", found_on=day("2026-01-10")),
        finding("5", unit="甲局", category="", found_on=day("2026-01-11")),
    ]
    assert [row.number for row in repeated(rows, ON)] == ["2"]
    late = finding("6", unit="甲局", category="虚列支出", found_on=day("2026-01-11"))
    assert repeated([first, late], ON) == ()
    assert repeated(rows, day("2025-12-31")) == ()


def test_findings_of_one_body_and_the_rules_they_led_to():
    rows = [finding("1", source="审计", rules=2), finding("2", source="巡察", rules=1)]
    assert [row.number for row in from_source(rows, "审计")] == ["1"]
    assert measure(RULES_MADE, rows, ON).value == 3


def test_what_happens_on_a_day_counts_on_it_and_not_before():
    eve = day("2026-11-30")
    row = finding(
        found_on=ON, due=ON, closed_on=ON, amount=Decimal(9), rules=1,
        vouchers=(Voucher(ON, MoneyKind.FREED, Decimal(9), "v1"),),
    )  # fmt: skip
    for on, expected in ((ON, (1, 1)), (eve, (0, 0))):
        figures = [*side_by_side(CLOSED, [row], on), work_out(IN_TIME, [row], on)]
        assert [(each.numerator, each.denominator) for each in figures] == [expected] * 3
        assert work_out(RELAPSED, [row], on).denominator == expected[1]
        counts = [
            measure(each, [row], on).rows for each in (FOUND_MONEY, RULES_MADE, put_right(), FOUND_COUNT)
        ]
        assert counts == [expected[0]] * 4
    assert measure(put_right(), [row], ON).variant == "all"
    assert measure(RULES_MADE, [finding()], ON).rows == 0
    assert measure(FOUND_MONEY, [finding()], ON).rows == 0
    open_row = finding(due=ON)
    assert work_out(RELAPSED, [open_row], ON).denominator == 0
    assert work_out(IN_TIME, [open_row], ON).denominator == 1


def test_the_first_relapse_is_told():
    row = finding(closed_on=FOUND, again=(day("2026-05-01"), day("2026-03-01")))
    assert row.relapsed_on(ON) == day("2026-03-01")
    assert row.relapsed_on(day("2026-02-28")) is None


def test_a_relapse_that_is_closed_again_is_closed_and_stays_a_relapse():
    row = finding(due=day("2026-05-01"), closed_on=day("2026-04-01"), again=(day("2026-06-01"),), closed_again_on=day("2026-08-01"))  # fmt: skip
    asked = [(day(on), (row.closed(day(on)), work_out(RELAPSED, [row], day(on)).numerator, work_out(IN_TIME, [row], day(on)).numerator)) for on in ("2026-05-01", "2026-07-01", "2026-08-01")]  # fmt: skip
    assert [got for _on, got in asked] == [(True, 0, 1), (False, 1, 0), (True, 1, 0)]
