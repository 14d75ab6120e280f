"""What else follows where a time of the register runs out: a reminder is owed, and after it the receipt is left out (重庆 29)."""

from datetime import date
from typing import Any

from luoshi_web.registers.matters.lapses import on_lapse
from luoshi_web.registers.matters.models import Clock
from luoshi_web.registers.proposals.models import Proposal, Rating


def _reminder_owed(clock: Clock, on: date) -> dict[str, Any]:
    """The time to rate is over: nothing is left out before the signatory was reminded."""
    clock.owed = True
    return {"owed": "reminder"}


def _left_out(clock: Clock, on: date) -> dict[str, Any]:
    """No receipt came after the reminder either: it does not count, and no person says so."""
    proposal = Proposal.objects.get(pk=clock.matter_id)
    rated = Rating.objects.filter(proposal=proposal, of=Rating.Of.REPLY, round=proposal.round)
    if not rated.exists():
        Rating.objects.create(
            proposal=proposal, of=Rating.Of.REPLY, round=proposal.round, value=Rating.Value.LEFT_OUT, given_on=on,
            reminded_on=clock.began,
        )  # fmt: skip
    Clock.objects.filter(matter=clock.matter_id, code="rate", owed=True).update(owed=False)
    return {"round": proposal.round, "value": str(Rating.Value.LEFT_OUT)}


on_lapse("proposals", "rate", _reminder_owed)
on_lapse("proposals", "receipt", _left_out)
