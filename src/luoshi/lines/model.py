"""What was learnt: a weight for each thing that may be seen of a unit and each label, kept in one file of the package."""

import io
import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from luoshi.errors import VocabularyError
from luoshi.lines.features import Seen
from luoshi.lines.lattice import LABELS, Floats
from luoshi.lines.lexicon import Lexicon, Singles, lexicon_of
from luoshi.lines.units import Integers
from luoshi.lines.words import Hashes

FORMAT = 2
_LARGEST = 127  # of a byte
_BUCKET_BITS = 20  # ten buckets for each key and more: nearly every look-up ends at the first
_BUCKET_SHIFT = np.uint64(64 - _BUCKET_BITS)
_SINGLE = np.float32


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by the number of what is seen.

    ``keys`` are sorted; ``weights[i]`` are the weights of ``keys[i]`` for each of the labels; ``of_vectors`` has those of each place of the vectors.
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

    @classmethod
    def of(
        cls, lexicon: Lexicon, keys: Hashes, weights: Singles, of_vectors: Singles, transitions: Floats,
        calibration: Floats, card: dict[str, Any],
    ) -> "Model":  # fmt: skip
        """A model with its index; ``weights`` has a row a key."""
        counted = np.bincount((keys >> _BUCKET_SHIFT).astype(np.int64), minlength=1 << _BUCKET_BITS)
        buckets = np.zeros(len(counted) + 1, np.int32)
        np.cumsum(counted, out=buckets[1:])
        return cls(lexicon, keys, weights, of_vectors, transitions, calibration, card, buckets)

    def rows(self, hashes: Hashes) -> Integers:
        """The row of each number among ``weights``; one past the last where it was never learnt."""
        bucket = (hashes >> _BUCKET_SHIFT).astype(np.int32)
        start = self._buckets[bucket]
        filled = np.flatnonzero(start < self._buckets[bucket + 1])
        found = np.full(hashes.shape, len(self.keys), np.int64)
        at, end, wanted = start[filled], self._buckets[bucket[filled] + 1], hashes[filled]
        while len(filled):
            hit = self.keys[at] == wanted
            found[filled[hit]] = at[hit]
            at = at + 1
            on = ~hit & (at < end)
            filled, at, end, wanted = filled[on], at[on], end[on], wanted[on]
        return found

    def emissions(self, seen: Seen) -> Floats:
        """What is seen of each unit, weighed for each label: an array of units by labels."""
        total = np.zeros((seen.count, len(LABELS)), _SINGLE)
        if not seen.count:
            return total.astype(np.float64)
        if seen.vectors.shape[1] == len(self.of_vectors):
            total += seen.vectors @ self.of_vectors
        width = seen.hashes.shape[1]
        self._weigh(total, seen.hashes.ravel(), np.repeat(np.arange(seen.count), width))
        for part in seen.words:
            owners = part.owners
            assert owners is not None
            self._weigh(total, part.hashes, owners)
        return total.astype(np.float64)

    def _weigh(self, total: Singles, hashes: Hashes, owners: Integers) -> None:
        """Add the weights of ``hashes`` to the unit that each belongs to; ``owners`` mostly rise."""
        rows = self.rows(hashes)
        known = np.flatnonzero(rows < len(self.keys))
        if not len(known):
            return
        owner = owners[known]
        if (np.diff(owner) < 0).any():
            order = np.argsort(owner, kind="stable")
            known, owner = known[order], owner[order]
        begins = np.flatnonzero(np.diff(owner, prepend=-1))
        total[owner[begins]] += np.add.reduceat(self.weights[rows[known]], begins, axis=0)

    def certainty(self, raw: Floats) -> Floats:
        """How likely lines of such likelihoods stand as they are."""
        share: Floats = np.interp(raw, self.calibration[0], self.calibration[1]).astype(np.float64)
        return share


@cache
def installed() -> Model:
    """The model that the package brings.

    :raises VocabularyError: where its file is missing or of another format.
    """
    file = files("luoshi.lines").joinpath("data", "lines.npz")
    try:
        return unpacked(file.read_bytes())
    except FileNotFoundError:
        raise VocabularyError("lines.npz: the model is missing; `make train` writes it") from None


def packed(model: Model) -> bytes:
    """The model as the bytes of a file, the same for the same model: weights as bytes with a scale a row."""
    weights, scales = _as_bytes(model.weights)
    lexicon = model.lexicon
    vectors, vector_scales = _as_bytes(lexicon.vectors[:-1])
    out = io.BytesIO()
    np.savez_compressed(
        out,
        format=np.array(FORMAT),
        keys=model.keys,
        weights=weights.T.copy(),  # label by label, which packs better
        scales=scales.astype(np.float16),
        of_vectors=model.of_vectors.astype(np.float16),
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
