"""Two copies held against each other."""

from dataclasses import dataclass
from typing import Any

from luoshi.copies.body import Body, read_body, widened
from luoshi.copies.difference import Difference, Marks
from luoshi.copies.differences import Found, find_differences
from luoshi.copies.shingles import Shared, shared
from luoshi.copies.verdict import Relation, Verdict, needed, part, stated_differently, verdict
from luoshi.text import SourceText


@dataclass(frozen=True, slots=True)
class Copy:
    """What one of the two says of itself. ``characters`` is the length of its report as compared."""

    path: str | None
    sha256: str
    title: str | None
    place: str | None
    year: int | None
    is_report: bool
    characters: int

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts are to each other, and where they differ.

    ``verdict``: ``same`` in one spelling; ``copy`` with differences; ``part``, where ``relation`` says of which;
    ``another`` report; ``unrelated``, where at least one is no report. ``shared`` are the numbers behind it, ``needed``
    is the share that the smaller must have in the larger.
    ``differences`` are numbers first, then words, missing passages, moved ones. ``marks`` and ``spellings`` count
    what differs in punctuation and in the form of characters (``，`` and ``,``). All three are empty for no copies.
    ``stated_differently`` names what both copies state of themselves and not alike: ``place``, ``year``.
    """

    verdict: Verdict
    relation: Relation | None
    shared: Shared
    needed: float
    a: Copy
    b: Copy
    stated_differently: tuple[str, ...]
    differences: tuple[Difference, ...]
    marks: tuple[Marks, ...]
    spellings: tuple[Marks, ...]

    @property
    def are_copies(self) -> bool:
        return self.verdict in ("same", "copy", "part")

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; spans are ``[start, end]`` in characters of the copy's text."""
        return {
            "verdict": self.verdict,
            "relation": self.relation,
            "shared": {"a_in_b": round(self.shared.a_in_b, 4), "b_in_a": round(self.shared.b_in_a, 4)},
            "needed": self.needed,
            "a": self.a.to_dict(),
            "b": self.b.to_dict(),
            "stated_differently": list(self.stated_differently),
            "differences": [difference.to_dict() for difference in self.differences],
            "marks": [marks.to_dict() for marks in self.marks],
            "spellings": [marks.to_dict() for marks in self.spellings],
        }


def compare(a: SourceText, b: SourceText) -> Comparison:
    """Whether ``a`` and ``b`` are copies of one report, and where they differ. Time is linear in their length."""
    of_a, of_b = read_body(a), read_body(b)
    of_a, of_b = widened(of_a, of_b), widened(of_b, of_a)
    both = shared(of_a.content, of_b.content)
    kind, relation = verdict(of_a, of_b, both)
    found = Found((), (), (), 0, 0)
    if kind in ("same", "copy", "part"):
        found = find_differences(of_a, of_b)
    if kind == "copy":
        kind, relation = part(of_a, of_b, found.lacking_a, found.lacking_b)
    return Comparison(
        kind,
        relation,
        both,
        needed(of_a, of_b),
        _copy(of_a),
        _copy(of_b),
        stated_differently(of_a.front, of_b.front),
        found.differences,
        found.marks,
        found.spellings,
    )


def _copy(body: Body) -> Copy:
    front = body.front
    place = front.place.name if front.place else None
    return Copy(
        body.source.path, body.source.sha256, front.title, place, front.year, body.is_report, len(body.text)
    )
