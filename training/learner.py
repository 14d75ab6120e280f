"""Examples → weights: a linear chain (CRF) whose likelihood of what readers wrote down is made as large as it gets.

Several are learnt, each of which sees only some of the templates, and their weights are averaged: a learner that sees everything leans on the few
templates that tell most and leaves the others without weight, and errs where those are missing (feature bagging: Sutton, Sindelar, McCallum 2006).
The mean of linear models is one linear model: reading costs nothing more.

Readers differ in where they see a line. What readers of ours wrote down is learnt from twice over: by the weights that all share, and by weights of its own,
which take what only those readers do and are thrown away in the end (Daumé 2007). Without them 1,600 paragraphs more gained nothing.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

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
_SEED = 20261201
_OURS = np.uint64(0xABCDEF0123456789)
"""Makes of what is seen where a reader of ours read another thing, seen beside the first."""
_SPREAD = 16  # labels and one for nothing: rows of 64 bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """``penalty`` keeps weights small (L2), ``of_vectors`` those of vectors; ``rarest`` is how often a thing must have been seen to have one,
    ``rounds`` how long is learnt. ``models`` are averaged, each of which sees the ``share`` of all templates. What a reader doubted is learnt like the rest: weighing it less, or letting it be nothing, gained nothing.
    """

    penalty: float = 3.0
    of_vectors: float = 2.5
    rarest: int = 3
    rounds: int = 45
    models: int = 4
    share: float = 0.5


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
    shared: Flags  # of each key: whether it is seen in what all readers read


def learn(examples: Sequence[Example], lexicon: Lexicon, settings: Settings) -> Learnt:
    """The mean of the weights under which ``examples`` are likeliest, as far as each learner sees them. The same for the same examples in the same order."""
    seen = examples[0].seen
    return _mean(
        [
            _learn_one(examples, lexicon, settings, templates)
            for templates in shares_of(seen.hashes.shape[1], len(seen.words), settings)
        ]
    )


class Templates(NamedTuple):
    """The templates that one learner sees: the columns of what is seen once a unit, and the parts of which a unit has any number."""

    columns: tuple[int, ...]
    parts: tuple[int, ...]


def shares_of(columns: int, parts: int, settings: Settings) -> list[Templates]:
    """Which templates each learner sees: the same ``share`` of them, drawn anew for each."""
    chance = random.Random(_SEED)
    found = []
    for _ in range(settings.models):
        some = chance.sample(range(columns), max(1, round(columns * settings.share)))
        words = chance.sample(range(parts), max(1, round(parts * settings.share)))
        found.append(Templates(tuple(sorted(some)), tuple(sorted(words))))
    return found


def _mean(learnt: Sequence[Learnt]) -> Learnt:
    """The mean of the weights; a key that a learner did not see weighs nothing there."""
    keys = np.unique(np.concatenate([one.keys for one in learnt]))
    weights = np.zeros((len(keys), _WIDTH), np.float32)
    for one in learnt:
        weights[np.searchsorted(keys, one.keys)] += one.weights / len(learnt)
    vectors: Singles = np.mean([one.of_vectors for one in learnt], axis=0, dtype=np.float32)
    transitions: Floats = np.mean([one.transitions for one in learnt], axis=0)
    return Learnt(keys, weights, vectors, transitions)


def _learn_one(
    examples: Sequence[Example], lexicon: Lexicon, settings: Settings, templates: Templates
) -> Learnt:
    keys, table = _table(examples, lexicon, settings, templates)
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
    return Learnt(
        keys[table.shared], weights[table.shared, :_WIDTH].copy(), vectors[:, :_WIDTH].copy(), transitions
    )


def _table(
    examples: Sequence[Example], lexicon: Lexicon, settings: Settings, templates: Templates
) -> tuple[Hashes, _Table]:
    hashes, owners, ours = _seen(examples, templates)
    keys, numbers, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    often = counts >= settings.rarest
    shared = np.ones(len(keys), bool)
    shared[numbers[ours]] = False
    kept = often[numbers]
    columns = (np.cumsum(often) - 1)[numbers[kept]]
    labels = np.concatenate([example.labels for example in examples])
    shape = len(labels), int(often.sum())
    return keys[often], _Table(
        csr_matrix((np.ones(len(columns), np.float32), (owners[kept], columns)), shape=shape),
        np.concatenate([dense_vectors(example.seen, lexicon) for example in examples]),
        np.concatenate([example.units.firsts for example in examples]),
        labels,
        shared[often],
    )


def _seen(examples: Sequence[Example], templates: Templates) -> tuple[Hashes, Integers, Flags]:
    """What the ``templates`` see of the examples' units, the number of each unit among all, and whether it is what only our readers' units have."""
    columns = list(templates.columns)
    hashes, owners, apart, start = [], [], [], 0
    for example in examples:
        seen, ours = example.seen, np.flatnonzero(example.ours)
        found = [(seen.hashes[:, columns].ravel(), np.repeat(np.arange(seen.count), len(columns)), False)]
        found.append((seen.hashes[ours][:, columns].ravel() ^ _OURS, np.repeat(ours, len(columns)), True))
        for part in (seen.words[number] for number in templates.parts):
            assert part.owners is not None
            own = example.ours[part.owners]
            found.append((part.hashes, part.owners, False))
            found.append((part.hashes[own] ^ _OURS, part.owners[own], True))
        for names, units, is_apart in found:
            hashes.append(names)
            owners.append(start + units)
            apart.append(np.full(len(names), is_apart))
        start += seen.count
    return np.concatenate(hashes), np.concatenate(owners), np.concatenate(apart)


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
