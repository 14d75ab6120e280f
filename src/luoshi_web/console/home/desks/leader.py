"""A leader's desk: the decisions that wait, the offices in his charge, what is far behind."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.console.home.cards import Desk, Line, Panel, Tile, item_line, items_url
from luoshi_web.console.home.desks.numbers import year_tiles
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.selectors import desk as ask
from luoshi_web.supervision.selectors.changes import changes_waiting, extensions_waiting
from luoshi_web.supervision.selectors.origins import origins_to_decide
from luoshi_web.supervision.selectors.verification import endings_to_decide


def desk(request: OfficeRequest) -> Desk:
    """Ten queries, one more for the head of the government."""
    actor, year = request.actor, request.today.year
    items = ask.of_post(actor)
    counted = ask.counts_by_office(items, year=year)
    mine = {"whose": "lead"}
    week = request.today + timedelta(days=6)
    waiting: tuple[Tile, ...] = (
        Tile(_("extensions to decide"), extensions_waiting(actor).count(), reverse("limits:list")),
        Tile(_("changes of target to decide"), changes_waiting(actor).count(), reverse("limits:list")),
        Tile(
            _("circulars and interviews to approve"), ask.urges_asked(actor).count(), reverse("urging:asked")
        ),
        Tile(_("endings to decide"), endings_to_decide(actor).count(), reverse("checks:desk")),
        Tile(_("objections to decide"), ask.objections_open().count(), reverse("appraisal:list")),
    )
    if actor.chief:
        waiting = (
            *waiting,
            Tile(_("items to approve"), origins_to_decide(actor).count(), reverse("establish:list")),
        )
    panels = (
        Panel(
            _("Far behind schedule"),
            tuple(item_line(item, f"{item.due:%Y-%m-%d} {item.office}", "red") for item in ask.behind(items)[: ask.SHOWN]),
            _("Nothing in your charge is far behind."),
            items_url(state="open", gap_light="red", **mine),
        ),
        Panel(
            _("Due within a week"),
            tuple(
                item_line(item, f"{item.due:%Y-%m-%d} {item.office}", item.gap_light)
                for item in ask.due_between(items, request.today, week)[: ask.SHOWN]
            ),
            _("Nothing is due within a week."),
            items_url(state="open", due_from=request.today, due_to=week, **mine),
        ),
        Panel(
            _("Offices in your charge"),
            tuple(
                Line(
                    row["name"],
                    items_url(office=row["office"], state="open", year=year),
                    ngettext("%(count)s item open", "%(count)s items open", row["open"]) % {"count": row["open"]}
                    + (
                        f" · {ngettext('%(count)s far behind', '%(count)s far behind', row['red']) % {'count': row['red']}}"
                        if row["red"]
                        else ""
                    ),
                    "red" if row["red"] else "",
                )
                for row in ask.offices_of(actor, counted)
            ),
            _("You are in charge of no office."),
        ),
    )  # fmt: skip
    near = ask.near_schedule(items, year=year)
    return Desk(waiting, year_tiles(ask.together(counted.values()), request.today, near, **mine), panels)
