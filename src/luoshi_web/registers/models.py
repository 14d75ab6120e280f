"""Every table of the app, for Django: what all registers share, and one module a register."""

from luoshi_web.registers.cases.court_models import CourtHearing, Suit
from luoshi_web.registers.cases.models import (
    CaseAdvice,
    CaseExtension,
    CaseParty,
    CaseStep,
    CaseSuspension,
    Reconsideration,
)
from luoshi_web.registers.findings.models import (
    Finding,
    FindingExtension,
    FindingMoney,
    FindingObjection,
    FindingProof,
    FindingStage,
)
from luoshi_web.registers.matters.models import Clock, Desk, Matter, Opened, Waiver
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
    "CaseAdvice",
    "CaseExtension",
    "CaseParty",
    "CaseStep",
    "CaseSuspension",
    "Clock",
    "Commitment",
    "Contact",
    "Contract",
    "CourtHearing",
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
    "Pledge",
    "Project",
    "Proposal",
    "Rating",
    "Reconsideration",
    "Reply",
    "Return",
    "Saying",
    "Share",
    "Signatory",
    "StepTaken",
    "Suit",
    "Talk",
    "Waiver",
    "YearPlan",
]  # fmt: skip
