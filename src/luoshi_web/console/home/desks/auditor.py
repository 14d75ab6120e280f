"""The auditor's desk: the last acts, what was moved or lowered, what ended."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi_web.accounts.proposals import waiting_for
from luoshi_web.audit.models import Act
from luoshi_web.audit.selectors import head
from luoshi_web.audit.verbs import VERBS
from luoshi_web.console.home.cards import Desk, Line, Panel, Tile, item_line, items_url
from luoshi_web.console.home.desks.numbers import year_tiles
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.selectors import desk as ask
from luoshi_web.supervision.selectors.log import named


def desk(request: OfficeRequest) -> Desk:
    """Eight queries."""
    actor, year = request.actor, request.today.year
    last = head()
    waiting = (
        Tile(_("acts in the log"), last[0] if last else 0, reverse("log:list")),
        Tile(
            _("to confirm as a second person"),
            len(waiting_for(actor, at=request.now)),
            reverse("people:proposals"),
        ),
    )
    panels = (
        Panel(
            _("Latest acts"),
            tuple(
                Line(f"{act.person} {VERBS.get(act.verb, act.verb)}", "", f"{name} {_moment(act)}")
                for act, name in named(Act.objects.order_by("-number")[: ask.SHOWN], actor)
            ),
            _("No act yet."),
            reverse("log:list"),
        ),
        Panel(
            _("Dates and targets moved lately"),
            tuple(
                item_line(change.item, f"{change.get_field_display()} {change.before} → {change.after}")
                for change in ask.changes_made(actor)[: ask.SHOWN]
            ),
            _("Nothing was moved."),
            reverse("limits:changes"),
        ),
        Panel(
            _("Ended lately"),
            tuple(
                item_line(item, f"{item.get_state_display()} {timezone.localdate(item.ended_at)} {item.office or ''}")
                for item in ask.ended_lately(actor)[: ask.SHOWN]
            ),
            _("Nothing has ended yet."),
            items_url(state="ended", year=year),
        ),
    )  # fmt: skip
    items = ask.of_post(actor)
    near = ask.near_schedule(items, year=year)
    return Desk(waiting, year_tiles(ask.counts(items, year=year), request.today, near), panels)


def _moment(act: Act) -> str:
    return f"{timezone.localtime(act.at):%m-%d %H:%M}"
