"""A document is registered under its one number, published by a second person, explained; it goes on, is repealed, or a clause of it stands still."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.documents.days import run_to_the_end
from luoshi_web.registers.documents.models import DocumentStep, NormativeDocument
from luoshi_web.registers.documents.register import DOCUMENTS
from luoshi_web.registers.documents.rules.facts import Result, Step
from luoshi_web.registers.documents.rules.gates import PUBLISH, REGISTER
from luoshi_web.registers.documents.rules.states import ISSUED, Act, State
from luoshi_web.registers.documents.services.entering import demand_paper_free
from luoshi_web.registers.engine.days import span_ends
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.register import demand_free
from luoshi_web.registers.matters.telling import tell_unit
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class Numbered:
    """统一登记、统一编号: ``number`` in the register (登记号), ``paper_number`` of the paper (文号), signed and registered on a day each."""

    number: str
    paper_number: str
    signed_on: date
    on: date


@transaction.atomic
def register(*, actor: Actor, matter_id: int, version: int, numbered: Numbered, at: datetime) -> NormativeDocument:  # fmt: skip
    """It has its one number from now on; the time to publish runs from the signature.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``number_taken``; ``paper_number_taken``; ``day_to_come``;
    ``day_before`` the meeting or the signature; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    demand_come(numbered.on, at)
    demand_after(numbered.signed_on, document.deliberated_on)
    demand_after(numbered.on, numbered.signed_on)
    DOCUMENTS.move(document, Act.REGISTER, on=numbered.on)
    DOCUMENTS.demand_open(REGISTER, document, on=numbered.on)
    number_it(document, numbered, actor)
    clocks.start(document.matter, "public", numbered.signed_on, place=document.place)
    DOCUMENTS.keep(document)
    details = {"number": document.matter.number, "paper": document.paper_number, "signed_on": str(numbered.signed_on), "on": str(numbered.on)}  # fmt: skip
    record(actor=actor, verb="documents.register", target=document.matter, details=details, at=at)
    return document


def number_it(document: NormativeDocument, numbered: Numbered, actor: Actor) -> None:
    """The matter is known by its registration number, of the year of its registration."""
    matter = document.matter
    matter.number, matter.year = said(numbered.number), numbered.on.year
    demand_free(matter)
    document.paper_number = demand_paper_free(numbered.paper_number)
    document.signed_on, document.registered_on = numbered.signed_on, numbered.on
    document.registered_by_id = actor.person_id


@dataclass(frozen=True, slots=True)
class Published:
    """``years`` of validity, or its last day as the text names it. ``at_once_why``: why it cannot wait between publication and effect.

    ``file_up``: by which line of the local rule it is filed with the body above: ``""`` as the place's own, ``long``, ``short``.
    """

    on: date
    where: str
    effective_on: date
    years: int | None = None
    ends_on: date | None = None
    at_once_why: str = ""
    file_up: str = ""


@transaction.atomic
def publish(*, actor: Actor, matter_id: int, version: int, published: Published, at: datetime) -> NormativeDocument:  # fmt: skip
    """A second keeper publishes it: open from now on, in force from its day. What it replaces or continues ends on that day.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``registrar_publishes``; ``span_said_twice``; ``lapsed_already``;
    ``day_to_come``; ``day_before``; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    if document.registered_by_id == actor.person_id:
        raise Refusal("registrar_publishes")
    demand_come(published.on, at)
    demand_after(published.on, document.registered_on)
    DOCUMENTS.move(document, Act.PUBLISH, on=published.on)
    ends_on = _ends_on(published)
    reason = published.at_once_why.strip()
    passage = DOCUMENTS.demand_open(
        PUBLISH, document, on=published.on, published_on=published.on, effective_on=published.effective_on, ends_on=ends_on, at_once=bool(reason),
    )  # fmt: skip
    document.published_on, document.published_where = published.on, said(published.where)
    document.published_by_id = actor.person_id
    document.effective_on, document.ends_on = published.effective_on, ends_on
    document.named_end, document.at_once_why = published.ends_on is not None, reason
    document.exception_until = _exception(document)
    document.matter.secrecy = Secrecy.OPEN
    _end_those_before(document, actor, at)
    clocks.settle(document.matter, "public", on=published.on)
    _file_up(document, published)
    run_to_the_end(document, today=timezone.localdate(at))
    DOCUMENTS.keep(document)
    tell_unit(document.matter, "documents.published", day=str(published.effective_on), by=actor, at=at)
    details = {
        "on": str(published.on), "effective_on": str(published.effective_on), "ends_on": str(ends_on), "where": document.published_where,
        "excepted": [reason.code for reason, _by in passage.waived],
    }  # fmt: skip
    record(actor=actor, verb="documents.publish", target=document.matter, details=details, at=at)
    return document


def _ends_on(published: Published) -> date | None:
    if published.years is not None and published.ends_on is not None:
        raise Refusal("span_said_twice")
    if published.years is not None:
        return span_ends(published.effective_on, 12 * published.years)
    return published.ends_on


def _exception(document: NormativeDocument) -> date | None:
    """The end of the exception that it rests on."""
    last = DocumentStep.objects.filter(document=document, kind=Step.COMPETITION).order_by("on", "pk").last()
    return last.until if last is not None and last.result == Result.EXCEPTED else None


def _file_up(document: NormativeDocument, published: Published) -> None:
    chosen = {"long": "", "short": "short"}
    clocks.start(
        document.matter, "file_up", published.on, place=document.place, variant=chosen.get(published.file_up, ""),
        unread=published.file_up in chosen,
    )  # fmt: skip


def _end_those_before(document: NormativeDocument, actor: Actor, at: datetime) -> None:
    """What it replaces is revised, what it continues is kept; both end on the day on which it comes into force."""
    if document.continues_id is not None:
        old = DOCUMENTS.hold(actor, document.continues_id, "keep")
        if (
            old.ends_on is not None
            and document.published_on is not None
            and document.published_on > old.ends_on
        ):
            raise Refusal("lapsed_already", day=str(old.ends_on))
        end(old, Act.KEEP, document.effective_on, "", actor, at, by=document)
    for each in document.replaces.order_by("pk"):
        old = DOCUMENTS.hold(actor, each.pk, "keep")
        if DOCUMENTS.state(old) in ISSUED:
            end(old, Act.REVISE, document.effective_on, "", actor, at, by=document)


_VERBS = {Act.KEEP: "documents.kept", Act.REVISE: "documents.revised", Act.REPEAL: "documents.repeal", Act.VOID: "documents.void"}  # fmt: skip


def end(
    document: NormativeDocument, act: Act, over_on: date | None, why: str, actor: Actor, at: datetime, *, by: NormativeDocument | None = None
) -> None:  # fmt: skip
    """It is not in force from a day on, which may be to come. Part of another act, its matter locked."""
    if over_on is None:
        raise ValueError("an end has a day")
    DOCUMENTS.move(document, act, on=over_on)
    document.over_on, document.over_why, document.replaced_by = over_on, why, by
    clocks.lift(document.matter, on=min(over_on, timezone.localdate(at)), codes=("span", "evaluate"))
    DOCUMENTS.keep(document)
    details = {"from": str(over_on), "by": by.matter.number if by is not None else "", "reason": why}
    record(actor=actor, verb=_VERBS[act], target=document.matter, details=details, at=at)


@transaction.atomic
def repeal(
    *, actor: Actor, matter_id: int, version: int, how: str, on: date, since: date, paper: str, at: datetime
) -> NormativeDocument:
    """Repealed (废止), or declared to have lapsed (宣布失效), by a paper of a day, from a day on.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, document.published_on)
    demand_after(since, on)
    end(document, Act.VOID if how == "void" else Act.REPEAL, since, said(paper), actor, at)
    return document


@transaction.atomic
def explain(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> NormativeDocument:
    """What it means is explained in public (解读)."""
    document = DOCUMENTS.hold(actor, matter_id, "handle", version=version)
    DOCUMENTS.demand_state(document, State.REGISTERED, *ISSUED)
    demand_come(on, at)
    demand_after(on, document.deliberated_on)
    document.explained_on = on
    DOCUMENTS.keep(document)
    record(actor=actor, verb="documents.explain", target=document.matter, details={"on": str(on)}, at=at)
    return document
