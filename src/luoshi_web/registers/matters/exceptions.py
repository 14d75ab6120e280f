"""An exception (例外) from a condition of a gate: asked for by one person, approved by another. The gate stays what it is."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.engine.gates import GateFault
from luoshi_web.registers.engine.gates import Waiver as Exception_
from luoshi_web.registers.matters.models import Waiver
from luoshi_web.registers.matters.register import Register
from luoshi_web.registers.matters.telling import tell_keeper, tell_leader, tell_unit
from luoshi_web.supervision.services.said import said


@transaction.atomic
def ask_exception(
    register: Register[Any, Any, Any, Any],
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    gate: str,
    condition: str,
    reason: str,
    at: datetime,
) -> Waiver:
    """An exception from a condition that the law gives a way round is asked for.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``no_words``; ``no_way_round``.
    """
    row = register.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    known = {str(act): each for act, each in register.gates.items()}
    try:
        known[gate].ask_for(Exception_(condition, said(reason), 0, 1, on, on))
    except (GateFault, KeyError) as fault:
        raise Refusal("no_way_round") from fault
    made = Waiver.objects.create(
        matter=row.matter,
        gate=gate,
        condition=condition,
        reason=said(reason),
        asked_by_id=actor.person_id,
        asked_at=at,
    )
    register.keep(row)
    details = {"gate": gate, "condition": condition, "reason": made.reason}
    tell_leader(row.matter, "exception_asked", reason=made.reason, by=actor, at=at)
    tell_keeper(row.matter, "exception_asked", reason=made.reason, by=actor, at=at)
    record(actor=actor, verb=f"{register.code}.ask_exception", target=row.matter, details=details, at=at)
    return made


@transaction.atomic
def approve_exception(
    register: Register[Any, Any, Any, Any],
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    waiver_id: int,
    until: date,
    at: datetime,
) -> Waiver:
    """The leader in charge approves it until a day.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``own_exception``; ``exception_over``; ``exception_decided``.
    """
    row = register.hold(actor, matter_id, "except", version=version)
    on = timezone.localdate(at)
    waiver = Waiver.objects.select_for_update(of=("self",)).get(matter=row.matter, pk=waiver_id)
    if waiver.approved_by_id is not None:
        raise Refusal("exception_decided")
    if waiver.asked_by_id == actor.person_id:
        raise Refusal("own_exception")
    if until < on:
        raise Refusal("exception_over")
    waiver.approved_by_id, waiver.since, waiver.until = actor.person_id, on, until
    waiver.save(update_fields=["approved_by", "since", "until"])
    register.keep(row)
    details = {"gate": waiver.gate, "condition": waiver.condition, "until": str(until)}
    tell_keeper(row.matter, "exception_approved", day=str(until), by=actor, at=at)
    tell_unit(row.matter, "exception_approved", day=str(until), by=actor, at=at)
    record(actor=actor, verb=f"{register.code}.except", target=row.matter, details=details, at=at)
    return waiver
