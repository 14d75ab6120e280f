"""Stretches of a report's text: where a quote stands, what reaches from the first to the last of several, and where a clause begins. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

NEAR = 600
"""Characters between two stretches that one quote may still reach over: as far as neighbours of a review are merged."""
_CLAUSE = re.compile(r"[^，。；、：！？,;:!?\n]+[，。；、：！？,;:!?\n]*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``start`` to before ``end`` of a text."""

    start: int
    end: int


def nearest(text: str, words: str, place: int, *, within: int | None = None) -> Stretch | None:
    """Where ``words`` stand in ``text``, the place nearest to ``place``; None where they do not, or not ``within`` so many characters of it."""
    if not words:
        return None
    first, last = (0, len(text)) if within is None else (max(place - within, 0), place + within + len(words))
    behind = text.find(words, place, last)
    before = text.rfind(words, first, place + len(words))
    found = [start for start in (behind, before) if start >= 0]
    if not found:
        return None
    start = min(found, key=lambda each: abs(each - place))
    return Stretch(start, start + len(words))


def joined(text: str, stretches: Sequence[Stretch], quotes: Sequence[str]) -> str:
    """The words from the first to the last stretch where they stand near each other, else the quotes one after the other."""
    if not stretches:
        return "；".join(quote.strip("，。；、 \n") for quote in quotes)
    ordered = sorted(stretches, key=lambda each: each.start)
    near = all(later.start - one.end <= NEAR for one, later in pairwise(ordered))
    if near:
        return text[ordered[0].start : max(each.end for each in ordered)]
    return "；".join(quote.strip("，。；、 \n") for quote in quotes)


def clauses(text: str, start: int, end: int) -> list[Stretch]:
    """The clauses between two places, without what divides them."""
    found = []
    for match in _CLAUSE.finditer(text, start, end):
        words = match.group().rstrip("，。；、：！？,;:!?\n ")
        lead = len(words) - len(words.lstrip())
        if words.strip():
            found.append(Stretch(match.start() + lead, match.start() + len(words)))
    return found
