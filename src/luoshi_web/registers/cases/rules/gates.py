"""What must hold before an application is accepted, decided and closed. No condition has a way round: the law gives none."""

from datetime import date

from luoshi_web.registers.cases.rules.facts import Application, Procedure, Step
from luoshi_web.registers.cases.rules.states import Act
from luoshi_web.registers.engine.gates import Condition, Gate


def _in_time(case: Application, on: date) -> bool:
    return case.apply_by is None or case.applied_on <= case.apply_by or case.excused


ACCEPT: Gate[Application] = Gate(
    Act.ACCEPT, (Condition("applied_late", _in_time, True, "行政复议法 20、21、30"),)
)


def _ordinary(step: Step, code: str, article: str) -> Condition[Application]:
    """A step of the ordinary procedure; a simplified case may be tried in writing (54)."""
    return Condition(
        code,
        lambda case, on: case.procedure is Procedure.SIMPLIFIED or case.cleared(step, on),
        True,
        f"行政复议法 {article}",
    )


def _answered(case: Application, on: date) -> bool:
    return case.answer_over or (case.answered_on is not None and case.answered_on <= on)


DECIDE: Gate[Application] = Gate(
    Act.DECIDE,
    (
        Condition("answer_missing", _answered, True, "行政复议法 48、54"),
        _ordinary(Step.HEARD, "not_heard", "49"),
        _ordinary(Step.HEARING, "hearing_undetermined", "50"),
        _ordinary(Step.COMMITTEE, "committee_undetermined", "52"),
        Condition("consent_missing", lambda case, on: case.cleared(Step.CONSENT, on), True, "行政复议法 61"),
    ),
)


def _performed(case: Application, on: date) -> bool:
    return case.perform_by is None or (case.performed_on is not None and case.performed_on <= on)


CLOSE: Gate[Application] = Gate(
    Act.CLOSE,
    (
        Condition("not_performed", _performed, True, "行政复议法 77"),
        Condition("letter_open", lambda case, on: not case.letters_open, True, "行政复议法 76"),
        Condition("publication_undecided", lambda case, on: case.published, True, "行政复议法 79"),
    ),
)
GATES = {gate.act: gate for gate in (ACCEPT, DECIDE, CLOSE)}
