"""Where a finding stands, and every way from there. Who may go a way stands in ``luoshi_web.registers.findings.rights``."""

from enum import StrEnum

from luoshi_web.registers.engine.states import States, Way


class State(StrEnum):
    """Where a finding stands (黄山 2022: 申请销号, 核查, 审签, 公示, 销号)."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    PLANNED = "planned"
    RECTIFYING = "rectifying"
    APPLIED = "applied"
    VERIFIED = "verified"
    SIGNED_OFF = "signed_off"
    NOTICED = "noticed"
    CLOSED = "closed"
    LASTING = "lasting"
    CANNOT = "cannot"
    TRANSFERRED = "transferred"
    REOPENED = "reopened"


class Act(StrEnum):
    """What moves a finding."""

    ASSIGN = "assign"
    PLAN = "plan"
    ACCEPT = "accept"
    APPLY = "apply"
    VERIFY = "verify"
    REFUSE = "refuse"
    SIGN_OFF = "sign_off"
    NOTICE = "notice"
    CLOSE = "close"
    LAST = "last"
    CANNOT = "cannot"
    TRANSFER = "transfer"
    REOPEN = "reopen"


ENDED = frozenset({State.CLOSED, State.CANNOT, State.TRANSFERRED})
"""Nothing is to be done any more; what was closed may be found again."""
WORKED = frozenset({State.RECTIFYING, State.LASTING})
"""The unit is at work on it."""
CHECKED = frozenset({State.APPLIED, State.VERIFIED, State.SIGNED_OFF, State.NOTICED})
"""The keeper is asked for its closing."""
STATES: States[State, Act] = States.of(
    State,
    (
        Way(Act.ASSIGN, frozenset({State.REGISTERED, State.ASSIGNED}), State.ASSIGNED),
        Way(Act.PLAN, frozenset({State.ASSIGNED, State.PLANNED, State.REOPENED}), State.PLANNED),
        Way(Act.ACCEPT, frozenset({State.PLANNED}), State.RECTIFYING),
        Way(Act.APPLY, WORKED, State.APPLIED),
        Way(Act.VERIFY, frozenset({State.APPLIED}), State.VERIFIED),
        Way(Act.REFUSE, CHECKED, State.RECTIFYING),
        Way(Act.SIGN_OFF, frozenset({State.VERIFIED}), State.SIGNED_OFF),
        Way(Act.NOTICE, frozenset({State.SIGNED_OFF}), State.NOTICED),
        Way(Act.CLOSE, frozenset({State.SIGNED_OFF, State.NOTICED}), State.CLOSED),
        Way(Act.LAST, frozenset({State.RECTIFYING}), State.LASTING),
        Way(Act.CANNOT, WORKED, State.CANNOT),
        Way(Act.TRANSFER, frozenset(State) - ENDED, State.TRANSFERRED),
        Way(Act.REOPEN, frozenset({State.CLOSED}), State.REOPENED),
    ),
    ended=ENDED,
    waiting=CHECKED,
)
"""While it waits, the unit has applied: verification, signature or the notice is waited for."""
