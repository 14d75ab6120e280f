"""Every table of the app, for Django: what all registers share, and one module a register."""

from luoshi_web.registers.matters.models import Clock, Desk, Matter, Waiver
from luoshi_web.registers.proposals.models import (
    Commitment,
    Contact,
    OutcomeChange,
    Proposal,
    Rating,
    Reply,
    Return,
    Share,
    Signatory,
)
from luoshi_web.registers.reports.models import Figure, Saying

__all__ = [
    "Clock",
    "Commitment",
    "Contact",
    "Desk",
    "Figure",
    "Matter",
    "OutcomeChange",
    "Proposal",
    "Rating",
    "Reply",
    "Return",
    "Saying",
    "Share",
    "Signatory",
    "Waiver",
]  # fmt: skip
