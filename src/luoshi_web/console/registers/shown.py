"""A matter's limits, exceptions and what is missing for its next step, and a register's rates, as their pages say them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django_stubs_ext import StrOrPromise

from luoshi_web.console.language import name_of
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.engine.figures import Figure, shown
from luoshi_web.registers.engine.gates import Passage
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.refusals import REASONS

Names = Mapping[tuple[str, str], tuple[StrOrPromise, StrOrPromise, StrOrPromise]]
"""Rate and definition → its name, what stands above, what below."""


def limits(matter: Matter, request: OfficeRequest) -> list[dict[str, Any]]:
    """The limits of a matter, each with its name and the days left."""
    return [_limit(matter, clock, request) for clock in matter.clocks.select_related("of")]


def _limit(matter: Matter, clock: Clock, request: OfficeRequest) -> dict[str, Any]:
    table = clocks()[matter.register][clock.code]
    left = (clock.due - request.today).days
    return {"clock": clock, "name": name_of(table), "left": left, "over": -left}


def exceptions(matter: Matter) -> list[Any]:
    """What was asked for, and who decided."""
    return list(matter.waivers.select_related("asked_by", "approved_by"))


def missing(passage: Passage | None, *, besides: Iterable[str] = ()) -> list[str]:
    """Why the next step is shut, without what its own form asks for."""
    shut = passage.shut if passage is not None else ()
    return [REASONS[reason.code] for reason in shut if reason.code not in set(besides)]


def rate(figure: Figure, names: Names) -> dict[str, Any]:
    """A rate with what it is called and what is counted."""
    name, above, below = names[figure.code, figure.variant]
    return {"figure": figure, "name": name, "above": above, "below": below, "share": shown(figure.value)}
