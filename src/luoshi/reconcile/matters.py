"""What became of a year's promises: the next report says done, in part, under way, otherwise, or nothing.

Where a ledger has lines the promises are its deliverables and its activities, each with its grade; an aim (推动高质量发展) names
nothing that a report could answer. Where it has none they are its tasks. The later report's own text is asked; where only its
ledger is at hand, the words of its lines. A report that says nothing proves nothing: ``unmentioned`` is a question, not a verdict.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.ledger.entry import Entry
from luoshi.reconcile.figures import Language
from luoshi.reconcile.follow import STATUSES, Answer, Clause, FollowUp, Status, bare, clauses_of
from luoshi.reconcile.follow.places import names_of
from luoshi.reconcile.follow.reasons import reason
from luoshi.reconcile.line import Line
from luoshi.reconcile.record import Record, Sentence

State = Status
STATES = STATUSES

_SHORTEST = (
    8  # of a task that is no deliverable for certain: 抓好落实 names nothing that could be found again
)
_ASKED = ("deliverable", "activity")
_ROLES = {"result": "review", "problem": "problems", "task": "tasks", "target": "targets"}


@dataclass(frozen=True, slots=True)
class Matter:
    """A promise of year t and what the later report says of it."""

    task: Entry | Line
    answer: Answer

    @property
    def state(self) -> State:
        return self.answer.status

    @property
    def evidence(self) -> Clause | None:
        """The stretch of the later report that says so best."""
        return self.answer.found[0].clause if self.answer.found else None

    @property
    def share(self) -> float | None:
        """How likely that stretch speaks of the promise, from 0 to 1."""
        return self.answer.found[0].chance if self.answer.found else None

    @property
    def again(self) -> Clause | None:
        """Where the later report's plans promise it once more."""
        return self.answer.again.clause if self.answer.again else None

    def reason(self, language: Language = "zh") -> str:
        """One sentence on why the state is what it is: which words were found, and what is said of them."""
        return reason(self.answer, language)


def follow(earlier: Record, later: Record) -> tuple[Matter, ...] | None:
    """Every promise of the earlier report in reading order; None where the later record has neither text nor lines."""
    told = _sentences(later)
    if told is None:
        return None
    promises = _promises(earlier)
    if not promises:
        return ()
    said = clauses_of(told, later.lines or ()) if later.sentences is not None else clauses_of(told)
    before = (bare(clause.text) for clause in clauses_of(_sentences(earlier) or ()))
    up = FollowUp(said, before, names_of(earlier.place, later.place))
    return tuple(Matter(task, up.to(task.quote, _members(task))) for task in promises)


def _promises(record: Record) -> Sequence[Entry | Line]:
    if record.lines is not None:
        return [line for line in record.lines if line.kind == "task" and line.grade in _ASKED]
    return [entry for entry in record.entries if entry.kind == "task" and len(entry.quote) >= _SHORTEST]


def _members(task: Entry | Line) -> tuple[str, ...]:
    return task.members if isinstance(task, Line) else ()


def _sentences(record: Record) -> Sequence[Sentence] | None:
    if record.sentences is not None:
        return record.sentences
    if record.lines is None:
        return None
    return [Sentence(line.quote, line.span, _ROLES.get(line.kind, "other")) for line in record.lines]
