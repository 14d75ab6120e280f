"""A proposal comes in, is assigned, signed for, or returned."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Office, Secrecy
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.clearance import demand_cleared
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.register import demand_free
from luoshi_web.registers.matters.telling import tell_keeper, tell_unit
from luoshi_web.registers.proposals.models import Proposal, Return, Share, Signatory
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.rules.states import Act, State
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class Filed:
    """What is said of a proposal when it comes in. ``signatories``: (name, group, phone), the first one first; ``protect``: they asked for secrecy."""

    number: str
    title: str
    kind: str
    filed_on: date
    signatories: Sequence[tuple[str, str, str]]
    during: str = Proposal.During.PLENARY
    session: str = ""
    place: str = ""
    body: str = ""
    category: str = ""
    secrecy: int = 0
    protect: bool = False
    year: int = 0
    extra: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def file_proposal(*, actor: Actor, filed: Filed, at: datetime) -> Proposal:
    """It stands in the register, to be assigned.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``no_words``; ``number_taken``; ``no_signatory``.
    """
    year = filed.year or filed.filed_on.year
    matter = Matter(
        register=Matter.Register.PROPOSALS, number=said(filed.number), year=year, title=said(filed.title),
        secrecy=max(filed.secrecy, Secrecy.CONFIDENTIAL) if filed.protect else filed.secrecy,
        state=State.FILED, opened_on=filed.filed_on, entered_by_id=actor.person_id,
    )  # fmt: skip
    if not may(actor, "proposals.keep", matter):
        raise Refusal("not_yours")
    demand_come(filed.filed_on, at)
    names = [(name.strip(), group.strip(), phone.strip()) for name, group, phone in filed.signatories if name.strip()]  # fmt: skip
    if not names:
        raise Refusal("no_signatory")
    demand_free(matter)
    matter.save()
    proposal = Proposal.objects.create(
        matter=matter, kind=filed.kind, during=filed.during, session=filed.session.strip(), place=filed.place, body=filed.body.strip(),
        category=filed.category.strip(), filed_on=filed.filed_on, protect=filed.protect,
    )  # fmt: skip
    Signatory.objects.bulk_create(
        [
            Signatory(proposal=proposal, order=order, name=name, group=group, phone=phone)
            for order, (name, group, phone) in enumerate(names, 1)
        ]
    )
    if proposal.during == Proposal.During.RECESS:
        clocks.start(matter, "assign", filed.filed_on, place=proposal.place)
    PROPOSALS.keep(proposal)
    details = {"filed_on": str(filed.filed_on), "kind": filed.kind, "signatories": len(names)} | filed.extra
    record(actor=actor, verb="proposals.file", target=matter, details=details, at=at)
    return proposal


@transaction.atomic
def do_not_file(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Proposal:
    """It is no proposal of the register (不立案): it stays a row, with the reason."""
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    proposal.filed, proposal.not_filed_why = False, said(reason)
    on = timezone.localdate(at)
    PROPOSALS.move(proposal, Act.NOT_FILE, on=on)
    clocks.lift(proposal.matter, on=on)
    PROPOSALS.keep(proposal)
    record(actor=actor, verb="proposals.not_file", target=proposal.matter, details={"reason": proposal.not_filed_why}, at=at)  # fmt: skip
    return proposal


@transaction.atomic
def assign(
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    lead: Office,
    co_units: Sequence[Office] = (),
    on: date,
    at: datetime,
) -> Proposal:
    """To the unit that leads and those that help; the time to reply runs from the day of the assignment. Assigned anew, it runs anew.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``co_is_lead``; ``unit_not_cleared``; ``day_to_come``; ``day_before``
    its filing.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    matter = proposal.matter
    again, left = State(matter.state) is State.RETURNED, matter.office_id
    if lead in co_units:
        raise Refusal("co_is_lead")
    demand_cleared(matter, lead, heads_alone=True)
    for office in co_units:
        demand_cleared(matter, office)
    demand_come(on, at)
    demand_after(on, proposal.assigned_on or proposal.filed_on)
    PROPOSALS.move(proposal, Act.ASSIGN, on=on)
    for code in ("assign", "assign_again"):
        clocks.settle(matter, code, on=on)
    clocks.lift(matter, on=on)
    if again:
        _decide(proposal, Return.Decision.TAKEN, actor)
    proposal.shares.all().delete()
    matter.office = lead
    Share.objects.create(proposal=proposal, office=lead, role=Share.Role.LEAD, asked_on=on)
    for office in dict.fromkeys(co_units):
        Share.objects.create(proposal=proposal, office=office, role=Share.Role.CO, asked_on=on)
    _start_clocks(proposal, on)
    PROPOSALS.keep(proposal)
    details = {"lead": str(lead), "co": [str(office) for office in co_units], "on": str(on), "again": again, "due": str(proposal.due)}  # fmt: skip
    _tell_assigned(proposal, left, actor=actor, at=at)
    record(actor=actor, verb="proposals.assign", target=matter, details=details, at=at)
    return proposal


def _tell_assigned(proposal: Proposal, left: int | None, *, actor: Actor, at: datetime) -> None:
    """The unit that leads, those that help, and whoever returned it and has it no more (``left``)."""
    matter, due = proposal.matter, str(proposal.due or "—")
    tell_unit(matter, "proposals.assigned", day=due, by=actor, at=at)
    for share in proposal.shares.filter(role=Share.Role.CO):
        tell_unit(matter, "proposals.helps", office=share.office_id, by=actor, at=at)
    if left is not None and left != matter.office_id:
        tell_unit(matter, "proposals.taken", office=left, lead=str(matter.office), by=actor, at=at)


def _start_clocks(proposal: Proposal, on: date) -> None:
    """The time to reply, and what runs from the assignment in the place: the right to return, the co-units' opinions."""
    matter, place = proposal.matter, proposal.place
    variant = _reply_variant(proposal)
    reply = clocks.start(matter, "reply", on, place=place, variant=variant)
    if reply is None:
        reply = clocks.start(matter, "reply", on, place=place)
    proposal.assigned_on, proposal.due = on, reply.due if reply is not None else None
    proposal.widened_on, proposal.widened_why = None, ""
    if clocks.begins_with(matter, "return", place=place, on=on) == "assigned":
        clocks.start(matter, "return", on, place=place)
    if clocks.begins_with(matter, "co_opinion", place=place, on=on) == "assigned":
        for share in proposal.shares.filter(role=Share.Role.CO).select_related("office"):
            clocks.start(matter, "co_opinion", on, place=place, of=share.office)


def _reply_variant(proposal: Proposal) -> str:
    """Proposals to the CPPCC have lengths of their own in some places."""
    if proposal.kind != Proposal.Kind.PROPOSAL:
        return ""
    return "plenary_proposal" if proposal.during == Proposal.During.PLENARY else "recess_proposal"


@transaction.atomic
def receive(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Proposal:
    """The lead unit signs for it: clocks that run from the receipt begin.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "handle", version=version)
    on = timezone.localdate(at)
    matter, place = proposal.matter, proposal.place
    PROPOSALS.move(proposal, Act.SIGN, on=on)
    proposal.shares.filter(role=Share.Role.LEAD).update(received_on=on)
    clocks.lift(matter, on=on, codes=("return",))
    clocks.start(matter, "contact", on, place=place)
    PROPOSALS.keep(proposal)
    record(actor=actor, verb="proposals.sign", target=matter, at=at)
    return proposal


@transaction.atomic
def receive_share(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Share:
    """A unit that helps has it: where the place counts from the receipt, the time for its opinion begins."""
    proposal = PROPOSALS.hold(actor, matter_id, "help", version=version)
    on = timezone.localdate(at)
    share = proposal.shares.select_related("office").get(office=actor.office_id)
    if share.received_on is not None:
        return share
    share.received_on = on
    share.save(update_fields=["received_on"])
    if clocks.begins_with(proposal.matter, "co_opinion", place=proposal.place, on=on) == "received":
        clocks.start(proposal.matter, "co_opinion", on, place=proposal.place, of=share.office)
    PROPOSALS.keep(proposal)
    record(actor=actor, verb="proposals.sign", target=proposal.matter, details={"co": str(share.office)}, at=at)  # fmt: skip
    return share


@transaction.atomic
def send_back(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Proposal:
    """The head says that it is not the unit's, inside the place's right.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words``; ``return_over`` after the right has ended; ``return_stays``.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "answer", version=version)
    matter, on, why = proposal.matter, timezone.localdate(at), said(reason)
    right = clocks.of_code(matter, "return")
    if right is not None and on > right.due:
        raise Refusal("return_over", day=str(right.due), law=f"{right.law} {right.article}".strip())
    office = matter.office
    if office is None:
        raise Refusal("matter_state", state=matter.state)
    if proposal.returns.filter(office=office, decision=Return.Decision.STAYS).exists():
        raise Refusal("return_stays")
    PROPOSALS.move(proposal, Act.RETURN, on=on)
    clocks.settle(matter, "return", on=on)
    Return.objects.create(proposal=proposal, office=office, by_id=actor.person_id, at=at, reason=why)
    clocks.start(matter, "assign_again", on, place=proposal.place)
    PROPOSALS.keep(proposal)
    tell_keeper(matter, "proposals.returned", who=str(office), reason=why, by=actor, at=at)
    record(actor=actor, verb="proposals.return", target=matter, details={"reason": why}, at=at)
    return proposal


@transaction.atomic
def refuse_return(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Proposal:
    """It stays with the unit (青岛 19): assigned as before, and the time to reply runs on from the first day."""
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    PROPOSALS.demand_state(proposal, State.RETURNED)
    on = timezone.localdate(at)
    _decide(proposal, Return.Decision.STAYS, actor)
    PROPOSALS.move(proposal, Act.ASSIGN, on=on)
    clocks.lift(proposal.matter, on=on, codes=("assign_again",))
    PROPOSALS.keep(proposal)
    tell_unit(proposal.matter, "proposals.stays", by=actor, at=at)
    record(actor=actor, verb="proposals.return_refused", target=proposal.matter, at=at)
    return proposal


def _decide(proposal: Proposal, decision: str, actor: Actor) -> None:
    open_ = proposal.returns.filter(decision=Return.Decision.OPEN).first()
    if open_ is None:
        raise Refusal("no_return")
    open_.decision, open_.decided_by_id = decision, actor.person_id
    open_.save(update_fields=["decision", "decided_by"])
