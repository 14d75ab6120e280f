"""What two texts share: the stretches of five characters that stand in both."""

from dataclasses import dataclass

LENGTH = 5


def shingles(content: str) -> frozenset[str]:
    """Every stretch of ``LENGTH`` characters of ``content``; a shorter text is one shingle of its own."""
    if len(content) < LENGTH:
        return frozenset((content,)) if content else frozenset()
    return frozenset([content[i : i + LENGTH] for i in range(len(content) - LENGTH + 1)])


@dataclass(frozen=True, slots=True)
class Shared:
    """How much of each copy stands in the other, as a share of its shingles: between 0 and 1.

    One page of five has all of itself in the whole report, and the whole report a fifth of itself in the page.
    """

    a_in_b: float
    b_in_a: float

    @property
    def most(self) -> float:
        return max(self.a_in_b, self.b_in_a)

    @property
    def least(self) -> float:
        return min(self.a_in_b, self.b_in_a)


def shared(a: str, b: str) -> Shared:
    """What the contents ``a`` and ``b`` have in common."""
    of_a, of_b = shingles(a), shingles(b)
    if not of_a or not of_b:
        return Shared(0.0, 0.0)
    both = len(of_a & of_b)
    return Shared(both / len(of_a), both / len(of_b))
