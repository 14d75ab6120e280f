"""What holds for all numbers and all texts."""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.quantities import find, scan
from luoshi.quantities.numerals import chinese

DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def below_ten_thousand(number: int) -> str:
    """``number`` (1 to 9999) as it is written: 一千零五, 一十五."""
    written, skipped = "", False
    for places, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // places % 10
        if digit:
            written += ("零" if skipped and written else "") + DIGITS[digit] + sign
            skipped = False
        else:
            skipped = True
    return written


def written(number: int) -> str:
    """``number`` in Chinese numerals."""
    if number == 0:
        return "零"
    text, gap = "", False
    for places, sign in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // places % 10**4
        if part:
            text += ("零" if text and (gap or part < 1000) else "") + below_ten_thousand(part) + sign
        gap = bool(text) and part == 0
    return text


@given(st.integers(0, 10**12 - 1))
def test_a_numeral_comes_back(number: int) -> None:
    assert chinese(written(number)) == number


@given(st.integers(11, 10**12 - 1))
def test_a_numeral_with_a_unit_is_read(number: int) -> None:
    (quantity,) = find(f"共有{written(number)}吨。")
    assert (quantity.low, quantity.unit, quantity.bound) == (number, "吨", "exact")


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.booleans(), st.booleans())
def test_digits_come_back_in_any_width_with_any_blanks(number: Decimal, wide: bool, blanks: bool) -> None:
    figure = f"{number}%"
    if wide:
        figure = figure.translate(WIDE)
    if blanks:
        figure = " ".join(figure)
    text = f"比重达到{figure}左右，"
    (quantity,) = find(text)
    assert (quantity.low, quantity.high, quantity.unit, quantity.bound) == (number, number, "%", "about")
    assert quantity.core.of(text) == figure
    assert quantity.span.of(text) == figure + "左右"


@given(st.decimals(min_value="0.01", max_value=10**5, places=2), st.sampled_from(["", "万", "亿", "万亿"]))
def test_magnitudes_multiply_exactly(number: Decimal, magnitude: str) -> None:
    (quantity,) = find(f"投资{number}{magnitude}元")
    assert quantity.low == number * {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[magnitude]


ALPHABET = "0123456789一二三十百千万亿点分之年月日，。、：-—%个元第前后半成倍番翻“”《》（）OlIAG./+×多余几约近超过以上左右\n "


@given(st.text(ALPHABET, max_size=80), st.booleans())
def test_phrases_stand_in_order_and_apart(text: str, everything: bool) -> None:
    found = scan(text, everything=everything)
    spans = sorted([phrase.span for phrase in (*found.quantities, *found.others)])
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(quantity.span.covers(quantity.core) for quantity in found.quantities)
    for quantity in found.quantities:
        low, high = quantity.low, quantity.high
        assert low is None or high is None or low <= high
        if quantity.bound == "range":
            assert low is not None
            assert high is not None


@given(st.text(ALPHABET, max_size=80))
def test_every_digit_is_accounted_for(text: str) -> None:
    found = scan(text)
    taken = {
        place
        for phrase in (*found.quantities, *found.others)
        for place in range(phrase.span.start, phrase.span.end)
    }
    assert {place for place, char in enumerate(text) if char.isdigit()} <= taken


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize(
    "seed",
    [
        "一",
        "1",
        "1，",
        "123，",
        "第",
        "第一、",
        "百分之",
        "1-",
        "1.",
        "“1",
        "1：",
        "1O",
        "两百三",
        "1又1/",
        "半",
        "壹",
        "1^-",
        "五兆",
        "百分之1，111",
        "l1",
        "O.",
        "1.调",
        "http://1",
    ],
)
def test_time_grows_with_length(seed: str, everything: bool) -> None:
    """Twice the text takes about twice the time, on the strings that tempt a pattern to go back."""

    def taken(length: int) -> float:
        text = (seed * length)[:length]
        start = time.process_time()
        scan(text, everything=everything)
        return time.process_time() - start

    taken(1_000)
    # going back takes many times as long each time it is tried; a busy machine is not busy each time
    assert any(
        min(taken(40_000) for _ in range(2)) < 4 * min(taken(20_000) for _ in range(2)) + 0.1
        for _ in range(4)
    )
