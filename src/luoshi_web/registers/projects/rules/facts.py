"""A project as the gates see it: papers, findings and amounts, without names."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Step(StrEnum):
    """What is done, or determined not to be needed, before a project goes on."""

    REVIEW = "review"
    LEGALITY = "legality"
    COMPETITION = "competition"
    COLLECTIVE = "collective"
    ESTIMATE = "estimate"
    YEAR_PLAN = "year_plan"
    FUNDED = "funded"
    STUDY_REPORT = "study_report"


ALWAYS_NEEDED = frozenset({Step.COMPETITION, Step.ESTIMATE, Step.YEAR_PLAN, Step.FUNDED, Step.STUDY_REPORT})
"""Where a gate asks for one of these, the law gives no way round: nobody determines it away."""


class Result(StrEnum):
    """What came of a step. ``not_needed`` counts once another person approved it, and never where the law always asks for the step."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was entered last. ``approved``: another person agreed that it is not needed."""

    step: Step
    result: Result
    on: date
    approved: bool = False

    def clears(self, on: date) -> bool:
        """Whether it lets the project go on: done and passed, or determined by two people not to apply."""
        spared = self.result is Result.NOT_NEEDED and self.approved and self.step not in ALWAYS_NEEDED
        return (self.result is Result.PASSED or spared) and self.on <= on


@dataclass(frozen=True, slots=True)
class Project:
    """``public_money``: built by the government itself. ``favours``: something is promised to this one firm (taxes, land, awards).

    ``study`` and ``estimate`` are the investment by the feasibility study (可研) and by the preliminary design (概算), ``approved`` that which was
    approved, in 亿元; None where there is none.
    """

    steps: tuple[Taken, ...] = ()
    public_money: bool = False
    favours: bool = False
    study: Decimal | None = None
    estimate: Decimal | None = None
    approved: Decimal | None = None

    def cleared(self, step: Step, on: date) -> bool:
        """Whether the last word on a step by a day lets the project go on; of two on one day, that which was entered later."""
        said = [taken for taken in self.steps if taken.step is step and taken.on <= on]
        return bool(said) and sorted(said, key=lambda taken: taken.on)[-1].clears(on)
