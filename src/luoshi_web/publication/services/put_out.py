"""An approved release becomes public: it gets its number, takes the place of the one before, and is written into the portal, all of it or nothing."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.models import Report
from luoshi_web.portal.database import apart
from luoshi_web.portal.services import NotReleased
from luoshi_web.publication.composing.items import line_of
from luoshi_web.publication.models import Release
from luoshi_web.publication.selectors import IN_FORCE, in_force
from luoshi_web.publication.services.hand_over import hand_over
from luoshi_web.publication.services.hold import save
from luoshi_web.publication.to_portal.calls import Call
from luoshi_web.publication.to_portal.others import call_of
from luoshi_web.publication.to_portal.reports import key_of_place


@transaction.atomic
def put_out(held: Release, *, actor: Actor, at: datetime) -> None:
    """Raises :class:`Refusal`: ``not_open`` where its item has become secret since, ``place_not_public``, and what writing it refuses."""
    if held.secrecy != Secrecy.OPEN:
        raise Refusal("not_open", name=held.name)
    before = in_force(held.subject)  # type: ignore[arg-type]
    number = _next_number(held.place)
    if held.kind == Release.Kind.REPORT:
        _put_out_report(held, number=number, at=at)
    else:
        call = call_of(held, number=number, actor=actor, at=at)
        try:
            hand_over(call, place=held.place, release=held)
        except NotReleased:
            raise Refusal("place_not_public") from None
    if before is not None:
        before.superseded_by = held
        save(before)
    held.number, held.released_at = number, at
    save(held)
    record(
        actor=actor,
        verb="release.put_out",
        target=held,
        details={"number": number, "before": before.number if before else None},
        at=at,
    )


def _next_number(place: str) -> int:
    """The releases of a place are counted; the place's reports are locked, so that two never take one number."""
    list(Report.objects.select_for_update().filter(place=place).order_by("pk"))
    last: int | None = Release.objects.filter(place=place).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _put_out_report(held: Release, *, number: int, at: datetime) -> None:
    """With the place's other reports that are public: each year is held against the next. The key of the place is known from then on."""
    beside = list(
        Release.objects.filter(IN_FORCE, kind="report", place=held.place).exclude(report=held.report)
    )
    items = Release.objects.filter(IN_FORCE, kind="item", place=held.place).select_related(
        "item__entry__copy"
    )
    links = {r.content["number"]: line_of(r.item) for r in items if r.item is not None and r.item.entry_id}
    said = {"release": held.pk, "beside": [one.pk for one in beside], "number": number, "links": links}
    key = key_of_place(held, beside) if apart() else ""
    held.place_key = hand_over(Call("report", said, at), place=held.place, release=held) or key
