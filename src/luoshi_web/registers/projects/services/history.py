"""What happened to a project before this register was kept here, as a list says it. Only of one that came from a list, and only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.projects.models import Contract, Event, Money, Project
from luoshi_web.registers.projects.register import PROJECTS
from luoshi_web.registers.projects.rules.states import Act, State
from luoshi_web.registers.projects.services.signing import Signed, count_signing, start_clock

_ACTS = {Event.Kind.STARTED: Act.START, Event.Kind.PRODUCING: Act.PRODUCE, Event.Kind.FULL: Act.FULFIL}
_DAYS = {
    Event.Kind.STARTED: "started_on", Event.Kind.COMPLETED: "completed_on", Event.Kind.PRODUCING: "producing_on", Event.Kind.FULL: "full_on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Before:
    """What a list tells of a project that was signed. ``source`` names the list and the line: it is the proof that there is. ``events`` and ``money``
    (kind, day, amount in 亿元) in the order of their days; ``number`` of the contract may be unknown.
    """

    source: str
    signed_on: date
    amount: Decimal
    number: str = ""
    events: Sequence[tuple[str, date]] = ()
    money: Sequence[tuple[str, date, Decimal]] = ()
    ended_on: date | None = None


@transaction.atomic
def take_over(*, actor: Actor, matter_id: int, version: int, before: Before, at: datetime) -> Project:
    """It was signed, and more, before the register was kept here. Reviews and decisions before the signing are not asked and stay unknown; each event
    waits for somebody else of the keeper who confirms it.

    Raises :class:`Refusal`: ``not_yours``; ``not_taken_over``; ``matter_state`` where a step is missing before another; ``no_amount_in_yi``;
    ``day_to_come``; ``day_before``.
    """
    project = PROJECTS.hold(actor, matter_id, "keep", version=version)
    if not project.taken_over:
        raise Refusal("not_taken_over")
    PROJECTS.demand_state(project, State.PLANNED)
    _sign(project, before, actor, at)
    for kind, on in before.events:
        _happened(project, Event.Kind(kind), on, before.source, actor, at)
    for _kind, on, _amount in before.money:
        demand_come(on, at)
    Money.objects.bulk_create(
        Money(project=project, kind=kind, on=on, amount=amount, proof=before.source, entered_by_id=actor.person_id)
        for kind, on, amount in before.money
    )  # fmt: skip
    count_signing(project, timezone.localdate(at))
    if before.ended_on is not None:
        demand_come(before.ended_on, at)
        demand_after(before.ended_on, before.signed_on)
        PROJECTS.move(project, Act.END, on=before.ended_on)
        project.ended_why = before.source
        clocks.lift(project.matter, on=before.ended_on)
    PROJECTS.keep(project)
    details = {"signed_on": str(before.signed_on), "amount": str(before.amount), "events": {kind: str(on) for kind, on in before.events}, "from": before.source}  # fmt: skip
    record(actor=actor, verb="projects.take_over", target=project.matter, details=details, at=at)
    return project


def _sign(project: Project, before: Before, actor: Actor, at: datetime) -> None:
    demand_come(before.signed_on, at)
    demand_after(before.signed_on, project.matter.opened_on)
    if before.amount <= 0:
        raise Refusal("no_amount_in_yi")
    PROJECTS.move(project, Act.SIGN, on=before.signed_on)
    Contract.objects.create(
        project=project, paper=Contract.Paper.FORMAL, number=before.number, on=before.signed_on, amount=before.amount, taken_over=True,
        entered_by_id=actor.person_id,
    )  # fmt: skip
    project.signed_on, project.amount = before.signed_on, before.amount
    start_clock(project, Signed(before.number, before.signed_on, before.amount))


def _happened(project: Project, kind: Event.Kind, on: date, source: str, actor: Actor, at: datetime) -> None:
    demand_come(on, at)
    demand_after(on, project.started_on or project.signed_on)
    if kind in _ACTS:
        PROJECTS.move(project, _ACTS[kind], on=on)
    Event.objects.create(
        project=project, kind=kind, on=on, proof=source, entered_by_id=actor.person_id, entered_at=at
    )
    setattr(project, _DAYS[kind], on)
    if kind is Event.Kind.STARTED:
        clocks.settle(project.matter, "start", on=on)
