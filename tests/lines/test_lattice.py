"""The chain against all readings of a short paragraph, written out one by one."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.lines.lattice import LABELS, Chains, best, likelihood, may_begin, may_follow

WIDTH = len(LABELS)


def readings(emissions: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    """Every reading of one paragraph that may be, and its score."""
    begin = may_begin()
    scores = {}
    for labels in itertools.product(range(WIDTH), repeat=len(emissions)):
        score = begin[labels[0]] + sum(emissions[unit, label] for unit, label in enumerate(labels))
        score += sum(transitions[a, b] for a, b in itertools.pairwise(labels))
        if score > -1e3:
            scores[labels] = score
    return scores


def made(seed: int, units: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    return random.normal(0, 2, (units, WIDTH)), random.normal(0, 1, (WIDTH, WIDTH)) + may_follow()


@pytest.mark.parametrize("seed", range(4))
def test_the_best_reading_is_the_best_of_all(seed: int) -> None:
    emissions, transitions = made(seed, 3)
    scores = readings(emissions, transitions)
    chains = Chains.of(np.array([True, False, False]))
    assert tuple(best(emissions, transitions, chains)) == max(scores, key=scores.__getitem__)


@pytest.mark.parametrize("seed", range(4))
def test_the_likelihood_of_a_label_and_of_a_line_is_that_of_their_readings(seed: int) -> None:
    emissions, transitions = made(seed, 3)
    scores = readings(emissions, transitions)
    total = np.logaddexp.reduce(list(scores.values()))
    likely, whole = likelihood(emissions, transitions, Chains.of(np.array([True, False, False])))
    assert whole == pytest.approx(total)
    shares = likely.before * likely.after
    assert shares.sum(1) == pytest.approx(np.ones(3))
    for label in range(WIDTH):
        of_label = sum(np.exp(s - total) for labels, s in scores.items() if labels[1] == label)
        assert shares[1, label] == pytest.approx(of_label)
    for first, past, last in ((0, 1, False), (0, 2, False), (1, 3, True), (0, 3, True)):
        begins = 1
        wanted = (begins, *[begins + 1] * (past - first - 1))
        of_line = sum(
            np.exp(s - total)
            for labels, s in scores.items()
            if labels[first:past] == wanted and (last or labels[past] != begins + 1)
        )
        ways = (np.array([x]) for x in (first, past, begins, last))
        assert likely.segments(*ways)[0] == pytest.approx(of_line)


def test_a_line_goes_on_only_with_its_own_kind() -> None:
    table = may_follow()
    for before, label in enumerate(LABELS):
        for behind, other in enumerate(LABELS):
            may = other[0] != "I" or (label != "O" and label[2:] == other[2:])
            assert (table[before, behind] == 0) == may


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.integers(0, 2**20))
@settings(max_examples=30, deadline=None)
def test_paragraphs_walked_together_read_as_each_by_itself(lengths: list[int], seed: int) -> None:
    firsts = np.concatenate([[True] + [False] * (length - 1) for length in lengths])
    emissions, transitions = made(seed, len(firsts))
    together = best(emissions, transitions, Chains.of(firsts))
    start = 0
    for length in lengths:
        alone = Chains.of(np.array([True] + [False] * (length - 1)))
        own = emissions[start : start + length]
        assert best(own, transitions, alone).tolist() == together[start : start + length].tolist()
        start += length
