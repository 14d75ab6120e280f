"""What the later report says of a promised thing: done, part, under way, otherwise, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.reconcile.follow.clause import Clause, bare
from luoshi.reconcile.follow.counts import reaches
from luoshi.reconcile.follow.said import Stood, stage_of
from luoshi.reconcile.follow.sameness import Likeness, liken
from luoshi.reconcile.follow.search import Search
from luoshi.reconcile.follow.things import things_of
from luoshi.reconcile.follow.weights import Thing, Weights
from luoshi.vocabulary.progress import Progress, progress_in

Status = Literal["done", "part", "under_way", "otherwise", "unmentioned"]
Why = Literal["reached", "number_reached", "fewer", "some", "moving", "failed", "again", "silent"]
STATUSES: tuple[Status, ...] = ("done", "part", "under_way", "otherwise", "unmentioned")

# From this chance on a clause is taken to speak of the thing: docs/reconciliation.md says how it was found.
ENOUGH = 0.45
# Where a clause surely speaks of one thing of a list, less is asked of the others: 综合楼、宿舍楼和运动场投入使用.
IN_COMPANY = 0.2
_SURE = 0.8
# A name that tells less (投资, 大项目) is no name.
_TELLS = 0.5
_PLACES = 3
_NEARLY = "基本"
_REACHED: dict[Progress, int] = {"failed": 0, "planned": 1, "moving": 2, "begun": 3, "made": 4, "there": 4}


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
    """``found`` are the places that decided, best first; ``again`` is where the plans promise it once more.

    ``why`` is the rule that decided; of ``promised`` things ``named`` are named.
    """

    status: Status
    why: Why
    found: tuple[Found, ...]
    again: Found | None
    promised: int
    named: int


class FollowUp:
    """A later report laid out so that promises of the year before find what became of them."""

    def __init__(
        self, clauses: Sequence[Clause], earlier: Iterable[str] = (), own: Sequence[str] = ()
    ) -> None:
        self._clauses = clauses
        self._own = own
        self._weights = Weights([*(clause.bare for clause in clauses), *earlier], own)
        plans = [number for number, clause in enumerate(clauses) if clause.part == "plans"]
        past = [number for number, clause in enumerate(clauses) if clause.part != "plans"]
        self._past, self._plans = Search(clauses, past), Search(clauses, plans)

    def to(self, promise: str, members: Sequence[str] = ()) -> Answer:
        """What became of ``promise``; ``members`` are the things that its line lists, asked where its words show one thing only."""
        names = things_of(promise, self._own)
        if len(names) == 1 and len(members) > 1:
            names = tuple(bare(member) for member in members)
        things = [self._weights.of(name) for name in names]
        things = [thing for thing in things if thing.total >= _TELLS]
        past, plans = self._named(things, self._past), self._named(things, self._plans)
        again = max((f for one in plans for f in one), key=lambda f: f.chance, default=None)
        told = [one for one in past if one]
        if told:
            best = [max(one, key=lambda f: _rank(f, max(g.chance for g in one))) for one in told]
            best.sort(key=lambda f: -f.chance)
            status, why = _status(promise, best, len(things))
            return Answer(status, why, _places(best), again, len(things), len(told))
        if again is not None:
            return Answer("otherwise", "again", (again,), again, len(things), 0)
        return Answer("unmentioned", "silent", (), None, len(things), 0)

    def _named(self, things: Sequence[Thing], search: Search) -> list[list[Found]]:
        """For each thing the clauses that are taken to speak of it."""
        near = [search.near(thing) for thing in things]
        found: list[list[Found]] = [[] for _ in things]
        for number in sorted({number for one in near for number in one.clauses}):
            looked = [
                thing if number in one.clauses else None for thing, one in zip(things, near, strict=True)
            ]
            held = [one.held.get(number, 0.0) for one in near]
            likenesses = liken(things, looked, held, self._clauses[number].bare)
            surest = max((one.chance for one in likenesses if one is not None), default=0.0)
            enough = IN_COMPANY if surest >= _SURE else ENOUGH
            for place, likeness in zip(found, likenesses, strict=True):
                if likeness is not None and likeness.chance >= enough:
                    place.append(self._found(number, likeness))
        return found

    def _found(self, number: int, likeness: Likeness) -> Found:
        clause = self._clauses[number]
        stood = stage_of(self._clauses, number, likeness)
        if clause.part == "problems":
            stood = Stood("failed", stood.word)
        return Found(likeness.thing.name, clause, likeness.chance, likeness.words, stood)


def _rank(found: Found, best: float) -> tuple[bool, int, float]:
    """Of clauses that are about as likely the one that says most is taken."""
    return found.chance >= best - 0.1, _REACHED[found.stood.stage], found.chance


def _places(found: Sequence[Found]) -> tuple[Found, ...]:
    seen: dict[Clause, Found] = {}
    for one in found:
        seen.setdefault(one.clause, one)
    return tuple(seen.values())[:_PLACES]


def _status(promise: str, found: Sequence[Found], promised: int) -> tuple[Status, Why]:
    """The status and why, given the best place for each thing that is named."""
    asked = _asked(promise)
    came = [_came(promise, one) for one in found]
    there = [one for one, stage in zip(found, came, strict=True) if stage >= asked]
    if not there:
        return ("under_way", "moving") if any(came) else ("otherwise", "failed")
    counted = reaches(promise, there[0].clause.bare)
    if counted is not None:
        return ("done", "number_reached") if counted else ("part", "fewer")
    return ("done", "reached") if len(there) == promised else ("part", "some")


def _came(promise: str, found: Found) -> int:
    """基本完成 is there where no more was promised."""
    word = found.stood.word
    if word is not None and word.startswith(_NEARLY) and _NEARLY in promise:
        return _REACHED["there"]
    return _REACHED[found.stood.stage]


def _asked(promise: str) -> int:
    """How far the thing was to come: 开工建设 asks for a beginning, 建成 and 加快建设 for the thing."""
    said = {word.stage for word in progress_in(promise)}
    return _REACHED["begun"] if "begun" in said and not said & {"there", "made"} else _REACHED["there"]
