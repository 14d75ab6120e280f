"""Clocks of a matter start, are made longer and settle, as parts of other acts. Lengths come from the table of the registers."""

from datetime import date

from django.db.models import Min, Q, QuerySet

from luoshi_web.accounts.models import Office
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.engine.clocks import NoLength, clocks
from luoshi_web.registers.engine.reckoning import lengthened, running
from luoshi_web.registers.engine.running import ClockFault, Running
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.supervision.clocks.office import the_calendar


def start(
    matter: Matter, code: str, began: date, *, place: str, variant: str = "", of: Office | None = None
) -> Clock | None:
    """A clock that begins on a day by the place's line; None where no line is known: what local law leaves open has no end here."""
    clock = clocks()[matter.register][code]
    try:
        length = clock.length(on=began, place=place, variant=variant)
    except NoLength:
        return None
    counted = running(clock, length, began).counted(the_calendar())
    return Clock.objects.create(
        matter=matter, code=code, variant=variant, of=of, began=began, count=length.count, unit=length.unit, due=counted.due,
        first_due=counted.due, right=clock.right, law=length.law, article=length.article, edition=counted.edition, steps=counted.to_json(),
    )  # fmt: skip


def begins_with(matter: Matter, code: str, *, place: str, on: date) -> str:
    """The act that a clock begins with in a place (assignment or receipt); "" where no line is known."""
    clock = clocks()[matter.register][code]
    try:
        return clock.length(on=on, place=place).starts or clock.starts
    except NoLength:
        return ""


def settle(matter: Matter, code: str, *, on: date, of: Office | None = None) -> None:
    """What clocks of a code waited for is done: kept by their day, missed after it.

    A fact that is entered late with a day in time takes back what the night had written.
    """
    for clock in _waiting(matter, (code,), of):
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


def lift(matter: Matter, *, on: date, codes: tuple[str, ...] = ()) -> None:
    """Clocks that need not be kept any more; one that was missed already stays missed. All where no code is named."""
    for clock in _waiting(matter, codes):
        if clock.state == Clock.State.RUNNING:
            over = clock.due < on and not clock.right
            clock.state = Clock.State.MISSED if over else Clock.State.LIFTED
        _end(clock, on)


def _end(clock: Clock, on: date) -> None:
    clock.settled_on, clock.owed = on, False
    clock.save(update_fields=["state", "settled_on", "owed"])


def widen(clock: Clock, *, place: str, asked_on: date) -> Clock:
    """Made longer as its law allows, once and before it has ended. The first day stays beside the new one.

    Raises :class:`Refusal`: ``widened_already``, ``too_late_to_widen``.
    """
    table = clocks()[clock.matter.register][clock.code]
    length = table.length(on=clock.began, place=place, variant=clock.variant)
    wider = clock.count if clock.count > length.count else 0
    now = Running(clock.began, length.count, length.unit, wider=wider)
    try:
        longer = lengthened(now, length, asked_on=asked_on, calendar=the_calendar())
    except ClockFault as fault:
        if fault.code == "too_late":
            raise Refusal("too_late_to_widen", day=str(clock.due)) from fault
        raise Refusal("widened_already") from fault
    counted = longer.counted(the_calendar())
    clock.count, clock.due, clock.edition, clock.steps = (
        longer.count,
        counted.due,
        counted.edition,
        counted.to_json(),
    )
    clock.state, clock.settled_on, clock.owed = Clock.State.RUNNING, None, False
    clock.save(update_fields=["count", "due", "edition", "steps", "state", "settled_on", "owed"])
    return clock


def of_code(matter: Matter, code: str) -> Clock | None:
    """The clock of a code that runs, or whose day is over without what it waited for; the latest where there are several."""
    return _held(matter, (code,)).filter(WAITING | Q(state=Clock.State.LAPSED)).last()


WAITING = Q(state=Clock.State.RUNNING) | Q(owed=True)
"""What is still waited for, in time or not."""


def nearest(matter: Matter) -> date | None:
    """The nearest day of what is waited for, rights left aside; None where nothing is."""
    due: date | None = (
        _held(matter, ()).order_by().filter(WAITING, right=False).aggregate(due=Min("due"))["due"]
    )
    return due


def _waiting(matter: Matter, codes: tuple[str, ...] = (), of: Office | None = None) -> "QuerySet[Clock]":
    found = _held(matter, codes).filter(WAITING)
    return found if of is None else found.filter(of=of)


def _held(matter: Matter, codes: tuple[str, ...]) -> "QuerySet[Clock]":
    held = Clock.objects.select_for_update(of=("self",)).select_related("matter").filter(matter=matter)
    return (held.filter(code__in=codes) if codes else held).order_by("pk")
