"""What becomes of entries when another copy of their report takes the place of the one they were read from. Pure.

docs/review.md gives the order and worked cases. Stretches that people cut or joined are looked for in the new text, nearest to where they should be.
"""

_FAR = 1_000_000_000


def relocated(quote: str, text: str, expected: int) -> tuple[int, int] | None:
    """Where ``quote`` stands in ``text`` nearest to ``expected``, None where it does not.

    >>> relocated("甲乙", "甲乙丙甲乙", 4)
    (3, 5)
    """
    if not quote:
        return None
    best = None
    distance = _FAR
    place = text.find(quote)
    while place >= 0:
        if abs(place - expected) >= distance:
            break
        best, distance = place, abs(place - expected)
        place = text.find(quote, place + 1)
    return None if best is None else (best, best + len(quote))


def shifted(start: int, moves: list[tuple[int, int]]) -> int:
    """Where a stretch is expected: moved as the entry before it was. ``moves`` are old and new starts, in order of the old."""
    before = [(old, new) for old, new in moves if old <= start]
    old, new = before[-1] if before else moves[0] if moves else (0, 0)
    return max(start + new - old, 0)
