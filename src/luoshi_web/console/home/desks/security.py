"""The security administrator's desk: what waits for a second person, logins that are locked, people whose login is weak. No item is seen from here."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi_web.accounts.proposals import waiting_for
from luoshi_web.accounts.security import (
    attempts_locked,
    people_with_given_password,
    people_without_second_factor,
)
from luoshi_web.console.home.cards import Desk, Line, Panel, Tile
from luoshi_web.console.home.desks.administrator import locked_logins
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.selectors.desk import SHOWN


def desk(request: OfficeRequest) -> Desk:
    """Six queries."""
    confirming, locked = waiting_for(request.actor, at=request.now), attempts_locked(at=timezone.now())
    people, proposals = reverse("people:people"), reverse("people:proposals")
    waiting = (
        Tile(_("to confirm as a second person"), len(confirming), proposals),
        Tile(_("logins locked"), len(locked), reverse("people:locks")),
        Tile(_("people without a second factor"), people_without_second_factor().count(), f"{people}?second_factor=false"),
        Tile(_("people who must change their password"), people_with_given_password().count(), f"{people}?given=true"),
    )  # fmt: skip
    panels = (
        Panel(
            _("To confirm as a second person"),
            tuple(Line(str(p), f"{proposals}#proposal-{p.pk}", str(p.proposed_by)) for p in confirming[:SHOWN]),
            _("Nothing waits for a second person."),
            proposals,
        ),
        locked_logins(locked),
    )  # fmt: skip
    return Desk(waiting, (), panels)
