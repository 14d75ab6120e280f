"""Clocks of a matter start, are made longer and settle, as parts of other acts. Lengths come from the table of the registers."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from luoshi_web.accounts.models import Office
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.engine.clocks import NoLength, clocks
from luoshi_web.registers.engine.reckoning import lengthened, reckon, running
from luoshi_web.registers.engine.running import ClockFault, Running, Suspension
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.supervision.clocks.office import the_calendar


def start(
    matter: Matter, code: str, began: date, *, place: str, variant: str = "", of: Office | None = None, unread: bool = False
) -> Clock | None:  # fmt: skip
    """A clock that begins on a day by the place's line; None where no line is known: what local law leaves open has no end here.

    ``unread``: somebody said that the place goes by a line whose source nobody has read here.
    """
    clock = clocks()[matter.register][code]
    try:
        length = clock.length(on=began, place=place, variant=variant, unread=unread)
    except NoLength:
        return None
    counted = running(clock, length, began).counted(the_calendar())
    return Clock.objects.create(
        matter=matter, code=code, variant=variant, of=of, began=began, count=length.count, unit=length.unit, due=counted.due,
        first_due=counted.due, right=clock.right, law=length.law, article=length.article, edition=counted.edition, steps=counted.to_json(),
    )  # fmt: skip


def start_back(
    matter: Matter, code: str, event: date, *, on: date, place: str = "", of: Office | None = None
) -> Clock | None:
    """A backward clock: an act is owed so long before ``event``. ``on``: since when it is known; one that is over by then is over the next night.

    None where no line is known.
    """
    clock = clocks()[matter.register][code]
    try:
        found = reckon(clock, event, the_calendar(), place=place)
    except NoLength:
        return None
    return Clock.objects.create(
        matter=matter, code=code, of=of, began=min(on, found.day - timedelta(days=1)), count=found.length.count, unit=found.length.unit,
        due=found.day, first_due=found.day, right=clock.right, law=found.length.law, article=found.length.article, edition=found.edition,
    )  # fmt: skip


def begins_with(matter: Matter, code: str, *, place: str, on: date) -> str:
    """The act that a clock begins with in a place (assignment or receipt); "" where no line is known."""
    clock = clocks()[matter.register][code]
    try:
        return clock.length(on=on, place=place).starts or clock.starts
    except NoLength:
        return ""


def settle(
    matter: Matter, code: str, *, on: date, of: Office | None = None, variant: str | None = None
) -> None:
    """What clocks of a code (of one variant, where it is said) waited for is done: kept by their day, missed after it.

    A fact that is entered late with a day in time takes back what the night had written.
    """
    for clock in _waiting(matter, (code,), of):
        if variant is None or clock.variant == variant:
            settle_one(clock, on=on)


def settle_one(clock: Clock, *, on: date) -> None:
    """What this one clock waited for is done, where several of a code run on a matter."""
    if on <= clock.due or clock.right:
        clock.state = Clock.State.MET
    elif clock.state == Clock.State.RUNNING:
        clock.state = Clock.State.MISSED
    _end(clock, on)


def start_anew(matter: Matter, code: str) -> None:
    """The last clock of a code runs again, to the day that it had: what it waited for was taken back. The night ends it if that day is over."""
    last = _held(matter, (code,)).last()
    if last is not None and last.state in {Clock.State.MET, Clock.State.MISSED}:
        last.state, last.settled_on, last.owed = Clock.State.RUNNING, None, False
        last.save(update_fields=["state", "settled_on", "owed"])


def recount(clock: Clock, stops: Iterable[Suspension]) -> Clock:
    """The end of a clock from its beginning, its length and every day that stood still, in whatever order they were entered; it runs, or stands still.

    ``first_due`` stays what it was. A clock that the night had ended runs again to the day that it has now: the night ends it anew if that is over.
    """
    now = Running(clock.began, clock.count, clock.unit, suspensions=frozenset(stops))
    if now.stands_still:
        clock.state = Clock.State.STILL
        clock.settled_on = max(each.since for each in now.suspensions if each.until is None)
    else:
        _counted(clock, now)
        clock.state, clock.settled_on = Clock.State.RUNNING, None
    clock.owed = False
    clock.save()
    return clock


def _counted(clock: Clock, now: Running) -> None:
    counted = now.counted(the_calendar())
    clock.due, clock.edition, clock.steps = counted.due, counted.edition, counted.to_json()


def lift(matter: Matter, *, on: date, codes: tuple[str, ...] = ()) -> None:
    """Clocks that need not be kept any more; one that was missed already stays missed. All where no code is named."""
    for clock in _held(matter, codes).filter(WAITING | Q(state=Clock.State.STILL)):
        if clock.state == Clock.State.STILL:
            clock.state = Clock.State.LIFTED
        elif clock.state == Clock.State.RUNNING:
            over = clock.due < on and not clock.right
            clock.state = Clock.State.MISSED if over else Clock.State.LIFTED
        _end(clock, on)


def _end(clock: Clock, on: date) -> None:
    clock.settled_on, clock.owed = on, False
    clock.save(update_fields=["state", "settled_on", "owed"])


def widen(
    clock: Clock,
    *,
    place: str,
    asked_on: date,
    count: int | None = None,
    stops: Iterable[Suspension] = (),
) -> Clock:
    """Made longer as its law allows, once and before it has ended. The first day stays beside the new one.

    ``count``: by fewer of its units than the law allows at most. ``stops``: days that stood still, none of them open.

    Raises :class:`Refusal`: ``widened_already``, ``too_late_to_widen``.
    """
    table = clocks()[clock.matter.register][clock.code]
    length = table.length(on=clock.began, place=place, variant=clock.variant)
    wider = clock.count if clock.count > length.count else 0
    now = Running(clock.began, length.count, length.unit, wider=wider, suspensions=frozenset(stops))
    try:
        longer = lengthened(now, length, asked_on=asked_on, calendar=the_calendar(), count=count)
    except ClockFault as fault:
        if fault.code == "too_late":
            raise Refusal("too_late_to_widen", day=str(clock.due)) from fault
        raise Refusal("widened_already") from fault
    clock.count = longer.count
    _counted(clock, longer)
    clock.state, clock.settled_on, clock.owed = Clock.State.RUNNING, None, False
    clock.save(update_fields=["count", "due", "edition", "steps", "state", "settled_on", "owed"])
    return clock


def of_code(matter: Matter, code: str) -> Clock | None:
    """The clock of a code that runs, or whose day is over without what it waited for; the latest where there are several."""
    return _held(matter, (code,)).filter(WAITING | Q(state=Clock.State.LAPSED)).last()


WAITING = Q(state=Clock.State.RUNNING) | Q(owed=True)
"""What is still waited for, in time or not."""


def _waiting(matter: Matter, codes: tuple[str, ...] = (), of: Office | None = None) -> "QuerySet[Clock]":
    found = _held(matter, codes).filter(WAITING)
    return found if of is None else found.filter(of=of)


def _held(matter: Matter, codes: tuple[str, ...]) -> "QuerySet[Clock]":
    held = Clock.objects.select_for_update(of=("self",)).select_related("matter").filter(matter=matter)
    return (held.filter(code__in=codes) if codes else held).order_by("pk")
