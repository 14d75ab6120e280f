"""Personal data are masked, whatever way they are written; numbers of the year are not."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_web.masks import SHOWN, Kind, find, mask
from luoshi_web.masks.checks import is_identity, luhn

_ROWS = [
    row.replace("\\n", "\n").split("\t")
    for row in (Path(__file__).parents[1] / "tables/masks.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("kind", "text", "masked", "why"), _ROWS, ids=[row[1] for row in _ROWS])
def test_masks(kind, text, masked, why):
    result = mask(text)
    assert result.text == masked, why
    if kind != "none" and text != masked:
        assert {one.kind for one in result.found} == {Kind(kind)}


def test_the_heading_of_a_column_announces_its_numbers():
    assert mask("87654321", cue="联系电话").text == SHOWN[Kind.PHONE]
    assert mask("87654321", cue="完成投资（元）").text == "87654321"
    assert mask("120908765432101", cue="开户账号").text == SHOWN[Kind.BANK]


_PARTS = st.sampled_from(
    [row[1] for row in _ROWS] + ["。", "，", " ", "1", "一", "-", "元", "@", "云A", "电话"]
)


@given(st.lists(_PARTS | st.text(max_size=6), max_size=6).map("".join))
@settings(max_examples=300, deadline=None)
def test_what_is_masked_stays_as_it_is_and_what_is_around_it_too(text):
    found = find(text)
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    once = mask(text).text
    assert mask(once).text == once
    outside, done = "", 0
    for one in found:
        outside, done = outside + text[done : one.start], one.end
    assert len(once) <= len(outside + text[done:]) + sum(len(SHOWN[one.kind]) for one in found)


@given(
    st.integers(3, 9),
    st.integers(0, 10**9 - 1),
    st.sampled_from(["", " ", "-", "—", "\u200b", "．", "\n", "，"]),
)
@settings(max_examples=200, deadline=None)
def test_no_mobile_number_comes_through(second, rest, between):
    number = f"1{second}{rest:09d}"
    written = between.join([number[:3], number[3:7], number[7:]])
    for digits in ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九"):
        said = "".join(digits[int(sign)] if sign.isdigit() else sign for sign in written)
        assert mask(f"找我，{said}。").text == "找我，【电话】。"


def test_check_digits():
    assert is_identity("11010519491231002X")
    assert not is_identity("110105194913310021")
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")


@pytest.mark.parametrize("piece", ["1", "1 ", "138 ", "a@", "a.", "云A1", "一", "电话", "1-", "(1", "x at "])
def test_time_stays_linear(piece):
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    find(text)
    assert time.process_time() - began < 8
