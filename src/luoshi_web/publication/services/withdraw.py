"""What is public is taken back: at once, by one person, with a reason that everybody reads, or for secrecy with none."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.masks import find
from luoshi_web.portal.database import apart
from luoshi_web.publication.models import Release, State
from luoshi_web.publication.reasons import Withdrawn
from luoshi_web.publication.selectors import IN_FORCE, OPEN
from luoshi_web.publication.services.follow import mark as mark_withdrawn
from luoshi_web.publication.services.hand_over import hand_over
from luoshi_web.publication.services.hold import demand_state, hold_release, save
from luoshi_web.publication.to_portal.asked import gone
from luoshi_web.publication.to_portal.calls import Call
from luoshi_web.publication.to_portal.others import portal_key


@transaction.atomic
def withdraw(
    *, actor: Actor, release_id: int, version: int, reason: Withdrawn, sentence: str = "", at: datetime
) -> list[Release]:
    """Take it from every public page, of today and of earlier days. With a report goes what was released of its lines. Returns all that is gone;
    where the portal has a database of its own, what goes with it is marked once it has been told.

    Raises :class:`Refusal`: ``withdrawal_says_why``; ``withdrawal_tells`` where the sentence itself has personal data in it.
    """
    held = hold_release(release_id, version=version)
    demand_state(held, State.RELEASED)
    sentence = public_sentence(reason, sentence)
    why = {"reason": str(reason), "sentence": sentence}
    name = held.kind if held.kind in {Release.Kind.REPORT, Release.Kind.ITEM} else "sheet"
    hand_over(Call(f"take_back_{name}", {"key": portal_key(held), **why}, at), place=held.place, release=held)
    also = [] if apart() else [one for one in gone(standing(held.place)) if one.pk != held.pk]
    for one in (held, *also):
        mark_withdrawn(one, actor=actor, reason=reason, sentence=sentence, at=at)
    return [held, *also]


def standing(place: str) -> list[Release]:
    beside = Release.objects.select_for_update(of=("self",)).filter(IN_FORCE, place=place)
    return list(beside.select_related("appraisal"))


@transaction.atomic
def withdraw_file(
    *,
    actor: Actor,
    release_id: int,
    version: int,
    mark: str,
    reason: Withdrawn,
    sentence: str = "",
    at: datetime,
) -> Release:
    """Take one file of an item's evidence from every public page, of today and of earlier days, whether this release has it or one before it; the rest stays as
    it is. What is proposed of the item has it no more, either.

    Raises :class:`Refusal`: ``file_not_public``, and as :func:`withdraw`.
    """
    held = hold_release(release_id, version=version)
    demand_state(held, State.RELEASED)
    sentence = public_sentence(reason, sentence)
    beside = Release.objects.select_for_update(of=("self",)).filter(
        OPEN | Q(superseded_by__isnull=False), item__isnull=False, item=held.item_id
    )
    earlier = [release for release in beside if release.state == State.SUPERSEDED]
    dropped = [_drop_file(release, mark) for release in (held, *earlier)]
    name = next((said for said in dropped if said is not None), None)
    if name is None:
        raise Refusal("file_not_public")
    for waiting in (release for release in beside if release.state != State.SUPERSEDED):
        _drop_file(waiting, mark)
    said = {"key": portal_key(held), "mark": mark, "reason": str(reason), "sentence": sentence}
    hand_over(Call("take_back_file", said, at), place=held.place, release=held)
    details = {"name": name, "reason": str(reason), "words": sentence}
    record(actor=actor, verb="release.withdraw_file", target=held, details=details, at=at)
    return held


def _drop_file(held: Release, mark: str) -> str | None:
    """The release without the file; what it was called, None where it has no such file. A machine does not propose it again."""
    for row in held.content.get("evidence") or ():
        if row.get("file", {}).get("mark") == mark:
            file = row.pop("file")
            held.parts = [part for part in held.parts if part != f"file:{file['attachment']}"]
            save(held)
            return str(row["name"])
    return None


def public_sentence(reason: Withdrawn, sentence: str) -> str:
    """What everybody reads; for secrecy nothing."""
    sentence = " ".join(sentence.split())[:300]
    if reason == Withdrawn.SECRET:
        return ""
    if not sentence:
        raise Refusal("withdrawal_says_why")
    if told := find(sentence):
        raise Refusal("withdrawal_tells", kinds="、".join(sorted({str(one.kind.value) for one in told})))
    return sentence
