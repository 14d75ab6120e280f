"""Scores on reports that the learner did not see: folds by document."""

import random
from collections.abc import Callable, Sequence

import numpy as np

from luoshi.lines.lattice import Floats
from luoshi.lines.lexicon import Lexicon
from luoshi.lines.model import Model, packed, unpacked
from luoshi.lines.reader import decode
from training.examples import Example
from training.learner import Learnt, Settings, learn
from training.scores import Score

FOLDS = 5
_SEED = 20261201
_KNOTS = 24
AGREED = 0.96
"""Of the certain lines of one careful reader, how many another wrote down with the same ends and grade (usable F1 0.97, grade 0.99): what a perfect reading would
score on this gold. Certainty is the share that stood, held against that."""
_NOTHING = 0.03  # a weight that changes no reading
UNCALIBRATED: Floats = np.array([[0.0, 1.0], [0.0, 1.0]])


def folds(examples: Sequence[Example], number: int = FOLDS) -> list[tuple[list[Example], list[Example]]]:
    """The examples in ``number`` ways apart: those to learn from, those to be scored on. No report is in both."""
    order = sorted(range(len(examples)), key=lambda n: examples[n].document)
    random.Random(_SEED).shuffle(order)
    parts = [sorted(order[fold::number]) for fold in range(number)]
    return [
        ([examples[n] for n in sorted(set(order) - set(part))], [examples[n] for n in part]) for part in parts
    ]


def score_folds(
    examples: Sequence[Example],
    lexicon: Lexicon,
    settings: Settings,
    told: Callable[[str], None] = lambda _: None,
) -> tuple[Score, Score, list[tuple[Example, Model]]]:
    """The score over all folds, of certainties as they come: on the given gold, and on what readers of ours read; each example with the model that did not see it."""
    score, ours = Score(), Score()
    unseen: list[tuple[Example, Model]] = []
    for number, (known, held) in enumerate(folds(examples), 1):
        told(f"fold {number} of {FOLDS}: learning from {len(known)} reports")
        model = as_model(lexicon, learn(known, lexicon, settings), UNCALIBRATED, {})
        for example in held:
            add(score, ours, example, model)
            unseen.append((example, model))
    return score, ours, unseen


def add(score: Score, ours: Score, example: Example, model: Model) -> None:
    """Read one example with ``model`` and hold what was found against what was read, that of our readers apart."""
    found = decode(example.text, example.units, model.emissions(example.seen), model)
    starts = example.units.starts
    last = len(starts) - 1
    own = {
        line: bool(example.ours[min(int(np.searchsorted(starts, line.span.start, "right")) - 1, last)])
        for line in example.lines
    }
    for into, is_ours in ((score, False), (ours, True)):
        into.add(
            example.text,
            [line for line in example.lines if own[line] is is_ours],
            [line for line in found.lines if bool(example.ours[line.first]) is is_ours],
        )


def as_model(lexicon: Lexicon, learnt: Learnt, calibration: Floats, card: dict[str, object]) -> Model:
    """The weights as they are kept: what weighs next to nothing left out, the rest as the file rounds it."""
    kept = np.abs(learnt.weights).max(1, initial=0) >= _NOTHING
    model = Model.of(
        lexicon, learnt.keys[kept], learnt.weights[kept], learnt.of_vectors, learnt.transitions, calibration,
        dict(card),
    )  # fmt: skip
    return unpacked(packed(model))


def calibrate(stands: Sequence[tuple[float, bool]]) -> Floats:
    """From the likelihood of a line to its certainty, rising, as a few straight stretches: the share of such lines that stood, over :data:`AGREED`."""
    from scipy.optimize import isotonic_regression

    raw = np.array([likely for likely, _ in stands])
    order = np.argsort(raw, kind="stable")
    raw = raw[order]
    share = isotonic_regression(np.array([float(stood) for _, stood in stands])[order]).x
    knots = np.unique(np.quantile(raw, np.linspace(0, 1, _KNOTS)))
    places = np.searchsorted(raw, knots, "left")
    middles = [share[a:b].mean() for a, b in zip(places, [*places[1:], len(raw)], strict=True)]
    centres = [raw[a:b].mean() for a, b in zip(places, [*places[1:], len(raw)], strict=True)]
    shares = np.minimum(np.array(middles) / AGREED, 1.0)
    return np.array([[0.0, *centres, 1.0], [0.0, *shares, shares[-1]]])


def by_certainty(
    stands: Sequence[tuple[float, bool]], calibration: Floats
) -> list[tuple[float, float, float]]:
    """For each tenth of certainty from the top: where it begins, the share of all lines from there on, and how many of those stood as they were."""
    certain = np.interp([likely for likely, _ in stands], calibration[0], calibration[1])
    stood = np.array([stood for _, stood in stands])
    found = []
    for edge in (0.95, 0.9, 0.8, 0.7, 0.6, 0.5):
        above = certain >= edge
        found.append((edge, float(above.mean()), float(stood[above].mean()) if above.any() else 1.0))
    return found
