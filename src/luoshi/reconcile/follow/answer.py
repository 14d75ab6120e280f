"""What the later report says of a promised thing: done, part, under way, otherwise, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.reconcile.follow.clause import Clause, Part
from luoshi.reconcile.follow.counts import reaches
from luoshi.reconcile.follow.said import Stood, stage_of
from luoshi.reconcile.follow.sameness import Likeness, liken
from luoshi.reconcile.follow.things import MEANS, things_of
from luoshi.reconcile.follow.weights import Thing, Weights
from luoshi.vocabulary.stages import Stage, stages_in

Status = Literal["done", "part", "under_way", "otherwise", "unmentioned"]
STATUSES: tuple[Status, ...] = ("done", "part", "under_way", "otherwise", "unmentioned")

# From this chance on a clause is taken to speak of the thing: docs/reconciliation.md says how it was found.
ENOUGH = 0.42
# How many clauses are looked at closely for each thing: the right one was never further down.
_LOOKED_AT = 6
_PLACES = 3
_NEARLY = "基本"
# A clause is looked at where it holds this part of a name as written.
_WORTH_A_LOOK = 0.2
_REACHED: dict[Stage, int] = {"failed": 0, "planned": 1, "moving": 2, "begun": 3, "there": 4}


@dataclass(frozen=True, slots=True)
class Found:
    """One place of the later report that speaks of a thing, how likely, and how far it says that the thing has come."""

    thing: str
    clause: Clause
    chance: float
    words: tuple[str, ...]
    stood: Stood


@dataclass(frozen=True, slots=True)
class Answer:
    """``found`` are the places that decided, best first; ``again`` is where the plans promise it once more."""

    status: Status
    found: tuple[Found, ...]
    again: Found | None


class FollowUp:
    """A later report laid out so that promises of the year before find what became of them."""

    def __init__(
        self, clauses: Sequence[Clause], earlier: Iterable[str] = (), own: Sequence[str] = ()
    ) -> None:
        self._clauses = clauses
        self._own = own
        self._weights = Weights([*(clause.bare for clause in clauses), *earlier], own)
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, clause in enumerate(clauses):
            text = clause.bare
            for pair in {text[i : i + 2] for i in range(len(text) - 1)}:
                self._where[pair].append(number)

    def to(self, promise: str, members: Sequence[str] = ()) -> Answer:
        """What became of ``promise``; ``members`` are the things that it lists, where they are known."""
        things = [self._weights.of(name) for name in (members or things_of(promise, self._own))]
        past = self._named(things, ("past", "problems"))
        plans = self._named(things, ("plans",))
        again = max((f for one in plans for f in one), key=lambda f: f.chance, default=None)
        told = [one for one in past if one]
        if told:
            best = [max(one, key=lambda f: _rank(f, max(g.chance for g in one))) for one in told]
            best.sort(key=lambda f: -f.chance)
            return Answer(_status(promise, best, len(things)), _places(best), again)
        if again is not None:
            return Answer("otherwise", (again,), again)
        return Answer("unmentioned", (), None)

    def _named(self, things: Sequence[Thing], parts: Sequence[Part]) -> list[list[Found]]:
        """For each thing the clauses in ``parts`` that are taken to speak of it."""
        numbers = sorted({number for thing in things for number in self._worth_a_look(thing, parts)})
        found: list[list[Found]] = [[] for _ in things]
        for number in numbers:
            clause = self._clauses[number]
            if MEANS.match(clause.bare):
                continue
            for place, likeness in zip(found, liken(things, clause.bare), strict=True):
                if likeness.chance >= ENOUGH:
                    place.append(self._found(number, likeness))
        return found

    def _found(self, number: int, likeness: Likeness) -> Found:
        clause = self._clauses[number]
        stood = stage_of(self._clauses, number, likeness)
        if clause.part == "problems":
            stood = Stood("failed", stood.word)
        return Found(likeness.thing.name, clause, likeness.chance, likeness.words, stood)

    def _worth_a_look(self, thing: Thing, parts: Sequence[Part]) -> list[int]:
        weights: dict[int, float] = defaultdict(float)
        name = thing.name
        for pair, weight in dict(
            zip((name[i : i + 2] for i in range(len(name) - 1)), thing.weights, strict=True)
        ).items():
            if weight:
                for number in self._where.get(pair, ()):
                    if self._clauses[number].part in parts:
                        weights[number] += weight
        worth = [n for n, weight in weights.items() if weight >= _WORTH_A_LOOK * thing.total]
        return sorted(worth, key=lambda n: (-weights[n], n))[:_LOOKED_AT]


def _rank(found: Found, best: float) -> tuple[bool, int, float]:
    """Of clauses that are about as likely the one that says most is taken."""
    return found.chance >= best - 0.1, _REACHED[found.stood.stage], found.chance


def _places(found: Sequence[Found]) -> tuple[Found, ...]:
    seen: dict[Clause, Found] = {}
    for one in found:
        seen.setdefault(one.clause, one)
    return tuple(seen.values())[:_PLACES]


def _status(promise: str, found: Sequence[Found], promised: int) -> Status:
    """The status, given the best place for each thing that is named."""
    asked = _asked(promise)
    came = [_came(promise, one) for one in found]
    there = [one for one, stage in zip(found, came, strict=True) if stage >= asked]
    if not there:
        return "otherwise" if not any(came) else "under_way"
    counted = reaches(promise, there[0].clause.bare)
    if counted is not None:
        return "done" if counted else "part"
    return "done" if len(there) == promised else "part"


def _came(promise: str, found: Found) -> int:
    """基本完成 is there where no more was promised."""
    word = found.stood.word
    if word is not None and word.startswith(_NEARLY) and _NEARLY in promise:
        return _REACHED["there"]
    return _REACHED[found.stood.stage]


def _asked(promise: str) -> int:
    """How far the thing was to come: 开工建设 asks for a beginning, 建成 and 加快建设 for the thing."""
    said = {word.stage for word in stages_in(promise)}
    return _REACHED["begun"] if "begun" in said and "there" not in said else _REACHED["there"]
