"""What was urged because an item was not signed for is settled when it is: nobody answers in words what he has done."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.clocks.services import settle
from luoshi_web.supervision.models import Item, Limit, Urge

_WAITING = (Urge.State.PROPOSED, Urge.State.HELD, Urge.State.ASKED)
_OF_LIMITS = Urge.objects.select_for_update(of=("self",)).filter(
    by_hand=False, answered_at=None, state__in=(*_WAITING, Urge.State.SENT), occasion__startswith="limit:"
)  # fmt: skip
URGES_TO_SIGN: "Prefetch[str, QuerySet[Urge], str]" = Prefetch("urges", _OF_LIMITS, to_attr="urges_to_sign")
"""Of many items that are signed for one after the other, locked by one statement."""


def settle_urges_to_sign(*, item: Item, actor: Actor, at: datetime) -> list[int]:
    """Part of the act of signing. The urges that were answered by it.

    An answer that comes after its day stays late. What waits for somebody's word is gone, as after the next night; what stands before a leader
    lapses. Urges by hand ask for words, and wait for them.
    """
    known: list[Urge] | None = getattr(item, "urges_to_sign", None)
    found = list(_OF_LIMITS.filter(item=item)) if known is None else known
    if not found:
        return []
    signs = set(item.limits.filter(kind=Limit.Kind.SIGN).values_list("pk", flat=True))
    mine = [urge for urge in found if int(urge.occasion.removeprefix("limit:")) in signs]
    sent = [urge for urge in mine if urge.state == Urge.State.SENT]
    for urge in sent:
        urge.answered_by_id, urge.answered_at, urge.settled = actor.person_id, at, True
    Urge.objects.bulk_update(sent, ["answered_by", "answered_at", "settled"])
    clocks = {urge.limit_id for urge in sent if urge.limit_id is not None}
    if clocks:
        settle(item=item, kind=Limit.Kind.URGED, actor=actor, at=at, only=clocks)
    keys = {state: [urge.pk for urge in mine if urge.state == state] for state in _WAITING}
    Urge.objects.filter(pk__in=keys.pop(Urge.State.ASKED)).update(state=Urge.State.LAPSED)
    Urge.objects.filter(pk__in=[pk for several in keys.values() for pk in several]).delete()
    return [urge.pk for urge in sent]
