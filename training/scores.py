"""Lines found held against lines read, as the scorer beside the gold counts them: found, usable, of the right grade."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.lines.line import TaggedLine
from training.gold import GoldLine

GROUPS = ("plans", "past", "problem")
_GROUP = {"task": "plans", "target": "plans", "result": "past", "problem": "problem"}
_DIGIT = re.compile(r"\d")
Pair = tuple[int, int]


@dataclass(slots=True)
class Score:
    """Counts over reports. ``stands`` has each line that counts: its certainty, and whether it stands as it is."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {group: Counter() for group in GROUPS})
    silent: list[int] = field(default_factory=lambda: [0, 0])
    stands: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, text: str, gold: Sequence[GoldLine], lines: Sequence[TaggedLine]) -> None:
        """Hold the lines of one report against what was read of it."""
        taken: dict[int, GoldLine] = {}
        for wanted in sorted(gold, key=lambda line: (line.doubt, line.span.start)):
            pick = _pick(wanted, lines, taken)
            if pick is not None:
                taken[pick] = wanted
            if not wanted.optional:
                self._count(text, wanted, None if pick is None else lines[pick])
        for number, line in enumerate(lines):
            if number in taken:
                if not taken[number].optional:
                    self.stands.append((line.certainty, _stands(taken[number], line)))
            elif not _excused(line, gold):
                self.counts[_GROUP[line.kind]]["predicted"] += 1
                self.stands.append((line.certainty, False))

    def _count(self, text: str, wanted: GoldLine, line: TaggedLine | None) -> None:
        count = self.counts[_GROUP[wanted.kind]]
        count["gold"] += 1
        if wanted.grade == "deed" and not _DIGIT.search(text, wanted.span.start, wanted.span.end):
            self.silent[0] += line is not None
            self.silent[1] += 1
        if line is None:
            return
        count["found"] += 1
        count["predicted"] += 1
        count["usable"] += usable(wanted.span, (line.start, line.end))
        count["graded"] += wanted.label == (line.grade or line.kind)

    def figures(self) -> dict[str, float]:
        """The figures that the issue and the card speak of, rounded to four places."""
        total: Counter[str] = sum(self.counts.values(), Counter())
        found = {
            "lines.usable": _f1(total, "usable"),
            "lines.found": _f1(total, "found"),
            "deeds.silent": self.silent[0] / max(1, self.silent[1]),
        }
        for group in ("plans", "past"):
            count = self.counts[group]
            found[f"grade.{group}"] = count["graded"] / max(1, count["found"])
        problems = self.counts["problem"]
        found["problems.recall"] = problems["found"] / max(1, problems["gold"])
        found["problems.precision"] = problems["found"] / max(1, problems["predicted"])
        sure = [stands for certainty, stands in self.stands if certainty >= 0.9]
        found["sure.share"] = len(sure) / max(1, len(self.stands))
        found["sure.right"] = sum(sure) / max(1, len(sure))
        return {key: round(value, 4) for key, value in found.items()}


def _f1(count: Counter[str], key: str) -> float:
    return 2 * count[key] / max(1, count["gold"] + count["predicted"])


def _pick(wanted: GoldLine, lines: Sequence[TaggedLine], taken: dict[int, GoldLine]) -> int | None:
    """The line not yet taken that overlaps what is wanted most, if one does enough."""
    best, pick = 0.0, None
    for number, line in enumerate(lines):
        if number in taken or _GROUP[line.kind] != _GROUP[wanted.kind]:
            continue
        place = line.start, line.end
        if line.end <= wanted.span.start or line.start >= wanted.span.end or not _found(wanted.span, place):
            continue
        share = overlap(wanted.span, place) / (_length(place) + _length(wanted.span))
        if share > best:
            best, pick = share, number
    return pick


def _stands(wanted: GoldLine, line: TaggedLine) -> bool:
    right = line.kind == "problem" or wanted.label == (line.grade or line.kind)
    return right and usable(wanted.span, (line.start, line.end))


def _excused(line: TaggedLine, gold: Sequence[GoldLine]) -> bool:
    """Whether a line that nobody wrote down costs nothing: an aim, or one over what a reader doubted."""
    if line.grade == "aim":
        return True
    place = line.start, line.end
    return any(g.optional and 2 * overlap(g.span, place) >= _length(place) for g in gold)


def _found(a: Pair, b: Pair) -> bool:
    common = overlap(a, b)
    return common >= 0.6 * min(_length(a), _length(b)) and common >= 0.34 * max(_length(a), _length(b))


def usable(a: Pair, b: Pair) -> bool:
    """Whether both ends agree within four characters, or what both have is 85 % of what either has."""
    union = max(a[1], b[1]) - min(a[0], b[0])
    return overlap(a, b) / union >= 0.85 or (abs(a[0] - b[0]) <= 4 and abs(a[1] - b[1]) <= 4)


def overlap(a: Pair, b: Pair) -> int:
    """How many characters both have."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _length(a: Pair) -> int:
    return a[1] - a[0]
