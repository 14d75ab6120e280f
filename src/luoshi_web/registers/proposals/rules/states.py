"""Where a proposal stands, and every way from there: a table. Who may go a way stands in ``luoshi_web.registers.rights``."""

from dataclasses import dataclass
from enum import StrEnum


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


ENDED = frozenset({State.NOT_FILED, State.SETTLED, State.WITHDRAWN})
"""Nothing is to be done any more."""
WAITING = frozenset({State.REPLIED, State.FOLLOWING, State.CONFERENCE})
"""The unit has acted; a receipt, a meeting or a promise is waited for."""


class Phase(StrEnum):
    """The same for every register: what lists are narrowed by."""

    OPEN = "open"
    WAITING = "waiting"
    ENDED = "ended"


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


@dataclass(frozen=True, slots=True)
class Way:
    """One act, from where it may be done and where it leads."""

    act: Act
    sources: frozenset[State]
    target: State


_OPEN = frozenset(State) - ENDED
WAYS = {
    way.act: way
    for way in (
        Way(Act.NOT_FILE, frozenset({State.FILED}), State.NOT_FILED),
        Way(Act.ASSIGN, frozenset({State.FILED, State.RETURNED}), State.ASSIGNED),
        Way(Act.RETURN, frozenset({State.ASSIGNED}), State.RETURNED),
        Way(Act.SIGN, frozenset({State.ASSIGNED}), State.HANDLING),
        Way(Act.REPLY, frozenset({State.HANDLING, State.REDOING}), State.REPLIED),
        Way(Act.REDO, frozenset({State.REPLIED}), State.REDOING),
        Way(Act.CONFER, frozenset({State.REPLIED}), State.CONFERENCE),
        Way(Act.FOLLOW, frozenset({State.REPLIED, State.CONFERENCE}), State.FOLLOWING),
        Way(Act.SETTLE, frozenset({State.REPLIED, State.CONFERENCE, State.FOLLOWING}), State.SETTLED),
        Way(Act.WITHDRAW, _OPEN, State.WITHDRAWN),
    )
}


class WrongWay(ValueError):
    """An act that cannot be done from a state."""


def go(state: State, act: Act) -> State:
    """Where an act leads. Raises :class:`WrongWay`."""
    way = WAYS[act]
    if state not in way.sources:
        raise WrongWay(f"{act} from {state}")
    return way.target


def phase(state: State) -> Phase:
    """What a state is among those of all registers."""
    if state in ENDED:
        return Phase.ENDED
    return Phase.WAITING if state in WAITING else Phase.OPEN
