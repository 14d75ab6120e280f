"""What moderators decide on comments. Whoever was quicker wins: a decision on what has changed meanwhile is refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luoshi_web.voices import clock, reasons
from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import VISIBLE, Appeal, Comment, Complaint, Forwarded
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.rights import APPEALS, MODERATE, Actor
from luoshi_web.voices.services.erasing import take_from_readers
from luoshi_web.voices.services.record import record

State = Comment.State
SHOWN_FOR_PART = "【已隐去】"


def _open(comment: Comment, states: Iterable[str], actor: Actor, right: str = MODERATE) -> Comment:
    actor.needs(right)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.state not in set(states):
        raise Refusal("changed_meanwhile")
    return comment


def _reason(code: str, act: str) -> reasons.Reason:
    if not code:
        raise Refusal("reason_needed")
    reason = reasons.REASONS.get(code)
    if reason is None or act not in reason.acts:
        raise Refusal("reason_unknown")
    return reason


def _decided(
    comment: Comment, state: str, actor: Actor, *, at: datetime, reason: str = "", note: str = ""
) -> Comment:
    comment.state, comment.reason, comment.note = state, reason, note.strip()
    comment.decided_at, comment.decided_by = at, actor.id
    comment.save()
    Complaint.objects.filter(comment=comment, settled_at=None).update(settled_at=at)
    return comment


@transaction.atomic
def publish(*, comment: Comment, actor: Actor, at: datetime) -> Comment:
    """Show a held comment. A letter to the office is not shown, it goes to the outbox (:func:`forward`)."""
    comment = _open(comment, {State.HELD}, actor)
    if not comment.public:
        raise Refusal("act_unknown")
    _decided(comment, State.PUBLISHED, actor, at=at)
    record(actor, "comment.publish", comment, at=at)
    return comment


@transaction.atomic
def give_back(*, comment: Comment, reason: str, note: str = "", actor: Actor, at: datetime) -> Comment:
    """Return a held comment to its writer, who may rewrite it over the private link."""
    comment = _open(comment, {State.HELD}, actor)
    _reason(reason, reasons.RETURN)
    _decided(comment, State.RETURNED, actor, at=at, reason=reason, note=note)
    record(actor, "comment.return", comment, at=at, reason=reason)
    return comment


@transaction.atomic
def refuse(*, comment: Comment, reason: str, note: str = "", actor: Actor, at: datetime) -> Comment:
    """Do not show a held comment. It is counted in public, by its reason."""
    comment = _open(comment, {State.HELD, State.RETURNED}, actor)
    given = _reason(reason, reasons.REFUSE)
    take_from_readers(comment, erase=given.erases, at=at)
    _decided(comment, State.REFUSED, actor, at=at, reason=reason, note=note)
    record(actor, "comment.refuse", comment, at=at, reason=reason)
    return comment


@transaction.atomic
def keep(*, comment: Comment, actor: Actor, at: datetime) -> Comment:
    """A reported comment stays."""
    comment = _open(comment, {State.REPORTED}, actor)
    masked = bool(comment.withheld) or SHOWN_FOR_PART in comment.text
    _decided(
        comment,
        State.MASKED if masked else State.KEPT,
        actor,
        at=at,
        reason=comment.reason if masked else "",
        note=comment.note if masked else "",
    )
    record(actor, "comment.keep", comment, at=at)
    return comment


@transaction.atomic
def mask_part(
    *, comment: Comment, part: str, reason: str, note: str = "", actor: Actor, at: datetime
) -> Comment:
    """Take some words of a shown comment away; the rest stays."""
    comment = _open(comment, VISIBLE, actor)
    given = _reason(reason, reasons.MASK)
    part = part.strip()
    if not part or part not in comment.text:
        raise Refusal("part_not_found")
    take_from_readers(comment, erase=given.erases, at=at, left=comment.text.replace(part, SHOWN_FOR_PART))
    _decided(comment, State.MASKED, actor, at=at, reason=reason, note=note)
    record(actor, "comment.mask", comment, at=at, reason=reason)
    return comment


@transaction.atomic
def remove(*, comment: Comment, reason: str, note: str = "", actor: Actor, at: datetime) -> Comment:
    """Take a shown comment away. A tombstone with day and reason stays, and so do the replies."""
    comment = _open(comment, VISIBLE, actor)
    given = _reason(reason, reasons.REMOVE)
    take_from_readers(comment, erase=given.erases, at=at)
    _decided(comment, State.REMOVED, actor, at=at, reason=reason, note=note)
    record(actor, "comment.remove", comment, at=at, reason=reason)
    return comment


@transaction.atomic
def forward(*, comment: Comment, actor: Actor, at: datetime) -> Forwarded:
    """Pass a shown comment, or a letter, on to the office, which owes an answer from then on."""
    comment = _open(comment, {State.HELD} if not comment.public else VISIBLE, actor)
    if Forwarded.objects.filter(comment=comment).exists():
        raise Refusal("changed_meanwhile")
    made = Forwarded.objects.create(
        comment=comment, at=at, due=clock.due(comment.received_at, conf().answer_days)
    )
    if not comment.public:
        _decided(comment, State.FORWARDED, actor, at=at)
    record(actor, "comment.forward", comment, at=at)
    return made


@transaction.atomic
def decide_appeal(*, appeal: Appeal, upheld: bool, note: str = "", actor: Actor, at: datetime) -> Comment:
    """Another person decides. Upheld: what was withheld is shown again, or, where it is gone, its writer may write it once more."""
    actor.needs(APPEALS)
    comment = Comment.objects.select_for_update().get(pk=appeal.comment_id)
    appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if appeal.outcome:
        raise Refusal("changed_meanwhile")
    if comment.decided_by == actor.id:
        raise Refusal("another_person")
    appeal.outcome = Appeal.Outcome.UPHELD if upheld else Appeal.Outcome.DISMISSED
    appeal.note, appeal.decided_at, appeal.decided_by = note.strip(), at, actor.id
    appeal.save()
    if upheld:
        whole = comment.withheld
        comment.state = State.KEPT if whole and comment.public else State.RETURNED
        comment.text = whole or comment.text
        comment.reason = ""
        comment.due = clock.due(at, conf().decision_days)
        if comment.state == State.KEPT:
            recalled = Forwarded.objects.filter(comment=comment, state=Forwarded.State.RECALLED)
            recalled.update(state=Forwarded.State.WAITING)
    comment.withheld, comment.erase_at = "", None
    comment.save()
    record(actor, "comment.appeal_upheld" if upheld else "comment.appeal_dismissed", comment, at=at)
    return comment


@dataclass(frozen=True, slots=True)
class Many:
    """What came of a decision on many: numbers that are done, and numbers with the sentence why not."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def decide_many(
    numbers: Iterable[str], act: Callable[..., object], *, actor: Actor, at: datetime, **said: str
) -> Many:
    """One decision for several comments, each in a transaction and with an act of its own."""
    done: list[str] = []
    refused: list[tuple[str, str]] = []
    for comment in Comment.objects.filter(number__in=list(numbers)[:200]).order_by("number"):
        try:
            act(comment=comment, actor=actor, at=at, **said)
        except Refusal as why:
            refused.append((comment.number, str(why)))
        else:
            done.append(comment.number)
    return Many(tuple(done), tuple(refused))
