"""Numbers, targets and standings as papers write them."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.supervision.papers.bulletin import part_of_year
from luoshi_web.supervision.papers.standing import Standing, Tally, standing
from luoshi_web.supervision.papers.values import amount, percent, target


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("5.500000", "%", "5.5%"),
        ("20000", "%", "20000%"),
        ("1000000000", "元", "10亿元"),
        ("1234000000", "元", "12.34亿元"),
        ("1234500000", "元", "123450万元"),  # three decimals in 亿: 万 says it exactly
        ("65000", "人", "6.5万人"),
        ("6543", "人", "6543人"),
        ("12345", "人", "12345人"),
        ("-30000", "吨", "-3万吨"),
        ("0", "处", "0处"),
        ("100", "处", "100处"),
    ],
)
def test_amounts(value, unit, written):
    assert amount(Decimal(value), unit) == written


@pytest.mark.parametrize(
    ("low", "high", "unit", "bound", "written"),
    [
        ("5.5", None, "%", "about", "5.5%左右"),
        (None, "5.5", "%", "at_most", "5.5%以内"),
        ("6500", None, "人", "at_least", "6500人以上"),
        ("4.5", "5", "%", "range", "4.5%—5%"),
        ("12", "12", "处", "exact", "12处"),
        ("10000000000", None, "元", "more_than", "超过100亿元"),
        (None, None, "", "qualitative", ""),
    ],
)
def test_targets(low, high, unit, bound, written):
    numbers = [Decimal(each) if each is not None else None for each in (low, high)]
    assert target(*numbers, unit, bound) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (24, 222, "10.8%"),
        (17, 222, "7.7%"),
        (1, 2000, "0.1%"),
        (1, 8, "12.5%"),
        (0, 5, "0.0%"),
        (5, 5, "100.0%"),
        (0, 0, "—"),
    ],
)
def test_shares_are_rounded_half_up(part, whole, written):
    assert percent(part, whole) == written


@pytest.mark.parametrize(
    ("closed", "colour", "ahead", "stands"),
    [
        ("closed_done", "red", False, Standing.DONE),
        ("closed_not_done", "green", True, Standing.BEHIND),
        ("", "green", False, Standing.ON),
        ("", "green", True, Standing.AHEAD),
        ("", "yellow", False, Standing.BEHIND),
        ("", "red", True, Standing.BEHIND),
        ("", "grey", False, Standing.OTHER),  # no data published yet is never late
        ("", "", False, Standing.OTHER),
    ],
)
def test_where_an_item_stands(closed, colour, ahead, stands):
    assert standing(closed=closed, colour=colour, ahead=ahead) is stands


def test_a_tally_leaves_out_of_its_rate_what_is_not_known():
    tally = Tally.of([Standing.DONE] * 3 + [Standing.BEHIND] + [Standing.OTHER] * 6)
    assert (tally.all, tally.kept) == (10, "75.0%")
    assert Tally.of([Standing.OTHER]).kept == "—"


@pytest.mark.parametrize(
    ("on", "part"),
    [
        (date(2026, 4, 10), "一季度"),
        (date(2026, 7, 5), "上半年"),
        (date(2026, 10, 9), "前三季度"),
        (date(2026, 12, 25), "全年"),
        (date(2027, 1, 5), "全年"),
    ],
)
def test_the_part_of_the_year(on, part):
    assert part_of_year(2026, on) == part
