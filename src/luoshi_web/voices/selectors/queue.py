"""What waits for moderators: the oldest due date first, in one list, whatever kind it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from luoshi_web.voices.models import Appeal, Comment, Complaint, Correction
from luoshi_web.voices.rights import APPEALS, MODERATE, TAKEDOWNS, Actor
from luoshi_web.voices.services.hiding import hidden
from luoshi_web.voices.subjects import COMMENT, find

_MOST = 200


@dataclass(frozen=True, slots=True)
class Task:
    """``what`` is ``held``, ``letter``, ``reported``, ``appeal``, ``correction`` or ``confirm``."""

    what: str
    number: str
    due: date
    text: str
    quote: str
    place: str
    overdue: bool
    complaints: tuple[Complaint, ...] = ()
    kind: str = ""
    hidden: bool = False
    about: tuple[tuple[str, str], ...] = ()


def queue(actor: Actor, *, day: date, what: str = "") -> list[Task]:
    """What this actor may decide on, at most two hundred of each kind."""
    found = [task for task in _tasks(actor, day) if not what or task.what == what]
    if TAKEDOWNS not in actor.rights:
        found = _without_secrets(found)
    return sorted(found, key=lambda task: (task.due, task.number))


def told(tasks: list[Task]) -> list[Task]:
    """As they may be listed: without the words of a line that the portal has no more. A look-up for each line."""
    there = {one: find(*one) is not None for one in {task.about[-1] for task in tasks if task.quote}}
    return [replace(task, quote="") if task.quote and not there[task.about[-1]] else task for task in tasks]


def _without_secrets(tasks: list[Task]) -> list[Task]:
    """What is hidden for secrecy is listed without its words. A query for each kind of thing."""
    kinds: dict[str, set[str]] = {}
    for kind, key in (one for task in tasks for one in task.about):
        kinds.setdefault(kind, set()).add(key)
    away = {
        (kind, key) for kind, keys in kinds.items() for key, over in hidden(kind, keys).items() if over.secret
    }
    return [
        replace(task, text="", quote="", complaints=()) if away.intersection(task.about) else task
        for task in tasks
    ]


def _about(said: Comment) -> tuple[tuple[str, str], ...]:
    return (COMMENT, said.number), (said.subject_kind, said.subject_key)


def _tasks(actor: Actor, day: date) -> Iterator[Task]:
    if MODERATE in actor.rights:
        yield from islice(_comments(day), 2 * _MOST)
    if APPEALS in actor.rights:
        for appeal in (
            Appeal.objects.filter(outcome="").select_related("comment").order_by("due", "pk")[:_MOST]
        ):
            if appeal.comment.decided_by != actor.id:
                said = appeal.comment
                yield Task(
                    "appeal", said.number, appeal.due, appeal.text, said.quote, said.place, appeal.due < day, about=_about(said),
                )  # fmt: skip
    yield from _corrections(actor, day)


def _comments(day: date) -> Iterator[Task]:
    State = Comment.State
    waiting = Comment.objects.filter(state__in=[State.HELD, State.REPORTED]).prefetch_related("complaints")
    for said in waiting.order_by("due", "pk")[: 2 * _MOST]:
        what = "reported" if said.state == State.REPORTED else "held" if said.public else "letter"
        open_ones = tuple(one for one in said.complaints.all() if one.settled_at is None)
        yield Task(
            what, said.number, said.due, said.text, said.quote, said.place, said.due < day, open_ones, about=_about(said),
        )  # fmt: skip


def _corrections(actor: Actor, day: date) -> Iterator[Task]:
    State = Correction.State
    for one in Correction.objects.filter(state__in=[State.RECEIVED, State.CHECKING, State.PROPOSED]).order_by(
        "due", "pk"
    )[:_MOST]:
        what = "confirm" if one.state == State.PROPOSED else "correction"
        right = TAKEDOWNS if what == "confirm" else MODERATE
        may = right in actor.rights or (one.serious and TAKEDOWNS in actor.rights)
        if not may or (what == "confirm" and one.decided_by == actor.id):
            continue
        text = "" if one.kind == Correction.Kind.SECRET and TAKEDOWNS not in actor.rights else one.text
        yield Task(
            what, one.number, one.due, text, one.quote, one.place, one.due < day, (), one.get_kind_display(), one.hidden_at is not None,
            ((one.subject_kind, one.subject_key),),
        )  # fmt: skip
