"""What is known of words before any report is read: their class, what kind of word they are, and what stands around them in reports.

Made by the trainer from the corpus (``training/lexicon.py``): words that stand in like places have like vectors and the same cluster, so that
what was learnt of 组建 helps with 筹建. It holds hashes and numbers, no text.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from luoshi.lines.units import Flags, Integers
from luoshi.lines.words import Hashes

Singles = npt.NDArray[np.float32]

UNKNOWN, NUMBER, NONE = 0, 250, 251
"""Classes of what the lexicon has not: a word, a number, no word at all."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by their numbers, which are sorted. Every column has one row more than there are words, for those that it does not know.

    ``classes`` are parts of speech, ``verbs`` tells which of them are verbs; ``coarse`` and ``fine`` are clusters; ``vectors`` has a row a word.
    """

    names: Hashes
    classes: Integers
    verbs: Flags
    coarse: Integers
    fine: Integers
    vectors: Singles

    @property
    def width(self) -> int:
        """How long a vector is."""
        return int(self.vectors.shape[1])

    def rows(self, names: Hashes) -> Integers:
        """The row of each word; one past the last for a word that is not known."""
        if not len(self.names):
            return np.zeros(len(names), np.int64)
        at = np.minimum(np.searchsorted(self.names, names), len(self.names) - 1)
        return np.where(self.names[at] == names, at, len(self.names))


def lexicon_of(
    names: Hashes, classes: Integers, verbs: Flags, coarse: Integers, fine: Integers, vectors: Singles
) -> Lexicon:
    """A lexicon of columns that have a row a word."""
    return Lexicon(
        names,
        np.append(classes, UNKNOWN),
        np.append(verbs, False),
        np.append(coarse, UNKNOWN),
        np.append(fine, UNKNOWN),
        np.vstack((vectors, np.zeros((1, vectors.shape[1]), np.float32))),
    )


def empty(width: int = 1) -> Lexicon:
    """A lexicon that knows no word."""
    none = np.zeros(0, np.int64)
    return lexicon_of(
        np.zeros(0, np.uint64), none, none.astype(bool), none, none, np.zeros((0, width), np.float32)
    )
