"""Another person lets a release go out, at once or from a day on, or does not."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.publication.models import Release, State
from luoshi_web.publication.services.hold import demand_state, hold_release, save
from luoshi_web.publication.services.put_out import put_out


@transaction.atomic
def approve(
    *, actor: Actor, release_id: int, version: int, not_before: date | None = None, at: datetime
) -> Release:
    """Let it go out as it was checked. Without ``not_before`` it is public when this returns; with it, on that day.

    Raises :class:`Refusal`: ``not_checked``, ``release_takes_two`` where it is who proposed or checked it, ``embargo_is_past``, ``not_open``
    where its item has become secret meanwhile, and what putting it out refuses.
    """
    held = hold_release(release_id, version=version)
    if held.state == State.PROPOSED:
        raise Refusal("not_checked")
    demand_state(held, State.CHECKED)
    if actor.person_id in {held.proposed_by_id, held.checked_by_id}:
        raise Refusal("release_takes_two")
    if held.secrecy != Secrecy.OPEN:
        raise Refusal("not_open", name=held.name)
    if not_before is not None and not_before <= timezone.localdate(at):
        raise Refusal("embargo_is_past")
    held.approved_by_id, held.approved_at, held.not_before = actor.person_id, at, not_before
    save(held)
    day = not_before.isoformat() if not_before else None
    record(actor=actor, verb="release.approve", target=held, details={"not_before": day}, at=at)
    if not_before is None:
        put_out(held, actor=actor, at=at)
    return held


@transaction.atomic
def refuse(*, actor: Actor, release_id: int, version: int, words: str, at: datetime) -> Release:
    """It does not go out: nothing of it is public, and the same thing can be proposed again. Raises :class:`Refusal` (``refusal_says_why``)."""
    held = hold_release(release_id, version=version)
    demand_state(held, State.PROPOSED, State.CHECKED, State.EMBARGOED)
    words = " ".join(words.split())
    if not words:
        raise Refusal("refusal_says_why")
    held.refused_by_id, held.refused_at, held.refused_for = actor.person_id, at, words[:300]
    save(held)
    record(actor=actor, verb="release.refuse", target=held, details={"words": held.refused_for}, at=at)
    return held
