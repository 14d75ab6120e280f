"""Whether two texts are copies of one report, from what they share."""

from typing import Literal

from luoshi.copies.body import Body
from luoshi.copies.shingles import Shared
from luoshi.outline import Front

Verdict = Literal["same", "copy", "part", "another", "unrelated"]
Relation = Literal["a_in_b", "b_in_a", "overlap"]

# Of the 20,100 pairs among 201 reports one is a pair of copies and shares all; of the others the smaller shares at most 0.31 of itself
# with the larger (two years of one county), all but 14 at most 0.15. A copy with every tenth character lost or misread keeps 0.71.
COPY_AT_LEAST = 0.5
# One page of a report against the whole report of another year: a piece of 3,000 characters shares at most 0.48 of itself, of 1,000
# at most 0.70, of 500 at most 0.90 (closing formulas, lists of thanks). Characters of the smaller → share that it needs.
_PIECES = ((2500, COPY_AT_LEAST), (800, 0.75), (400, 0.93), (0, 0.97))
# A copy that lacks a twentieth of the other, and more than a clause, is a part of it; a paragraph less is a difference.
PART_AT_LEAST = 0.05
_CLAUSE = 100
# Two pages of one report may share their edge alone.
_EDGE = 100
_RAGGED = 40
_PROBE = 30


def verdict(a: Body, b: Body, shared: Shared) -> tuple[Verdict, Relation | None]:
    """What the two are, before their differences are known: a ``copy`` may turn out to be a ``part``."""
    if a.text == b.text and a.text:
        return "same", None
    if shared.least >= COPY_AT_LEAST or shared.most >= needed(a, b):
        return "copy", None
    if overlap(a.text, b.text) or overlap(b.text, a.text):
        return "part", "overlap"
    return ("another" if a.is_report and b.is_report else "unrelated"), None


def needed(a: Body, b: Body) -> float:
    """The share of itself that the smaller must have in the larger to count as a part of it: more for a small piece."""
    return needed_of(min(len(a.content), len(b.content)))


def needed_of(length: int) -> float:
    """The same for a smaller text of ``length`` letters."""
    return next(share for least, share in _PIECES if length >= least)


def overlap(first: str, second: str) -> bool:
    """Whether ``second`` begins with what ``first`` ends with, as two pages do that repeat a paragraph."""
    for skipped in range(min(_RAGGED, len(second) - _PROBE)):
        found = first.rfind(second[skipped : skipped + _PROBE])
        if found < 0:
            continue
        size = _PROBE
        while (
            found + size < len(first)
            and skipped + size < len(second)
            and first[found + size] == second[skipped + size]
        ):
            size += 1
        if size >= _EDGE and len(first) - found - size <= _RAGGED:
            return True
    return False


def part(a: Body, b: Body, lacking_a: int, lacking_b: int) -> tuple[Verdict, Relation | None]:
    """``copy`` or ``part``, from how many characters of the other each copy lacks."""
    a_lacks = lacking_a >= max(_CLAUSE, PART_AT_LEAST * len(b.text))
    b_lacks = lacking_b >= max(_CLAUSE, PART_AT_LEAST * len(a.text))
    if a_lacks and b_lacks:
        return "part", "overlap"
    if a_lacks:
        return "part", "a_in_b"
    return ("part", "b_in_a") if b_lacks else ("copy", None)


def stated_differently(a: Front, b: Front) -> tuple[str, ...]:
    """Which of ``place`` and ``year`` both copies state, and not alike. `徐河县` may be `北原省安平市徐河县`."""
    found = []
    if a.place and b.place and not _one_place(a, b):
        found.append("place")
    if a.year and b.year and a.year != b.year:
        found.append("year")
    return tuple(found)


def _one_place(a: Front, b: Front) -> bool:
    one, other = a.place, b.place
    if one is None or other is None:
        return False
    if one.code and one.code == other.code:
        return True
    return one.name.endswith(other.name) or other.name.endswith(one.name)
