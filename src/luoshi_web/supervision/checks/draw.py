"""Drawing a sample of items by a seed: the same frame, seed and number of draws give the same items on any machine, for ever.

Stratified by office. Seats are given out by Sainte-Laguë: one by one to the office with the largest size / (2 · seats + 1); where there are
draws enough, every office has one beforehand. Within an office the items with the smallest SHA-256 of seed and number are drawn. Nothing but
SHA-256 and whole numbers is used: no library's random numbers, no locale, no floating point. A larger sample holds the smaller one
wherever both give every office a draw. docs/closing.md has a program of a few lines that repeats a draw.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import sha256

Frame = Mapping[str, Sequence[str]]
"""Code of an office → the numbers of its items."""


def draw(frame: Frame, *, seed: str, count: int) -> tuple[str, ...]:
    """The numbers drawn, office by office in the order of their codes, each office's in the order of the draw.

    >>> draw({"fgj": ["2026-T-0001", "2026-T-0002"], "zjj": ["2026-T-0003"]}, seed="2026", count=2)
    ('2026-T-0002', '2026-T-0003')
    """
    sizes = {office: len(set(numbers)) for office, numbers in frame.items() if numbers}
    seats = share_out(sizes, seed=seed, count=count)
    return tuple(
        number
        for office in sorted(seats)
        for number in sorted(set(frame[office]), key=lambda n: lot(seed, n))[: seats[office]]
    )


def share_out(sizes: Mapping[str, int], *, seed: str, count: int) -> dict[str, int]:
    """How many each office gives of ``count``; never more than it has. A tie goes to the smaller lot."""
    count = min(count, sum(sizes.values()))
    seats = {office: int(count >= len(sizes)) for office in sizes}
    for _ in range(count - sum(seats.values())):
        free = [office for office in sizes if seats[office] < sizes[office]]
        seats[min(free, key=lambda o: (-Fraction(sizes[o], 2 * seats[o] + 1), lot(seed, o)))] += 1
    return seats


def lot(seed: str, name: str) -> str:
    """The lot of an item or office under a seed: SHA-256 in hexadecimal of seed, a line feed and the name, in UTF-8."""
    return sha256(f"{seed}\n{name}".encode()).hexdigest()
