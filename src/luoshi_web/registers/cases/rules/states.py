"""Where an application for reconsideration stands, and every way from there (行政复议法 30–77)."""

from enum import StrEnum

from luoshi_web.registers.engine.states import States, Way


class State(StrEnum):
    """From receipt to the end. What was decided of it stands in its outcome, the same for all that are ``decided``."""

    RECEIVED = "received"
    CORRECTING = "correcting"
    ACCEPTED = "accepted"
    HANDLING = "handling"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    DECIDED = "decided"
    MEDIATED = "mediated"
    DISMISSED = "dismissed"
    TERMINATED = "terminated"
    SERVED = "served"
    PERFORMING = "performing"
    CLOSED = "closed"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What moves an application."""

    ASK_CORRECTION = "ask_correction"
    CORRECT = "correct"
    ABANDON = "abandon"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    REJECT = "reject"
    HANDLE = "handle"
    SUSPEND = "suspend"
    RESUME = "resume"
    DECIDE = "decide"
    MEDIATE = "mediate"
    DISMISS = "dismiss"
    TERMINATE = "terminate"
    SERVE = "serve"
    PERFORM = "perform"
    CLOSE = "close"


ENDED = frozenset({State.CLOSED, State.ABANDONED, State.WITHDRAWN})
"""Nothing is to be done any more; what was deemed abandoned is taken up again where its correction had come in time."""
CONCLUDED = frozenset({State.REJECTED, State.DECIDED, State.MEDIATED, State.DISMISSED, State.TERMINATED})
"""There is an outcome, and its paper is to be served."""
TRIED = frozenset({State.ACCEPTED, State.HANDLING, State.SUSPENDED})
"""Accepted and not yet concluded: the time to decide runs, or stands still."""
STATES: States[State, Act] = States.of(
    State,
    (
        Way(Act.ASK_CORRECTION, frozenset({State.RECEIVED}), State.CORRECTING),
        Way(Act.CORRECT, frozenset({State.CORRECTING, State.ABANDONED}), State.RECEIVED),
        Way(Act.ABANDON, frozenset({State.CORRECTING}), State.ABANDONED),
        Way(Act.WITHDRAW, frozenset({State.RECEIVED, State.CORRECTING}), State.WITHDRAWN),
        Way(Act.ACCEPT, frozenset({State.RECEIVED}), State.ACCEPTED),
        Way(Act.REJECT, frozenset({State.RECEIVED}), State.REJECTED),
        Way(Act.HANDLE, frozenset({State.ACCEPTED, State.HANDLING}), State.HANDLING),
        Way(Act.SUSPEND, frozenset({State.HANDLING}), State.SUSPENDED),
        Way(Act.RESUME, frozenset({State.SUSPENDED}), State.HANDLING),
        Way(Act.DECIDE, frozenset({State.HANDLING}), State.DECIDED),
        Way(Act.MEDIATE, frozenset({State.HANDLING}), State.MEDIATED),
        Way(Act.DISMISS, frozenset({State.ACCEPTED, State.HANDLING}), State.DISMISSED),
        Way(Act.TERMINATE, TRIED, State.TERMINATED),
        Way(Act.SERVE, CONCLUDED, State.SERVED),
        Way(Act.PERFORM, frozenset({State.SERVED}), State.PERFORMING),
        Way(Act.CLOSE, frozenset({State.SERVED, State.PERFORMING}), State.CLOSED),
    ),
    ended=ENDED,
    waiting=frozenset({State.CORRECTING, State.SUSPENDED, State.PERFORMING}),
)
