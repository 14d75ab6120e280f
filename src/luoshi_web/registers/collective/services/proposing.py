"""A matter is brought in, checked, sent back, brought in again, listed for a meeting."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from luoshi_web.accounts.models import Office, Secrecy
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.collective.models import CollectiveCheck, CollectiveMatter, SentBack
from luoshi_web.registers.collective.register import COLLECTIVE
from luoshi_web.registers.collective.rules.facts import Check, Kind, Result
from luoshi_web.registers.collective.rules.gates import LIST
from luoshi_web.registers.collective.rules.states import STATES, Act, State
from luoshi_web.registers.matters.clearance import demand_cleared
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class Entered:
    """What is said of a matter that comes in. ``amount`` in 元; ``also``: the same matter as a major decision."""

    number: str
    title: str
    kind: str
    on: date
    proposer: str
    office: Office | None = None
    amount: Decimal | None = None
    funds: str = ""
    payee: str = ""
    project: str = ""
    contract: bool = False
    favours: bool = False
    argued: bool = False
    also: Matter | None = None
    secrecy: int = 1


@transaction.atomic
def enter(*, actor: Actor, entered: Entered, at: datetime) -> CollectiveMatter:
    """It stands in the register. An appointment is secret, and may be of no unit.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``no_words``; ``number_taken``; ``amount_missing``; ``matter_of_no_unit``; ``unit_not_cleared``.
    """
    year, staff = entered.on.year, entered.kind == Kind.STAFF
    secrecy = max(entered.secrecy, Secrecy.SECRET) if staff else entered.secrecy
    matter = Matter(
        register=Matter.Register.COLLECTIVE, number=said(entered.number), year=year, title=said(entered.title), office=entered.office,
        secrecy=secrecy, state=State.PROPOSED, opened_on=entered.on, entered_by_id=actor.person_id,
    )  # fmt: skip
    if not may(actor, "collective.keep", matter):
        raise Refusal("not_yours")
    demand_come(entered.on, at)
    if Matter.objects.filter(register=matter.register, year=year, number=matter.number).exists():
        raise Refusal("number_taken", number=matter.number)
    if (entered.amount is None and entered.kind == Kind.MONEY) or (
        entered.amount is not None and entered.amount <= 0
    ):
        raise Refusal("amount_missing")
    if entered.office is None and not staff:
        raise Refusal("matter_of_no_unit")
    if entered.office is not None:
        demand_cleared(matter, entered.office)
    matter.save()
    row = CollectiveMatter.objects.create(
        matter=matter, kind=entered.kind, proposer=said(entered.proposer), amount=entered.amount, funds=entered.funds.strip(),
        payee=entered.payee.strip(), project=entered.project.strip(), contract=entered.contract, favours=entered.favours, argued=entered.argued,
        also=entered.also,
    )  # fmt: skip
    COLLECTIVE.keep(row)
    details = {"on": str(entered.on), "kind": entered.kind, "amount": str(entered.amount or "")}
    record(actor=actor, verb="collective.enter", target=matter, details=details, at=at)
    return row


@transaction.atomic
def check(
    *, actor: Actor, matter_id: int, version: int, of: str, result: str, on: date, words: str, at: datetime
) -> CollectiveCheck:
    """What came of a check before the meeting; or that it is not needed, which another person has to approve.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``budget_always``; ``day_to_come``; ``no_words``.
    """
    row = COLLECTIVE.hold(actor, matter_id, "handle", version=version)
    COLLECTIVE.demand_state(row, *STATES.open)
    demand_come(on, at)
    if of == Check.BUDGET and result == Result.NOT_NEEDED:
        raise Refusal("budget_always")
    made = CollectiveCheck.objects.create(
        matter=row.matter, check_of=of, result=result, on=on, words=said(words), entered_by_id=actor.person_id
    )
    COLLECTIVE.keep(row)
    details = {"check": of, "result": result, "on": str(on)}
    record(actor=actor, verb="collective.check", target=row.matter, details=details, at=at)
    return made


@transaction.atomic
def approve_check(
    *, actor: Actor, matter_id: int, version: int, check_id: int, at: datetime
) -> CollectiveCheck:
    """The keeper agrees that a check is not needed. Raises :class:`Refusal`: ``not_yours``; ``check_decided``; ``own_check``."""
    row = COLLECTIVE.hold(actor, matter_id, "keep", version=version)
    held = CollectiveCheck.objects.select_for_update(of=("self",)).filter(matter=row.matter)
    found = held.filter(pk=check_id).first()
    if found is None or found.result != Result.NOT_NEEDED or found.approved_by_id is not None:
        raise Refusal("check_decided")
    if found.entered_by_id == actor.person_id:
        raise Refusal("own_check")
    found.approved_by_id = actor.person_id
    found.save(update_fields=["approved_by"])
    COLLECTIVE.keep(row)
    record(actor=actor, verb="collective.approve_check", target=row.matter, details={"check": found.check_of}, at=at)  # fmt: skip
    return found


@transaction.atomic
def send_back(
    *, actor: Actor, matter_id: int, version: int, on: date, reason: str, at: datetime
) -> CollectiveMatter:
    """退回议题: its steps are not complete. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``day_to_come``; ``no_words``."""
    row = COLLECTIVE.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, row.matter.opened_on)
    COLLECTIVE.move(row, Act.RETURN, on=on)
    SentBack.objects.create(matter=row.matter, on=on, reason=said(reason), by_id=actor.person_id)
    return _kept(row, actor, "send_back", {"on": str(on), "reason": reason.strip()}, at)


@transaction.atomic
def propose_again(
    *, actor: Actor, matter_id: int, version: int, words: str, at: datetime
) -> CollectiveMatter:
    """Its unit brings it in again, after it was sent back or put off."""
    row = COLLECTIVE.hold(actor, matter_id, "handle", version=version)
    COLLECTIVE.move(row, Act.AGAIN, on=row.matter.opened_on)
    row.listed_for = row.materials_on = None
    return _kept(row, actor, "again", {"words": said(words)}, at)


@transaction.atomic
def clear(*, actor: Actor, matter_id: int, version: int, words: str, at: datetime) -> CollectiveMatter:
    """The keeper has looked through its papers (会前审查)."""
    row = COLLECTIVE.hold(actor, matter_id, "keep", version=version)
    COLLECTIVE.move(row, Act.CHECK, on=row.matter.opened_on)
    return _kept(row, actor, "clear", {"words": said(words)}, at)


@transaction.atomic
def list_matter(
    *, actor: Actor, matter_id: int, version: int, on: date, materials_on: date, at: datetime
) -> CollectiveMatter:
    """Listed for a meeting of a day, with the day on which its papers reached the members: every check that it needs is there.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``day_to_come`` of the papers; ``list_back``.
    """
    row = COLLECTIVE.hold(actor, matter_id, "keep", version=version)
    COLLECTIVE.demand_state(row, State.CHECKED)
    demand_come(materials_on, at)
    if on < materials_on:
        raise Refusal("list_back")
    COLLECTIVE.demand_open(LIST, row, on=materials_on)
    COLLECTIVE.move(row, Act.LIST, on=materials_on)
    row.listed_for, row.materials_on = on, materials_on
    return _kept(row, actor, "list", {"on": str(on), "materials_on": str(materials_on)}, at)


def _kept(
    row: CollectiveMatter, actor: Actor, verb: str, details: dict[str, object], at: datetime
) -> CollectiveMatter:
    COLLECTIVE.keep(row)
    record(actor=actor, verb=f"collective.{verb}", target=row.matter, details=details, at=at)
    return row
