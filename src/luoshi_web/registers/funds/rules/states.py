"""Where a fund, a bond, a unit's three public expenses or a budget stands, and every way from there. Who may go a way: ``funds.rights``."""

from enum import StrEnum

from luoshi_web.registers.engine.states import States, Way


class Type(StrEnum):
    """What one matter of the register is: 专项资金, 政府债券, “三公”经费 of a unit and year, 预算、预算调整 or 决算."""

    SPECIAL = "special"
    BOND = "bond"
    THREE = "three"
    BUDGET = "budget"


class State(StrEnum):
    """Of a fund, a bond, three public expenses, a budget; no state belongs to two of them but ``dropped``."""

    BUDGETED = "budgeted"
    ALLOCATED = "allocated"
    PAID = "paid"
    SPENT = "spent"
    EVALUATED = "evaluated"
    SETTLED = "settled"
    RECOVERED = "recovered"
    PLANNED = "planned"
    APPROVED = "approved"
    ISSUED = "issued"
    REPAYING = "repaying"
    REPAID = "repaid"
    SET = "set"
    RUNNING = "running"
    FINAL = "final"
    DRAFTED = "drafted"
    ADOPTED = "adopted"
    CARRIED = "carried"
    DROPPED = "dropped"


class Act(StrEnum):
    """What moves it. The first posting of a kind moves a fund; its reversal moves it back."""

    ALLOCATE = "allocate"
    PAY = "pay"
    SPEND = "spend"
    EVALUATE = "evaluate"
    SETTLE = "settle"
    RECOVER = "recover"
    APPROVE = "approve"
    ISSUE = "issue"
    REPAY = "repay"
    REPAY_ALL = "repay_all"
    RUN = "run"
    CLOSE = "close"
    ADOPT = "adopt"
    CARRY = "carry"
    DROP = "drop"


FIRST: dict[Type, State] = {
    Type.SPECIAL: State.BUDGETED, Type.BOND: State.PLANNED, Type.THREE: State.SET, Type.BUDGET: State.DRAFTED,
}  # fmt: skip
"""Where each begins."""
POSTED = (State.BUDGETED, State.ALLOCATED, State.PAID, State.SPENT)
"""A fund while money is posted to it, in the order of its first postings."""
BEGUN = frozenset(FIRST.values())
ENDED = frozenset(
    {State.SETTLED, State.RECOVERED, State.REPAID, State.FINAL, State.CARRIED, State.DROPPED}
)  # fmt: skip
"""Nothing is to be done any more."""
_ALLOCATED = frozenset(POSTED) - {State.BUDGETED}
STATES: States[State, Act] = States.of(
    State,
    (
        Way(Act.ALLOCATE, frozenset({State.BUDGETED}), State.ALLOCATED),
        Way(Act.PAY, frozenset({State.ALLOCATED}), State.PAID),
        Way(Act.SPEND, frozenset({State.PAID}), State.SPENT),
        Way(Act.EVALUATE, _ALLOCATED, State.EVALUATED),
        Way(Act.SETTLE, frozenset({State.EVALUATED}), State.SETTLED),
        Way(Act.RECOVER, _ALLOCATED | {State.EVALUATED}, State.RECOVERED),
        Way(Act.APPROVE, frozenset({State.PLANNED}), State.APPROVED),
        Way(Act.ISSUE, frozenset({State.APPROVED}), State.ISSUED),
        Way(Act.REPAY, frozenset({State.ISSUED}), State.REPAYING),
        Way(Act.REPAY_ALL, frozenset({State.ISSUED, State.REPAYING}), State.REPAID),
        Way(Act.RUN, frozenset({State.SET}), State.RUNNING),
        Way(Act.CLOSE, frozenset({State.RUNNING}), State.FINAL),
        Way(Act.ADOPT, frozenset({State.DRAFTED}), State.ADOPTED),
        Way(Act.CARRY, frozenset({State.ADOPTED}), State.CARRIED),
        Way(Act.DROP, BEGUN | {State.APPROVED}, State.DROPPED),
    ),
    ended=ENDED,
    waiting=frozenset({State.REPAYING, State.ISSUED}),
)
"""A bond that is issued waits for the days of its calendar."""


def reached(sums: "dict[State, bool]") -> State:
    """How far a fund is by what is posted to it: the furthest of :data:`POSTED` to which money stands."""
    return [state for state in POSTED if state is State.BUDGETED or sums.get(state)][-1]
