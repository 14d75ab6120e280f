"""The year in numbers, as several desks show it."""

from datetime import date

from django.utils.translation import gettext as _

from luoshi_web.console.home.cards import Tile, items_url
from luoshi_web.supervision.selectors.desk import Counts, time_colours
from luoshi_web.supervision.states import State


def year_tiles(counts: Counts, day: date, near_schedule: int, **narrowed: object) -> tuple[Tile, ...]:
    """How many are open, and where they stand; then how many ended. ``narrowed`` goes into every link.

    Green is two things: on schedule, and behind within the tolerance (``near_schedule``).
    """
    here = {"year": day.year} | narrowed
    states = counts.states
    near, past = time_colours(day, counts.time)
    return (
        Tile(_("open items"), counts.open, items_url(state="open", **here)),
        Tile(_("to be signed for"), states.get(State.ASSIGNED, 0), items_url(state=State.ASSIGNED, **here)),
        Tile(_("reported as done"), states.get(State.REPORTED, 0), items_url(state=State.REPORTED, **here)),
        Tile(_("closed, done"), states.get(State.CLOSED_DONE, 0), items_url(state=State.CLOSED_DONE, **here)),
        Tile(
            _("closed, not done"),
            states.get(State.CLOSED_NOT_DONE, 0),
            items_url(state=State.CLOSED_NOT_DONE, **here),
        ),
        Tile(
            _("on schedule"), max(0, counts.gap.get("green", 0) - near_schedule), items_url(state="open", gap_light="kept", **here),
            "green",
        ),
        Tile(
            _("slightly below schedule, within the tolerance"), near_schedule, items_url(state="open", gap_light="near", **here),
            "green",
        ),
        Tile(
            _("behind schedule"), counts.gap.get("yellow", 0), items_url(state="open", gap_light="yellow", **here), "yellow"
        ),
        Tile(
            _("far behind schedule"), counts.gap.get("red", 0), items_url(state="open", gap_light="red", **here), "red"
        ),
        Tile(
            _("near their limit"), counts.time.get(near, 0), items_url(state="open", time_light=near, **here), near
        ),
        Tile(
            _("past their limit"), counts.time.get(past, 0), items_url(state="open", time_light=past, **here), past
        ),
    )  # fmt: skip
