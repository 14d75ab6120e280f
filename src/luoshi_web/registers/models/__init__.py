"""Facts of the registers: what all share, and one module a register."""

from luoshi_web.registers.models.matter import Clock, Matter, Waiver
from luoshi_web.registers.models.proposal import (
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

__all__ = [
    "Clock",
    "Commitment",
    "Contact",
    "Matter",
    "OutcomeChange",
    "Proposal",
    "Rating",
    "Reply",
    "Return",
    "Share",
    "Signatory",
    "Waiver",
]  # fmt: skip
