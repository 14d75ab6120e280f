"""Examples → weights: a linear chain (CRF) whose likelihood of what readers wrote down is made as large as it gets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from luoshi.lines.lattice import LABELS, NEVER, OUTSIDE, Chains, Floats, likelihood, may_follow
from luoshi.lines.units import Flags, Integers
from luoshi.lines.words import Hashes
from training.examples import Example

_WIDTH = len(LABELS)


@dataclass(frozen=True, slots=True)
class Settings:
    """``penalty`` keeps weights small (L2), ``rarest`` is how often a thing must have been seen to have one, ``rounds`` how long is learnt.

    ``doubted`` is how much a label counts that its reader doubted: 1 as any other, 0 not at all.
    """

    penalty: float = 1.0
    rarest: int = 2
    rounds: int = 80
    doubted: float = 1.0


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights of what was seen (a row a key) for each label, and of each label behind each other."""

    keys: Hashes
    weights: Floats
    transitions: Floats


@dataclass(frozen=True, slots=True)
class _Table:
    """The examples one under the other, as the learner needs them."""

    seen: csr_matrix
    firsts: Flags
    labels: Integers
    weights: Floats


def learn(examples: Sequence[Example], settings: Settings) -> Learnt:
    """The weights under which ``examples`` are likeliest. The same for the same examples in the same order."""
    keys, table = _table(examples, settings)
    chains = Chains.of(table.firsts)
    told = np.full((len(table.labels), _WIDTH), NEVER)
    told[np.arange(len(told)), table.labels] = 0.0
    doubtful = table.weights < 1.0
    told[doubtful, OUTSIDE] = np.log(np.maximum(1.0 - table.weights[doubtful], 1e-4))
    behind = np.flatnonzero(~table.firsts)
    columns = table.seen.T.tocsr()
    size = len(keys) * _WIDTH

    def cost(parameters: Floats) -> tuple[float, Floats]:
        weights = parameters[:size].reshape(len(keys), _WIDTH).astype(np.float32)
        transitions = parameters[size:].reshape(_WIDTH, _WIDTH) + may_follow()
        emissions = (table.seen @ weights).astype(np.float64)
        gradient, total = [], 0.0
        for sign, weighed in ((1.0, emissions), (-1.0, emissions + told)):
            likely, value = likelihood(weighed, transitions, chains)
            total += sign * value
            pairs = likely.before[behind - 1].T @ (likely.after[behind] * likely.steps[behind])
            gradient.append((likely.before * likely.after, pairs * likely.factors))
        units = (gradient[0][0] - gradient[1][0]).astype(np.float32)
        slope = np.concatenate(((columns @ units).ravel(), (gradient[0][1] - gradient[1][1]).ravel()))
        total += 0.5 * settings.penalty * float(parameters @ parameters)
        return total, slope + settings.penalty * parameters

    start = np.zeros(size + _WIDTH * _WIDTH)
    found = minimize(
        cost, start, jac=True, method="L-BFGS-B", options={"maxiter": settings.rounds, "maxcor": 8}
    )
    return Learnt(
        keys, found.x[:size].reshape(len(keys), _WIDTH), found.x[size:].reshape(_WIDTH, _WIDTH) + may_follow()
    )


def _table(examples: Sequence[Example], settings: Settings) -> tuple[Hashes, _Table]:
    offsets = np.cumsum([0] + [len(example.units) for example in examples])
    hashes = np.concatenate([example.hashes for example in examples])
    owners = np.concatenate(
        [example.owners + start for example, start in zip(examples, offsets, strict=False)]
    )
    keys, numbers, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    often = counts >= settings.rarest
    kept = often[numbers]
    columns = (np.cumsum(often) - 1)[numbers[kept]]
    shape = int(offsets[-1]), int(often.sum())
    seen = csr_matrix((np.ones(len(columns), np.float32), (owners[kept], columns)), shape=shape)
    doubts = np.concatenate([example.doubts for example in examples])
    return keys[often], _Table(
        seen,
        np.concatenate([example.units.firsts for example in examples]),
        np.concatenate([example.labels for example in examples]),
        np.where(doubts, settings.doubted, 1.0),
    )
