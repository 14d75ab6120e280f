"""A project is begun, built, produces; money arrives; what both sides promised is kept. Its unit says so with proof, the keeper confirms it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.projects.models import Event, Money, Pledge, Project, YearPlan
from luoshi_web.registers.projects.register import PROJECTS
from luoshi_web.registers.projects.rules.gates import START
from luoshi_web.registers.projects.rules.states import BEFORE, STATES, Act, State
from luoshi_web.supervision.services.said import said

_ACTS = {
    Event.Kind.STARTED: Act.START, Event.Kind.BUILDING: Act.BUILD, Event.Kind.PRODUCING: Act.PRODUCE, Event.Kind.FULL: Act.FULFIL,
}  # fmt: skip
_DAYS = {
    Event.Kind.STARTED: "started_on", Event.Kind.COMPLETED: "completed_on", Event.Kind.PRODUCING: "producing_on", Event.Kind.FULL: "full_on",
}  # fmt: skip
_REACHED = {
    State.STARTED: Event.Kind.STARTED, State.BUILDING: Event.Kind.BUILDING, State.PRODUCING: Event.Kind.PRODUCING, State.FULL: Event.Kind.FULL,
}  # fmt: skip
_BUILT = (State.STARTED, State.BUILDING, State.PRODUCING, State.FULL)


@transaction.atomic
def happened(
    *, actor: Actor, matter_id: int, version: int, kind: str, on: date, proof: str, at: datetime
) -> Event:
    """Something happened on a day, as its proof says. To begin one on public money every condition of its gate must hold.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``no_words``; ``day_to_come``;
    ``day_before`` its signing or its beginning; ``event_decided`` where it has happened already.
    """
    project = PROJECTS.hold(actor, matter_id, "handle", version=version)
    demand_come(on, at)
    demand_after(on, project.started_on or project.signed_on or project.matter.opened_on)
    of_kind = Event.Kind(kind)
    if of_kind is Event.Kind.STARTED:
        PROJECTS.demand_open(START, project, on=on)
    if of_kind is Event.Kind.COMPLETED:
        PROJECTS.demand_state(project, *_BUILT)
        if project.completed_on is not None:
            raise Refusal("event_decided")
    else:
        PROJECTS.move(project, _ACTS[of_kind], on=on)
    made = Event.objects.create(
        project=project, kind=of_kind, on=on, proof=said(proof), entered_by_id=actor.person_id, entered_at=at
    )
    if of_kind in _DAYS:
        setattr(project, _DAYS[of_kind], on)
    if of_kind is Event.Kind.STARTED:
        clocks.settle(project.matter, "start", on=on)
    PROJECTS.keep(project)
    record(
        actor=actor, verb="projects.happened", target=project.matter, details={"kind": kind, "on": str(on)}, at=at
    )  # fmt: skip
    return made


@transaction.atomic
def confirm(*, actor: Actor, matter_id: int, version: int, event_id: int, at: datetime) -> Event:
    """The keeper has seen that it is so. Raises :class:`Refusal`: ``not_yours``; ``event_decided``; ``own_event``."""
    project = PROJECTS.hold(actor, matter_id, "keep", version=version)
    event = _standing(project, event_id)
    if event.confirmed_by_id is not None:
        raise Refusal("event_decided")
    if event.entered_by_id == actor.person_id:
        raise Refusal("own_event")
    event.confirmed_by_id = actor.person_id
    event.save(update_fields=["confirmed_by"])
    PROJECTS.keep(project)
    details = {"kind": event.kind, "on": str(event.on)}
    record(actor=actor, verb="projects.confirm", target=project.matter, details=details, at=at)
    return event


@transaction.atomic
def take_back(
    *, actor: Actor, matter_id: int, version: int, event_id: int, reason: str, at: datetime
) -> Event:
    """It had not happened, or not on that day: only the keeper moves a project backwards, a step at a time, and the row stays.

    Raises :class:`Refusal`: ``not_yours``; ``event_decided``; ``not_the_last`` where a later step stands on it; ``no_words``.
    """
    project = PROJECTS.hold(actor, matter_id, "keep", version=version)
    event = _standing(project, event_id)
    state = PROJECTS.state(project)
    if event.kind != Event.Kind.COMPLETED:
        if _REACHED.get(state) != event.kind:
            raise Refusal("not_the_last")
        _back(project, state)
    event.taken_back_by_id, event.taken_back_why = actor.person_id, said(reason)
    event.save(update_fields=["taken_back_by", "taken_back_why"])
    if event.kind in _DAYS:
        setattr(project, _DAYS[Event.Kind(event.kind)], None)
    if event.kind == Event.Kind.STARTED:
        clocks.start_anew(project.matter, "start")
    PROJECTS.keep(project)
    details = {"kind": event.kind, "on": str(event.on), "reason": event.taken_back_why}
    record(actor=actor, verb="projects.take_back", target=project.matter, details=details, at=at)
    return event


def _back(project: Project, state: State) -> None:
    """To where it stood: one that was being built on before it produced is so again."""
    to = BEFORE[state]
    built_on = project.events.filter(kind=Event.Kind.BUILDING, taken_back_by__isnull=True).exists()
    if state is State.PRODUCING and built_on:
        to = State.BUILDING
    matter = project.matter
    matter.state, matter.phase, matter.ended_on = to.value, PROJECTS.states.phase(to).value, None


def _standing(project: Project, event_id: int) -> Event:
    found = Event.objects.select_for_update(of=("self",)).filter(project=project, pk=event_id).first()
    if found is None or found.taken_back_by_id is not None:
        raise Refusal("event_decided")
    return found


@transaction.atomic
def pay(
    *, actor: Actor, matter_id: int, version: int, kind: str, on: date, amount: Decimal, proof: str, at: datetime
) -> Money:  # fmt: skip
    """Money of a day, in 亿元; a mistake is taken off by a row with a minus, and both stay.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_amount``; ``not_signed_yet``; ``day_to_come``; ``no_words``.
    """
    project = PROJECTS.hold(actor, matter_id, "handle", version=version)
    if project.signed_on is None and not project.public_money:
        raise Refusal("not_signed_yet")
    demand_come(on, at)
    if not amount:
        raise Refusal("no_amount_in_yi")
    made = Money.objects.create(
        project=project, kind=kind, on=on, amount=amount, proof=said(proof), entered_by_id=actor.person_id
    )
    PROJECTS.keep(project)
    details = {"kind": kind, "on": str(on), "amount": str(amount)}
    record(actor=actor, verb="projects.pay", target=project.matter, details=details, at=at)
    return made


@transaction.atomic
def plan(*, actor: Actor, matter_id: int, version: int, year: int, amount: Decimal, at: datetime) -> YearPlan:
    """What the year's plan invests in it; said again, it takes the place of what was said."""
    project = PROJECTS.hold(actor, matter_id, "keep", version=version)
    if amount <= 0:
        raise Refusal("no_amount_in_yi")
    made, _new = YearPlan.objects.update_or_create(project=project, year=year, defaults={"amount": amount})
    PROJECTS.keep(project)
    details = {"year": year, "amount": str(amount)}
    record(actor=actor, verb="projects.plan", target=project.matter, details=details, at=at)
    return made


@transaction.atomic
def pledge(
    *, actor: Actor, matter_id: int, version: int, side: str, words: str, due: date, at: datetime
) -> Pledge:
    """What one side promises the other, by a day."""
    project = PROJECTS.hold(actor, matter_id, "handle", version=version)
    PROJECTS.demand_state(project, *STATES.open)
    made = Pledge.objects.create(
        project=project, side=side, words=said(words), due=due, entered_by_id=actor.person_id
    )
    PROJECTS.keep(project)
    record(actor=actor, verb="projects.pledge", target=project.matter, details={"side": side, "due": str(due)}, at=at)  # fmt: skip
    return made


@transaction.atomic
def keep_pledge(
    *, actor: Actor, matter_id: int, version: int, pledge_id: int, on: date, how: str, at: datetime
) -> Pledge:
    """The keeper found that it was kept. Raises :class:`Refusal`: ``not_yours``; ``pledge_kept``; ``own_pledge``; ``day_to_come``; ``no_words``."""
    project = PROJECTS.hold(actor, matter_id, "keep", version=version)
    found = Pledge.objects.select_for_update(of=("self",)).filter(project=project, pk=pledge_id).first()
    if found is None or found.kept_on is not None:
        raise Refusal("pledge_kept")
    if found.entered_by_id == actor.person_id:
        raise Refusal("own_pledge")
    demand_come(on, at)
    found.kept_on, found.kept_how, found.kept_by_id = on, said(how), actor.person_id
    found.save(update_fields=["kept_on", "kept_how", "kept_by"])
    PROJECTS.keep(project)
    record(actor=actor, verb="projects.keep_pledge", target=project.matter, details={"on": str(on)}, at=at)
    return found
