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
from luoshi.lines.lattice import LABELS, Floats, may_follow
from luoshi.lines.units import Integers
from luoshi.lines.words import Hashes

Bytes = npt.NDArray[np.int8]
Singles = npt.NDArray[np.float32]

FORMAT = 1
_LARGEST = 127
_BUCKET_BITS = 20  # a bucket for ten times as many keys as there are: nearly every look-up ends at the first
_BUCKET_SHIFT = np.uint64(64 - _BUCKET_BITS)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by the number of what is seen.

    ``keys`` are sorted; ``weights[i] * scales[i]`` are the weights of ``keys[i]`` for each of the labels.
    ``calibration`` leads from the raw likelihood of a line to the share of such lines that stand as they are. ``card`` says how it was made.
    """

    keys: Hashes
    weights: Bytes
    scales: Singles
    transitions: Floats
    calibration: Floats
    card: dict[str, Any]
    _buckets: Integers = field(repr=False)

    @classmethod
    def of(
        cls, keys: Hashes, weights: Floats, transitions: Floats, calibration: Floats, card: dict[str, Any]
    ) -> "Model":
        """A model of learnt ``weights`` (a row a key), each row rounded to bytes of its own scale."""
        scales = (np.abs(weights).max(1, initial=1e-9) / _LARGEST).astype(np.float32)
        rounded = np.rint(weights / scales[:, None]).astype(np.int8)
        return cls.stored(keys, rounded, scales, transitions, calibration, card)

    @classmethod
    def stored(
        cls, keys: Hashes, weights: Bytes, scales: Singles, transitions: Floats, calibration: Floats,
        card: dict[str, Any],
    ) -> "Model":  # fmt: skip
        """A model of the columns that a file has, with its index."""
        counted = np.bincount((keys >> _BUCKET_SHIFT).astype(np.int64), minlength=1 << _BUCKET_BITS)
        buckets = np.zeros(len(counted) + 1, np.int64)
        np.cumsum(counted, out=buckets[1:])
        return cls(keys, weights, scales, transitions, calibration, card, buckets)

    def rows(self, hashes: Hashes) -> Integers:
        """The row of each number among ``weights``; one past the last where it was never learnt."""
        bucket = (hashes >> _BUCKET_SHIFT).astype(np.int64)
        at, end = self._buckets[bucket], self._buckets[bucket + 1]
        found = np.full(hashes.shape, len(self.keys), np.int64)
        open_ = np.flatnonzero(at < end)
        at, end, wanted = at[open_], end[open_], hashes[open_]
        while len(open_):
            hit = self.keys[at] == wanted
            found[open_[hit]] = at[hit]
            at += 1
            on = ~hit & (at < end)
            open_, at, end, wanted = open_[on], at[on], end[on], wanted[on]
        return found

    def emissions(self, seen: Seen) -> Floats:
        """What is seen of each unit, weighed for each label: an array of units by labels."""
        if not seen.parts:
            return np.zeros((seen.count, len(LABELS)))
        owners = [np.arange(seen.count) if part.owners is None else part.owners for part in seen.parts]
        return self.weigh(
            np.concatenate([part.hashes for part in seen.parts]), np.concatenate(owners), seen.count
        )

    def weigh(self, hashes: Hashes, owners: Integers, count: int) -> Floats:
        """The weights of ``hashes`` summed for the unit that each belongs to."""
        rows = self.rows(hashes)
        known = np.flatnonzero(rows < len(self.keys))
        known = known[np.argsort(owners[known], kind="stable")]
        total = np.zeros((count, len(LABELS)))
        if len(known):
            owner, rows = owners[known], rows[known]
            weighed = self.weights[rows] * self.scales[rows, None]
            begins = np.flatnonzero(np.diff(owner, prepend=-1))
            total[owner[begins]] = np.add.reduceat(weighed, begins, axis=0)
        return total

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
    """The model as the bytes of a file, the same for the same model."""
    out = io.BytesIO()
    np.savez_compressed(
        out,
        format=np.array(FORMAT),
        keys=model.keys,
        weights=model.weights.T.copy(),  # label by label, which packs better
        scales=model.scales,
        transitions=model.transitions.astype(np.float32),
        calibration=model.calibration.astype(np.float32),
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
        return Model.stored(
            file["keys"],
            np.ascontiguousarray(file["weights"].T),
            file["scales"],
            file["transitions"].astype(np.float64) + may_follow(),
            file["calibration"].astype(np.float64),
            json.loads(bytes(file["card"]).decode()),
        )
