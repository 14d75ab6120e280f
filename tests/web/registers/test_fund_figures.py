"""Funds: progress, debt, the three public expenses. Cases F6–F13 of the registers' design."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi_web.registers.engine.figures import FigureFault, Part, shown, total
from luoshi_web.registers.engine.measures import measure, rate
from luoshi_web.registers.funds.figures import (
    BALANCE,
    LIMIT,
    PROGRESS,
    RECOVERED,
    Debt,
    DebtClass,
    Expense,
    Item,
    Kind,
    Posting,
    Vintage,
    ahead,
    of_items,
    three_change,
    three_public,
)

day = date.fromisoformat
D = Decimal
ON = day("2026-08-31")


def posting(kind, amount, on="2026-03-01"):
    return Posting("1", kind, D(amount), day(on))


def test_progress_has_three_denominators():
    """F6: budget 1200, adjusted 1500, allocated 1350, spent 900 (万元) on 31 August, eight months of twelve."""
    rows = [
        posting(Kind.BUDGET, 12_000_000),
        posting(Kind.ADJUSTMENT, 3_000_000),
        posting(Kind.ALLOCATED, 13_500_000),
        posting(Kind.SPENT, 10_000_000),
        posting(Kind.SPENT, -1_000_000),  # a reversal
        posting(Kind.SPENT, 1_000_000, "2026-09-01"),
        posting(Kind.SPENT, 1_000_000, "2025-09-01"),
        posting(Kind.RECOVERED, 500),
    ]
    figures = [rate(each, rows, ON) for each in PROGRESS]
    assert [each.variant for each in figures] == ["budget", "adjusted", "allocated"]
    assert [shown(each.value) for each in figures] == ["75.0", "60.0", "66.7"]
    assert [ahead(each.value, 8) for each in figures] == [Fraction(25, 3), Fraction(-20, 3), 0]
    assert measure(RECOVERED, rows, ON).value == 500
    assert rate(PROGRESS[0], rows, day("2026-03-01")).numerator == 9_000_000
    assert rate(PROGRESS[0], rows, day("2026-02-28")).value is None
    assert (ahead(Fraction(1), 12), ahead(Fraction(1, 12), 1)) == (0, 0)


@pytest.mark.parametrize("months", [0, 13])
def test_progress_is_held_against_a_month_of_the_year(months):
    with pytest.raises(FigureFault, match="no_month"):
        ahead(Fraction(1), months)


GENERAL = Debt(DebtClass.GENERAL, 2024, D("32.5340"), D("3.8038"), D("1.7615"), D("35.5000"))
SPECIAL = Debt(DebtClass.SPECIAL, 2024, D("133.2224"), D("18.0311"), D("14.7551"), D("138.8228"))


def test_debt_is_kept_class_by_class():
    """F7, F8."""
    assert (GENERAL.end, SPECIAL.end) == (D("34.5763"), D("136.4984"))
    both = (GENERAL, SPECIAL)
    assert measure(BALANCE, both, day("2024-12-31")).value == D("171.0747")
    assert measure(LIMIT, both, day("2024-12-31")).value == D("174.3228")
    assert measure(BALANCE, both, day("2025-12-31")).value == 0
    assert GENERAL.room == D("0.9237")
    assert GENERAL.may_issue(D("0.9237"))
    assert not GENERAL.may_issue(D("0.9238"))
    assert SPECIAL.room > 1


def expenses(year, vintage=Vintage.FINAL, scope="本级", **items):
    return [Expense("1", year, Item(item), vintage, D(amount), scope) for item, amount in items.items()]


def test_the_three_expenses_hold_the_cars_once():
    """F9: 2771 = 120 + 1033 + 1618, 1618 = 414 + 1204."""
    rows = expenses(2018, overseas=120, reception=1033, cars=1618, cars_bought=414, cars_run=1204)
    assert three_public(rows, 2018, Vintage.FINAL) == 2771
    assert three_public([row for row in rows if row.item is not Item.CARS], 2018, Vintage.FINAL) == 2771
    with pytest.raises(FigureFault, match="nested"):
        total(of_items(rows, 2018, Vintage.FINAL))
    assert three_public(rows, 2018, Vintage.BUDGET) == 0
    assert Part("cars_bought", D(414), inside="cars") in of_items(rows, 2018, Vintage.FINAL)


def test_one_word_by_two_comparisons():
    """F12: budget 50, final 52, last year's final 55: kept against last year, broken against the budget."""
    rows = [
        *expenses(2026, Vintage.BUDGET, reception=50),
        *expenses(2026, reception=52),
        *expenses(2025, reception=55),
        *expenses(2025, Vintage.BUDGET, reception=50),
    ]
    final, budget = (three_change(rows, 2026, variant) for variant in ("final", "budget"))
    assert (shown(final.value), final.no_more) == ("-5.5", True)
    assert (shown(budget.value), budget.no_more) == ("4.0", False)
    assert three_change(rows, 2026, "plan").no_more  # level is no increase
    assert three_change(rows, 2026, "plan").value == 0


def test_an_item_may_rise_though_the_total_does_not():
    """F13."""
    rows = [
        *expenses(2018, overseas=179, reception=700),
        *expenses(2017, overseas=100, reception=800),
    ]
    found = three_change(rows, 2018, "final")
    assert (found.no_more, found.rose) == (True, ("overseas",))


def test_years_of_another_scope_are_not_held_against_each_other():
    rows = [*expenses(2026, reception=52), *expenses(2025, scope="全口径", reception=55)]
    with pytest.raises(FigureFault, match="other_scope"):
        three_change(rows, 2026, "final")
    with pytest.raises(FigureFault, match="nothing_before"):
        three_change(rows, 2025, "final")
