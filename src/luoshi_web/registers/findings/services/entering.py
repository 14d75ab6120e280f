"""A finding comes in, is assigned, planned, given more time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Office, Secrecy
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.findings.models import Finding, FindingExtension, FindingStage
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.findings.rules.facts import OF_THE_PARTY, ProofKind, Source
from luoshi_web.registers.findings.rules.states import WORKED, Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.clearance import demand_cleared
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.register import demand_free
from luoshi_web.supervision.services.said import said

_FROM_RECEIPT = {Source.AUDIT: ("report",), Source.SUPERVISION: ("object",)}
"""What runs from the receipt of a source's paper; of the party's, from its feedback."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is said of a finding when it comes in. ``amount`` in 元; ``needed``: the kinds of proof that its standard names."""

    number: str
    title: str
    text: str
    source: str
    issued_on: date
    received_on: date
    time_class: str
    due: date | None = None
    paper: str = ""
    place: str = ""
    category: str = ""
    amount: Decimal | None = None
    standard: str = ""
    needed: Sequence[str] = ()
    site_needed: bool = False
    heard_on: date | None = None
    earlier: str = ""
    secrecy: int = Secrecy.INTERNAL


@transaction.atomic
def register_finding(*, actor: Actor, found: Found, at: datetime) -> Finding:
    """It stands in the register, to be assigned. What the party's inspection found is confidential at least.

    Raises :class:`Refusal`: ``not_yours``; ``party_not_cleared`` where whoever enters it may not read what is confidential; ``number_taken``;
    ``no_such_finding``; ``no_words``; ``no_amount``; ``day_to_come``; ``day_before``.
    """
    source = Source(found.source)
    secrecy = max(found.secrecy, Secrecy.CONFIDENTIAL) if source in OF_THE_PARTY else found.secrecy
    year = found.issued_on.year
    matter = Matter(
        register=Matter.Register.FINDINGS, number=said(found.number), year=year, title=said(found.title), secrecy=secrecy,
        state=State.REGISTERED, opened_on=found.received_on, entered_by_id=actor.person_id,
    )  # fmt: skip
    if not may(actor, "findings.keep", matter):
        raised = found.secrecy < secrecy and may(actor, "findings.keep")
        raise Refusal("party_not_cleared" if raised else "not_yours")
    _demand_days(found, at)
    if found.amount is not None and found.amount <= 0:
        raise Refusal("finding_no_money")
    earlier = _earlier(found.earlier)
    demand_free(matter)
    matter.save()
    finding = Finding.objects.create(
        matter=matter, source=source, paper=found.paper.strip(), place=found.place, issued_on=found.issued_on, received_on=found.received_on,
        heard_on=found.heard_on, category=found.category.strip(), text=said(found.text), amount=found.amount, standard=found.standard.strip(),
        needed=sorted(ProofKind(kind).value for kind in found.needed), site_needed=found.site_needed, time_class=found.time_class, due=found.due,
        first_due=found.due, earlier=earlier,
    )  # fmt: skip
    _start_clocks(finding)
    FINDINGS.keep(finding)
    details = {"source": finding.source, "issued_on": str(finding.issued_on), "due": str(finding.due or ""), "amount": str(finding.amount or "")}  # fmt: skip
    record(actor=actor, verb="findings.register", target=matter, details=details, at=at)
    return finding


def _demand_days(found: Found, at: datetime) -> None:
    demand_come(found.issued_on, at)
    demand_come(found.received_on, at)
    demand_after(found.received_on, found.issued_on)
    if found.due is not None:
        demand_after(found.due, found.received_on)
    if found.heard_on is not None:
        demand_come(found.heard_on, at)


def _earlier(number: str) -> Finding | None:
    if not number.strip():
        return None
    known = Finding.objects.filter(matter__number=number.strip()).order_by("-matter__year")
    if (found := known.first()) is None:
        raise Refusal("no_such_finding", number=number.strip())
    return found


def _start_clocks(finding: Finding) -> None:
    """What the law or the place counts from the paper, its receipt, the congress's hearing and the day in the paper."""
    matter, place, source = finding.matter, finding.place, Source(finding.source)
    if source is Source.AUDIT:
        clocks.start(matter, "list", finding.issued_on, place=place)
    codes = ("plan", "concentrated") if source in OF_THE_PARTY else _FROM_RECEIPT.get(source, ())
    for code in codes:
        clocks.start(matter, code, finding.received_on, place=place)
    if finding.heard_on is not None:
        clocks.start(matter, "heard", finding.heard_on, place=place)
    if finding.due is not None:
        clocks.start(matter, "check", finding.due, place=place)


@transaction.atomic
def assign(*, actor: Actor, matter_id: int, version: int, office: Office, on: date, at: datetime) -> Finding:
    """To the unit that puts it right, whose head may read it. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``unit_not_cleared``; ``day_to_come``; ``day_before``."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    demand_cleared(finding.matter, office, heads_alone=True)
    demand_come(on, at)
    demand_after(on, finding.received_on)
    FINDINGS.move(finding, Act.ASSIGN, on=on)
    finding.matter.office = office
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.assign", target=finding.matter, details={"office": str(office), "on": str(on)}, at=at)  # fmt: skip
    return finding


@transaction.atomic
def plan(
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    measures: str,
    stages: Sequence[tuple[str, date]] = (),
    at: datetime,
) -> Finding:
    """The unit's head hands in measures and stages; a plan not yet accepted is replaced, what was kept of one stays.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words``; ``stage_days`` for a stage before the finding.
    """
    finding = FINDINGS.hold(actor, matter_id, "answer", version=version)
    on = timezone.localdate(at)
    FINDINGS.move(finding, Act.PLAN, on=on)
    finding.measures, finding.planned_on = said(measures), on
    finding.stages.filter(kept_on=None).delete()
    for words, due in stages:
        if due < finding.issued_on:
            raise Refusal("stage_days")
        FindingStage.objects.create(finding=finding, words=said(words), due=due)
    for code in ("list", "plan"):
        clocks.settle(finding.matter, code, on=on)
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.plan", target=finding.matter, details={"stages": len(stages)}, at=at)
    return finding


@transaction.atomic
def accept_plan(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Finding:
    """The keeper accepts the plan: the unit is at work on it."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    FINDINGS.move(finding, Act.ACCEPT, on=timezone.localdate(at))
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.accept", target=finding.matter, at=at)
    return finding


@transaction.atomic
def ask_more_time(
    *, actor: Actor, matter_id: int, version: int, until: date, reason: str, at: datetime
) -> FindingExtension:
    """The unit's head asks for more time, before the day.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_due``; ``too_late_to_extend``; ``not_longer``; ``extension_waits``; ``no_words``.
    """
    finding = FINDINGS.hold(actor, matter_id, "answer", version=version)
    FINDINGS.demand_state(finding, State.ASSIGNED, State.PLANNED, *WORKED)
    on = timezone.localdate(at)
    if finding.due is None:
        raise Refusal("no_due")
    if on >= finding.due:
        raise Refusal("too_late_to_extend", day=str(finding.due))
    if until <= finding.due:
        raise Refusal("not_longer", day=str(finding.due))
    if finding.extensions.filter(approved_by=None).exists():
        raise Refusal("time_asked_already")
    made = FindingExtension.objects.create(finding=finding, until=until, reason=said(reason), asked_on=on, asked_by_id=actor.person_id)  # fmt: skip
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.ask_time", target=finding.matter, details={"until": str(until), "reason": made.reason}, at=at)  # fmt: skip
    return made


@transaction.atomic
def give_more_time(*, actor: Actor, matter_id: int, version: int, at: datetime) -> FindingExtension:
    """The leader in charge approves it; the first day stays beside the new one. Raises :class:`Refusal`: ``not_yours``; ``no_extension``; ``own_request``."""
    finding = FINDINGS.hold(actor, matter_id, "except", version=version)
    FINDINGS.demand_state(finding, State.ASSIGNED, State.PLANNED, *WORKED)
    asked = finding.extensions.select_for_update(of=("self",)).filter(approved_by=None).first()
    if asked is None:
        raise Refusal("no_extension")
    if asked.asked_by_id == actor.person_id:
        raise Refusal("own_time_request")
    on = timezone.localdate(at)
    asked.approved_by_id, asked.approved_on = actor.person_id, on
    asked.save(update_fields=["approved_by", "approved_on"])
    finding.due = asked.until
    clocks.lift(finding.matter, on=on, codes=("check",))
    clocks.start(finding.matter, "check", asked.until, place=finding.place)
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.give_time", target=finding.matter, details={"until": str(asked.until)}, at=at)  # fmt: skip
    return asked


@transaction.atomic
def refuse_more_time(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Finding:
    """The leader in charge does not give it: the day stays. The log keeps what was asked and why not. Raises :class:`Refusal`: ``not_yours``; ``no_extension``; ``own_request``; ``no_words``."""
    finding = FINDINGS.hold(actor, matter_id, "except", version=version)
    asked = finding.extensions.select_for_update(of=("self",)).filter(approved_by=None).first()
    if asked is None:
        raise Refusal("no_extension")
    if asked.asked_by_id == actor.person_id:
        raise Refusal("own_request")
    details = {"until": str(asked.until), "asked": asked.reason, "reason": said(reason)}
    asked.delete()
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.refuse_time", target=finding.matter, details=details, at=at)
    return finding
