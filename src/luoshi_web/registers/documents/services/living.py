"""While it is in force: evaluated and continued, filed with the body above, asked about, a clause suspended."""

from datetime import date, datetime

from django.db import transaction

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.documents.models import (
    DocumentEvaluation,
    DocumentFiling,
    DocumentRequest,
    DocumentSuspension,
    NormativeDocument,
)
from luoshi_web.registers.documents.register import DOCUMENTS
from luoshi_web.registers.documents.rules.facts import Finding
from luoshi_web.registers.documents.rules.gates import KEEP
from luoshi_web.registers.documents.rules.states import ISSUED, OVER, Act, State
from luoshi_web.registers.documents.services.issuing import Numbered, number_it
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.matters.telling import tell_keeper, tell_unit
from luoshi_web.supervision.services.said import said

_PUBLISHED = (*ISSUED, *OVER)


@transaction.atomic
def evaluate(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> DocumentEvaluation:
    """The unit begins to evaluate it. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``day_to_come``; ``day_before`` it came into force."""
    document = DOCUMENTS.hold(actor, matter_id, "handle", version=version)
    demand_come(on, at)
    demand_after(on, document.effective_on)
    DOCUMENTS.move(document, Act.EVALUATE, on=on)
    made = DocumentEvaluation.objects.create(document=document, began_on=on)
    clocks.settle(document.matter, "evaluate", on=on)
    DOCUMENTS.keep(document)
    record(actor=actor, verb="documents.evaluate", target=document.matter, details={"on": str(on)}, at=at)
    return made


@transaction.atomic
def conclude(
    *, actor: Actor, matter_id: int, version: int, finding: str, on: date, words: str, at: datetime
) -> DocumentEvaluation:
    """The unit's head says what the evaluation found.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_evaluation``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "answer", version=version)
    DOCUMENTS.demand_state(document, State.EVALUATING)
    found = document.evaluations.select_for_update(of=("self",)).filter(done_on=None).last()
    if found is None:
        raise Refusal("no_evaluation")
    demand_come(on, at)
    demand_after(on, found.began_on)
    found.done_on, found.finding, found.words, found.by_id = (
        on,
        Finding(finding),
        said(words),
        actor.person_id,
    )
    found.save()
    DOCUMENTS.keep(document)
    tell_keeper(document.matter, "documents.evaluated", by=actor, at=at)
    details = {"finding": finding, "on": str(on)}
    record(actor=actor, verb="documents.conclude", target=document.matter, details=details, at=at)
    return found


@transaction.atomic
def go_on(*, actor: Actor, matter_id: int, version: int, numbered: Numbered, at: datetime) -> NormativeDocument:  # fmt: skip
    """It goes on: registered anew, to be published anew by another keeper, with a span of its own. Until then the old one stays as it is.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``number_taken``; ``paper_number_taken``; ``evaluated_already`` where it
    goes on already; ``day_to_come``; ``day_before``.
    """
    old = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    DOCUMENTS.demand_state(old, State.EVALUATING)
    demand_come(numbered.on, at)
    demand_after(numbered.on, numbered.signed_on)
    DOCUMENTS.demand_open(KEEP, old, on=numbered.on)
    if old.continued_by.exclude(matter__state=State.WITHDRAWN).exists():
        raise Refusal("evaluated_already")
    before = old.matter
    matter = Matter.objects.create(
        register=before.register, number=f"{before.number}*", year=numbered.on.year, title=before.title, office=before.office, secrecy=Secrecy.INTERNAL,
        state=State.REGISTERED, phase=DOCUMENTS.states.phase(State.REGISTERED), opened_on=numbered.on, entered_by_id=actor.person_id,
    )  # fmt: skip
    new = NormativeDocument(
        matter=matter, maker=old.maker, place=old.place, basis=old.basis, content=old.content, business=old.business, duties=old.duties,
        provisional=old.provisional, continues=old,
    )  # fmt: skip
    number_it(new, numbered, actor)
    new.save()
    clocks.start(matter, "public", numbered.signed_on, place=new.place)
    DOCUMENTS.keep(new)
    DOCUMENTS.keep(old)
    details = {"number": matter.number, "paper": new.paper_number, "before": before.number}
    record(actor=actor, verb="documents.go_on", target=matter, details=details, at=at)
    return new


@transaction.atomic
def file_up(
    *, actor: Actor, matter_id: int, version: int, to: str, number: str, on: date, at: datetime
) -> DocumentFiling:
    """Filed with a body (备案), once with each.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``filed_with_it``; ``day_to_come``; ``day_before`` its publication; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    DOCUMENTS.demand_state(document, *_PUBLISHED)
    demand_come(on, at)
    demand_after(on, document.published_on)
    if document.filings.filter(to=to).exists():
        raise Refusal("filed_with_it")
    made = DocumentFiling.objects.create(document=document, to=to, number=said(number), on=on, by_id=actor.person_id)  # fmt: skip
    clocks.settle(document.matter, "file_up", on=on)
    DOCUMENTS.keep(document)
    details = {"to": to, "number": made.number, "on": str(on)}
    record(actor=actor, verb="documents.file_up", target=document.matter, details=details, at=at)
    return made


@transaction.atomic
def filing_answered(
    *, actor: Actor, matter_id: int, version: int, filing_id: int, answer: str, on: date, words: str, at: datetime
) -> DocumentFiling:  # fmt: skip
    """What the body answered. Raises :class:`Refusal`: ``not_yours``; ``filing_answered``; ``day_to_come``; ``day_before``."""
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    filing = document.filings.select_for_update(of=("self",)).filter(pk=filing_id, answer="").first()
    if filing is None:
        raise Refusal("filing_answered")
    demand_come(on, at)
    demand_after(on, filing.on)
    filing.answer, filing.answered_on, filing.words = answer, on, words.strip()
    filing.save()
    DOCUMENTS.keep(document)
    if answer == DocumentFiling.Answer.CORRECT:
        tell_unit(document.matter, "documents.to_correct", by=actor, at=at)
    details = {"to": filing.to, "answer": answer, "on": str(on)}
    record(actor=actor, verb="documents.filing_answered", target=document.matter, details=details, at=at)
    return filing


@transaction.atomic
def corrected(
    *, actor: Actor, matter_id: int, version: int, filing_id: int, on: date, how: str, at: datetime
) -> DocumentFiling:  # fmt: skip
    """What was to be corrected is corrected (纠正). Raises :class:`Refusal`: ``not_yours``; ``nothing_to_correct``; ``day_to_come``; ``day_before``; ``no_words``."""
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    open_ = document.filings.filter(pk=filing_id, answer=DocumentFiling.Answer.CORRECT, corrected_on=None)
    filing = open_.select_for_update(of=("self",)).first()
    if filing is None:
        raise Refusal("nothing_corrected")
    demand_come(on, at)
    demand_after(on, filing.answered_on)
    filing.corrected_on, filing.words = on, f"{filing.words} {said(how)}".strip()
    filing.save()
    DOCUMENTS.keep(document)
    details = {"to": filing.to, "on": str(on), "how": how}
    record(actor=actor, verb="documents.corrected", target=document.matter, details=details, at=at)
    return filing


_CLOCKS = {DocumentRequest.Kind.QUESTION: "question", DocumentRequest.Kind.ADVICE: "advice", DocumentRequest.Kind.REVIEW: "request"}  # fmt: skip


@transaction.atomic
def receive_request(
    *, actor: Actor, matter_id: int, version: int, kind: str, asker: str, words: str, on: date, at: datetime
) -> DocumentRequest:  # fmt: skip
    """Somebody asks whether it is lawful; the time to answer runs from the receipt.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``day_to_come``; ``day_before`` its publication; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    DOCUMENTS.demand_state(document, *_PUBLISHED)
    demand_come(on, at)
    demand_after(on, document.published_on)
    of_kind = DocumentRequest.Kind(kind)
    clock = clocks.start(document.matter, _CLOCKS[of_kind], on, place=document.place)
    made = DocumentRequest.objects.create(
        document=document, kind=of_kind, asker=said(asker), words=said(words), received_on=on, clock=clock, entered_by_id=actor.person_id
    )  # fmt: skip
    DOCUMENTS.keep(document)
    tell_unit(document.matter, "documents.asked", by=actor, at=at)
    record(actor=actor, verb="documents.receive", target=document.matter, details={"kind": kind, "on": str(on)}, at=at)  # fmt: skip
    return made


@transaction.atomic
def answer_request(
    *, actor: Actor, matter_id: int, version: int, request_id: int, outcome: str, on: date, answer: str, at: datetime
) -> DocumentRequest:  # fmt: skip
    """The answer. Raises :class:`Refusal`: ``not_yours``; ``request_answered``; ``day_to_come``; ``day_before``; ``no_words``."""
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    asked = document.requests.select_for_update(of=("self",)).filter(pk=request_id, answered_on=None).first()
    if asked is None:
        raise Refusal("request_answered")
    demand_come(on, at)
    demand_after(on, asked.received_on)
    asked.answered_on, asked.outcome, asked.answer = on, DocumentRequest.Outcome(outcome), said(answer)
    asked.answered_by_id = actor.person_id
    asked.save()
    clock = Clock.objects.select_for_update(of=("self",)).filter(pk=asked.clock_id or 0).first()
    if clock is not None:
        clocks.settle_one(clock, on=on)
    DOCUMENTS.keep(document)
    details = {"kind": asked.kind, "outcome": outcome, "on": str(on)}
    record(actor=actor, verb="documents.answer", target=document.matter, details=details, at=at)
    return asked


@transaction.atomic
def suspend_clause(
    *, actor: Actor, matter_id: int, version: int, clause: str, since: date, paper: str, at: datetime
) -> DocumentSuspension:  # fmt: skip
    """A clause is not applied from a day on (行政复议法 59). Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``day_before``; ``day_to_come``; ``no_words``."""
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    DOCUMENTS.demand_state(document, *ISSUED)
    demand_come(since, at)
    demand_after(since, document.effective_on)
    made = DocumentSuspension.objects.create(
        document=document, clause=said(clause), since=since, paper=said(paper), by_id=actor.person_id
    )
    DOCUMENTS.keep(document)
    tell_unit(document.matter, "documents.suspended", clause=made.clause, by=actor, at=at)
    details = {"clause": made.clause, "since": str(since), "paper": made.paper}
    record(actor=actor, verb="documents.suspend", target=document.matter, details=details, at=at)
    return made


@transaction.atomic
def apply_again(
    *, actor: Actor, matter_id: int, version: int, suspension_id: int, on: date, at: datetime
) -> DocumentSuspension:
    """The clause is applied again from a day on. Raises :class:`Refusal`: ``not_yours``; ``suspension_over``; ``day_to_come``; ``day_before``."""
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    open_ = document.suspensions.select_for_update(of=("self",)).filter(pk=suspension_id, until=None).first()
    if open_ is None:
        raise Refusal("suspension_over")
    demand_come(on, at)
    if on <= open_.since:
        raise Refusal("day_before", day=str(on), other=str(open_.since))
    open_.until = on
    open_.save(update_fields=["until"])
    DOCUMENTS.keep(document)
    details = {"clause": open_.clause, "on": str(on)}
    record(actor=actor, verb="documents.apply_again", target=document.matter, details=details, at=at)
    return open_
