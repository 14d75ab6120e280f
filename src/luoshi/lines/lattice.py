"""The readings of a paragraph weighed against each other: the best one, and how likely each of its lines is.

A linear chain over the units of a paragraph: what is seen of a unit speaks for and against each label (``emissions``), and so does the label
before it (``transitions``). All paragraphs of a report are walked at once, step by step, the longest first.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from luoshi.lines.units import Flags, Integers

Floats = npt.NDArray[np.float64]

KINDS = ("deliverable", "activity", "aim", "deed", "target", "result", "problem")
LABELS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))
"""``B-deed`` begins a line, ``I-deed`` goes on with it, ``O`` stands in none."""
OUTSIDE = 0
NEVER = -1e4
_LEAST = -300.0  # what is as good as impossible, and still no zero to divide by


def may_follow() -> Floats:
    """0 where a label (column) may stand behind another (row), :data:`NEVER` where not: a line goes on only with its own kind."""
    table = np.zeros((len(LABELS), len(LABELS)))
    for number, label in enumerate(LABELS):
        if label[0] == "I":
            table[:, number] = NEVER
            table[number - 1, number] = table[number, number] = 0.0
    return table


def may_begin() -> Floats:
    """0 where a paragraph may begin with a label, else :data:`NEVER`."""
    return np.array([NEVER if label[0] == "I" else 0.0 for label in LABELS])


@dataclass(frozen=True, slots=True)
class Chains:
    """The paragraphs, the longest first: where each begins among the units, and how many still run at each step."""

    starts: Integers
    running: Integers

    @classmethod
    def of(cls, firsts: Flags) -> "Chains":
        starts = np.flatnonzero(firsts)
        lengths = np.diff(np.append(starts, len(firsts)))
        order = np.argsort(-lengths, kind="stable")
        steps = np.arange(lengths.max(initial=0))
        return cls(starts[order], np.searchsorted(-lengths[order], -steps, "left"))

    def at(self, step: int) -> Integers:
        """The units that stand ``step`` units behind the beginning of their paragraph."""
        return self.starts[: self.running[step]] + step


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What the chains say of each unit, scaled so that ``before * after`` are the probabilities of its labels."""

    before: Floats
    after: Floats
    steps: Floats
    factors: Floats

    def segments(self, starts: Integers, ends: Integers, begins: Integers, last: Flags) -> Floats:
        """How likely each line is: exactly the units ``[start, end)`` with ``begins`` as its first label.

        ``last``: the paragraph ends with it.
        """
        inside = begins + 1
        likely = self.before[starts, begins]
        at = starts + 1
        while len(on := np.flatnonzero(at < ends)):
            behind = np.where(at[on] == starts[on] + 1, begins[on], inside[on])
            likely[on] *= self.factors[behind, inside[on]] * self.steps[at[on], inside[on]]
            at = at + 1
        closing = np.flatnonzero(~last)
        end, own = ends[closing], inside[closing]
        label = np.where(end == starts[closing] + 1, begins[closing], own)
        ways = self.factors[label] * self.steps[end] * self.after[end]
        likely[closing] *= ways.sum(1) - ways[np.arange(len(end)), own]
        return likely


def best(emissions: Floats, transitions: Floats, chains: Chains) -> Integers:
    """The label of each unit in the best reading of its paragraph (Viterbi)."""
    labels = np.zeros(len(emissions), np.int64)
    scores: list[Floats] = []
    came: list[Integers] = []
    for step in range(len(chains.running)):
        seen = emissions[chains.at(step)]
        if not scores:
            scores.append(seen + may_begin())
            continue
        ways = scores[-1][: len(seen), :, None] + transitions
        came.append(ways.argmax(1))
        scores.append(ways.max(1) + seen)
    for step in range(len(scores) - 1, -1, -1):
        units = chains.at(step)
        chosen = scores[step].argmax(1)
        if step + 1 < len(scores):
            following = labels[chains.at(step + 1)]
            chosen[: len(following)] = came[step][np.arange(len(following)), following]
        labels[units] = chosen
    return labels


def likelihood(emissions: Floats, transitions: Floats, chains: Chains) -> tuple[Likelihood, float]:
    """What the chains say of each unit, and the logarithm of the sum over all readings (forward and backward)."""
    factors = np.exp(transitions)
    highest = emissions.max(1, initial=0.0)
    seen = np.exp(np.maximum(emissions - highest[:, None], _LEAST))
    before, after, steps = np.zeros_like(seen), np.ones_like(seen), np.zeros_like(seen)
    scales = np.ones(len(seen))
    begin = np.exp(may_begin())
    for step in range(len(chains.running)):
        units = chains.at(step)
        ahead = seen[units] * (begin if step == 0 else before[units - 1] @ factors)
        scales[units] = total = ahead.sum(1)
        before[units] = ahead / total[:, None]
        steps[units] = seen[units] / total[:, None]
    for step in range(len(chains.running) - 1, 0, -1):
        units = chains.at(step)
        after[units - 1] = (after[units] * steps[units]) @ factors.T
    return Likelihood(before, after, steps, factors), float(np.log(scales).sum() + highest.sum())
