"""What runs by itself: releases whose day has come go out; what changed in the office since it was released is proposed, and nothing more."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.refusal import Refusal
from luoshi_web.publication.models import Release
from luoshi_web.publication.selectors import IN_FORCE, Subject, due_on
from luoshi_web.publication.services.deliver import deliver
from luoshi_web.publication.services.follow import follow_portal
from luoshi_web.publication.services.hold import hold_release
from luoshi_web.publication.services.propose import propose
from luoshi_web.publication.services.put_out import put_out
from luoshi_web.supervision.models import Appraisal


@dataclass(frozen=True, slots=True)
class Counts:
    """``held_up``: approved, due, and refused by what was found on going out."""

    released: int
    held_up: int
    proposed: int
    gone: int


def run_night(day: date, at: datetime) -> Counts:
    """Each release by itself: what one refuses holds up no other."""
    deliver(at=at)
    released = held_up = 0
    for key in list(due_on(day).values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                put_out(hold_release(key), actor=MACHINE, at=at)
            released += 1
        except Refusal:
            held_up += 1
    deliver(at=at)
    gone = follow_portal(at=at)
    return Counts(released, held_up, propose_changes(at=at), gone)


def propose_changes(*, at: datetime) -> int:
    """Of everything public that reads otherwise in the office now, a proposal. Returns how many.

    What cannot be released as it is now (a report with entries to review, an item that became secret) is proposed by nobody: the desk lists it.
    """
    made = 0
    for held in Release.objects.filter(IN_FORCE).select_related("report", "split", "item", "appraisal"):
        try:
            propose(actor=MACHINE, subject=_latest(held), parts=held.parts, at=at)
        except Refusal:  # proposed already, too
            continue
        made += 1
    return made


def _latest(held: Release) -> Subject:
    """Of an appraisal the corrected result, where there is one."""
    subject = held.subject
    while isinstance(subject, Appraisal):
        corrected = Appraisal.objects.filter(supersedes=subject).first()
        if corrected is None or corrected.state != Appraisal.State.PUBLISHED:
            break
        subject = corrected
    return subject  # type: ignore[return-value]
