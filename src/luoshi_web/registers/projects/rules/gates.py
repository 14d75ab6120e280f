"""What must hold before a project is signed, and before one on public money is begun. Articles: docs/registers/projects.md."""

from datetime import date

from luoshi_web.registers.engine.gates import Condition, Gate
from luoshi_web.registers.projects.figures import estimate_reported
from luoshi_web.registers.projects.rules.facts import Project, Step
from luoshi_web.registers.projects.rules.states import Act


def _needs(step: Step, code: str, *, absolute: bool = False, source: str = "") -> Condition[Project]:
    return Condition(code, lambda project, on: project.cleared(step, on), absolute, source)


def _public(step: Step, code: str, source: str) -> Condition[Project]:
    return Condition(
        code, lambda project, on: not project.public_money or project.cleared(step, on), True, source
    )


def _fair(project: Project, on: date) -> bool:
    return not project.favours or project.cleared(Step.COMPETITION, on)


def _reported(project: Project, on: date) -> bool:
    """An estimate over the study by more than a tenth was reported anew."""
    if not project.public_money or project.study is None or project.estimate is None:
        return True
    return not estimate_reported(project.study, project.estimate) or project.cleared(Step.STUDY_REPORT, on)


def _within(project: Project, on: date) -> bool:
    """What is to be built does not cost more than was approved; whoever says neither has the step of the estimate alone."""
    known = project.approved is not None and project.estimate is not None
    return (
        not project.public_money
        or not known
        or (project.estimate or 0) <= (project.approved or 0)  # both are known
    )


SIGN: Gate[Project] = Gate(
    Act.SIGN,
    (
        _needs(Step.REVIEW, "review_missing"),
        _needs(Step.LEGALITY, "contract_unreviewed"),
        Condition("competition_missing", _fair, True, "公平竞争审查条例 10、18"),
        _needs(Step.COLLECTIVE, "collective_missing"),
    ),
)
START: Gate[Project] = Gate(
    Act.START,
    (
        _public(Step.ESTIMATE, "estimate_missing", "政府投资条例 9、20"),
        _public(Step.YEAR_PLAN, "not_in_year_plan", "政府投资条例 17"),
        _public(Step.FUNDED, "built_on_credit", "政府投资条例 22"),
        Condition("estimate_unreported", _reported, True, "政府投资条例 12"),
        Condition("over_estimate", _within, True, "政府投资条例 23"),
    ),
)
GATES = {gate.act: gate for gate in (SIGN, START)}
