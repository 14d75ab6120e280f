"""What must hold before a matter is listed, before a meeting's result counts, before it is carried out."""

from collections.abc import Callable
from datetime import date

from luoshi_web.registers.collective.rules.facts import Check, Discussed, Matter
from luoshi_web.registers.collective.rules.states import Act
from luoshi_web.registers.engine.gates import Condition, Gate

_LOCAL = "local rule"


def _legal(one: Matter, on: date) -> bool:
    return not one.contract or one.cleared(Check.LEGALITY, on)


def _fair(one: Matter, on: date) -> bool:
    return not one.favours or one.cleared(Check.COMPETITION, on)


def _budgeted(one: Matter, on: date) -> bool:
    """未列入预算的不得支出: an adjustment or the reserve comes first (预算法 64, 69)."""
    return not one.pays or one.cleared(Check.BUDGET, on)


def _argued(one: Matter, on: date) -> bool:
    return not one.argued or one.cleared(Check.ARGUMENT, on)


_CHECKS = (
    Condition("contract_unreviewed", _legal, False, _LOCAL),
    Condition("favours_unreviewed", _fair, True, "公平竞争审查条例 10、18"),
    Condition("not_budgeted", _budgeted, True, "预算法 13"),
)
LIST: Gate[Matter] = Gate(Act.LIST, (*_CHECKS, Condition("argument_missing", _argued, False, _LOCAL)))
"""Before a matter is listed for a meeting."""


def _held(holds: Callable[[Discussed], bool]) -> Callable[[Matter, date], bool]:
    return lambda one, on: bool(one.discussed) and holds(one.discussed[-1])


def _as_voted(held: Discussed) -> bool:
    """What was carried passes, unless whoever presides says why not."""
    return held.passed or not held.carried or held.reason


DISCUSS: Gate[Matter] = Gate(
    Act.PASS,
    (
        Condition("no_quorum", _held(lambda held: held.votes.quorate(held.rule.quorum)), False, _LOCAL),
        Condition("proposer_absent", _held(lambda held: held.proposer_came), False, _LOCAL),
        Condition("not_carried", _held(lambda held: held.carried or not held.passed), True, _LOCAL),
        Condition("result_unexplained", _held(_as_voted), True, _LOCAL),
        Condition("presider_not_last", _held(lambda held: held.chair_last or not held.rule.chair_last), False, _LOCAL),
        Condition("dissent_missing", _held(lambda held: not held.named or held.dissents >= held.votes.no), False, _LOCAL),
    ),
)  # fmt: skip
"""Before what a meeting did counts as its result."""


def _minuted(one: Matter, on: date) -> bool:
    held = one.passed(on)
    return held is not None and held.minutes_on is not None and held.minutes_on <= on


EXECUTE: Gate[Matter] = Gate(Act.EXECUTE, (*_CHECKS, Condition("minutes_unsigned", _minuted, False, _LOCAL)))
BELOW: Gate[Matter] = Gate(
    Act.BELOW,
    (*_CHECKS, Condition("threshold_reached", lambda one, on: not one.reached, True, _LOCAL)),
)
"""Before it is carried out without a meeting: only under the place's threshold."""
FIRST: Gate[Matter] = Gate(Act.FIRST, (Condition("not_budgeted", _budgeted, True, "预算法 13"),))
"""Before it is done first in an emergency: the reserve comes before the money."""
GATES = {str(gate.act): gate for gate in (LIST, DISCUSS, EXECUTE, BELOW, FIRST)}
