"""A department's desk: what to sign for, to report, to answer; what was found wanting; what is due."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.console.home.cards import Desk, Line, Panel, Tile, item_line, items_url
from luoshi_web.console.home.desks.numbers import year_tiles
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.progress.periods import asked_on
from luoshi_web.supervision.selectors import desk as ask
from luoshi_web.supervision.selectors.progress import owed
from luoshi_web.supervision.selectors.signing import late_to_sign, to_sign
from luoshi_web.supervision.states import State

SOON = 30
"""Days ahead that are soon."""


def desk(request: OfficeRequest) -> Desk:
    """Twelve queries, one more for a head."""
    actor, year = request.actor, request.today.year
    items = ask.of_post(actor)
    counts = ask.counts(items, year=year)
    mine = {"whose": "lead"}
    soon = request.today + timedelta(days=SOON)
    unfit, report, urged = (
        ask.to_do_again(items),
        owed(actor, asked_on(request.today)),
        ask.urges_to_answer(actor),
    )
    answers = reverse("limits:list") + "?kind=urged"
    waiting: tuple[Tile, ...] = (
        Tile(
            _("to be signed for"),
            counts.states.get(State.ASSIGNED, 0),
            items_url(state=State.ASSIGNED, **mine),
        ),
        Tile(
            _("not signed for in time"),
            late_to_sign(items, request.today).count(),
            items_url(state="unsigned", **mine),
            "red",
        ),
        Tile(_("to report this month"), report.count(), reverse("progress:owed")),
        Tile(_("urging papers to answer"), urged.count(), answers),
        Tile(_("to be reworked"), unfit.count(), items_url(state=State.ACTIVE, **mine)),
    )
    if actor.role == "head":
        results = ask.results_open(actor, on=request.today)
        waiting = (
            *waiting, Tile(_("appraisals open to objection"), results.count(), reverse("appraisal:list"))
        )  # fmt: skip
    panels = (
        Panel(
            _("To sign for"),
            tuple(_to_sign(item, request.today) for item in to_sign(items)[: ask.SHOWN]),
            _("Nothing is to be signed for."),
            items_url(state=State.ASSIGNED, **mine),
        ),
        Panel(
            _("Urged"),
            tuple(
                item_line(urge.item, f"{urge.get_rung_display()} {urge.answer_due or ''}".strip(), urge.item.gap_light)
                for urge in urged[: ask.SHOWN]
            ),
            _("No urging paper is waiting for an answer."),
            answers,
        ),
        Panel(
            _("Sent back or reopened"),
            tuple(item_line(item, f"{item.due:%Y-%m-%d}") for item in unfit[: ask.SHOWN]),
            _("Nothing was sent back or reopened."),
        ),
        Panel(
            _("Due soon"),
            tuple(
                item_line(item, f"{item.due:%Y-%m-%d}", item.gap_light)
                for item in ask.due_between(items, request.today, soon)[: ask.SHOWN]
            ),
            _("Nothing is due within thirty days."),
            items_url(state="open", due_from=request.today, due_to=soon, **mine),
        ),
    )  # fmt: skip
    near = ask.near_schedule(items, year=year)
    return Desk(waiting, year_tiles(counts, request.today, near, **mine), panels)


def _to_sign(item: Item, today: date) -> Line:
    """The day by which it is to be signed for; a lateness where that lies behind."""
    by = getattr(item, "sign_by", None)
    if by is None:
        return item_line(item, f"{item.due:%Y-%m-%d}")
    if by >= today:
        return item_line(item, _("sign by %(day)s") % {"day": by})
    days = (today - by).days
    late = ngettext(
        "to be signed for by %(day)s: %(days)s day late",
        "to be signed for by %(day)s: %(days)s days late",
        days,
    )
    return item_line(item, late % {"day": by, "days": days}, "red")
