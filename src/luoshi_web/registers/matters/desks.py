"""归口: which office keeps, reviews, rates or reads a register on a day; a reform moves it on a day, by two persons."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from luoshi_web.accounts.models import Holding, Office
from luoshi_web.accounts.rights import may
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters.models import Desk
from luoshi_web.supervision.services.said import said

WORKING = frozenset({"supervision", "officer", "head"})
"""Roles that do an office's work on a register. Leaders decide, auditors look, administrators do neither."""
_DEFAULT = frozenset({Desk.Part.KEEP, Desk.Part.REVIEW, Desk.Part.RATE})
"""Parts that the supervision office does where no row says otherwise."""


def desks_on(day: date) -> QuerySet[Desk]:
    """The rows in force on a day."""
    held = Desk.objects.filter(confirmed_by__isnull=False, since__lte=day)
    return held.filter(Q(until__isnull=True) | Q(until__gt=day))


def offices_at(register: str, part: str, *, on: date) -> frozenset[int]:
    """The offices that a row names for a part on a day; none where no row says."""
    return frozenset(desks_on(on).filter(register=register, part=part).values_list("office", flat=True))


def sees_whole(register: str, actor: Actor) -> bool:
    """Whether a department sees the whole register: it keeps it, rates or reads it. One query."""
    if actor.on is None or actor.office_id is None:
        return False
    return desks_on(actor.on).filter(register=register, office=actor.office_id).exists()


def holders(register: str, part: str, *, on: date) -> QuerySet[Holding]:
    """Who does a part on a day: the holders of the office's posts, or of the supervision office's where no row says otherwise."""
    held = holdings_on(on).filter(post__active=True)
    offices = offices_at(register, part, on=on)
    if not offices and part == Desk.Part.RATE:
        offices = offices_at(register, Desk.Part.KEEP, on=on)
    if offices:
        return held.filter(post__office__in=offices, post__role__in=WORKING)
    return held.filter(post__role="supervision") if part in _DEFAULT else held.none()


@transaction.atomic
def propose_desk(
    *, actor: Actor, register: str, part: str, office: Office, since: date, reason: str, at: datetime
) -> Desk:
    """A part of a register is to go to an office on a day: nothing moves before another person confirms it.

    Raises :class:`Refusal`: ``not_yours``; ``no_words``; ``desk_past`` for a day before today; ``desk_same`` where the office has it then;
    ``desk_waits`` while another move of the part waits to be confirmed.
    """
    if not may(actor, "desks.manage"):
        raise Refusal("not_yours")
    why = said(reason)
    _demand_open(register, part, office, since, at)
    if Desk.objects.filter(register=register, part=part, confirmed_by=None).exists():
        raise Refusal("desk_waits")
    made = Desk.objects.create(
        register=register, part=part, office=office, since=since, reason=why, entered_by_id=actor.person_id, entered_at=at
    )  # fmt: skip
    record(actor=actor, verb="desk.propose", target=made, details=_details(made), at=at)
    return made


@transaction.atomic
def confirm_desk(*, actor: Actor, desk_id: int, at: datetime) -> Desk:
    """Another person confirms: from its day on the part is the office's, and until then whoever has it now keeps it.

    Raises :class:`Refusal`: ``not_yours``, also for who entered it; ``desk_decided``; ``desk_past`` where its day has gone by; ``desk_same``.
    """
    desk = _waiting(actor, desk_id)
    _demand_open(desk.register, desk.part, desk.office, desk.since, at)
    if desk.part != Desk.Part.READ:
        held = Desk.objects.filter(register=desk.register, part=desk.part, confirmed_by__isnull=False)
        held.filter(
            since__gte=desk.since
        ).delete()  # moves that were to come, and that this one takes the place of
        held.filter(Q(until__isnull=True) | Q(until__gt=desk.since)).update(until=desk.since)
    desk.confirmed_by_id, desk.confirmed_at = actor.person_id, at
    desk.save(update_fields=["confirmed_by", "confirmed_at"])
    details = _details(desk) | {"entered_by": str(desk.entered_by)}
    record(actor=actor, verb="desk.confirm", target=desk, details=details, at=at)
    return desk


@transaction.atomic
def refuse_desk(*, actor: Actor, desk_id: int, reason: str, at: datetime) -> None:
    """Another person does not confirm it; nothing has moved, and the log keeps both. Raises :class:`Refusal` as :func:`confirm_desk`, ``no_words``."""
    desk = _waiting(actor, desk_id)
    details = _details(desk) | {"entered_by": str(desk.entered_by), "answer": said(reason)}
    record(actor=actor, verb="desk.refuse", target=desk, details=details, at=at)
    desk.delete()


def _waiting(actor: Actor, desk_id: int) -> Desk:
    desk = (
        Desk.objects.select_for_update(of=("self",))
        .select_related("office", "entered_by")
        .filter(pk=desk_id)
        .first()
    )
    if desk is None or desk.confirmed_by_id is not None:
        raise Refusal("desk_decided")
    if not may(actor, "desks.confirm") or desk.entered_by_id == actor.person_id:
        raise Refusal("not_yours")
    return desk


def _demand_open(register: str, part: str, office: Office, since: date, at: datetime) -> None:
    if since < timezone.localdate(at):
        raise Refusal("desk_past", day=str(since))
    if office.pk in offices_at(register, part, on=since):
        raise Refusal("desk_same")


def _details(desk: Desk) -> dict[str, str]:
    return {
        "register": desk.register, "part": desk.part, "office": str(desk.office), "since": str(desk.since), "reason": desk.reason,
    }  # fmt: skip
