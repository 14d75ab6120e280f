"""Votes of a meeting: quorum, completeness, majorities. M-numbers: the registers' design."""

from fractions import Fraction

import pytest

from luoshi_web.registers.engine.votes import HALF, MORE_THAN_HALF, Needed, Side, Votes

TWO_THIRDS = Needed(Fraction(2, 3))


@pytest.mark.parametrize(
    ("rule", "number", "needed"),
    [(HALF, 11, 6), (HALF, 10, 5), (MORE_THAN_HALF, 10, 6), (MORE_THAN_HALF, 11, 6), (TWO_THIRDS, 11, 8), (TWO_THIRDS, 9, 6)],
)  # fmt: skip
def test_how_many_a_rule_asks_for(rule, number, needed):  # M5, M6
    assert rule.of(number) == needed


def test_a_quorum_is_of_the_members():  # M5
    assert not Votes(11, 5, 5).quorate(HALF)
    assert Votes(11, 6, 6).quorate(HALF)


@pytest.mark.parametrize(
    ("votes", "complete"),
    [(Votes(11, 6, 4, 1), False), (Votes(11, 6, 4, 1, 1), True), (Votes(11, 6, 6, 1), False)],
)
def test_everybody_present_is_counted_once(votes, complete):  # M7
    assert votes.complete is complete


def test_carried_of_all_members_or_of_those_present():  # M8
    votes = Votes(11, 9, 5, 4)
    assert not votes.carried(MORE_THAN_HALF, of_entitled=True)
    assert votes.carried(MORE_THAN_HALF)


@pytest.mark.parametrize(
    ("yes", "no", "abstained", "majority"),
    [(7, 2, 0, Side.FOR), (2, 7, 0, Side.AGAINST), (4, 4, 1, None), (5, 4, 0, Side.FOR), (3, 5, 1, Side.AGAINST)],
)  # fmt: skip
def test_what_most_of_them_wanted(yes, no, abstained, majority):
    assert Votes(11, 9, yes, no, abstained).majority is majority
