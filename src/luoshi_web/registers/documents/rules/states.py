"""Where a normative document stands, and every way from there. Who may go a way stands in ``luoshi_web.registers.documents.rights``.

Being in force is no state: it is a question with a day (:func:`~luoshi_web.registers.documents.rules.force.in_force`).
"""

from enum import StrEnum

from luoshi_web.registers.engine.states import States, Way


class State(StrEnum):
    """起草、征求意见、审核、集体审议、登记编号、公布、评估, and how it ends."""

    DRAFT = "draft"
    COMMENTING = "commenting"
    REVIEWING = "reviewing"
    DELIBERATED = "deliberated"
    REGISTERED = "registered"
    PUBLISHED = "published"
    EVALUATING = "evaluating"
    KEPT = "kept"
    REVISED = "revised"
    REPEALED = "repealed"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    NOT_COVERED = "not_covered"


class Act(StrEnum):
    """What moves a document. ``keep``: it goes on under a new number and span; ``void``: declared to have lapsed before its end."""

    COMMENT = "comment"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    DELIBERATE = "deliberate"
    REGISTER = "register"
    PUBLISH = "publish"
    EVALUATE = "evaluate"
    KEEP = "keep"
    REVISE = "revise"
    REPEAL = "repeal"
    VOID = "void"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    LEAVE_OUT = "leave_out"


DRAFTED = frozenset({State.DRAFT, State.COMMENTING})
"""The unit is at work on it."""
ISSUED = frozenset({State.PUBLISHED, State.EVALUATING})
"""Published, and not ended."""
OVER = frozenset({State.KEPT, State.REVISED, State.REPEALED, State.LAPSED})
"""Published, and ended on a day."""
ENDED = OVER | {State.WITHDRAWN, State.NOT_COVERED}
_BEFORE = DRAFTED | {State.REVIEWING, State.DELIBERATED}
STATES: States[State, Act] = States.of(
    State,
    (
        Way(Act.COMMENT, frozenset({State.DRAFT}), State.COMMENTING),
        Way(Act.SUBMIT, DRAFTED, State.REVIEWING),
        Way(Act.SEND_BACK, frozenset({State.REVIEWING}), State.DRAFT),
        Way(Act.DELIBERATE, frozenset({State.REVIEWING}), State.DELIBERATED),
        Way(Act.REGISTER, frozenset({State.DELIBERATED}), State.REGISTERED),
        Way(Act.PUBLISH, frozenset({State.REGISTERED}), State.PUBLISHED),
        Way(Act.EVALUATE, frozenset({State.PUBLISHED}), State.EVALUATING),
        Way(Act.KEEP, frozenset({State.EVALUATING}), State.KEPT),
        Way(Act.REVISE, ISSUED, State.REVISED),
        Way(Act.REPEAL, ISSUED, State.REPEALED),
        Way(Act.VOID, ISSUED, State.LAPSED),
        Way(Act.LAPSE, ISSUED, State.LAPSED),
        Way(Act.WITHDRAW, _BEFORE | {State.REGISTERED}, State.WITHDRAWN),
        Way(Act.LEAVE_OUT, _BEFORE, State.NOT_COVERED),
    ),
    ended=ENDED,
    waiting=frozenset({State.REVIEWING, State.DELIBERATED, State.REGISTERED, State.PUBLISHED}),
)
"""While it waits, the unit has done its part: review, registration, publication or the end of its validity is waited for."""
