"""Examples → weights: a linear chain (CRF) whose likelihood of what readers wrote down is made as large as it gets."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix

from luoshi.lines.features import BESIDE, HEADS, OWN, VECTORS, Seen
from luoshi.lines.lattice import LABELS, Chains, Floats, likelihood, may_follow
from luoshi.lines.lexicon import Lexicon, Singles
from luoshi.lines.units import Flags, Integers
from luoshi.lines.words import Hashes
from training.descent import descend
from training.examples import Example

_WIDTH = len(LABELS)
_SPREAD = 16  # labels and one for nothing: rows of 64 bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """``penalty`` keeps weights small (L2), ``of_vectors`` those of vectors; ``rarest`` is how often a thing must have been seen to have one,
    ``rounds`` how long is learnt. What a reader doubted is learnt like the rest: weighing it less, or letting it be nothing, gained nothing.
    """

    penalty: float = 3.0
    of_vectors: float = 2.5
    rarest: int = 3
    rounds: int = 45


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights of what was seen (a row a key), of the places of vectors, and of each label behind each other."""

    keys: Hashes
    weights: Singles
    of_vectors: Singles
    transitions: Floats


@dataclass(frozen=True, slots=True)
class _Table:
    """The examples one under the other, as the learner needs them."""

    seen: csr_matrix
    vectors: Singles
    firsts: Flags
    labels: Integers


def learn(examples: Sequence[Example], lexicon: Lexicon, settings: Settings) -> Learnt:
    """The weights under which ``examples`` are likeliest. The same for the same examples in the same order."""
    keys, table = _table(examples, lexicon, settings)
    chains = Chains.of(table.firsts)
    behind = np.flatnonzero(~table.firsts)
    told = np.zeros((len(table.labels), _SPREAD), np.float32)
    told[np.arange(len(told)), table.labels] = 1.0
    pairs_told = np.zeros((_WIDTH, _WIDTH))
    np.add.at(pairs_told, (table.labels[behind - 1], table.labels[behind]), 1)
    columns, upright = table.seen.T.tocsr(), np.ascontiguousarray(table.vectors.T)
    sizes = [len(keys) * _SPREAD, len(upright) * _SPREAD, _WIDTH * _WIDTH]
    edges = np.cumsum([0, *sizes])
    penalties = np.repeat(
        np.array([settings.penalty, settings.of_vectors, settings.penalty], np.float32), sizes
    )

    def parts(parameters: Singles) -> tuple[Singles, Singles, Floats]:
        weights, vectors, transitions = (parameters[a:b] for a, b in pairwise(edges.tolist()))
        behind_each = transitions.reshape(_WIDTH, _WIDTH).astype(np.float64) + may_follow()
        return weights.reshape(-1, _SPREAD), vectors.reshape(-1, _SPREAD), behind_each

    def cost(parameters: Singles) -> tuple[float, Singles]:
        weights, vectors, transitions = parts(parameters)
        emissions = (table.seen @ weights + table.vectors @ vectors)[:, :_WIDTH].astype(np.float64)
        likely, whole = likelihood(emissions, transitions, chains)
        pairs = (likely.before[behind - 1].T @ (likely.after[behind] * likely.steps[behind])) * likely.factors
        read = float((emissions * told[:, :_WIDTH]).sum() + (transitions * pairs_told).sum())
        units = -told
        units[:, :_WIDTH] += (likely.before * likely.after).astype(np.float32)
        slope = np.concatenate(
            (
                (columns @ units).ravel(),
                (upright @ units).ravel(),
                (pairs - pairs_told).ravel().astype(np.float32),
            )
        )
        held = penalties * parameters
        return whole - read + 0.5 * float(parameters @ held), slope + held

    weights, vectors, transitions = parts(descend(cost, np.zeros(edges[-1], np.float32), settings.rounds))
    return Learnt(keys, weights[:, :_WIDTH].copy(), vectors[:, :_WIDTH].copy(), transitions)


def _table(examples: Sequence[Example], lexicon: Lexicon, settings: Settings) -> tuple[Hashes, _Table]:
    hashes, owners = _seen(examples)
    keys, numbers, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    often = counts >= settings.rarest
    kept = often[numbers]
    columns = (np.cumsum(often) - 1)[numbers[kept]]
    labels = np.concatenate([example.labels for example in examples])
    shape = len(labels), int(often.sum())
    return keys[often], _Table(
        csr_matrix((np.ones(len(columns), np.float32), (owners[kept], columns)), shape=shape),
        np.concatenate([dense_vectors(example.seen, lexicon) for example in examples]),
        np.concatenate([example.units.firsts for example in examples]),
        labels,
    )


def _seen(examples: Sequence[Example]) -> tuple[Hashes, Integers]:
    """Everything that is seen of the examples' units, and the number of each unit among all."""
    hashes, owners, start = [], [], 0
    for example in examples:
        seen = example.seen
        hashes.append(seen.hashes.ravel())
        owners.append(start + np.repeat(np.arange(seen.count), seen.hashes.shape[1]))
        for part in seen.words:
            assert part.owners is not None
            hashes.append(part.hashes)
            owners.append(start + part.owners)
        start += seen.count
    return np.concatenate(hashes), np.concatenate(owners)


def dense_vectors(seen: Seen, lexicon: Lexicon) -> Singles:
    """The vectors of each unit, place by place, as the learner multiplies them; the reader takes a shorter way to the same sums."""
    width = lexicon.width
    words = np.vstack((lexicon.vectors[seen.word_rows], np.zeros((1, width), np.float32)))
    own = np.zeros((seen.count + 1, len(OWN), width), np.float32)  # the last is of no unit
    if seen.count:
        own[:-1, :HEADS] = words[seen.heads]
        np.add.at(own[:-1, HEADS], seen.owners, words[seen.numbers])
        counts = np.bincount(seen.owners, minlength=seen.count)
        own[:-1, HEADS] /= np.sqrt(np.maximum(counts, 1), dtype=np.float32)[:, None]
    beside = [own[there][:, list(BESIDE)] for there in (seen.before, seen.behind)]
    return np.concatenate((own[:-1], *beside), axis=1).reshape(seen.count, VECTORS * width)
