"""Where a matter stands on its way to a meeting and after it. Who may go a way stands in ``luoshi_web.registers.collective.rights``."""

from enum import StrEnum

from luoshi_web.registers.engine.states import States, Way


class State(StrEnum):
    """申报、会前审查、列入议题、会议结果、执行、反馈、销号; and what is done first in an emergency (紧急情况先行处置)."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    CHECKED = "checked"
    LISTED = "listed"
    PASSED = "passed"
    PUT_OFF = "put_off"
    REFUSED = "refused"
    URGENT = "urgent"
    UNRATIFIED = "unratified"
    EXECUTING = "executing"
    DONE = "done"
    CLOSED = "closed"


class Act(StrEnum):
    """What moves a matter."""

    RETURN = "return"
    AGAIN = "again"
    CHECK = "check"
    LIST = "list"
    PASS = "pass"
    PUT_OFF = "put_off"
    REFUSE = "refuse"
    FIRST = "first"
    RATIFY = "ratify"
    NOT_RATIFY = "not_ratify"
    EXECUTE = "execute"
    BELOW = "below"
    FEED_BACK = "feed_back"
    CLOSE = "close"


STATES: States[State, Act] = States.of(
    State,
    (
        Way(Act.RETURN, frozenset({State.PROPOSED, State.CHECKED}), State.RETURNED),
        Way(Act.AGAIN, frozenset({State.RETURNED, State.PUT_OFF}), State.PROPOSED),
        Way(Act.CHECK, frozenset({State.PROPOSED}), State.CHECKED),
        Way(Act.LIST, frozenset({State.CHECKED}), State.LISTED),
        Way(Act.PASS, frozenset({State.LISTED}), State.PASSED),
        Way(Act.PUT_OFF, frozenset({State.LISTED}), State.PUT_OFF),
        Way(Act.REFUSE, frozenset({State.LISTED}), State.REFUSED),
        Way(Act.FIRST, frozenset({State.PROPOSED, State.CHECKED, State.LISTED}), State.URGENT),
        Way(Act.RATIFY, frozenset({State.URGENT}), State.EXECUTING),
        Way(Act.NOT_RATIFY, frozenset({State.URGENT}), State.UNRATIFIED),
        Way(Act.EXECUTE, frozenset({State.PASSED}), State.EXECUTING),
        Way(Act.BELOW, frozenset({State.CHECKED}), State.EXECUTING),
        Way(Act.FEED_BACK, frozenset({State.EXECUTING}), State.DONE),
        Way(Act.CLOSE, frozenset({State.DONE}), State.CLOSED),
    ),
    ended={State.REFUSED, State.UNRATIFIED, State.CLOSED},
    waiting={State.LISTED, State.DONE},
)
