"""Where one instance of a court case stands, every way from there, and what must hold before its judgment is entered and it is closed."""

from datetime import date
from enum import StrEnum

from luoshi_web.registers.cases.rules.facts import Suit
from luoshi_web.registers.engine.gates import Condition, Gate
from luoshi_web.registers.engine.states import States, Way


class Stage(StrEnum):
    """Where an instance stands. Each instance (审级) is a matter of its own."""

    SUED = "sued"
    PLEADED = "pleaded"
    IN_COURT = "in_court"
    JUDGED = "judged"
    APPEALED = "appealed"
    EFFECTIVE = "effective"
    CARRIED_OUT = "carried_out"
    SUIT_CLOSED = "suit_closed"


class Move(StrEnum):
    """What moves an instance."""

    PLEAD = "plead"
    SIT = "sit"
    JUDGE = "judge"
    APPEAL = "appeal"
    TAKE_EFFECT = "take_effect"
    CARRY_OUT = "carry_out"
    CLOSE = "close_suit"


TRIED = frozenset({Stage.SUED, Stage.PLEADED, Stage.IN_COURT})
"""The court has not judged yet."""
STAGES: States[Stage, Move] = States.of(
    Stage,
    (
        Way(Move.PLEAD, frozenset({Stage.SUED}), Stage.PLEADED),
        Way(Move.SIT, TRIED, Stage.IN_COURT),
        Way(Move.JUDGE, TRIED, Stage.JUDGED),
        Way(Move.APPEAL, frozenset({Stage.JUDGED}), Stage.APPEALED),
        Way(Move.TAKE_EFFECT, frozenset({Stage.JUDGED, Stage.APPEALED}), Stage.EFFECTIVE),
        Way(Move.CARRY_OUT, frozenset({Stage.EFFECTIVE}), Stage.CARRIED_OUT),
        Way(Move.CLOSE, frozenset({Stage.APPEALED, Stage.EFFECTIVE, Stage.CARRIED_OUT}), Stage.SUIT_CLOSED),
    ),
    ended={Stage.SUIT_CLOSED},
    waiting={Stage.PLEADED, Stage.IN_COURT, Stage.APPEALED},
)


def _said_who_came(suit: Suit, on: date) -> bool:
    return all(sitting.came is not None for sitting in suit.sittings if sitting.on <= on)


JUDGE: Gate[Suit] = Gate(Move.JUDGE, (Condition("who_came_missing", _said_who_came, True, "出庭规定 7"),))


def _performed(suit: Suit, on: date) -> bool:
    return suit.perform_by is None or (suit.performed_on is not None and suit.performed_on <= on)


CLOSE: Gate[Suit] = Gate(
    Move.CLOSE,
    (
        Condition("judgment_not_performed", _performed, True, "行政诉讼法 94"),
        Condition("advice_open", lambda suit, on: not suit.advice_open, True),
    ),
)
COURT_GATES = {gate.act: gate for gate in (JUDGE, CLOSE)}
