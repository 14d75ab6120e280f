"""What of a register waits for a post, as the tiles of the first page count it: who asks for which rows is the same in every register."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.desks import WORKING, desks_on
from luoshi_web.registers.matters.models import Waiver

Rows = dict[str, QuerySet[Any]]
Row = TypeVar("Row", bound=tuple[Any, ...])
KEPT, REVIEWED = "kept_", "reviewed_"
"""How the codes begin of what waits for whoever keeps a register, and for whoever reviews in it."""


def asked_of(
    request: OfficeRequest,
    register: str,
    *,
    unit: Callable[[OfficeRequest], Rows],
    office: Callable[[OfficeRequest], Rows],
) -> Rows:
    """What is to be counted, by code: ``unit`` for a department, ``office`` for whoever may keep or review, exceptions for a leader."""
    actor = request.actor
    found: Rows = {}
    if actor.role in {"officer", "head"}:
        found |= unit(request)
    if actor.role in WORKING:
        found |= office(request)
    if actor.role == "leader":
        found["exceptions"] = _exceptions(actor, register)
    return found


def desks_of(request: OfficeRequest, register: str, part: str, *, code: str = KEPT) -> Rows:
    """The rows that say which office does a part of a register today, counted beside what waits for it; ``code`` begins their names."""
    desks = desks_on(request.today).filter(register=register, part=part)
    return {f"{code}desks": desks, f"{code}own": desks.filter(office=request.actor.office_id)}


def does(actor: Actor, counts: Mapping[str, int], *, code: str = KEPT) -> bool:
    """Whether the actor's office does this part, by the counts of :func:`desks_of`: by a row of the desks, else the supervision office."""
    return bool(counts.get(f"{code}own")) or (actor.role == "supervision" and not counts.get(f"{code}desks"))


def shown(
    actor: Actor, counts: Mapping[str, int], rows: Iterable[Row], *, parts: Sequence[str] = (KEPT,)
) -> Iterator[Row]:
    """Of ``rows``, whose first is the code of a count, those of which something waits for the actor: what waits for a part of the register only where their office does it."""
    others = tuple(part for part in parts if not does(actor, counts, code=part))
    return (row for row in rows if counts.get(row[0]) and not row[0].startswith(others))


def _exceptions(actor: Actor, register: str) -> QuerySet[Waiver]:
    """Those that this leader may approve: the head of the government every one that another person asked for, the others those of their units."""
    asked = Waiver.objects.filter(
        approved_by=None, matter__register=register, matter__secrecy__lte=actor.clearance
    )
    if actor.chief:
        return asked.exclude(asked_by=actor.person_id)
    return asked.filter(matter__office__in=actor.offices)
