"""Where a proposal stands, and every way from there. Who may go a way stands in ``luoshi_web.registers.proposals.rights``."""

from enum import StrEnum

from luoshi_web.registers.engine.states import States, Way


class State(StrEnum):
    """Where a proposal stands. A merged one stays a row and is answered itself (浙江 18)."""

    FILED = "filed"
    NOT_FILED = "not_filed"
    ASSIGNED = "assigned"
    RETURNED = "returned"
    HANDLING = "handling"
    REPLIED = "replied"
    REDOING = "redoing"
    CONFERENCE = "conference"
    FOLLOWING = "following"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What moves a proposal."""

    NOT_FILE = "not_file"
    ASSIGN = "assign"
    RETURN = "return"
    SIGN = "sign"
    REPLY = "reply"
    REDO = "redo"
    CONFER = "confer"
    FOLLOW = "follow"
    SETTLE = "settle"
    WITHDRAW = "withdraw"


ENDED = frozenset({State.NOT_FILED, State.SETTLED, State.WITHDRAWN})
"""Nothing is to be done any more."""
STATES: States[State, Act] = States.of(
    State,
    (
        Way(Act.NOT_FILE, frozenset({State.FILED}), State.NOT_FILED),
        Way(Act.ASSIGN, frozenset({State.FILED, State.RETURNED}), State.ASSIGNED),
        Way(Act.RETURN, frozenset({State.ASSIGNED}), State.RETURNED),
        Way(Act.SIGN, frozenset({State.ASSIGNED}), State.HANDLING),
        Way(Act.REPLY, frozenset({State.HANDLING, State.REDOING}), State.REPLIED),
        Way(Act.REDO, frozenset({State.REPLIED}), State.REDOING),
        Way(Act.CONFER, frozenset({State.REPLIED}), State.CONFERENCE),
        Way(Act.FOLLOW, frozenset({State.REPLIED, State.CONFERENCE}), State.FOLLOWING),
        Way(Act.SETTLE, frozenset({State.REPLIED, State.CONFERENCE, State.FOLLOWING}), State.SETTLED),
        Way(Act.WITHDRAW, frozenset(State) - ENDED, State.WITHDRAWN),
    ),
    ended=ENDED,
    waiting={State.REPLIED, State.FOLLOWING, State.CONFERENCE},
)
"""While it waits, the unit has acted: a receipt, a meeting or a promise is waited for."""
