"""The course of a report: on which side each stretch of its body is, decided over the whole.

A report tells what was done, then perhaps what the coming years are to bring, then the year's work, then how the government keeps
its own house. No heading decides alone: one may be missing, or name a year that the copy has wrong. So every stretch is weighed by its words and
tenses (:mod:`luoshi.vocabulary.sides`), its heading by what it names, and every change of side by where it comes and whether the order of reports
has it; the course is the one with the best sum (Viterbi's way).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from luoshi.outline.paragraphs import Paragraph
from luoshi.vocabulary.sides import leaning

Side = Literal["past", "plan", "year", "house"]
SIDES: tuple[Side, ...] = get_args(Side)


class Evidence(NamedTuple):
    """How much speaks for each side, the year's work being what is left where nothing speaks."""

    past: float = 0.0
    plan: float = 0.0
    year: float = 0.0
    house: float = 0.0


NOTHING = Evidence()

_STRETCH = 250  # paragraphs are weighed together up to so many characters
_SAMPLE = 320  # of a stretch so much is read
_LONG = 1200  # a paragraph of more is weighed piece by piece: a copy without line ends turns inside it

# What the words of one stretch weigh, and how much at most. Tenses tell what was done from what is planned more surely than any words
# tell the plans of five years, or for the government's own house, from the year's.
_TENSES, _KINDS, _MOST = 0.5, 0.25, 2.0

# What a change of side costs, by where it comes.
AT_HEADING, AT_OPENER, AT_PARAGRAPH, INSIDE = 0.0, 2.0, 5.0, 7.0

# And what it costs besides in the middle of a chapter where both sides plan: their words differ little.
_AMONG_PLANS = 4.0

# What it costs by what follows what. Reports look back first, and come to their own house last.
_FOLLOWS: Mapping[tuple[Side, Side], float] = {
    ("past", "plan"): 0.5, ("past", "year"): 0.0, ("past", "house"): 4.0,
    ("plan", "past"): 7.0, ("plan", "year"): 0.0, ("plan", "house"): 2.0,
    ("year", "past"): 8.0, ("year", "plan"): 3.0, ("year", "house"): 0.5,
    ("house", "past"): 9.0, ("house", "plan"): 3.0, ("house", "year"): 1.0,
}  # fmt: skip
_BEGINS: Mapping[Side, float] = {"past": 0.0, "plan": 5.0, "year": 4.0, "house": 8.0}
_BEGINS_INSIDE: Mapping[Side, float] = {"past": 0.0, "plan": 2.0, "year": 0.0, "house": 2.0}

# A paragraph that turns to something else: to anything (`各位代表！`, `展望…`), to the year (`2026年是…`), to some years (`“十五五”时期，…`).
_OPENS_YEAR = re.compile(
    r"今年(?!以来)|新的一年|(?:政府工作|经济社会发展|全[省市县区州旗])[^，。]{0,14}(?:总体要求|总体思路|指导思想|预期目标)(?:是|为|：)|(?:[12]\d{3}年|二[〇零OＯ○o].{2}年)(?:是|，|政府|全[市县区省]|工作|要|我们)|做好(?:今年|新的一年|[12]\d{3}年)"
)
_OPENS_PLAN = re.compile(r"“?十[一二三四五六七八九]?五”?(?:时期|期间|是)|今后五年|未来五年")
_OPENER = re.compile(
    r"各位(?:代表|委员)[，！：]?|《(?:政府工作)?报告》[^，。]{0,6}，|做好|展望|奋进新|新(?:形势|征程|起点|时代)|立足新|面对新"
)
_OPENED = 1.5  # what such an opening says for that side
_SENTENCE_END = re.compile(r"[。！？]")


class Opening(NamedTuple):
    """How a stretch begins: what its heading or first words say, what a change of side costs here, and to which side alone
    its first words turn (`今后五年，…`)."""

    says: Evidence
    cost: float
    toward: Side | None = None


class Stretch(NamedTuple):
    """A piece of the body that is weighed as one; ``start`` counts into the view."""

    start: int
    evidence: Evidence
    opening: Opening


_PLAIN = Opening(NOTHING, AT_PARAGRAPH)
_INSIDE = Opening(NOTHING, INSIDE)


def stretches(pieces: Sequence[Paragraph], named: Mapping[int, Evidence]) -> list[Stretch]:
    """The body cut into stretches. ``named``: what the headings of parts say, by where they stand."""
    found: list[Stretch] = []
    words: list[str] = []
    start, opening, size = -1, _PLAIN, 0
    for piece in pieces:
        title = named.get(piece.start)
        turns = _opening(piece.text) if title is None else Opening(title, AT_HEADING)
        if start >= 0 and (size >= _STRETCH or turns is not _PLAIN or len(piece) > _LONG):
            found.append(_stretch(start, "".join(words), opening))
            start = -1
        if start < 0:
            start, opening, size, words = piece.start, turns, 0, []
        if len(piece) <= _LONG:
            words.append(piece.text[:_SAMPLE])
            size += len(piece)
            continue
        for begin, end in _sentences(piece.text):
            found.append(_stretch(start + begin, piece.text[begin:end], _INSIDE if begin else opening))
        start = -1
    if start >= 0:
        found.append(_stretch(start, "".join(words), opening))
    return found


def _opening(text: str) -> Opening:
    address = _OPENER.match(text)
    at = address.end() if address is not None else 0
    if _OPENS_YEAR.match(text, at):
        return Opening(Evidence(year=_OPENED), AT_OPENER, "year")
    if _OPENS_PLAN.match(text, at):
        return Opening(Evidence(plan=_OPENED), AT_OPENER, "plan")
    return _PLAIN if address is None else Opening(NOTHING, AT_OPENER)


def _stretch(start: int, text: str, opening: Opening) -> Stretch:
    past, plan, house = (
        min(max(share * value, -_MOST), _MOST)
        for share, value in zip((_TENSES, _KINDS, _KINDS), leaning(text), strict=True)
    )
    own = (
        past,
        plan,
        0.0,
        house - max(past, 0.0),
    )  # what the government did with itself was done all the same
    return Stretch(start, Evidence(*(a + b for a, b in zip(own, opening.says, strict=True))), opening)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Whole sentences of a long paragraph, some hundred characters together."""
    edges = [0]
    while len(text) - edges[-1] > 2 * _SAMPLE:
        stop = _SENTENCE_END.search(text, edges[-1] + _SAMPLE, edges[-1] + 4 * _SAMPLE)
        edges.append(stop.end() if stop is not None else edges[-1] + 4 * _SAMPLE)
        if edges[-1] >= len(text):
            edges.pop()
            break
    return list(zip(edges, [*edges[1:], len(text)], strict=True))


def course(found: Sequence[Stretch], begun: bool = True) -> list[Side]:
    """The side of each stretch. ``begun``: the report's beginning is there, which looks back."""
    if not found:
        return []
    first = _BEGINS if begun else _BEGINS_INSIDE
    best = [evidence - first[side] for side, evidence in zip(SIDES, found[0].evidence, strict=True)]
    steps: list[tuple[int, ...]] = []
    for stretch in found[1:]:
        came: list[int] = []
        sums: list[float] = []
        for here in range(len(SIDES)):
            before, most = here, best[here]
            for there in range(len(SIDES)):
                if there != here and best[there] > most:  # a change costs something
                    value = best[there] - _turn(there, here, stretch.opening)
                    if value > most:
                        before, most = there, value
            came.append(before)
            sums.append(most + stretch.evidence[here])
        best = sums
        steps.append(tuple(came))
    last = max(range(len(SIDES)), key=lambda n: (best[n], -n))
    path = [last]
    for step in reversed(steps):
        last = step[last]
        path.append(last)
    return [SIDES[n] for n in reversed(path)]


def _turn(there: int, here: int, opening: Opening) -> float:
    """What it costs to turn from one side to the other at a stretch that begins so."""
    side = SIDES[here]
    cost = opening.cost if opening.toward in (None, side) else max(opening.cost, AT_PARAGRAPH)
    if cost >= AT_PARAGRAPH and there and here:
        cost += _AMONG_PLANS
    return cost + _FOLLOWS[SIDES[there], side]


def cut_at(pieces: Sequence[Paragraph], turns: Collection[int]) -> list[Paragraph]:
    """``pieces`` with those cut in which the report turns."""
    inner = sorted(turns)
    found: list[Paragraph] = []
    for piece in pieces:
        first, last = bisect_right(inner, piece.start), bisect_left(inner, piece.end)
        edges = [piece.start, *inner[first:last], piece.end]
        if len(edges) == 2:
            found.append(piece)
            continue
        for start, end in pairwise(edges):
            found.append(Paragraph(start, end, piece.text[start - piece.start : end - piece.start]))
    return found
