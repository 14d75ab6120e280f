"""The time to decide stands still and goes on (行政复议法 39, 40), a document is reviewed meanwhile (56–60), and it is made longer once (62)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.cases.models import CaseExtension, CaseSuspension, Reconsideration
from luoshi_web.registers.cases.names import demand_no_name, names_of
from luoshi_web.registers.cases.register import APPLICATIONS
from luoshi_web.registers.cases.rows import stops_of
from luoshi_web.registers.cases.rules.facts import Ground, Procedure
from luoshi_web.registers.cases.rules.states import Act, State
from luoshi_web.registers.cases.services.timing import recount, time_to_decide
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.telling import tell_unit
from luoshi_web.supervision.services.said import said

ATTACHED = {
    "maker_told": ("maker_told", "maker_answers"), "maker_answered": ("maker_answers", ""), "reviewed": ("attached", ""),
    "passed_on": ("pass_on", "receiver"), "receiver_answered": ("receiver", ""),
}  # fmt: skip
"""Step of the review of a document → the clock that it keeps, and the one that it begins."""
_CLOCKS = ("attached", "pass_on", "maker_told", "maker_answers", "receiver")


@transaction.atomic
def suspend(
    *, actor: Actor, matter_id: int, version: int, ground: int, since: date, paper: str, reason: str, own_power: bool | None = None, at: datetime
) -> CaseSuspension:  # fmt: skip
    """It is suspended from the day of the written notice, for one of ten grounds. Entered later, the number of the notice bears witness to the day.

    ``own_power``: of ground 9, whether the body may deal with the document itself, or passes it on.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``suspended_over``; ``document_ground``; ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    demand_come(since, at)
    demand_after(since, case.accepted_on)
    why = said(reason)
    demand_no_name([why, paper], names_of(case.pk))
    if (Ground(ground) is Ground.DOCUMENT) is not (own_power is not None):
        raise Refusal("document_ground")
    if any(each.since <= since and (each.until is None or since < each.until) for each in case.suspensions.all()):  # fmt: skip
        raise Refusal("suspended_over")
    APPLICATIONS.move(case, Act.SUSPEND, on=since)
    made = CaseSuspension.objects.create(
        case=case, ground=ground, reason=why, paper=said(paper), since=since, entered_on=timezone.localdate(at), entered_by_id=actor.person_id
    )  # fmt: skip
    if since <= time_to_decide(case).due:  # what had ended before is not revived
        recount(case, since)
    if own_power is not None:
        for code in ("attached", "maker_told") if own_power else ("pass_on",):
            clocks.start(case.matter, code, since, place="")
    APPLICATIONS.keep(case)
    details = {"ground": ground, "since": str(since), "paper": made.paper, "entered_on": str(made.entered_on)}
    tell_unit(case.matter, "cases.suspended", day=str(since), by=actor, at=at)
    record(actor=actor, verb="cases.suspend", target=case.matter, details=details, at=at)
    return made


@transaction.atomic
def resume(
    *, actor: Actor, matter_id: int, version: int, until: date, paper: str, at: datetime
) -> CaseSuspension:
    """It is tried again from the day of the written notice; the days between are not counted.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``not_suspended``; ``suspended_over``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    demand_come(until, at)
    open_ = case.suspensions.select_for_update().filter(until=None).first()
    if open_ is None:
        raise Refusal("not_suspended")
    demand_after(until, open_.since)
    if any(open_.since < each.since < until for each in case.suspensions.all()):
        raise Refusal("suspended_over")
    APPLICATIONS.move(case, Act.RESUME, on=until)
    open_.until, open_.resumed_paper = until, said(paper)
    open_.save(update_fields=["until", "resumed_paper"])
    if open_.since <= time_to_decide(case).due:
        recount(case, until)
    clocks.lift(case.matter, on=until, codes=_CLOCKS)
    APPLICATIONS.keep(case)
    details = {"since": str(open_.since), "until": str(until), "due": str(case.due)}
    tell_unit(case.matter, "cases.resumed", day=str(until), by=actor, at=at)
    record(actor=actor, verb="cases.resume", target=case.matter, details=details, at=at)
    return open_


@transaction.atomic
def review_document(
    *, actor: Actor, matter_id: int, version: int, step: str, on: date, at: datetime
) -> Reconsideration:
    """A step of the review of a document while the case is suspended for it (行政复议法 56–60).

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``document_ground`` where it is suspended for another one; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.SUSPENDED)
    demand_come(on, at)
    open_ = case.suspensions.get(until=None)
    if open_.ground != Ground.DOCUMENT:
        raise Refusal("document_ground")
    demand_after(on, open_.since)
    kept, begun = ATTACHED[step]
    clocks.settle(case.matter, kept, on=on)
    if begun:
        clocks.start(case.matter, begun, on, place="")
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.review_document", target=case.matter, details={"step": step, "on": str(on)}, at=at)  # fmt: skip
    return case


@transaction.atomic
def ask_extension(
    *, actor: Actor, matter_id: int, version: int, days: int, asked_on: date, reason: str, at: datetime
) -> CaseExtension:
    """Up to thirty days more are asked for, once, by the last day at the latest; another person approves them.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``simplified_not_extended``; ``extended_already``; ``too_late_to_prolong``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.HANDLING)
    if case.procedure == Procedure.SIMPLIFIED:
        raise Refusal("simplified_not_extended")
    if CaseExtension.objects.filter(case=case).exists():
        raise Refusal("extended_already")
    demand_come(asked_on, at)
    demand_after(asked_on, case.accepted_on)
    due = time_to_decide(case).due
    if asked_on > due:
        raise Refusal("too_late_to_prolong", day=str(due))
    why = said(reason)
    demand_no_name([why], names_of(case.pk))
    made = CaseExtension.objects.create(case=case, days=days, reason=why, asked_on=asked_on, asked_by_id=actor.person_id)  # fmt: skip
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.ask_extension", target=case.matter, details={"days": days, "asked_on": str(asked_on), "reason": why}, at=at)  # fmt: skip
    return made


@transaction.atomic
def approve_extension(*, actor: Actor, matter_id: int, version: int, at: datetime) -> CaseExtension:
    """The head of the body approves: the days are added to the count from the same beginning. The parties are told in writing.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_extension_asked``; ``own_extension``; ``too_late_to_prolong``.
    """
    case = APPLICATIONS.hold(actor, matter_id, "approve", version=version)
    APPLICATIONS.demand_state(case, State.HANDLING)
    asked = CaseExtension.objects.select_for_update(of=("self",)).filter(case=case, approved_by=None).first()
    if asked is None:
        raise Refusal("no_extension_asked")
    if asked.asked_by_id == actor.person_id:
        raise Refusal("own_extension")
    clock = time_to_decide(case)
    on = timezone.localdate(at)
    if on > clock.due:
        raise Refusal("too_late_to_prolong", day=str(clock.due))
    asked.approved_by_id, asked.approved_on = actor.person_id, on
    asked.save(update_fields=["approved_by", "approved_on"])
    clock = clocks.widen(clock, place="", asked_on=asked.asked_on, count=asked.days, stops=stops_of(case))
    case.due = clock.due
    APPLICATIONS.keep(case)
    details = {"days": asked.days, "due": str(clock.due)}
    tell_unit(case.matter, "cases.extended", day=str(clock.due), by=actor, at=at)
    record(actor=actor, verb="cases.extend", target=case.matter, details=details, at=at)
    return asked
