"""What must hold before a decision is tabled, decided, published, carried out, changed. Articles are those of 重大行政决策程序暂行条例."""

from collections.abc import Callable
from datetime import date

from luoshi_web.registers.decisions.rules.facts import Decision, Opinion, Step
from luoshi_web.registers.decisions.rules.states import Act
from luoshi_web.registers.engine.gates import Condition, Gate
from luoshi_web.registers.engine.votes import Side

_LAW = "重大行政决策程序暂行条例 "
Holds = Callable[[Decision, date], bool]


def _always(code: str, article: str, holds: Holds) -> Condition[Decision]:
    return Condition(code, holds, True, _LAW + article)


def _taken(step: Step, code: str, article: str) -> Condition[Decision]:
    """A step is done, or two persons determined that it does not apply: never blank."""
    return _always(code, article, lambda one, on: step not in one.needed(on) or step in one.done(on))


def _comment_over(one: Decision, on: date) -> bool:
    last = one.comment(on)
    return last is None or on > last.until


def _comment_long(one: Decision, on: date) -> bool:
    """Thirty days, or fewer with the reason that the notice gave."""
    last = one.comment(on)
    return last is None or last.until >= last.full or last.short_reason


def _comment_answered(one: Decision, on: date) -> bool:
    last = one.comment(on)
    return last is None or last.answered


def _papers_in_time(one: Decision, on: date) -> bool:
    """Of the last hearing: a late one is held again."""
    held = [each for each in one.hearings if each.on <= on]
    return not held or held[-1].papers_on <= held[-1].papers_by


def _controllable(one: Decision, on: date) -> bool:
    found = [each for each in one.risks if each.on <= on]
    return not found or found[-1].controllable


def _fair(one: Decision, on: date) -> bool:
    found = [each for each in one.fair if each.on <= on]
    return not found or found[-1].passed


def _reviewed(one: Decision, on: date) -> bool:
    last = one.review(on)
    return last is not None and last.given_on is not None and last.given_on <= on


def _as_review(one: Decision, on: date) -> bool:
    last = one.review(on)
    return last is None or last.as_review


def _legal(one: Decision, on: date) -> bool:
    """No negative opinion, unless of a pilot reform whose legal risk is said."""
    last = one.review(on)
    return last is None or last.opinion is not Opinion.ILLEGAL or (one.pilot and one.risk_told)


def _time_to_review(one: Decision, on: date) -> bool:
    last = one.review(on)
    return last is None or (last.opens is not None and on >= last.opens)


TABLE: Gate[Decision] = Gate(
    Act.TABLE,
    (
        _always("draft_missing", "12、29", lambda one, on: one.draft_on is not None and one.draft_on <= on),
        _taken(Step.COMMENT, "public_unheard", "14"),
        _always("comment_open", "15", _comment_over),
        _always("comment_too_short", "15", _comment_long),
        _always("comment_unanswered", "18、29", _comment_answered),
        _taken(Step.HEARING, "hearing_missing", "16"),
        _always("hearing_papers_late", "16", _papers_in_time),
        _taken(Step.EXPERT, "expert_missing", "19"),
        _always("experts_unanswered", "29", lambda one, on: not one.experts or one.experts_answered),
        _taken(Step.RISK, "risk_missing", "22"),
        _always("risk_uncontrolled", "24", _controllable),
        _taken(Step.COMPETITION, "fair_review_missing", "29"),
        _always("fair_review_failed", "29", _fair),
        _always("legality_missing", "25", _reviewed),
        _always("legality_as_comment", "25", _as_review),
        _always("legality_negative", "25", _legal),
        Condition("legality_early", _time_to_review, False, _LAW + "26"),
    ),
)
"""Before a draft is put before the government. Only the time of the review (一般不少于7个工作日) has a way round."""


def _reason_given(one: Decision, on: date) -> bool:
    """Whoever decides otherwise than most of the members wanted says why at the meeting (30)."""
    held = one.discussed
    if held is None or held.votes.majority is None:
        return True
    as_most = (held.votes.majority is Side.FOR) is held.passed
    return as_most or held.chief_reason


def _held(holds: Callable[..., bool]) -> Holds:
    return lambda one, on: one.discussed is not None and holds(one.discussed)


DECIDE: Gate[Decision] = Gate(
    Act.DECIDE,
    (
        _always("not_this_meeting", "30", _held(lambda held: held.whole)),
        _always("chief_not_last", "30", _held(lambda held: held.chief_last)),
        _always("chief_reason_missing", "30", _reason_given),
        _always("dissent_unwritten", "30", _held(lambda held: held.dissents >= held.votes.no)),
    ),
)
"""Before what a meeting did counts as decided, put off or refused."""


def _explained(one: Decision, on: date) -> bool:
    return one.explained or not (one.comments or one.experts)


PUBLISH: Gate[Decision] = Gate(Act.PUBLISH, (_always("adoption_unexplained", "32", _explained),))
EXECUTE: Gate[Decision] = Gate(
    Act.EXECUTE,
    (
        _always(
            "decision_unpublished",
            "32",
            lambda one, on: one.published_on is not None or one.spared(Step.PUBLICATION, on),
        ),
    ),
)
CHANGE: Gate[Decision] = Gate(Act.CHANGE, (_always("no_new_round", "37", lambda one, on: one.replaced),))
"""Before it is changed or stopped: nothing but the steps anew allows that."""
END: Gate[Decision] = Gate(
    Act.END, (_always("not_archived", "33", lambda one, on: one.archived_on is not None),)
)
GATES = {str(gate.act): gate for gate in (TABLE, DECIDE, PUBLISH, EXECUTE, CHANGE, END)}
