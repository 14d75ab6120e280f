"""Letters of the reconsideration body (意见书) and advice of courts and procuratorates are answered by a day (行政复议法 76, 行诉解释 149)."""

from datetime import date, datetime

from django.db import transaction

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.cases.figures import Advised
from luoshi_web.registers.cases.models import CaseAdvice
from luoshi_web.registers.cases.names import demand_no_name, names_of
from luoshi_web.registers.cases.register import APPLICATIONS
from luoshi_web.registers.cases.services.kinds import register_of
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.telling import tell_keeper, tell_unit
from luoshi_web.supervision.services.said import said

_CLOCKS = {Advised.LETTER: "letter", Advised.DOCUMENT: "advice"}
"""Kinds that the law gives sixty days; the others are answered by the day that they name."""


@transaction.atomic
def advise(
    *, actor: Actor, matter_id: int, version: int, kind: str, office: Office, number: str, words: str, received_on: date,
    due: date | None = None, at: datetime,
) -> CaseAdvice:  # fmt: skip
    """It reached an office on a day. ``due``: the day that it names; where the law names one, the law's.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``letters_from_the_body``; ``advice_waits``; ``name_in_words``; ``no_words``; days.
    """
    register = register_of(matter_id)
    row = register.hold(actor, matter_id, "keep", version=version)
    register.demand_state(row, *register.states.open)
    advised = Advised(kind)
    if (advised is Advised.LETTER) is not (register is APPLICATIONS):
        raise Refusal("letters_from_the_body")
    if CaseAdvice.objects.filter(matter=row.matter, kind=kind, office=office, answered_on=None).exists():
        raise Refusal("advice_waits")
    demand_come(received_on, at)
    demand_after(received_on, row.matter.opened_on)
    if due is not None:
        demand_after(due, received_on)
    demand_no_name([words, number], names_of(matter_id))
    code = _CLOCKS.get(advised)
    clock = clocks.start(row.matter, code, received_on, place="", of=office) if code else None
    made = CaseAdvice.objects.create(
        matter=row.matter, kind=advised.value, office=office, number=said(number), words=said(words), received_on=received_on,
        due=clock.due if clock is not None else due, entered_by_id=actor.person_id,
    )  # fmt: skip
    register.keep(row)
    details = {"kind": kind, "office": str(office), "number": made.number, "received_on": str(received_on), "due": str(made.due or "")}  # fmt: skip
    tell_unit(row.matter, "cases.advice", office=office.pk, day=str(made.due or "—"), by=actor, at=at)
    record(actor=actor, verb="cases.advise", target=row.matter, details=details, at=at)
    return made


@transaction.atomic
def answer_advice(
    *, actor: Actor, matter_id: int, version: int, advice_id: int, on: date, words: str, at: datetime
) -> CaseAdvice:
    """What was put right is told. Raises :class:`Refusal`: ``not_yours``; ``no_open_advice``; ``name_in_words``; ``no_words``; days."""
    register = register_of(matter_id)
    row = register.hold(actor, matter_id, "note", version=version)
    found = CaseAdvice.objects.select_for_update(of=("self",)).filter(matter=row.matter, pk=advice_id, answered_on=None).first()  # fmt: skip
    if found is None:
        raise Refusal("no_open_advice")
    demand_come(on, at)
    demand_after(on, found.received_on)
    demand_no_name([words], names_of(matter_id))
    found.answered_on, found.answer = on, said(words)
    found.save(update_fields=["answered_on", "answer"])
    code = _CLOCKS.get(Advised(found.kind))
    if code is not None:
        clocks.settle(row.matter, code, on=on, of=found.office)
    register.keep(row)
    tell_keeper(row.matter, "cases.advice_answered", who=str(found.office), by=actor, at=at)
    record(actor=actor, verb="cases.answer_advice", target=row.matter, details={"number": found.number, "on": str(on)}, at=at)  # fmt: skip
    return found
