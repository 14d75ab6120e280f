"""Gates: a step may be taken only where its conditions hold. An exception is an act with its reason and approver, never a state.

The page shows the reasons of a shut gate beside the dead button; the service refuses with the same ones.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

F = TypeVar("F")


class GateFault(ValueError):
    """An exception that is none: without a reason, granted to oneself, or of a condition that the law gives no way round."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)  # no slots: Python 3.11 cannot name the type of a slotted generic
class Condition(Generic[F]):
    """``holds`` is asked of the facts on a day. ``absolute``: the law gives no way round it."""

    code: str
    holds: Callable[[F, date], bool]
    absolute: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a gate is shut. ``absolute``: no exception opens it."""

    code: str
    absolute: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception (例外) from one condition, from ``on`` to ``until`` with both days, granted by another person than the one who asked."""

    condition: str
    reason: str
    asked_by: int
    approved_by: int
    on: date
    until: date

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise GateFault("waiver_without_reason")
        if self.asked_by == self.approved_by:
            raise GateFault("waiver_takes_two")
        if self.until < self.on:
            raise GateFault("waiver_ends_before_it_begins")

    def covers(self, reason: Reason, on: date) -> bool:
        """Whether it opens the gate for a reason on a day."""
        return not reason.absolute and self.condition == reason.code and self.on <= on <= self.until


@dataclass(frozen=True, slots=True)
class Passage:
    """What a gate answers: ``shut`` are reasons that stand, ``waived`` those that an exception covers, each with it."""

    shut: tuple[Reason, ...]
    waived: tuple[tuple[Reason, Waiver], ...] = ()

    @property
    def open(self) -> bool:
        """Whether the step may be taken."""
        return not self.shut


@dataclass(frozen=True)  # no slots: Python 3.11 cannot name the type of a slotted generic
class Gate(Generic[F]):
    """The conditions of one step (``act``), in the order in which people are told of them."""

    act: str
    conditions: tuple[Condition[F], ...]

    def __post_init__(self) -> None:
        codes = [condition.code for condition in self.conditions]
        if len(codes) != len(set(codes)):
            raise GateFault("condition_twice")

    def ask(self, facts: F, on: date, waivers: Iterable[Waiver] = ()) -> Passage:
        """Every reason that shuts it, not the first alone.

        Raises :class:`GateFault` for an exception from an absolute condition or from one that the gate does not have.
        """
        given = tuple(waivers)
        for waiver in given:
            self.ask_for(waiver)
        shut: list[Reason] = []
        waived: list[tuple[Reason, Waiver]] = []
        for condition in self.conditions:
            if condition.holds(facts, on):
                continue
            reason = Reason(condition.code, condition.absolute, condition.source)
            by = next((waiver for waiver in given if waiver.covers(reason, on)), None)
            if by is None:
                shut.append(reason)
            else:
                waived.append((reason, by))
        return Passage(tuple(shut), tuple(waived))

    def ask_for(self, waiver: Waiver) -> None:
        """Whether an exception can be given at all.

        Raises :class:`GateFault` for one from an absolute condition or from one that the gate does not have.
        """
        absolute = {condition.code: condition.absolute for condition in self.conditions}
        if waiver.condition not in absolute:
            raise GateFault("waiver_of_nothing")
        if absolute[waiver.condition]:
            raise GateFault("waiver_of_the_absolute")
