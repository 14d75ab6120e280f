"""What the portal has not any more is marked in the office: it went with something, a moderator took it back, or the portal could not take it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from luoshi_web.audit.actor import MACHINE, Actor
from luoshi_web.audit.services import record
from luoshi_web.publication.models import Release
from luoshi_web.publication.reasons import Withdrawn
from luoshi_web.publication.selectors import IN_FORCE, waiting_for_portal
from luoshi_web.publication.services.hold import save
from luoshi_web.publication.to_portal.asked import gone


class Why(NamedTuple):
    """Why something is taken back, and the sentence that everybody reads."""

    reason: str
    sentence: str


_BY_THE_PORTAL = Why(Withdrawn.INFRINGEMENT, "")


def follow_portal(*, at: datetime) -> int:
    """What the portal itself took back (a moderator upheld a request) is withdrawn here too. Returns how many."""
    places = Release.objects.filter(IN_FORCE).order_by("place").values_list("place", flat=True).distinct()
    return follow(list(places), {}, at=at)


def follow(places: Iterable[str], reasons: Mapping[str, Why], *, at: datetime) -> int:
    """The office's rows are read, then the portal, then the office's are locked: what is missing then was public and is not any more.

    Of places that wait for the portal nothing is known: their turn comes when it has been told.
    """
    marked = 0
    for place in places:
        if waiting_for_portal().filter(place=place).exists():
            continue
        why = reasons.get(place, _BY_THE_PORTAL)
        standing = list(Release.objects.filter(IN_FORCE, place=place).select_related("appraisal"))
        for one in gone(standing):
            marked += _marked(one.pk, why, at=at)
    return marked


@transaction.atomic
def _marked(pk: int, why: Why, *, at: datetime) -> bool:
    held = Release.objects.select_for_update(of=("self",)).filter(IN_FORCE, pk=pk).first()
    if held is not None:
        mark(held, actor=MACHINE, reason=Withdrawn(why.reason), sentence=why.sentence, at=at)
    return held is not None


def mark(held: Release, *, actor: Actor, reason: Withdrawn, sentence: str, at: datetime) -> None:
    """The row says that it is taken back, and the log who did."""
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
