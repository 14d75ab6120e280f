"""Every table of the app, for Django: what all registers share, and one module a register."""

from luoshi_web.registers.findings.models import (
    Finding,
    FindingExtension,
    FindingMoney,
    FindingObjection,
    FindingProof,
    FindingStage,
)
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

__all__ = [
    "Clock",
    "Commitment",
    "Contact",
    "Desk",
    "Finding",
    "FindingExtension",
    "FindingMoney",
    "FindingObjection",
    "FindingProof",
    "FindingStage",
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
