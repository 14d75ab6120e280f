"""Stretches of a text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from luoshi.text import Span, united

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)).map(lambda p: Span(p[0], p[0] + p[1])))


def test_stretches_that_touch_are_one() -> None:
    assert united([Span(8, 9), Span(0, 2), Span(2, 4), Span(3, 5)]) == (Span(0, 5), Span(8, 9))


@given(SPANS)
def test_the_union_holds_the_same_characters_apart_and_in_order(spans: list[Span]) -> None:
    found = united(spans)
    assert {n for s in found for n in range(s.start, s.end)} == {
        n for s in spans for n in range(s.start, s.end)
    }
    assert all(a.end < b.start for a, b in pairwise(found))
