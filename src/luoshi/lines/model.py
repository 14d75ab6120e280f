"""What was learnt: a weight for each thing that may be seen of a unit and each label, kept in one file of the package."""

import io
import json
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from luoshi.errors import VocabularyError
from luoshi.lines.features import BESIDE, OWN, VECTORS, Seen
from luoshi.lines.lattice import LABELS, Floats
from luoshi.lines.lexicon import Lexicon, Singles, lexicon_of
from luoshi.lines.units import Integers
from luoshi.lines.words import Hashes

FORMAT = 2
_LARGEST = 127  # of a byte
_BUCKET_BITS = (
    18  # some buckets for each key: most look-ups end at the first, in a table that a processor holds near
)
_BUCKET_SHIFT = np.uint64(64 - _BUCKET_BITS)
_SINGLE = np.float32
_SPREAD = 16
_TOGETHER = 16  # rows of one product
_NEAR = 64  # units whose weights a processor holds near while it adds them
_MEANS = [len(OWN) - 1, len(OWN) + len(BESIDE) - 1, VECTORS - 1]  # among the places of vectors


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by the number of what is seen.

    ``keys`` are sorted; ``weights[i]`` are the weights of ``keys[i]`` for each of the labels (and one column of nothing), the last row those of
    what was never learnt; ``of_vectors`` has the weights of each place of the vectors.
    ``calibration`` leads from the raw likelihood of a line to its certainty. ``card`` says how the model was made.
    """

    lexicon: Lexicon
    keys: Hashes
    weights: Singles
    of_vectors: Singles
    transitions: Floats
    calibration: Floats
    card: dict[str, Any]
    _buckets: npt.NDArray[np.int32] = field(repr=False)
    _padded: Hashes = field(repr=False)  # the keys, and one more that is never looked for behind the last

    @classmethod
    def of(
        cls, lexicon: Lexicon, keys: Hashes, weights: Singles, of_vectors: Singles, transitions: Floats,
        calibration: Floats, card: dict[str, Any],
    ) -> "Model":  # fmt: skip
        """A model with its index; ``weights`` has a row a key and a column a label, ``of_vectors`` a row a place of the vectors."""
        counted = np.bincount((keys >> _BUCKET_SHIFT).astype(np.int64), minlength=1 << _BUCKET_BITS)
        buckets = np.zeros(len(counted) + 1, np.int32)
        np.cumsum(counted, out=buckets[1:])
        nothing = np.zeros((1, weights.shape[1]), _SINGLE)
        return cls(
            lexicon, keys, _spread(np.vstack((weights, nothing))), _spread(of_vectors), transitions, calibration,
            card, buckets, np.append(keys, np.uint64(0)),
        )  # fmt: skip

    def rows(self, hashes: Hashes) -> npt.NDArray[np.int32]:
        """The row of each number among ``weights``; the last, which is of nothing, where it was never learnt."""
        bucket = (hashes >> _BUCKET_SHIFT).astype(np.int32)
        found = self._buckets[bucket]
        missed = np.flatnonzero(self._padded[found] != hashes)
        at, end = found[missed] + 1, self._buckets[bucket[missed] + 1]
        found[missed] = len(self.keys)
        on = at < end  # the few buckets of several keys
        while on.any():
            missed, at, end = missed[on], at[on], end[on]
            hit = self.keys[at] == hashes[missed]
            found[missed[hit]] = at[hit]
            at = at + 1
            on = ~hit & (at < end)
        return found

    def emissions(self, seen: Seen) -> Floats:
        """What is seen of each unit, weighed for each label: an array of units by labels."""
        count, width = seen.hashes.shape
        if not count:
            return np.zeros((0, len(LABELS)))
        total = np.empty((count, _SPREAD), _SINGLE)
        ones = np.ones((1, width), _SINGLE)
        for start in range(0, count, _NEAR):
            hashes = seen.hashes[start : start + _NEAR]
            weighed = np.take(self.weights, self.rows(hashes.ravel()), axis=0, mode="clip")
            # weights of 16 columns lie as a processor likes to add them: three times as fast as a sum over 15
            np.matmul(ones, weighed.reshape(-1, width, _SPREAD), out=total[start : start + _NEAR, None])
        rows = self.rows(np.concatenate([part.hashes for part in seen.words]))
        start = 0
        for part in seen.words:
            end = start + len(part.hashes)
            _add(total, self.weights, rows[start:end], part.owners)
            start = end
        if len(self.of_vectors):
            self._add_vectors(total, seen)
        weighed_labels: Floats = total[:, : len(LABELS)].astype(np.float64)
        return weighed_labels

    def _add_vectors(self, total: Singles, seen: Seen) -> None:
        """The vectors of a unit's words, weighed: each word that stands in the report once, then summed where it stands."""
        words, numbers = np.unique(seen.word_rows, return_inverse=True)
        vectors = np.vstack((self.lexicon.vectors[words], np.zeros((1, self.lexicon.width), _SINGLE)))
        places = self.of_vectors.reshape(VECTORS, self.lexicon.width, _SPREAD).transpose(1, 0, 2)
        weighed = _product(vectors, places.reshape(self.lexicon.width, -1)).reshape(-1, VECTORS, _SPREAD)
        heads = np.where(seen.heads >= 0, numbers[seen.heads], len(words))
        means = np.zeros((seen.count, 3 * _SPREAD), _SINGLE)
        _add(means, weighed[:, _MEANS].reshape(len(weighed), -1), numbers[seen.numbers], seen.owners)
        counts = np.bincount(seen.owners, minlength=seen.count)
        means /= np.sqrt(np.maximum(counts, 1), dtype=_SINGLE)[:, None]
        place = 0
        for number, (which, moved) in enumerate(((OWN, None), (BESIDE, seen.before), (BESIDE, seen.behind))):
            sums = means[:, number * _SPREAD : (number + 1) * _SPREAD].copy()
            for word in which[:-1]:
                sums += weighed[heads[:, word], place]
                place += 1
            place += 1  # the mean
            total += sums if moved is None else np.where((moved >= 0)[:, None], sums[moved], _SINGLE(0))

    def certainty(self, raw: Floats) -> Floats:
        """How likely lines of such likelihoods stand as they are."""
        share: Floats = np.interp(raw, self.calibration[0], self.calibration[1]).astype(np.float64)
        return share


def _add(
    total: Singles, weights: Singles, rows: Integers | npt.NDArray[np.int32], owners: Integers | None
) -> None:
    """Add the rows of ``weights`` to those of ``total`` that own them; owners rise, or are put in order first."""
    if owners is None or not len(owners):
        return
    if (owners[1:] < owners[:-1]).any():
        order = np.argsort(owners, kind="stable")
        rows, owners = rows[order], owners[order]
    begins = np.flatnonzero(np.diff(owners, prepend=-1))
    total[owners[begins]] += np.add.reduceat(np.take(weights, rows, axis=0), begins, axis=0)


def _product(rows: Singles, table: Singles) -> Singles:
    """``rows @ table``, some rows at a time: one product of all of them is shared out among threads, which costs a report that other
    processes read beside ten times what it gains.
    """
    some = np.zeros((-(-len(rows) // _TOGETHER), _TOGETHER, rows.shape[1]), _SINGLE)
    some.reshape(-1, rows.shape[1])[: len(rows)] = rows
    product: Singles = np.matmul(some, table).reshape(-1, table.shape[1])[: len(rows)]
    return product


def _spread(weights: Singles) -> Singles:
    """``weights`` with columns of nothing up to :data:`_SPREAD`."""
    wide = np.zeros((len(weights), _SPREAD), _SINGLE)
    wide[:, : weights.shape[1]] = weights
    return wide


def _content() -> bytes:
    return files("luoshi.lines").joinpath("data", "lines.npz").read_bytes()


@cache
def installed() -> Model:
    """The model that the package brings.

    :raises VocabularyError: where its file is missing or of another format.
    """
    try:
        return unpacked(_content())
    except FileNotFoundError:
        raise VocabularyError("lines.npz: the model is missing; `make train` writes it") from None


@cache
def identity() -> str:
    """The digest of the file of :func:`installed`: what was read with another model may read otherwise."""
    return blake2b(_content(), digest_size=8).hexdigest()


def packed(model: Model) -> bytes:
    """The model as the bytes of a file, the same for the same model: weights as bytes with a scale a row."""
    weights, scales = _as_bytes(model.weights[:-1, : len(LABELS)])
    lexicon = model.lexicon
    vectors, vector_scales = _as_bytes(lexicon.vectors[:-1])
    out = io.BytesIO()
    np.savez_compressed(
        out,
        format=np.array(FORMAT),
        keys=model.keys,
        weights=weights.T.copy(),  # label by label, which packs better
        scales=scales.astype(np.float16),
        of_vectors=model.of_vectors[:, : len(LABELS)].astype(np.float16),
        transitions=model.transitions.astype(np.float32),
        calibration=model.calibration.astype(np.float32),
        words=lexicon.names,
        classes=lexicon.classes[:-1].astype(np.uint8),
        verbs=lexicon.verbs[:-1],
        coarse=lexicon.coarse[:-1].astype(np.uint16),
        fine=lexicon.fine[:-1].astype(np.uint16),
        vectors=vectors.T.copy(),
        vector_scales=vector_scales.astype(np.float16),
        card=np.frombuffer(json.dumps(model.card, ensure_ascii=False, sort_keys=True).encode(), np.uint8),
    )
    return out.getvalue()


def unpacked(content: bytes) -> Model:
    """The model in the bytes of a file. Raises :class:`VocabularyError` where it is of another format."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        if int(file["format"]) != FORMAT:
            raise VocabularyError(
                f"lines.npz: format {int(file['format'])} where {FORMAT} is read; run `make train`"
            )
        lexicon = lexicon_of(
            file["words"],
            file["classes"].astype(np.int64),
            file["verbs"],
            file["coarse"].astype(np.int64),
            file["fine"].astype(np.int64),
            _as_singles(file["vectors"], file["vector_scales"]),
        )
        return Model.of(
            lexicon,
            file["keys"],
            _as_singles(file["weights"], file["scales"]),
            file["of_vectors"].astype(_SINGLE),
            file["transitions"].astype(np.float64),
            file["calibration"].astype(np.float64),
            json.loads(bytes(file["card"]).decode()),
        )


def _as_bytes(table: Singles) -> tuple[npt.NDArray[np.int8], Singles]:
    """Each row rounded to bytes of its own scale."""
    scales = (np.abs(table).max(1, initial=1e-6) / _LARGEST).astype(np.float16).astype(_SINGLE)
    scales = np.maximum(scales, np.float32(6e-8))
    rounded = np.clip(np.rint(table / scales[:, None]), -_LARGEST, _LARGEST)
    return rounded.astype(np.int8), scales


def _as_singles(columns: npt.NDArray[np.int8], scales: npt.NDArray[np.float16]) -> Singles:
    table = np.ascontiguousarray(columns.T).astype(_SINGLE)
    table *= scales.astype(_SINGLE)[:, None]
    return table
