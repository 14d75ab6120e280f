"""The administrator's desk: posts without a holder, people without a second factor, logins that are locked. No item is seen from here."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi_web.accounts.proposals import waiting_for
from luoshi_web.accounts.rights import may
from luoshi_web.accounts.security import (
    Lock,
    attempts_locked,
    people_with_given_password,
    people_without_second_factor,
)
from luoshi_web.accounts.selectors import offices_without_leader, vacant_posts
from luoshi_web.console.home.cards import Desk, Line, Panel, Tile
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.selectors.desk import SHOWN


def desk(request: OfficeRequest) -> Desk:
    """Nine queries."""
    day = request.today
    vacant, bare = vacant_posts(at=day), people_without_second_factor()
    locked, given = attempts_locked(at=timezone.now()), people_with_given_password()
    people = reverse("people:people")
    waiting: tuple[Tile, ...] = (
        Tile(_("posts vacant"), vacant.count(), reverse("people:list") + "?vacant=on"),
        Tile(_("people without a second factor"), bare.count(), f"{people}?second_factor=false"),
        Tile(_("people who must change their password"), given.count(), f"{people}?given=true"),
    )
    confirming = waiting_for(request.actor, at=request.now)
    waiting += (Tile(_("to confirm as a second person"), len(confirming), reverse("people:proposals")),)
    if may(request.actor, "accounts.secure"):
        waiting += (Tile(_("logins locked"), len(locked), reverse("people:locks")),)
    panels: tuple[Panel, ...] = (
        Panel(
            _("Posts without a holder"),
            tuple(
                Line(str(post), reverse("people:post", args=[post.pk]), post.get_role_display())
                for post in vacant[:SHOWN]
            ),
            _("Every post has its holder."),
            reverse("people:list") + "?vacant=on",
        ),
        Panel(
            _("Departments that no leader is in charge of"),
            tuple(
                Line(office.name, reverse("people:office", args=[office.pk]))
                for office in offices_without_leader(at=day)[:SHOWN]
            ),
            _("Every department has a leader in charge."),
        ),
    )  # fmt: skip
    if may(request.actor, "accounts.secure"):
        panels += (locked_logins(locked),)
    return Desk(waiting, (), panels)


def locked_logins(locked: list[Lock]) -> Panel:
    """Which logins are refused now."""
    return Panel(
        _("Locked logins"),
        tuple(Line(lock.username, reverse("people:locks"), lock.ip_address or "") for lock in locked[:SHOWN]),
        _("No login is locked."),
        reverse("people:locks"),
    )
