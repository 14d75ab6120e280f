"""Where a major decision stands, and every way from there. Articles are those of 重大行政决策程序暂行条例 (国务院令713号)."""

from enum import StrEnum

from luoshi_web.registers.engine.states import States, Way


class State(StrEnum):
    """From the proposal to the end of what was decided; the last four end it."""

    PROPOSED = "proposed"
    STARTED = "started"
    DRAFTING = "drafting"
    REVIEWED = "reviewed"
    TABLED = "tabled"
    SENT_BACK = "sent_back"
    DECIDED = "decided"
    REPORTED = "reported"
    PUBLISHED = "published"
    EXECUTING = "executing"
    HALTED = "halted"
    EVALUATED = "evaluated"
    REFUSED = "refused"
    CHANGED = "changed"
    ENDED = "ended"
    DROPPED = "dropped"


class Act(StrEnum):
    """What moves a decision."""

    START = "start"
    DRAFT = "draft"
    REVIEW = "review"
    TABLE = "table"
    DECIDE = "decide"
    SEND_BACK = "send_back"
    REFUSE = "refuse"
    REPORT = "report"
    PUBLISH = "publish"
    EXECUTE = "execute"
    HALT = "halt"
    RESUME = "resume"
    EVALUATE = "evaluate"
    GO_ON = "go_on"
    CHANGE = "change"
    STOP = "stop"
    END = "end"
    DROP = "drop"


BEFORE_REVIEW = frozenset({State.STARTED, State.DRAFTING, State.REVIEWED, State.SENT_BACK})
"""The draft is being made: steps are entered."""
_IN_FORCE = frozenset({State.EXECUTING, State.HALTED, State.EVALUATED})
STATES: States[State, Act] = States.of(
    State,
    (
        Way(Act.START, frozenset({State.PROPOSED}), State.STARTED),  # 11
        Way(Act.DRAFT, BEFORE_REVIEW, State.DRAFTING),  # 12; a new draft is reviewed anew
        Way(Act.REVIEW, frozenset({State.DRAFTING}), State.REVIEWED),  # 25
        Way(Act.TABLE, frozenset({State.REVIEWED}), State.TABLED),  # 29
        Way(Act.DECIDE, frozenset({State.TABLED}), State.DECIDED),  # 30
        Way(Act.SEND_BACK, frozenset({State.TABLED}), State.SENT_BACK),
        Way(Act.REFUSE, frozenset({State.TABLED}), State.REFUSED),
        Way(Act.REPORT, frozenset({State.DECIDED}), State.REPORTED),  # 31
        Way(Act.PUBLISH, frozenset({State.REPORTED}), State.PUBLISHED),  # 32
        Way(Act.EXECUTE, frozenset({State.REPORTED, State.PUBLISHED}), State.EXECUTING),  # 34
        Way(Act.HALT, frozenset({State.EXECUTING, State.EVALUATED}), State.HALTED),  # 37
        Way(Act.RESUME, frozenset({State.HALTED}), State.EXECUTING),
        Way(Act.EVALUATE, frozenset({State.EXECUTING}), State.EVALUATED),  # 36
        Way(Act.GO_ON, frozenset({State.EVALUATED}), State.EXECUTING),
        Way(Act.CHANGE, _IN_FORCE, State.CHANGED),  # 37
        Way(Act.STOP, _IN_FORCE, State.ENDED),  # 37
        Way(Act.END, frozenset({State.EXECUTING, State.EVALUATED}), State.ENDED),
        Way(Act.DROP, frozenset({State.PROPOSED, State.STARTED, State.DRAFTING}), State.DROPPED),  # 3
    ),
    ended={State.REFUSED, State.CHANGED, State.ENDED, State.DROPPED},
    waiting={State.TABLED},
)
