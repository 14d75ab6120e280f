"""A draft is opened to comments, handed in, reviewed, and decided by a meeting."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.documents.models import DocumentStep, NormativeDocument
from luoshi_web.registers.documents.register import DOCUMENTS
from luoshi_web.registers.documents.rules.facts import Result, Step
from luoshi_web.registers.documents.rules.gates import DELIBERATE, SUBMIT
from luoshi_web.registers.documents.rules.states import DRAFTED, Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Desk
from luoshi_web.registers.matters.telling import tell_keeper, tell_unit
from luoshi_web.supervision.services.said import said

_BEFORE = (*DRAFTED, State.REVIEWING, State.DELIBERATED, State.REGISTERED)


@transaction.atomic
def open_comment(
    *, actor: Actor, matter_id: int, version: int, since: date, until: date, where: str, at: datetime
) -> NormativeDocument:
    """It is open to comments from a day to another, both with it; opened again, for longer, it is open from the first day still.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "handle", version=version)
    demand_come(since, at)
    demand_after(since, document.matter.opened_on)
    demand_after(until, since)
    if DOCUMENTS.state(document) is State.COMMENTING and document.comment_to is not None:
        demand_after(until, document.comment_to)
        since = document.comment_from or since
    else:
        DOCUMENTS.move(document, Act.COMMENT, on=since)
        document.opinions = document.adopted = document.feedback_on = None
    document.comment_from, document.comment_to, document.comment_where = since, until, said(where)
    DOCUMENTS.keep(document)
    details = {"from": str(since), "to": str(until), "where": document.comment_where}
    record(actor=actor, verb="documents.comment", target=document.matter, details=details, at=at)
    return document


@transaction.atomic
def count_opinions(
    *, actor: Actor, matter_id: int, version: int, opinions: int, adopted: int, at: datetime
) -> NormativeDocument:
    """How many opinions came, and how many were taken up. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_comment``; ``adopted_over``."""
    document = DOCUMENTS.hold(actor, matter_id, "handle", version=version)
    DOCUMENTS.demand_state(document, *_BEFORE)
    if document.comment_from is None:
        raise Refusal("no_comment")
    if adopted > opinions:
        raise Refusal("adopted_over")
    document.opinions, document.adopted = opinions, adopted
    DOCUMENTS.keep(document)
    details = {"opinions": opinions, "adopted": adopted}
    record(actor=actor, verb="documents.opinions", target=document.matter, details=details, at=at)
    return document


@transaction.atomic
def tell_back(
    *, actor: Actor, matter_id: int, version: int, on: date, where: str, at: datetime
) -> NormativeDocument:
    """Whoever commented is told what became of it. Raises :class:`Refusal`: ``not_yours``; ``no_comment``; ``day_to_come``; ``day_before``; ``no_words``."""
    document = DOCUMENTS.hold(actor, matter_id, "handle", version=version)
    DOCUMENTS.demand_state(document, *_BEFORE)
    if document.comment_from is None:
        raise Refusal("no_comment")
    demand_come(on, at)
    demand_after(on, document.comment_from)
    document.feedback_on, document.feedback_where = on, said(where)
    DOCUMENTS.keep(document)
    details = {"on": str(on), "where": document.feedback_where}
    record(actor=actor, verb="documents.tell_back", target=document.matter, details=details, at=at)
    return document


@transaction.atomic
def submit(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> NormativeDocument:
    """The unit's head hands it in for review, with all papers. The place's longest time for the review runs.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``day_to_come``; ``day_before``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "answer", version=version)
    demand_come(on, at)
    demand_after(on, document.matter.opened_on)
    DOCUMENTS.move(document, Act.SUBMIT, on=on)
    passage = DOCUMENTS.demand_open(SUBMIT, document, on=on)
    document.submitted_on = on
    clocks.start(document.matter, "legality_most", on, place=document.place)
    DOCUMENTS.keep(document)
    tell_keeper(document.matter, "documents.submitted", part=Desk.Part.REVIEW, by=actor, at=at)
    details = {"on": str(on), "excepted": [reason.code for reason, _by in passage.waived]}
    record(actor=actor, verb="documents.submit", target=document.matter, details=details, at=at)
    return document


@transaction.atomic
def review(
    *, actor: Actor, matter_id: int, version: int, result: str, on: date, words: str, at: datetime
) -> DocumentStep:
    """The opinion on legality, by whoever reviews and did not enter the draft. That it is not needed counts once a second person confirms it.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``draft_author_reviews_not``; ``exception_of_competition``; ``day_to_come``;
    ``day_before`` it was handed in; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "review", version=version)
    DOCUMENTS.demand_state(document, State.REVIEWING)
    if document.matter.entered_by_id == actor.person_id:
        raise Refusal("draft_author_reviews_not")
    if result == Result.EXCEPTED:
        raise Refusal("exception_of_competition")
    demand_come(on, at)
    demand_after(on, document.submitted_on)
    made = _step(document, Step.LEGALITY, result, on, None, words, actor)
    clocks.settle(document.matter, "legality_most", on=on)
    DOCUMENTS.keep(document)
    tell_unit(document.matter, "documents.reviewed", by=actor, at=at)
    details = {"kind": made.kind, "result": result, "on": str(on)}
    record(actor=actor, verb="documents.review", target=document.matter, details=details, at=at)
    return made


@transaction.atomic
def compete(
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    result: str,
    on: date,
    words: str,
    until: date | None = None,
    at: datetime,
) -> DocumentStep:
    """The drafting unit's review of fair competition; an exception names its end. Where two are needed it counts once the second has confirmed it.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``exception_without_end``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "handle", version=version)
    DOCUMENTS.demand_state(document, *_BEFORE)
    demand_come(on, at)
    demand_after(on, document.matter.opened_on)
    ends = until if result == Result.EXCEPTED else None
    if result == Result.EXCEPTED and ends is None:
        raise Refusal("exception_without_end")
    if ends is not None:
        demand_after(ends, on)
    made = _step(document, Step.COMPETITION, result, on, ends, words, actor)
    DOCUMENTS.keep(document)
    details = {"kind": made.kind, "result": result, "on": str(on), "until": str(ends or "")}
    record(actor=actor, verb="documents.compete", target=document.matter, details=details, at=at)
    return made


def _step(
    document: NormativeDocument, kind: Step, result: str, on: date, until: date | None, words: str, actor: Actor
) -> DocumentStep:  # fmt: skip
    return DocumentStep.objects.create(
        document=document, kind=kind, result=Result(result), on=on, until=until, words=said(words), entered_by_id=actor.person_id
    )  # fmt: skip


@transaction.atomic
def confirm_review(*, actor: Actor, matter_id: int, version: int, step_id: int, at: datetime) -> DocumentStep:
    """The second person: of the market's regulator with the drafter, or who agrees that a review is not needed.

    Raises :class:`Refusal`: ``not_yours``; ``review_decided``; ``own_review``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    step = DocumentStep.objects.select_for_update(of=("self",)).filter(document=document, pk=step_id).first()
    if step is None or step.confirmed_by_id is not None or step.result == Result.FAILED:
        raise Refusal("review_decided")
    if step.entered_by_id == actor.person_id:
        raise Refusal("own_review")
    step.confirmed_by_id = actor.person_id
    step.save(update_fields=["confirmed_by"])
    DOCUMENTS.keep(document)
    details = {"kind": step.kind, "result": step.result}
    record(actor=actor, verb="documents.confirm_review", target=document.matter, details=details, at=at)
    return step


@transaction.atomic
def send_back(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> NormativeDocument:
    """Whoever reviews sends it back to the unit: it is handed in anew, and reviewed anew."""
    document = DOCUMENTS.hold(actor, matter_id, "review", version=version)
    on, why = timezone.localdate(at), said(reason)
    DOCUMENTS.move(document, Act.SEND_BACK, on=on)
    document.submitted_on = None
    clocks.lift(document.matter, on=on, codes=("legality_most",))
    DOCUMENTS.keep(document)
    tell_unit(document.matter, "documents.sent_back", reason=why, by=actor, at=at)
    record(actor=actor, verb="documents.send_back", target=document.matter, details={"reason": why}, at=at)
    return document


@transaction.atomic
def deliberate(
    *, actor: Actor, matter_id: int, version: int, passed: bool, on: date, meeting: str, at: datetime
) -> NormativeDocument:
    """The meeting decided. What did not pass goes back to the unit.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    document = DOCUMENTS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, document.submitted_on)
    DOCUMENTS.move(document, Act.DELIBERATE if passed else Act.SEND_BACK, on=on)
    passage = DOCUMENTS.demand_open(DELIBERATE, document, on=on)
    if passed:
        document.deliberated_on = on
    else:
        document.submitted_on = None
    document.deliberated_at = said(meeting)
    DOCUMENTS.keep(document)
    details = {"passed": passed, "on": str(on), "meeting": document.deliberated_at, "excepted": [reason.code for reason, _by in passage.waived]}  # fmt: skip
    record(actor=actor, verb="documents.deliberate", target=document.matter, details=details, at=at)
    return document
