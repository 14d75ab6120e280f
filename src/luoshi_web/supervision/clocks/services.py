"""Limits are started, suspended, resumed and settled.

:func:`start_limit`, :func:`set_limit`, :func:`settle` and :func:`lift` are parts of other acts (an item is assigned, signed for, withdrawn):
they write no act of their own and are called in the transaction of the act that they belong to. The others are acts.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone, translation

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.clocks.explain import explain
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.supervision.models import Item, Limit, Suspension
from luoshi_web.workdays.calendar import Calendar
from luoshi_web.workdays.count import DATE, Counted, Pause, count_limit

BATCH = 500


def start_limit(
    *, item: Item | None, kind: str, began: date, count: int, days: str, actor: Actor, at: datetime
) -> Limit:
    """A limit that begins to run with the act of ``actor``. ``days`` is a value of ``Limit.Days``; ``count`` is in it.

    Part of another act. Raises :class:`ValueError` for a count or unit that cannot be counted.
    """
    _in_an_act()
    limit = Limit(item=item, kind=kind, began=began, count=count, days=days)
    _compute(limit, the_calendar())
    limit.save()
    return limit


def set_limit(*, item: Item | None, kind: str, began: date, due: date, actor: Actor, at: datetime) -> Limit:
    """A limit until a day that is named outright: kept even where it is a rest day. Part of another act."""
    return start_limit(
        item=item, kind=kind, began=began, count=(due - began).days, days=DATE, actor=actor, at=at
    )


def settle(
    *, item: Item, kind: str, actor: Actor, at: datetime, only: Collection[int] | None = None
) -> list[Limit]:
    """What the limits of a kind waited for is done: kept where it was done by the due date, or while the clock stood still.

    Part of another act. ``only`` names limits where not all of the kind waited for it. Returns the limits that were settled.
    """
    _in_an_act()
    on = timezone.localdate(at)
    settled = [limit for limit in _open_limits(item, (kind,)) if only is None or limit.pk in only]
    for limit in settled:
        in_time = limit.state == Limit.State.SUSPENDED or on <= limit.due
        _end(limit, Limit.State.MET if in_time else Limit.State.MISSED, on)
    return settled


def lift(*, item: Item, actor: Actor, at: datetime, kinds: tuple[str, ...] = ()) -> list[Limit]:
    """Limits that need not be kept any more: the item was withdrawn, merged, re-assigned. All kinds where none is named.

    Part of another act. A limit that had already been missed stays missed; a right that had run out was none.
    """
    _in_an_act()
    on = timezone.localdate(at)
    lifted = list(_open_limits(item, kinds or tuple(Limit.Kind.values)))
    for limit in lifted:
        over = limit.state == Limit.State.RUNNING and limit.due < on and limit.kind not in Limit.RIGHTS
        _end(limit, Limit.State.MISSED if over else Limit.State.LIFTED, on)
    return lifted


def move_finish(*, item: Item, due: date, actor: Actor, at: datetime) -> list[Limit]:
    """The limits to finish an item end on another day, after an extension. Part of another act."""
    _in_an_act()
    moved = [limit for limit in _open_limits(item, (Limit.Kind.FINISH,)) if due >= limit.began]
    for limit in moved:
        limit.days, limit.count = DATE, (due - limit.began).days
        _compute(limit, the_calendar())
        limit.save(update_fields=["days", "count", "due", "edition", "sentence", "steps"])
    return moved


@transaction.atomic
def suspend(*, actor: Actor, limit_id: int, reason: str, at: datetime) -> Suspension:
    """From today on the days do not count, until :func:`resume`. No day is taken back that has already counted.

    Raises :class:`Refusal`: no reason, a limit that does not run or is over, or the day by which an item is to be finished, which an
    extension alone moves.
    """
    limit = _hold(limit_id)
    on = timezone.localdate(at)
    if not reason.strip():
        raise Refusal("limit_reason")
    if limit.kind == Limit.Kind.FINISH:
        raise Refusal("limit_finish")
    if limit.state != Limit.State.RUNNING:
        raise Refusal("limit_not_running")
    if on > limit.due:
        raise Refusal("limit_over", due=limit.due)
    if on <= limit.began:
        raise Refusal("limit_began_today")
    suspension = Suspension.objects.create(
        limit=limit, since=on, reason=reason.strip(), by_id=actor.person_id
    )
    limit.state = Limit.State.SUSPENDED
    limit.save(update_fields=["state"])
    details = {"limit": limit.pk, "kind": limit.kind, "due": str(limit.due), "reason": suspension.reason}
    record(actor=actor, verb="clock.suspend", target=limit.item or limit, details=details, at=at)
    return suspension


@transaction.atomic
def resume(*, actor: Actor, limit_id: int, at: datetime) -> Limit:
    """Today counts again; the due date moves by the days that stood still. Raises :class:`Refusal` where the limit is not suspended."""
    limit = _hold(limit_id)
    suspension = limit.suspensions.filter(until__isnull=True).first()
    if limit.state != Limit.State.SUSPENDED or suspension is None:
        raise Refusal("limit_not_suspended")
    before = limit.due
    suspension.until = max(timezone.localdate(at), suspension.since)
    suspension.save(update_fields=["until"])
    limit.state = Limit.State.RUNNING
    _compute(limit, the_calendar())
    limit.save(update_fields=["state", "due", "edition", "sentence", "steps"])
    details = {
        "limit": limit.pk, "kind": limit.kind, "before": str(before), "due": str(limit.due), "edition": limit.edition,
        "since": str(suspension.since), "until": str(suspension.until),
    }  # fmt: skip
    record(actor=actor, verb="clock.resume", target=limit.item or limit, details=details, at=at)
    return limit


@dataclass(frozen=True, slots=True)
class Moved:
    """A running limit that ends on another day by the present calendar."""

    limit: Limit
    before: date
    old_edition: str


def recount(*, actor: Actor, at: datetime, dry: bool = False) -> tuple[list[Moved], int]:
    """Compute again the running limits that another edition of the calendar computed; those that moved, and how many did not.

    A limit that moves is an act of the log each; those that stay are one act together. ``dry`` changes nothing.
    """
    calendar = the_calendar()
    others = Limit.objects.filter(state=Limit.State.RUNNING).exclude(days=DATE)
    keys = list(others.exclude(edition=calendar.edition).order_by("pk").values_list("pk", flat=True))
    moved: list[Moved] = []
    stayed = 0
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            found = list(_recounted(keys[start : start + BATCH], calendar))
            moved += [change for change in found if change.limit.due != change.before]
            stayed += sum(change.limit.due == change.before for change in found)
            if not dry:
                _keep_recounted(found, calendar, actor, at)
    return moved, stayed


def _recounted(keys: list[int], calendar: Calendar) -> Iterator[Moved]:
    """The limits of a batch, computed again, not yet saved. One that was settled meanwhile is left."""
    held = (
        Limit.objects.select_for_update(of=("self",)).select_related("item").prefetch_related("suspensions")
    )
    for limit in held.filter(pk__in=keys, state=Limit.State.RUNNING):
        before, edition = limit.due, limit.edition
        _compute(limit, calendar)
        yield Moved(limit, before, edition)


def _keep_recounted(found: list[Moved], calendar: Calendar, actor: Actor, at: datetime) -> None:
    Limit.objects.bulk_update([change.limit for change in found], ["due", "edition", "sentence", "steps"])
    stayed = 0
    for change in found:
        if change.limit.due == change.before:
            stayed += 1
            continue
        details = {
            "limit": change.limit.pk, "kind": change.limit.kind, "before": str(change.before), "due": str(change.limit.due),
            "old_edition": change.old_edition, "edition": calendar.edition,
        }  # fmt: skip
        target = change.limit.item or change.limit
        record(actor=actor, verb="clock.recount", target=target, details=details, at=at)
    if stayed:
        details = {"edition": calendar.edition, "stayed": stayed}
        record(actor=actor, verb="clock.recount", details=details, at=at)


def counted_of(limit: Limit) -> Counted | None:
    """How a limit's date came about; None for a row without its steps."""
    return Counted.from_json(limit.steps) if limit.steps else None


def _compute(limit: Limit, calendar: Calendar) -> None:
    """Set ``due``, ``edition``, ``steps`` and ``sentence`` from the rest of the row and its ended suspensions."""
    pauses = [
        Pause(each.since, each.until)
        for each in (limit.suspensions.all() if limit.pk else ())
        if each.until is not None
    ]
    counted = count_limit(limit.began, limit.count, limit.days, calendar, pauses)
    limit.due, limit.edition, limit.steps = counted.due, counted.edition, counted.to_json()
    with translation.override("zh-hans"):
        limit.sentence = explain(counted)


def _hold(limit_id: int) -> Limit:
    return Limit.objects.select_for_update(of=("self",)).select_related("item").get(pk=limit_id)


_STANDING = (Limit.State.RUNNING, Limit.State.SUSPENDED)
OPEN_LIMITS: "Prefetch[str, QuerySet[Limit], str]" = Prefetch(
    "limits",
    Limit.objects.select_for_update(of=("self",)).filter(state__in=_STANDING).order_by("pk"),
    to_attr="open_limits",
)
"""The limits of many items that end in one act after the other, locked by one statement."""


def _open_limits(item: Item, kinds: tuple[str, ...]) -> Iterator[Limit]:
    known: list[Limit] | None = getattr(item, "open_limits", None)
    if known is not None:
        yield from (limit for limit in known if limit.kind in kinds and limit.state in _STANDING)
        return
    held = Limit.objects.select_for_update(of=("self",)).filter(
        item=item, kind__in=kinds, state__in=_STANDING
    )
    yield from held.order_by("pk")


def _end(limit: Limit, state: str, on: date) -> None:
    """A limit stops in a state; a suspension that was open ends with it."""
    if limit.state == Limit.State.SUSPENDED:
        for suspension in limit.suspensions.filter(until=None):
            suspension.until = max(on, suspension.since)
            suspension.save(update_fields=["until"])
    limit.state, limit.settled_on = state, on
    limit.save(update_fields=["state", "settled_on"])


def _in_an_act() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a limit is started or ended in the transaction of the act that it belongs to")
