"""The supervision office's desk: what waits for its word, the year by state and light, the offices that lag, what is due."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.console.home.cards import Desk, Line, Panel, Tile, item_line, items_url
from luoshi_web.console.home.desks.numbers import year_tiles
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.selectors import desk as ask
from luoshi_web.supervision.selectors.changes import extensions_waiting
from luoshi_web.supervision.selectors.items import text_corrected
from luoshi_web.supervision.selectors.origins import origins_to_hand_out
from luoshi_web.supervision.selectors.signing import offices_late_to_sign
from luoshi_web.supervision.selectors.verification import claims_to_judge, claims_to_sign_off


def desk(request: OfficeRequest) -> Desk:
    """Seven queries."""
    actor, year = request.actor, request.today.year
    items = ask.of_post(actor)
    counts = ask.counts(items, year=year)
    week = request.today + timedelta(days=6)
    due = ask.due_between(items, request.today, week)
    offices = ask.offices_with_red(items, year=year)
    unsigned = offices_late_to_sign(items, request.today)
    waits = ask.counted(
        judge=claims_to_judge(actor), sign_off=claims_to_sign_off(actor), returns=ask.returns_open(actor), extensions=extensions_waiting(actor),
        urges=ask.urges_proposed(), origins=origins_to_hand_out(actor), objections=ask.objections_open(), texts=text_corrected(items),
    )  # fmt: skip
    waiting = (
        Tile(_("claims to verify"), waits["judge"], reverse("checks:desk")),
        Tile(_("to sign off"), waits["sign_off"], reverse("checks:desk")),
        Tile(
            _("not signed for in time"),
            sum(row["late"] for row in unsigned),
            items_url(state="unsigned"),
            "red",
        ),
        Tile(_("returns to decide"), waits["returns"], items_url(state="returned")),
        Tile(_("extensions to screen"), waits["extensions"], reverse("limits:list")),
        Tile(_("urges proposed"), waits["urges"], reverse("urging:desk")),
        Tile(
            _("established items to assign"),
            waits["origins"],
            reverse("establish:list") + "?out=no",
        ),
        Tile(_("objections to decide"), waits["objections"], reverse("appraisal:list")),
        Tile(_("texts corrected, to settle"), waits["texts"], items_url(text="open")),
    )
    panels = (
        Panel(
            _("Due within a week"),
            tuple(item_line(item, f"{item.due:%Y-%m-%d} {item.office}", item.gap_light) for item in due[: ask.SHOWN]),
            _("Nothing is due within a week."),
            items_url(state="open", due_from=request.today, due_to=week),
        ),
        Panel(
            _("Offices far behind schedule"),
            tuple(
                Line(
                    row["name"],
                    items_url(office=row["office"], state="open", gap_light="red", year=year),
                    ngettext("%(count)s item", "%(count)s items", row["red"]) % {"count": row["red"]},
                    "red",
                )
                for row in offices
            ),
            _("No office is far behind."),
            items_url(state="open", gap_light="red", year=year),
        ),
        Panel(
            _("Offices late in signing for items"),
            tuple(
                Line(
                    row["name"],
                    items_url(office=row["office"], state="unsigned"),
                    ngettext("%(count)s item", "%(count)s items", row["late"]) % {"count": row["late"]},
                    "red",
                )
                for row in unsigned[: ask.SHOWN]
            ),
            _("Everything was signed for in time."),
            items_url(state="unsigned"),
        ),
    )  # fmt: skip
    near = ask.near_schedule(items, year=year)
    return Desk(waiting, year_tiles(counts, request.today, near), panels)
