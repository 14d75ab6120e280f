"""What the end of a clock does when nothing was done, by the ``lapse`` of the table of clocks; and how a person takes it back.

A register says of its own clocks what else follows (:func:`on_lapse`): a receipt is left out, an application is accepted.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.engine.clocks import Lapse, clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.matters.register import Register
from luoshi_web.supervision.services.said import said

Effect = Callable[[Clock, date], dict[str, Any]]
"""What else follows from a clock's end, found on a day, with its matter locked: changes rows, returns what the act is to say of it."""
_EFFECTS: dict[tuple[str, str], Effect] = {}
_STILL_OWED = frozenset({Lapse.LATE, Lapse.INFORMS})
"""Afterwards it is still waited for: by whoever is late, or from another body."""


def on_lapse(register: str, code: str, effect: Effect) -> None:
    """A register's own effect of one of its clocks, said once when the app is loaded. Raises :class:`ValueError` for a second one."""
    if _EFFECTS.setdefault((register, code), effect) is not effect:
        raise ValueError(f"{register}.{code} has an effect already")


def lapse_of(clock: Clock) -> Lapse:
    """What its end does, as the table says. A clock that the table has no more is late and nothing else."""
    found = clocks().get(clock.matter.register, {}).get(clock.code)
    return found.lapse if found is not None else Lapse.LATE


def lapse(clock: Clock, *, on: date) -> tuple[str, dict[str, Any]]:
    """The clock's end, written on it and not yet saved. Returns the act's verb and what it says."""
    kind = lapse_of(clock)
    clock.state = Clock.State.MISSED if kind is Lapse.LATE else Clock.State.LAPSED
    clock.settled_on, clock.owed = on, kind in _STILL_OWED and not clock.right
    details = {"clock": clock.code, "due": str(clock.due), "lapse": kind.value}
    effect = _EFFECTS.get((clock.matter.register, clock.code))
    said_of_it = effect(clock, on) if effect is not None else {}
    return "matter.late" if kind is Lapse.LATE else "matter.lapsed", details | said_of_it


@transaction.atomic
def undo_lapse(
    register: Register[Any, Any, Any, Any],
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    clock_id: int,
    on: date,
    reason: str,
    at: datetime,
) -> Clock:
    """What the clock waited for had happened in time and is entered late: the night's act is taken back, with the day and the reason.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``nothing_lapsed``, also where the register has its own act for it;
    ``day_to_come``; ``day_before`` the clock began; ``not_in_time``; ``no_words``.
    """
    row = register.hold(actor, matter_id, "keep", version=version)
    clock = undoable(row.matter).select_for_update(of=("self",)).filter(pk=clock_id).first()
    if clock is None:
        raise Refusal("nothing_lapsed")
    demand_come(on, at)
    demand_after(on, clock.began)
    if on > clock.due:
        raise Refusal("not_in_time", day=str(clock.due))
    words = said(reason)
    clock.state, clock.settled_on, clock.owed = Clock.State.MET, on, False
    clock.save(update_fields=["state", "settled_on", "owed"])
    register.keep(row)
    details = {"clock": clock.code, "due": str(clock.due), "on": str(on), "reason": words}
    record(actor=actor, verb="matter.undo_lapse", target=row.matter, details=details, at=at)
    return clock


def undoable(matter: Matter) -> "QuerySet[Clock]":
    """The clocks of a matter whose end somebody may take back: over, not done since, no right, and no effect of their own."""
    with_effect = [code for register, code in _EFFECTS if register == matter.register]
    over = Clock.objects.filter(Q(owed=True) | Q(state=Clock.State.LAPSED), matter=matter, right=False)
    return over.exclude(code__in=with_effect)
