"""What the portal shows without a release behind it is settled: a line that left is another line or is closed, by one person; to take something out of the public takes two."""

from datetime import datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.races import one_wins
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.portal.database import apart
from luoshi_web.portal.services import NotReleased
from luoshi_web.publication.models import Settlement
from luoshi_web.publication.reasons import Withdrawn
from luoshi_web.publication.services.follow import mark
from luoshi_web.publication.services.hand_over import hand_over
from luoshi_web.publication.services.withdraw import public_sentence, standing
from luoshi_web.publication.to_portal.asked import gone
from luoshi_web.publication.to_portal.calls import Call
from luoshi_web.publication.to_portal.strays import Stray, stray_of


def settle_line(*, actor: Actor, key: str, line: str = "", words: str = "", at: datetime) -> Settlement:
    """A line that left is the line ``line`` of its report, or is closed with ``words`` that everybody reads.

    The portal is asked first, outside of the office's transaction. Raises :class:`Refusal`: ``stray_settled`` where it waits no more or no such line is there,
    ``removal_waits``, ``withdrawal_says_why`` and ``withdrawal_tells``.
    """
    return _settle_line(actor, _there(Settlement.Kind.LINE, key), line, words, at)


@transaction.atomic
def _settle_line(actor: Actor, stray: Stray, line: str, words: str, at: datetime) -> Settlement:
    if Settlement.objects.filter(kind=stray.kind, key=stray.key, decided_at=None).exists():
        raise Refusal("removal_waits")
    deed = Settlement.Deed.LINE if line else Settlement.Deed.CLOSE
    words = "" if line else public_sentence(Withdrawn.ERROR, words)
    made = Settlement.objects.create(
        kind=stray.kind, key=stray.key, place=stray.place, name=stray.name[:300], deed=deed, line=line, words=words,
        asked_by_id=actor.person_id, asked_at=at, decided_by_id=actor.person_id, decided_at=at,
    )  # fmt: skip
    try:
        hand_over(Call("settle", {"orphan": stray.key, "line": line, "reason": words}, at), place=stray.place)
    except NotReleased:
        raise Refusal("stray_settled") from None
    record(actor=actor, verb="stray.settle", target=made, details={"line": line, "words": words}, at=at)
    return made


def ask_removal(
    *, actor: Actor, kind: str, key: str, reason: Withdrawn, sentence: str = "", at: datetime
) -> Settlement:
    """One person says that it has to leave the public; nothing happens until another agrees. Raises :class:`Refusal`: ``stray_settled``, ``removal_waits``, and as to take back."""
    return _ask_removal(actor, _there(kind, key), reason, sentence, at)


@transaction.atomic
def _ask_removal(actor: Actor, stray: Stray, reason: Withdrawn, sentence: str, at: datetime) -> Settlement:
    made = Settlement(
        kind=stray.kind, key=stray.key, place=stray.place, name=stray.name[:300], deed=Settlement.Deed.REMOVE, reason=reason,
        words=public_sentence(reason, sentence), asked_by_id=actor.person_id, asked_at=at,
    )  # fmt: skip
    with one_wins("removal_waits"):
        made.save()
    details = {"reason": str(reason), "words": made.words}
    record(actor=actor, verb="stray.ask_removal", target=made, details=details, at=at)
    return made


def decide_removal(*, actor: Actor, settlement_id: int, agreed: bool, at: datetime) -> Settlement:
    """Another person agrees, and it is gone from every page; or somebody, whoever asked too, lets it stand.

    Raises :class:`Refusal`: ``stray_settled`` where it is decided already, or a release stands behind it by now; ``removal_takes_two``.
    """
    asked = Settlement.objects.filter(pk=settlement_id, decided_at=None).first()
    if agreed and asked is not None:
        _there(asked.kind, asked.key)
    return _decide_removal(actor, settlement_id, agreed, at)


@transaction.atomic
def _decide_removal(actor: Actor, settlement_id: int, agreed: bool, at: datetime) -> Settlement:
    held = Settlement.objects.select_for_update().filter(pk=settlement_id, decided_at=None).first()
    if held is None:
        raise Refusal("stray_settled")
    if agreed and actor.person_id == held.asked_by_id:
        raise Refusal("removal_takes_two")
    held.decided_by_id, held.decided_at, held.declined = actor.person_id, at, not agreed
    if agreed:
        held.name = ""
        said = {"key": held.key, "reason": held.reason, "sentence": held.words}
        hand_over(Call(f"take_back_{held.kind}", said, at), place=held.place)
        _mark_what_went_along(held, actor, at)
    held.save()
    verb = "stray.remove" if agreed else "stray.keep"
    record(actor=actor, verb=verb, target=held, details={"reason": held.reason, "words": held.words}, at=at)
    return held


def _mark_what_went_along(held: Settlement, actor: Actor, at: datetime) -> None:
    """With a report goes what was released of its lines. With two databases it is marked once the portal has been told."""
    if apart():
        return
    for one in gone(standing(held.place)):
        mark(one, actor=actor, reason=Withdrawn(held.reason), sentence=held.words, at=at)


def _there(kind: str, key: str) -> Stray:
    stray = stray_of(kind, key)
    if stray is None:
        raise Refusal("stray_settled")
    return stray
