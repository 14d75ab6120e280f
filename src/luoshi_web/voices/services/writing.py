"""What writers and readers do: send, rewrite, take back, appeal, complain."""

from datetime import date, datetime, timedelta

from django.db import transaction

from luoshi_web.voices import clock, reasons
from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import VISIBLE, Appeal, Comment, Complaint
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.rights import PUBLIC
from luoshi_web.voices.services.erasing import take_from_readers
from luoshi_web.voices.services.hiding import hidden
from luoshi_web.voices.services.keys import new_key
from luoshi_web.voices.services.record import next_number, record
from luoshi_web.voices.subjects import COMMENT, Subject

State = Comment.State


@transaction.atomic
def send(
    *, subject: Subject, text: str, name: str = "", contact: str = "", token: str = "", public: bool, parent: Comment | None = None,
    language: str = "zh-hans", at: datetime,
) -> tuple[Comment, str]:  # fmt: skip
    """Take what somebody wrote, and hold it until it is decided on. Returns it with the key of its private link, which is not kept."""
    if not text.strip():
        raise Refusal("words_needed")
    if parent is not None:
        parent = Comment.objects.select_for_update().get(pk=parent.pk)
        parent = parent.parent or parent  # one level deep
        if not public or parent.state not in VISIBLE or hidden(COMMENT, [parent.number]):
            raise Refusal("reply_closed")
    key, digest = new_key()
    comment = Comment(
        number=next_number("comment", at=at), subject_kind=subject.kind, subject_key=subject.key, quote=subject.quote,
        place=subject.place, public=public, parent=parent, name=name, text=text.strip(), length=len(text.strip()),
        language=language, received_at=at, due=clock.due(at, conf().decision_days), token=token, contact=contact.strip(),
        key_digest=digest,
    )  # fmt: skip
    comment.save()
    record(PUBLIC, "comment.receive", comment, at=at)
    return comment, key


@transaction.atomic
def rewrite(*, comment: Comment, text: str, at: datetime) -> Comment:
    """The writer of a returned comment sends it anew; it is held and decided on as the first time."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.state != State.RETURNED:
        raise Refusal("changed_meanwhile")
    if not text.strip():
        raise Refusal("words_needed")
    comment.text, comment.length, comment.state = text.strip(), len(text.strip()), State.HELD
    comment.reason = comment.note = ""
    comment.due = clock.due(at, conf().decision_days)
    comment.save()
    record(PUBLIC, "comment.rewrite", comment, at=at)
    return comment


@transaction.atomic
def take_back(*, comment: Comment, at: datetime) -> Comment:
    """A writer takes their words back: they are gone at once, in the outbox too, and a tombstone stays where readers had seen them."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.state == State.REMOVED or comment.anonymised_at is not None:
        raise Refusal("changed_meanwhile")
    seen = comment.state in VISIBLE
    take_from_readers(comment, erase=True, at=at)
    comment.state = State.REMOVED if seen else State.REFUSED
    comment.reason, comment.decided_at = reasons.OWN, at
    comment.save()
    record(PUBLIC, "comment.take_back", comment, at=at)
    return comment


_AGAINST = frozenset({State.REFUSED, State.MASKED, State.REMOVED})
_FINAL = frozenset({reasons.OWN, reasons.TAKEDOWN})
"""What its writer took back, and what two people decided on already."""


def appeal_until(comment: Comment) -> date | None:
    """Until when a writer may ask for another person; None where there is nothing to appeal against."""
    if comment.state not in _AGAINST or comment.reason in _FINAL or comment.decided_at is None:
        return None
    return clock.due(comment.decided_at, conf().appeal_days)


@transaction.atomic
def appeal(*, comment: Comment, text: str, at: datetime) -> Appeal:
    """Ask once that another person look at a refusal, a mask or a removal."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if Appeal.objects.filter(comment=comment).exists():
        raise Refusal("appealed_already")
    until = appeal_until(comment)
    if until is None:
        raise Refusal("changed_meanwhile")
    if until < clock.day_of(at) or comment.anonymised_at is not None:
        raise Refusal("appeal_over")
    made = Appeal.objects.create(
        comment=comment, text=text.strip(), at=at, due=clock.due(at, conf().decision_days)
    )
    if comment.withheld:
        comment.erase_at = at + timedelta(days=60)  # decided long before; whatever happens, not kept longer
        comment.save(update_fields=["erase_at"])
    record(PUBLIC, "comment.appeal", comment, at=at)
    return made


@transaction.atomic
def complain(*, comment: Comment, reason: str, text: str = "", at: datetime) -> Complaint:
    """A reader reports a comment. Readers see it until somebody decides; personal data and infringement go another way (``correcting``)."""
    if reason not in dict(reasons.choices(reasons.COMPLAIN)):
        raise Refusal("reason_needed")
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.state not in VISIBLE:
        raise Refusal("changed_meanwhile")
    made = Complaint.objects.create(comment=comment, reason=reason, text=text.strip(), at=at)
    if comment.state != State.REPORTED:
        comment.state = State.REPORTED
        comment.due = clock.due(at, conf().decision_days)
        comment.save(update_fields=["state", "due"])
    record(PUBLIC, "comment.complain", comment, at=at, reason=reason)
    return made
