"""Which row each act on a matter leaves, by its verb: what a torn act would leave without the other."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from luoshi_web.registers.cases.court_models import CourtHearing
from luoshi_web.registers.cases.models import (
    CaseAdvice,
    CaseExtension,
    CaseStep,
    CaseSuspension,
)
from luoshi_web.registers.decisions.models import (
    Consultation,
    Determination,
    Evaluation,
    ExpertOpinion,
    FairCompetition,
    LegalityReview,
    PublicHearing,
    RiskReport,
)
from luoshi_web.registers.documents.models import (
    DocumentEvaluation,
    DocumentFiling,
    DocumentRequest,
    DocumentStep,
    DocumentSuspension,
)
from luoshi_web.registers.findings.models import (
    FindingExtension,
    FindingMoney,
    FindingObjection,
    FindingProof,
)
from luoshi_web.registers.matters.meetings import Discussion
from luoshi_web.registers.matters.models import Matter, Waiver
from luoshi_web.registers.projects.models import Contract, Event, Money, Pledge, StepTaken, Talk
from luoshi_web.registers.proposals.models import Contact, Rating, Reply, Return


@dataclass(frozen=True)
class Left:
    """Rows of a model that know their matter by the column ``of``; ``only`` where acts of several verbs leave such rows, ``undone`` by an act that takes one away."""

    model: type[models.Model]
    of: str
    only: dict[str, Any] = field(default_factory=dict)
    undone: str = ""

    def counted(self) -> Counter[int]:
        """How many rows each matter has."""
        rows = self.model._default_manager.filter(**self.only)
        return Counter(rows.order_by().values_list(self.of, flat=True))


LEAVES = {
    "proposals.return": Left(Return, "proposal"),
    "proposals.contact": Left(Contact, "proposal"),
    "proposals.reply": Left(Reply, "proposal"),
    "proposals.rate": Left(Rating, "proposal"),
    "projects.talk": Left(Talk, "project"),
    "projects.step": Left(StepTaken, "project"),
    "projects.sign": Left(Contract, "project"),
    "projects.happened": Left(Event, "project"),
    "projects.pay": Left(Money, "project"),
    "projects.pledge": Left(Pledge, "project"),
    "findings.prove": Left(FindingProof, "finding"),
    "findings.money": Left(FindingMoney, "finding"),
    "findings.object": Left(FindingObjection, "finding"),
    "findings.ask_time": Left(FindingExtension, "finding", undone="findings.refuse_time"),
    "cases.step": Left(CaseStep, "case"),
    "cases.suspend": Left(CaseSuspension, "case"),
    "cases.ask_extension": Left(CaseExtension, "case"),
    "cases.set_hearing": Left(CourtHearing, "suit"),
    "cases.advise": Left(CaseAdvice, "matter"),
    "decisions.comment": Left(Consultation, "matter"),
    "decisions.hearing": Left(PublicHearing, "matter"),
    "decisions.expert": Left(ExpertOpinion, "matter"),
    "decisions.risk": Left(RiskReport, "matter"),
    "decisions.competition": Left(FairCompetition, "matter"),
    "decisions.leave_out": Left(Determination, "matter"),
    "decisions.ask_review": Left(LegalityReview, "matter"),
    "decisions.decide": Left(Discussion, "matter"),
    "decisions.evaluate": Left(Evaluation, "matter"),
    "documents.review": Left(DocumentStep, "document", {"kind": "legality"}),
    "documents.compete": Left(DocumentStep, "document", {"kind": "competition"}),
    "documents.evaluate": Left(DocumentEvaluation, "document"),
    "documents.file_up": Left(DocumentFiling, "document"),
    "documents.receive": Left(DocumentRequest, "document"),
    "documents.suspend": Left(DocumentSuspension, "document"),
} | {f"{code}.ask_exception": Left(Waiver, "matter") for code in Matter.Register.values}
"""Verb → the rows that there are one of for each act."""
