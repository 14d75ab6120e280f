"""Shares and standings as papers write them."""

from datetime import date

import pytest

from luoshi_web.supervision.papers.bulletin import part_of_year
from luoshi_web.supervision.papers.standing import Standing, Tally, standing
from luoshi_web.supervision.papers.values import percent


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
