"""After the outcome: it is served, performed or ordered to be, published or not, and closed (行政复议法 75–79)."""

from datetime import date, datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.cases.names import demand_no_name, names_of
from luoshi_web.registers.cases.register import APPLICATIONS
from luoshi_web.registers.cases.rules.gates import CLOSE
from luoshi_web.registers.cases.rules.states import Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.telling import tell_keeper, tell_unit
from luoshi_web.supervision.services.said import said

_SUED_WHERE_FIRST = frozenset({State.REJECTED, State.DISMISSED})
_AFTER = (State.SERVED, State.PERFORMING)


@transaction.atomic
def serve(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Reconsideration:
    """The paper reached the parties: a decision takes effect with it, and the right to sue runs (行政诉讼法 45; 行政复议法 34 where no decision was made).

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, case.closed_on)
    before = APPLICATIONS.state(case)
    APPLICATIONS.move(case, Act.SERVE, on=on)
    case.served_on = on
    if before is State.DECIDED or (before in _SUED_WHERE_FIRST and case.first):
        clocks.start(case.matter, "sue", on, place="")
    if case.perform_by is not None:
        APPLICATIONS.move(case, Act.PERFORM, on=on)
        tell_unit(case.matter, "cases.to_perform", day=str(case.perform_by), by=actor, at=at)
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.serve", target=case.matter, details={"on": str(on)}, at=at)
    return case


@transaction.atomic
def order(
    *, actor: Actor, matter_id: int, version: int, on: date, perform_by: date, how: str, at: datetime
) -> Reconsideration:
    """What was not performed is ordered to be, by a day; its head may be asked to a talk, or criticized publicly (行政复议法 77).

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``nothing_to_perform``; ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.PERFORMING)
    if case.performed_on is not None:
        raise Refusal("nothing_to_perform")
    demand_come(on, at)
    demand_after(on, case.served_on)
    demand_after(perform_by, on)
    how = said(how)
    demand_no_name([how], names_of(case.pk))
    before = case.perform_by
    case.ordered_on, case.ordered_how, case.perform_by = on, how, perform_by
    APPLICATIONS.keep(case)
    details = {"on": str(on), "before": str(before), "perform_by": str(perform_by)}
    tell_unit(case.matter, "cases.ordered", day=str(perform_by), by=actor, at=at)
    record(actor=actor, verb="cases.order", target=case.matter, details=details, at=at)
    return case


@transaction.atomic
def perform(
    *, actor: Actor, matter_id: int, version: int, on: date, how: str, at: datetime
) -> Reconsideration:
    """The unit says what it did. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``nothing_to_perform``; ``name_in_words``; ``no_words``; days."""
    case = APPLICATIONS.hold(actor, matter_id, "note", version=version)
    APPLICATIONS.demand_state(case, State.PERFORMING)
    if case.performed_on is not None:
        raise Refusal("nothing_to_perform")
    demand_come(on, at)
    demand_after(on, case.closed_on)
    how = said(how)
    demand_no_name([how], names_of(case.pk))
    case.performed_on, case.performed_how = on, how
    APPLICATIONS.keep(case)
    tell_keeper(case.matter, "cases.performed", who=str(case.matter.office), by=actor, at=at)
    record(actor=actor, verb="cases.perform", target=case.matter, details={"on": str(on)}, at=at)
    return case


@transaction.atomic
def publish(
    *, actor: Actor, matter_id: int, version: int, on: date | None, reason: str = "", at: datetime
) -> Reconsideration:
    """The decision was published on a day, or why it is not (行政复议法 79).

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words`` where neither is said; ``name_in_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, *_AFTER)
    if on is not None:
        demand_come(on, at)
        demand_after(on, case.served_on)
    why = "" if on is not None else said(reason)
    demand_no_name([why], names_of(case.pk))
    case.published_on, case.unpublished_why = on, why
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.publish", target=case.matter, details={"on": str(on or ""), "reason": why}, at=at)  # fmt: skip
    return case


@transaction.atomic
def close(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Reconsideration:
    """Nothing is left to do. The right to sue runs on. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; days."""
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, *_AFTER)
    demand_come(on, at)
    demand_after(on, case.served_on)
    APPLICATIONS.demand_open(CLOSE, case, on=on)
    APPLICATIONS.move(case, Act.CLOSE, on=on)
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.close", target=case.matter, details={"on": str(on)}, at=at)
    return case
