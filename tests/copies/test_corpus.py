"""Real reports, where they lie beside the checkout: what separates copies from other reports of the same place."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from bench import quality
from luoshi.copies import Sketch, compare
from luoshi.copies.body import Body, read_body
from luoshi.copies.verdict import COPY_AT_LEAST
from luoshi.sources import load
from luoshi.text import SourceText

pytestmark = pytest.mark.skipif(
    not (quality.SHARED / "corpus").is_dir(), reason="no corpus beside this checkout"
)

# The greatest share that a report has in another that is no copy of it, with room for what a sketch errs.
_OTHERS = 0.4


@pytest.fixture(scope="module")
def bodies() -> dict[Path, Body]:
    return {path: read_body(load(path)) for path in quality.corpus_files(quality.SHARED)}


def test_the_bound_lies_in_the_gap(bodies: dict[Path, Body]) -> None:
    sketches = {path: Sketch.of(body.content) for path, body in bodies.items()}
    others, copies = [], []
    for one, other in combinations(sketches, 2):
        most = sketches[one].shared(sketches[other]).most
        (copies if one.stem == other.stem and one.parent == other.parent else others).append(most)
    assert max(others) < _OTHERS < COPY_AT_LEAST
    assert all(most > 0.9 for most in copies)


def test_a_page_is_a_part_of_its_report_and_of_no_other(bodies: dict[Path, Body]) -> None:
    """The nearest neighbours there are: reports of one place in years that follow each other."""
    paths = sorted(bodies)
    near = [
        (one, other)
        for one, other in pairwise(paths)
        if one.stem.rsplit("-", 1)[0] == other.stem.rsplit("-", 1)[0] and one.stem != other.stem
    ]
    for one, other in near[::4]:
        text = bodies[one].text
        fifth = len(text) // 5
        page = SourceText.from_string(text[2 * fifth : 3 * fifth])
        assert compare(page, bodies[one].source).relation == "a_in_b", one
        outcome = compare(page, bodies[other].source)
        assert not outcome.are_copies, (one, other, outcome.shared)
