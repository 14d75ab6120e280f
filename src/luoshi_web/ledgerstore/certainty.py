"""How far the machine's word on a line can be taken, and which of many are shown before all are taken. Pure.

A line's certainty is the share of lines with this certainty, in reports that the model had not seen, that stood as they were (docs/ledger.md).
"""

from collections.abc import Iterable
from hashlib import sha256

SURE = 0.9
"""From here on a line is sure: of a hundred such lines ninety stood as they were."""
SAMPLE = 10
"""How many of the sure ones are looked at before all are taken."""


def sample(keys: Iterable[str], *, seed: str, count: int = SAMPLE) -> tuple[str, ...]:
    """``count`` of the keys, drawn by ``seed``: those with the smallest SHA-256 of seed, a line feed and key. The same for everybody, for ever.

    >>> sample(["e1", "e2", "e3"], seed="7", count=2)
    ('e1', 'e2')
    """
    return tuple(sorted(set(keys), key=lambda key: sha256(f"{seed}\n{key}".encode()).hexdigest())[:count])


def seed_of(report: int, keys: Iterable[str]) -> str:
    """The seed of a draw: made of the report and of all that is to be taken, so that nobody chooses it.

    >>> seed_of(7, ["e2", "e1"]) == seed_of(7, ["e1", "e2"])
    True
    """
    return sha256("\n".join((str(report), *sorted(keys))).encode()).hexdigest()[:16]
