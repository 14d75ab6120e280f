"""What is public is taken back: at once, by one person, with a reason that everybody reads, or for secrecy with none."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from luoshi_web.audit.actor import MACHINE, Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.masks import find
from luoshi_web.portal.models import Item, Report, Sheet
from luoshi_web.publication.models import Release, State
from luoshi_web.publication.reasons import Withdrawn
from luoshi_web.publication.selectors import IN_FORCE, OPEN
from luoshi_web.publication.services.hold import demand_state, hold_release, save
from luoshi_web.publication.to_portal.others import portal_key, take_back, take_back_file


@transaction.atomic
def withdraw(
    *, actor: Actor, release_id: int, version: int, reason: Withdrawn, sentence: str = "", at: datetime
) -> list[Release]:
    """Take it from every public page, of today and of earlier days. With a report goes what was released of its lines. Returns all that is gone.

    Raises :class:`Refusal`: ``withdrawal_says_why``; ``withdrawal_tells`` where the sentence itself has personal data in it.
    """
    held = hold_release(release_id, version=version)
    demand_state(held, State.RELEASED)
    sentence = _sentence(reason, sentence)
    take_back(held, reason=reason, sentence=sentence, at=at)
    gone = [held, *(r for r in _missing(held.place) if r.pk != held.pk)]
    for one in gone:
        _mark(one, actor=actor, reason=reason, sentence=sentence, at=at)
    return gone


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
    sentence = _sentence(reason, sentence)
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
    take_back_file(held, mark, reason=reason, sentence=sentence, at=at)
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


def _sentence(reason: Withdrawn, sentence: str) -> str:
    """What everybody reads; for secrecy nothing."""
    sentence = " ".join(sentence.split())[:300]
    if reason == Withdrawn.SECRET:
        return ""
    if not sentence:
        raise Refusal("withdrawal_says_why")
    if told := find(sentence):
        raise Refusal("withdrawal_tells", kinds="、".join(sorted({str(one.kind.value) for one in told})))
    return sentence


@transaction.atomic
def follow_portal(*, at: datetime) -> int:
    """What the portal itself took back (a moderator upheld a request) is withdrawn here too. Returns how many."""
    gone = [
        r
        for place in Release.objects.filter(IN_FORCE).order_by().values_list("place", flat=True).distinct()
        for r in _missing(place)
    ]
    for one in gone:
        _mark(one, actor=MACHINE, reason=Withdrawn.INFRINGEMENT, sentence="", at=at)
    return len(gone)


def _missing(place: str) -> list[Release]:
    """Releases that count as public and that the portal has not (any more)."""
    standing = list(
        Release.objects.select_for_update(of=("self",))
        .filter(IN_FORCE, place=place)
        .select_related("appraisal")
    )
    keys = [portal_key(one) for one in standing]
    there = {
        *Item.objects.filter(pk__in=keys).values_list("pk", flat=True),
        *Sheet.objects.filter(pk__in=keys).values_list("pk", flat=True),
    }
    there |= {
        f"{key}/{year}"
        for key, year in Report.objects.filter(place__in={r.place_key for r in standing}).values_list(
            "place_id", "year"
        )
    }
    return [one for one, key in zip(standing, keys, strict=True) if key not in there]


def _mark(held: Release, *, actor: Actor, reason: Withdrawn, sentence: str, at: datetime) -> None:
    held.withdrawn_by_id, held.withdrawn_at = actor.person_id or None, at
    held.withdrawn_for, held.withdrawn_words = reason, sentence
    save(held)
    record(
        actor=actor,
        verb="release.withdraw",
        target=held,
        details={"reason": str(reason), "words": sentence},
        at=at,
    )
