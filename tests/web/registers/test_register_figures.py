"""Figures: exact, with both sides shown; what is printed elsewhere is held against them. Cases of the registers' design by their number."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi_web.registers.engine.figures import (
    Bar,
    Definition,
    FigureFault,
    Part,
    agrees,
    change,
    parts_agree,
    quorum,
    shown,
    side_by_side,
    total,
    work_out,
)

ON = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("share", "digits", "expected"),
    [
        (Fraction(90, 96), 2, "93.75"),
        (Fraction(9996, 10000), 1, "99.9"),  # 100 only where exact
        (Fraction(4, 100000), 1, "0.1"),  # 0 only where exact
        (Fraction(1), 1, "100.0"),
        (Fraction(0), 1, "0.0"),
        (Fraction(1, 8), 1, "12.5"),
        (Fraction(1, 16), 1, "6.3"),  # 6.25, half up
        (Fraction(-1, 16), 1, "-6.3"),
        (Fraction(40, 44), 1, "90.9"),
        (Fraction(2, 3), 0, "67"),
        (Fraction(1997, 2000), 0, "99"),
        (Fraction(10001, 10000), 1, "100.1"),
        (None, 1, None),
    ],
)
def test_a_share_is_shown_half_up_and_never_rounded_to_all_or_nothing(share, digits, expected):
    assert shown(share, digits) == expected


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 3))
def test_what_is_shown_agrees_with_the_exact_share(above, below, digits):
    share = Fraction(above, below)
    assert agrees(shown(share, digits), share * 100)


@pytest.mark.parametrize(
    ("published", "exact", "expected"),
    [
        ("26.8", Fraction(2688, 100), True),  # cut off
        ("58.07", Fraction(5400, 93), True),  # made up so that the sum is 100
        ("-16.77", change(2364, 2840) * 100, True),  # F11
        ("-86.62", change(12, 90) * 100, False),  # F11: −86.67
        ("98", Fraction(9875, 100), True),
        ("97.7", Fraction(9875, 100), False),
        ("26.8", Fraction(279, 10), False),
    ],
)
def test_a_published_number_agrees_within_one_unit_of_its_last_digit(published, exact, expected):
    assert agrees(published, exact) is expected


@pytest.mark.parametrize("said", ["约11%", "", "NaN"])
def test_what_is_no_number_is_refused(said):
    with pytest.raises(FigureFault, match="no_number"):
        agrees(said, Fraction(11))


def test_nothing_before_is_no_change():
    with pytest.raises(FigureFault, match="nothing_before"):
        change(5, 0)


# Rates of published bodies: rows → what they printed (the design's section 12)


@pytest.mark.parametrize(
    ("above", "below", "printed"),
    [
        (22, 92, "23.91"), (68, 92, "73.91"), (2, 92, "2.17"),
        (418, 799, "52.3"), (265, 799, "33.2"), (116, 799, "14.5"),
        (470, 578, "81.31"), (433, 470, "92.13"), (32, 470, "6.81"), (5, 470, "1.06"),
        (801, 835, "95.9"), (564, 801, "70.41"),
        (26, 89, "29.21"), (53, 89, "59.55"), (10, 89, "11.24"),
        (54, 93, "58.07"), (33, 93, "35.48"), (2, 93, "2.15"), (4, 93, "4.30"), (86, 93, "92.47"),
        (64, 128, "50"), (38, 128, "29.7"), (21, 128, "16.4"), (5, 128, "3.9"),
        (33, 52, "63.4"), (14, 52, "27"), (5, 52, "9.6"),
        (43, 57, "75.4"), (13, 57, "22.8"), (1, 57, "1.8"),
        (778, 856, "91"), (232, 778, "30"), (351, 778, "45"), (195, 778, "25"),
        (70, 81, "86.4"), (14, 81, "17.3"), (41, 81, "50.6"), (15, 81, "18.5"),
        (148, 588, "25.2"), (364, 588, "61.9"), (66, 588, "11.2"), (10, 588, "1.7"), (526, 527, "99.8"), (519, 527, "98.5"),
        (29, 151, "19.2"), (802, 937, "85.59"), (1976, 2203, "89"), (27, 40, "67.5"),
        (1153, 1263, "91.29"), (688, 697, "98.71"), (19, 25, "76"), (453, 471, "96.18"), (18, 471, "3.82"),
    ],
)  # fmt: skip
def test_published_rates_are_found_again(above, below, printed):
    assert agrees(printed, Fraction(above, below) * 100)


def test_a_difference_is_found():
    assert not agrees("11", Fraction(11, 81) * 100)  # printed as "约11%", and it is 13.6
    assert not agrees("99.8", Fraction(519, 527) * 100)


# Definitions and parts


def by(variant, within, counts, left_out=lambda row, on: False):
    return Definition("closed", variant, "整改完成率", "已销号", "应整改", within, counts, left_out)


def test_one_word_by_two_definitions_stands_side_by_side():
    """R10: 50 found, 40 closed, of the other 10 four are due."""
    rows = [("closed", True)] * 40 + [("open", True)] * 4 + [("open", False)] * 6
    rates = side_by_side(
        [
            by("a", lambda row, on: True, lambda row, on: row[0] == "closed"),
            by("b", lambda row, on: row[1], lambda row, on: row[0] == "closed"),
        ],
        rows,
        ON,
    )
    assert [(rate.variant, rate.numerator, rate.denominator) for rate in rates] == [
        ("a", 40, 50),
        ("b", 40, 44),
    ]
    assert [shown(rate.value) for rate in rates] == ["80.0", "90.9"]
    assert shown(Fraction("215587.84") / Fraction("251023.54"), 2) == "85.88"  # (c), in money


def test_a_figure_with_nothing_below_is_no_hundred():
    rate = work_out(by("a", lambda row, on: True, lambda row, on: True), [], ON)
    assert (rate.numerator, rate.denominator, rate.value, shown(rate.value)) == (0, 0, None, None)


def test_rows_left_out_are_counted_and_in_neither_side():
    rate = work_out(
        by("a", lambda row, on: True, lambda row, on: row == 1, lambda row, on: row == 9), [1, 1, 2, 9], ON
    )
    assert (rate.numerator, rate.denominator, rate.left_out) == (2, 3, 1)


def test_the_digest_is_of_the_rows_and_not_of_their_order():
    rate = by("a", lambda row, on: True, lambda row, on: row > 1)
    first = work_out(rate, [1, 2, 3], ON, key=int)
    assert work_out(rate, [3, 1, 2], ON, key=int).digest == first.digest
    assert work_out(rate, [1, 2, 4], ON, key=int).digest != first.digest


def test_disjoint_parts_add_up_and_nested_ones_refuse():
    """J5: bands 1–5, 5–10, 10 and over; F9: 1618 holds 414 and 1204."""
    assert total([Part("1-5", 1), Part("5-10", 1), Part("10以上", 2)]) == 4
    with pytest.raises(FigureFault, match="nested"):
        total([Part("亿元以上", 4), Part("10亿元以上", 2, inside="亿元以上")])
    cars = [Part("公车", 1618), Part("购置", 414, inside="公车"), Part("运行", 1204, inside="公车")]
    assert total([Part("出国", 120), Part("接待", 1033), cars[0]]) == 2771
    assert total(cars[1:]) == 1618
    with pytest.raises(FigureFault, match="nested"):
        total([Part("出国", 120), Part("接待", 1033), *cars])
    with pytest.raises(FigureFault, match="part_twice"):
        total([Part("出国", 1), Part("出国", 2)])


@pytest.mark.parametrize(
    ("parts", "published", "expected"),
    [((37, 959), 995, True), ((37, 959), 993, False), ((Decimal("4.68"), Decimal("1.05")), Decimal("5.73"), True)],
)  # fmt: skip
def test_rounded_parts_may_miss_their_sum_by_half_a_unit_each(parts, published, expected):
    """F10: 37 + 959 is 996, the text says 995, all rounded to 万元."""
    assert parts_agree([Part(str(at), part) for at, part in enumerate(parts)], published) is expected


@pytest.mark.parametrize(
    ("bar", "amount", "expected"),
    [
        (Bar(Decimal(1000000), True), "1000000.00", True),  # M1: 100万元以上
        (Bar(Decimal(1000000), True), "999999.99", False),
        (Bar(Decimal(500000), False), "500000.00", False),  # M2: 超过50万元
        (Bar(Decimal(500000), False), "500000.01", True),
        (Bar(Decimal(1), False), "1.0000", False),  # J3: 超亿元 excludes exactly 1亿
        (Bar(Decimal(1), True), "1.0000", True),  # J1: 亿元以上 includes it
    ],
)
def test_words_say_whether_the_number_is_included(bar, amount, expected):
    assert bar.reached(Decimal(amount)) is expected


@pytest.mark.parametrize(
    ("bar", "amount", "expected"),
    [(Bar(Decimal("35.5"), True), "35.5000", True), (Bar(Decimal("35.5"), True), "35.5001", False), (Bar(Decimal(5), False), "5", False)],
)  # fmt: skip
def test_a_ceiling_is_kept_to_the_last_digit(bar, amount, expected):
    """F8: 34.5763 and 0.9237 more are 35.5000, which is the limit."""
    assert bar.within(Decimal(amount)) is expected


@pytest.mark.parametrize(
    ("members", "share", "more", "least"),
    [
        (11, Fraction(1, 2), False, 6),  # M5
        (11, Fraction(2, 3), False, 8),  # M6
        (11, Fraction(1, 2), True, 6),  # M8
        (9, Fraction(1, 2), True, 5),  # M8, of those present
        (10, Fraction(1, 2), False, 5),
        (10, Fraction(1, 2), True, 6),
    ],
)
def test_a_quorum_is_whole_persons(members, share, more, least):
    assert quorum(members, share, more_than=more) == least
