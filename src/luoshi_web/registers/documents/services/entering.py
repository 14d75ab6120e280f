"""A draft comes into the register, is changed, given up or found to be none; what was issued before the register is taken over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Office, Secrecy
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.documents.days import run_to_the_end
from luoshi_web.registers.documents.models import NormativeDocument
from luoshi_web.registers.documents.register import DOCUMENTS
from luoshi_web.registers.documents.rules.states import DRAFTED, ISSUED, Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.register import demand_free
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class Drafted:
    """What is said of a draft. ``number``: of the draft, until it is registered; ``replaces``: numbers of documents in force whose place it takes."""

    number: str
    title: str
    office: Office
    on: date
    maker: str
    basis: str
    content: str = ""
    business: bool = False
    duties: bool = True
    provisional: bool = False
    place: str = ""
    replaces: Sequence[str] = ()
    secrecy: int = Secrecy.INTERNAL


@transaction.atomic
def draft(*, actor: Actor, drafted: Drafted, at: datetime) -> NormativeDocument:
    """A draft of the unit that will answer for it.

    Raises :class:`Refusal`: ``not_yours``; ``own_unit_drafts``; ``document_secret``; ``day_to_come``; ``no_words``; ``number_taken``;
    ``not_in_register`` of what it replaces.
    """
    if not may(actor, "documents.draft"):
        raise Refusal("not_yours")
    matter = _matter(actor, drafted, State.DRAFT, year=drafted.on.year)
    if not may(actor, "documents.keep", matter) and drafted.office.pk != actor.office_id:
        raise Refusal("own_unit_drafts")
    demand_come(drafted.on, at)
    demand_free(matter)
    replaced = replaced_by_numbers(drafted.replaces)
    matter.save()
    document = NormativeDocument.objects.create(matter=matter, draft_number=matter.number, **_text(drafted))
    document.replaces.set(replaced)
    DOCUMENTS.keep(document)
    details = {"on": str(drafted.on), "office": str(drafted.office), "maker": drafted.maker}
    record(actor=actor, verb="documents.draft", target=matter, details=details, at=at)
    return document


def _text(drafted: Drafted) -> dict[str, object]:
    return {
        "maker": drafted.maker, "basis": said(drafted.basis), "content": drafted.content.strip(), "business": drafted.business,
        "duties": drafted.duties, "provisional": drafted.provisional, "place": drafted.place,
    }  # fmt: skip


def _matter(actor: Actor, drafted: Drafted, state: State, *, year: int) -> Matter:
    if drafted.secrecy > Secrecy.INTERNAL:
        raise Refusal("document_secret")
    return Matter(
        register=Matter.Register.DOCUMENTS, number=said(drafted.number), year=year, title=said(drafted.title), office=drafted.office,
        secrecy=drafted.secrecy, state=state, phase=DOCUMENTS.states.phase(state), opened_on=drafted.on, entered_by_id=actor.person_id,
    )  # fmt: skip


def demand_paper_free(number: str) -> str:
    """The number of a paper (文号), which no other document has. Raises :class:`Refusal`: ``no_words``; ``paper_number_taken``."""
    words = said(number)
    if NormativeDocument.objects.filter(paper_number=words).exists():
        raise Refusal("paper_number_taken", number=words)
    return words


def replaced_by_numbers(numbers: Sequence[str]) -> list[NormativeDocument]:
    """The published documents with these registration numbers. Raises :class:`Refusal`: ``not_in_register``."""
    found = []
    for number in dict.fromkeys(each.strip() for each in numbers if each.strip()):
        known = NormativeDocument.objects.filter(matter__number=number, matter__state__in=ISSUED)
        if (one := known.order_by("-matter__year").first()) is None:
            raise Refusal("not_in_register", number=number)
        found.append(one)
    return found


@transaction.atomic
def change(
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    title: str,
    basis: str,
    content: str,
    business: bool,
    duties: bool,
    provisional: bool,
    replaces: Sequence[str] = (),
    at: datetime,
) -> NormativeDocument:
    """The unit changes its draft before it is handed in. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words``; ``not_in_register``."""
    document = DOCUMENTS.hold(actor, matter_id, "handle", version=version)
    DOCUMENTS.demand_state(document, *DRAFTED)
    document.matter.title, document.basis, document.content = said(title), said(basis), content.strip()
    document.business, document.duties, document.provisional = business, duties, provisional
    document.replaces.set(replaced_by_numbers(replaces))
    DOCUMENTS.keep(document)
    details = {"business": business, "duties": duties, "provisional": provisional}
    record(actor=actor, verb="documents.change", target=document.matter, details=details, at=at)
    return document


@transaction.atomic
def withdraw(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> NormativeDocument:
    """The unit's head gives it up before it is published."""
    document = DOCUMENTS.hold(actor, matter_id, "answer", version=version)
    return _drop(document, Act.WITHDRAW, "documents.withdraw", actor, reason, at)


@transaction.atomic
def leave_out(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> NormativeDocument:
    """The keeper finds that it is no normative document (内部管理制度、会议纪要、工作方案…): it stays a row with the reason."""
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    return _drop(document, Act.LEAVE_OUT, "documents.leave_out", actor, reason, at)


def _drop(
    document: NormativeDocument, act: Act, verb: str, actor: Actor, reason: str, at: datetime
) -> NormativeDocument:
    on = timezone.localdate(at)
    DOCUMENTS.move(document, act, on=on)
    document.over_why = said(reason)
    clocks.lift(document.matter, on=on)
    DOCUMENTS.keep(document)
    record(actor=actor, verb=verb, target=document.matter, details={"reason": document.over_why}, at=at)
    return document


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A document that was issued before the register. ``ends_on`` None: its text names no end."""

    number: str
    title: str
    office: Office
    maker: str
    basis: str
    paper_number: str
    published_on: date
    effective_on: date
    ends_on: date | None = None
    content: str = ""
    business: bool = False
    provisional: bool = False
    place: str = ""


@transaction.atomic
def take_over(*, actor: Actor, taken: TakenOver, at: datetime) -> NormativeDocument:
    """It stands in the register as published; one whose validity is over by then has lapsed. What was done before its publication is not asked.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``day_before``; ``no_words``; ``number_taken``; ``paper_number_taken``.
    """
    drafted = Drafted(
        taken.number, taken.title, taken.office, taken.published_on, taken.maker, taken.basis, taken.content, taken.business,
        provisional=taken.provisional, place=taken.place, secrecy=Secrecy.OPEN,
    )  # fmt: skip
    matter = _matter(actor, drafted, State.PUBLISHED, year=taken.published_on.year)
    if not may(actor, "documents.keep", matter):
        raise Refusal("not_yours")
    demand_come(taken.published_on, at)
    demand_after(taken.effective_on, taken.published_on)
    if taken.ends_on is not None:
        demand_after(taken.ends_on, taken.effective_on)
    demand_free(matter)
    paper = demand_paper_free(taken.paper_number)
    over = taken.ends_on is not None and taken.ends_on < timezone.localdate(at)
    if over and taken.ends_on is not None:
        matter.state, matter.phase = State.LAPSED, Matter.Phase.ENDED
        matter.ended_on = taken.ends_on + timedelta(days=1)
    matter.save()
    document = NormativeDocument.objects.create(
        matter=matter, taken_over=True, paper_number=paper, published_on=taken.published_on, effective_on=taken.effective_on,
        ends_on=taken.ends_on, named_end=taken.ends_on is not None, **_text(drafted),
    )  # fmt: skip
    if not over:
        run_to_the_end(document, today=timezone.localdate(at))
    DOCUMENTS.keep(document)
    details = {"paper": paper, "published_on": str(taken.published_on), "ends_on": str(taken.ends_on or "")}
    record(actor=actor, verb="documents.take_over", target=matter, details=details, at=at)
    return document
