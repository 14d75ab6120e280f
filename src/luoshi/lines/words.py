"""A text cut in words, every stretch of it known by a number: the hash of its characters.

Looking at words as strings, one by one, would take most of the time that a report takes. Here each stretch is the difference of two
sums (a rolling hash over 64 bits), so that thousands of words, beginnings and ends are named at once.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import rjieba

from luoshi.lines.units import Integers

Hashes = npt.NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_SHIFT = np.uint64(77)  # no character counts as nothing


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each starts and ends, and the sums from which any stretch is named."""

    starts: Integers
    ends: Integers
    digits: Integers
    _sums: Hashes
    _inverses: Hashes

    def named(self, starts: Integers, ends: Integers) -> Hashes:
        """The number of each stretch: the same for the same characters, wherever they stand."""
        return (self._sums[ends] - self._sums[starts]) * self._inverses[starts]


def words_of(text: str) -> Words:
    """Cut ``text`` in words. Linear in its length; offsets count characters."""
    lengths = np.fromiter(map(len, rjieba.cut(text)), np.int64)
    ends = np.cumsum(lengths)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + _SHIFT) * _powers(_BASE, len(codes)), out=sums[1:])
    digits = np.zeros(len(codes) + 1, np.int64)
    np.cumsum((codes >= 0x30) & (codes <= 0x39), out=digits[1:])
    return Words(ends - lengths, ends, digits, sums, _powers(_INVERSE, len(codes) + 1))


def name_of(word: str) -> int:
    """The number by which ``word`` is known."""
    total, power = 0, 1
    for character in word:
        total = (total + (ord(character) + int(_SHIFT)) * power) % 2**64
        power = power * _BASE % 2**64
    return total


def _powers(base: int, length: int) -> Hashes:
    powers = np.full(length, base % 2**64, np.uint64)
    if length:
        powers[0] = 1
        np.multiply.accumulate(powers, out=powers)
    return powers
