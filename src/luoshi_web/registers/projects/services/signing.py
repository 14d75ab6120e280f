"""A project is reviewed, signed, enlarged, signed anew by another investor; and it ends."""

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
from luoshi_web.registers.projects.figures import ON_THE_DAY
from luoshi_web.registers.projects.models import Contract, Project, StepTaken
from luoshi_web.registers.projects.register import PROJECTS
from luoshi_web.registers.projects.rows import COUNTED, counted_of
from luoshi_web.registers.projects.rules.facts import Result
from luoshi_web.registers.projects.rules.gates import SIGN
from luoshi_web.registers.projects.rules.states import STATES, Act, State
from luoshi_web.supervision.services.said import said


@transaction.atomic
def take_step(
    *, actor: Actor, matter_id: int, version: int, kind: str, result: str, on: date, words: str, at: datetime
) -> StepTaken:
    """What came of a review, an opinion or a decision; or that it is not needed, which another person has to approve.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``day_to_come``; ``no_words``.
    """
    project = PROJECTS.hold(actor, matter_id, "handle", version=version)
    PROJECTS.demand_state(project, *STATES.open)
    demand_come(on, at)
    made = StepTaken.objects.create(
        project=project, kind=kind, result=result, on=on, words=said(words), entered_by_id=actor.person_id
    )
    PROJECTS.keep(project)
    details = {"kind": kind, "result": result, "on": str(on)}
    record(actor=actor, verb="projects.step", target=project.matter, details=details, at=at)
    return made


@transaction.atomic
def approve_step(*, actor: Actor, matter_id: int, version: int, step_id: int, at: datetime) -> StepTaken:
    """The keeper agrees that a step is not needed. Raises :class:`Refusal`: ``not_yours``; ``step_decided``; ``own_determination``."""
    project = PROJECTS.hold(actor, matter_id, "keep", version=version)
    step = StepTaken.objects.select_for_update(of=("self",)).filter(project=project, pk=step_id).first()
    if step is None or step.result != Result.NOT_NEEDED or step.approved_by_id is not None:
        raise Refusal("step_decided")
    if step.entered_by_id == actor.person_id:
        raise Refusal("own_determination")
    step.approved_by_id = actor.person_id
    step.save(update_fields=["approved_by"])
    PROJECTS.keep(project)
    record(
        actor=actor, verb="projects.approve_step", target=project.matter, details={"kind": step.kind}, at=at
    )
    return step


@dataclass(frozen=True, slots=True)
class Signed:
    """What a paper says. ``amount`` is the whole investment by it, in 亿元; ``months`` the time to begin: 6, or 12 for large ones."""

    number: str
    on: date
    amount: Decimal
    paper: str = Contract.Paper.FORMAL
    new_investor: bool = False
    investor: str = ""
    long: bool = False


@transaction.atomic
def sign(*, actor: Actor, matter_id: int, version: int, signed: Signed, at: datetime) -> Contract:
    """A paper is signed. A formal contract needs every condition of its gate and begins the time to start building; a supplement needs a contract.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``no_amount``; ``not_signed_yet``;
    ``anew_formally`` or ``no_words`` of a new investor; ``day_to_come``; ``day_before`` it came in, or the contract that is enlarged.
    """
    project = PROJECTS.hold(actor, matter_id, "answer", version=version)
    demand_come(signed.on, at)
    demand_after(signed.on, project.matter.opened_on)
    if signed.amount <= 0:
        raise Refusal("no_amount_in_yi")
    if signed.new_investor:
        said(signed.investor)
        if signed.paper != Contract.Paper.FORMAL:
            raise Refusal("anew_formally")
    excepted: list[str] = []
    if signed.paper == Contract.Paper.FORMAL:
        passage = PROJECTS.demand_open(SIGN, project, on=signed.on)
        excepted = [reason.code for reason, _by in passage.waived]
        _first_or_anew(project, signed)
    elif signed.paper == Contract.Paper.SUPPLEMENT:
        if project.signed_on is None:
            raise Refusal("not_signed_yet")
        PROJECTS.demand_state(project, *STATES.open)
        demand_after(signed.on, project.signed_on)
    else:
        PROJECTS.demand_state(project, State.PLANNED, State.TALKS)
    made = Contract.objects.create(
        project=project, paper=signed.paper, number=said(signed.number), on=signed.on, amount=signed.amount, new_investor=signed.new_investor,
        investor=signed.investor.strip(), entered_by_id=actor.person_id,
    )  # fmt: skip
    _start_clock(project, signed)
    _count(project, timezone.localdate(at))
    PROJECTS.keep(project)
    details = {"paper": signed.paper, "number": made.number, "on": str(signed.on), "amount": str(signed.amount)}  # fmt: skip
    record(actor=actor, verb="projects.sign", target=project.matter, details=details | ({"excepted": excepted} if excepted else {}), at=at)  # fmt: skip
    return made


def _first_or_anew(project: Project, signed: Signed) -> None:
    """The first formal contract moves it; later ones are of a new investor, who is named."""
    if project.signed_on is None:
        PROJECTS.move(project, Act.SIGN, on=signed.on)
        return
    PROJECTS.demand_state(project, *STATES.open)
    demand_after(signed.on, project.signed_on)
    if not signed.new_investor:
        raise Refusal("matter_state", state=str(PROJECTS.words[PROJECTS.state(project)]))
    project.investor = said(signed.investor)


def _start_clock(project: Project, signed: Signed) -> None:
    if signed.paper == Contract.Paper.FORMAL and project.started_on is None:
        clocks.lift(project.matter, on=signed.on, codes=("start",))
        clocks.start(
            project.matter, "start", signed.on, place=project.place, variant="long" if signed.long else ""
        )


def _count(project: Project, on: date) -> None:
    """The signing by which it is counted today, and its amount: by the same rule as statistics."""
    fresh = Project.objects.select_related("matter").prefetch_related(*COUNTED).get(pk=project.pk)
    counted = counted_of(fresh)
    signing = counted.signing(on)
    if signing is not None:
        project.signed_on, project.amount = signing.on, counted.amount(on, ON_THE_DAY)


@transaction.atomic
def end(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Project:
    """It is given up after signing (终止): it stays counted in the year of its signing."""
    project = PROJECTS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    PROJECTS.move(project, Act.END, on=on)
    project.ended_why = said(reason)
    clocks.lift(project.matter, on=on)
    PROJECTS.keep(project)
    record(
        actor=actor, verb="projects.end", target=project.matter, details={"reason": project.ended_why}, at=at
    )
    return project
