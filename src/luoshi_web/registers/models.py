"""Every table of the app, for Django: what all registers share, and one module a register."""

from luoshi_web.registers.findings.models import (
    Finding,
    FindingExtension,
    FindingMoney,
    FindingObjection,
    FindingProof,
    FindingStage,
)
from luoshi_web.registers.matters.models import Clock, Desk, Matter, Opened, Waiver
from luoshi_web.registers.matters.papers.models import PaperDraft
from luoshi_web.registers.projects.models import (
    Contract,
    Event,
    Money,
    Pledge,
    Project,
    StepTaken,
    Talk,
    YearPlan,
)
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
    "Contract",
    "Desk",
    "Event",
    "Figure",
    "Finding",
    "FindingExtension",
    "FindingMoney",
    "FindingObjection",
    "FindingProof",
    "FindingStage",
    "Matter",
    "Money",
    "Opened",
    "OutcomeChange",
    "PaperDraft",
    "Pledge",
    "Project",
    "Proposal",
    "Rating",
    "Reply",
    "Return",
    "Saying",
    "Share",
    "Signatory",
    "StepTaken",
    "Talk",
    "Waiver",
    "YearPlan",
]  # fmt: skip
