"""Projects: counted once, by what was signed, in nested classes. Cases J1–J13 of the registers' design."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi_web.registers.engine.figures import Bar, FigureFault, Part, total, work_out
from luoshi_web.registers.engine.measures import Measure, Quota, Rate, change_of, measure, rate
from luoshi_web.registers.projects.figures import (
    ARRIVED,
    ARRIVED_OF_AGREED,
    BY_ANY,
    INVESTED,
    ON_THE_DAY,
    STARTED_AS_PLANNED,
    Contract,
    Paid,
    Paper,
    Project,
    agreed,
    bands,
    completed,
    estimate_reported,
    newly_producing,
    newly_started,
    producing,
    signed,
    started,
)

day = date.fromisoformat
yi = Decimal
YEAR_END = day("2026-12-31")
OVER_ONE = Bar(yi(1), includes=True)
MORE_THAN_ONE = Bar(yi(1), includes=False)
TEN = Bar(yi(10), includes=True)

ROWS = (
    Project(
        "A",
        (
            Contract(day("2025-11-20"), yi(12), Paper.FRAMEWORK),
            Contract(day("2026-01-15"), yi(12)),
        ),
        started_on=day("2026-05-06"),
        arrivals=(Paid(day("2025-12-30"), yi(1)), Paid(day("2026-06-01"), yi("2.5"))),
        producing_on=day("2026-12-01"),
    ),
    Project(
        "B",
        (Contract(day("2026-03-02"), yi("9.8")), Contract(day("2026-08-10"), yi(15), Paper.SUPPLEMENT)),
    ),
    Project("C", (Contract(day("2026-05-06"), yi("1.0000")),), started_on=day("2026-09-01")),
    Project(
        "D",
        (Contract(day("2026-06-30"), yi(30)), Contract(day("2026-11-05"), yi(30), new_investor=True)),
    ),
    Project("E", (Contract(day("2026-07-01"), yi("0.95")),)),
    Project("F", (Contract(day("2026-02-01"), yi(6)),), not_brought_in="public_money"),
    Project("G", (Contract(day("2026-04-01"), yi(3)),), not_brought_in="later_phase"),
    Project(
        "H",
        (Contract(day("2025-12-31"), yi(20)),),
        started_on=day("2026-02-26"),
        arrivals=(Paid(day("2026-03-01"), yi(4)),),
    ),
)


def names(definition, on=YEAR_END):
    return "".join(row.number for row in ROWS if definition.counts(row, on))


@pytest.mark.parametrize(
    ("definition", "on", "expected"),
    [
        (signed(OVER_ONE), "2026-12-31", "ABCD"),  # J1
        (signed(OVER_ONE, counts_by=BY_ANY), "2026-12-31", "BCD"),  # J2: A is of 2025
        (signed(OVER_ONE, counts_by=BY_ANY), "2025-12-31", "AH"),
        (signed(MORE_THAN_ONE), "2026-12-31", "ABD"),  # J3: C is exactly 1
        (signed(TEN), "2026-12-31", "AD"),  # J4
        (signed(TEN, size_by=ON_THE_DAY), "2026-12-31", "ABD"),
        (signed(TEN, size_by=ON_THE_DAY), "2026-08-09", "AD"),  # before B's supplement
        (signed(), "2026-12-31", "ABCDE"),
        (signed(OVER_ONE), "2026-03-01", "A"),
        (signed(OVER_ONE), "2025-12-31", "H"),
    ],
)  # fmt: skip
def test_projects_signed_are_counted_once_by_the_rule(definition, on, expected):
    assert names(definition, day(on)) == expected
    assert measure(definition, ROWS, day(on)).value == len(expected)


def test_bands_add_up_and_nested_classes_do_not():
    parts = bands([yi(10), yi(1), yi(5)], ROWS, YEAR_END)  # J5
    assert parts == (Part("1–5", 1), Part("5–10", 1), Part("10以上", 2))
    assert total(parts) == 4
    ten = Project("T", (Contract(day("2026-03-02"), yi(10)),))
    assert [part.value for part in bands([yi(1), yi(5), yi(10)], [ten], YEAR_END)] == [0, 0, 1]
    with pytest.raises(FigureFault, match="nested"):
        total([Part("亿元以上", 4), Part("10亿元以上", 2, inside="亿元以上")])


def test_the_amount_is_of_the_signing_or_with_its_supplements():
    assert measure(agreed(OVER_ONE), ROWS, YEAR_END).value == yi("52.8")  # J6
    assert measure(agreed(OVER_ONE, size_by=ON_THE_DAY), ROWS, YEAR_END).value == yi("58.0")
    b = ROWS[1]
    assert [b.amount(day(on), ON_THE_DAY) for on in ("2026-08-09", "2026-08-10")] == [yi("9.8"), yi(15)]


def test_a_new_investor_takes_the_place_of_the_first_signing():
    d = ROWS[3]  # J7
    assert d.signing(day("2026-09-30")).on == day("2026-06-30")
    assert d.signing(day("2026-11-04")).on == day("2026-06-30")
    assert d.signing(day("2026-11-05")).on == day("2026-11-05")
    assert d.signing(day("2026-06-29")) is None
    assert d.amount(day("2026-06-29")) == 0
    assert measure(signed(TEN), [d], YEAR_END).value == 1


def test_begun_of_those_signed_and_begun_in_the_year_are_two_things():
    rates = work_out(started(OVER_ONE), ROWS, YEAR_END)  # J8
    assert (rates.numerator, rates.denominator) == (2, 4)
    assert work_out(started(OVER_ONE), ROWS, day("2026-08-31")).numerator == 1
    assert work_out(started(OVER_ONE), ROWS, day("2026-09-01")).numerator == 2
    assert names(newly_started()) == "ACH"
    assert names(newly_started(MORE_THAN_ONE)) == "AH"
    assert work_out(producing(), ROWS, YEAR_END).numerator == 1
    assert work_out(producing(), ROWS, day("2026-12-01")).numerator == 1
    assert work_out(producing(), ROWS, day("2026-11-30")).numerator == 0
    assert names(newly_producing()) == "A"
    assert measure(completed(), [Project("K", completed_on=day("2026-06-30"))], YEAR_END).value == 1
    assert measure(completed(), [Project("K", completed_on=day("2025-06-30"))], YEAR_END).value == 0


def test_begun_as_the_plan_of_the_year_says():
    rows = [
        Project("K", start_planned=day("2026-03-01"), started_on=day("2026-04-01")),
        Project("L", start_planned=day("2026-11-01")),
        Project("M", start_planned=day("2025-03-01"), started_on=day("2026-04-01")),
    ]
    found = work_out(STARTED_AS_PLANNED, rows, day("2026-06-30"))
    assert (found.numerator, found.denominator) == (1, 2)
    assert work_out(STARTED_AS_PLANNED, rows, day("2026-04-01")).numerator == 1
    assert work_out(STARTED_AS_PLANNED, rows, day("2026-03-31")).numerator == 0


def test_money_that_arrived_is_of_the_year_and_never_the_contracts():
    assert measure(ARRIVED, ROWS, YEAR_END).value == yi("6.5")
    assert measure(ARRIVED, ROWS, day("2026-05-31")).value == yi(4)
    road = Project("F", arrivals=(Paid(day("2026-02-01"), yi(6)),), not_brought_in="public_money")
    assert measure(ARRIVED, [road], YEAR_END).value == 0
    assert measure(ARRIVED, ROWS, YEAR_END).rows == 2
    assert rate(ARRIVED_OF_AGREED, ROWS, day("2026-06-01")).numerator == yi("3.5")
    found = rate(ARRIVED_OF_AGREED, ROWS, YEAR_END)  # A's 3.5 of 58.95
    assert (found.numerator, found.denominator) == (yi("3.5"), yi("58.95"))


def test_investment_against_the_plan_of_the_year():
    rows = [
        Project("K", plans=((2026, yi(2)), (2025, yi(9))), built=(Paid(day("2026-02-01"), yi("2.07")),)),
        Project("L", built=(Paid(day("2026-02-01"), yi(5)),)),
    ]
    assert rate(INVESTED, rows, YEAR_END).value == Fraction(1035, 1000)
    assert rate(INVESTED, rows[1:], YEAR_END).value is None


@pytest.mark.parametrize(("estimate", "expected"), [("2.20", False), ("2.21", True)])
def test_an_estimate_over_the_study_by_more_than_a_tenth_is_reported(estimate, expected):
    assert estimate_reported(yi("2.00"), yi(estimate)) is expected  # J12


def test_one_line_with_two_numbers_has_two_verdicts():
    whole, ten = Quota(yi(100), yi(97)), Quota(yi(18), yi(19))  # J13
    assert (whole.kept, whole.short, whole.share) == (False, 3, Fraction(97, 100))
    assert (ten.kept, ten.short, ten.share) == (True, 0, Fraction(19, 18))
    assert Quota(yi(18), yi(18)).kept


def test_sums_of_other_units_or_ways_are_not_held_together():
    by_signing = measure(signed(OVER_ONE), ROWS, YEAR_END, key=lambda row: row.number)
    by_any = measure(signed(OVER_ONE, counts_by=BY_ANY), ROWS, YEAR_END)
    with pytest.raises(FigureFault, match="other_measure"):
        change_of(by_signing, by_any)
    assert change_of(by_signing, measure(signed(OVER_ONE), ROWS, day("2025-12-31"))) == 3
    with pytest.raises(FigureFault, match="other_unit"):
        rate(Rate("x", "x", "x", signed(), ARRIVED), ROWS, YEAR_END)


def test_the_digest_is_of_the_rows_counted():
    first = measure(signed(TEN), ROWS, YEAR_END, key=lambda row: row.number)
    assert measure(signed(TEN), ROWS[::-1], YEAR_END, key=lambda row: row.number).digest == first.digest
    assert first.rows == 2
    other = measure(signed(OVER_ONE), ROWS, YEAR_END, key=lambda row: row.number)
    assert other.digest != first.digest
    plain = Measure("x", "x", "x", "个", lambda row, on: True)
    assert measure(plain, [], YEAR_END).value == 0
