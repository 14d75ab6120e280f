"""An application and a court case as the gates see them: days and codes, without names."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from luoshi_web.registers.cases.figures import Came


class Procedure(StrEnum):
    """普通程序 or 简易程序 (行政复议法 36, 53–55)."""

    ORDINARY = "ordinary"
    SIMPLIFIED = "simplified"


class Ground(IntEnum):
    """The ten grounds of suspension, by their numbers in 行政复议法 39."""

    DIED = 1
    INCAPABLE = 2
    MISSING = 3
    DISSOLVED = 4
    PREVENTED = 5
    TALKS = 6
    INTERPRETATION = 7
    OTHER_CASE = 8
    DOCUMENT = 9
    OTHER = 10


LASTING = frozenset({Ground.DIED, Ground.INCAPABLE, Ground.DISSOLVED})
"""Grounds after sixty full days of which a case may be terminated (行政复议法 41)."""


class Ending(IntEnum):
    """The five grounds of termination, by their numbers in 行政复议法 41."""

    WITHDRAWN = 1
    DIED = 2
    DISSOLVED = 3
    CRIMINAL = 4
    STOOD_STILL = 5


class Step(StrEnum):
    """What comes before a decision: parties heard (49), a hearing (50), the committee's advice (52), the head's consent or a collective decision (61)."""

    HEARD = "heard"
    HEARING = "hearing"
    COMMITTEE = "committee"
    CONSENT = "consent"


DETERMINED = frozenset({Step.HEARING, Step.COMMITTEE})
"""Steps that two persons may determine not to be needed: the law asks for them in major, difficult or technical cases."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was entered. ``needed`` False: it is said not to be needed, which ``approved`` by another person makes hold."""

    step: Step
    on: date
    needed: bool = True
    approved: bool = False

    def clears(self, on: date) -> bool:
        """Whether it is done by a day, or determined by two people not to be needed."""
        spared = not self.needed and self.approved and self.step in DETERMINED
        return self.on <= on and (self.needed or spared)


@dataclass(frozen=True, slots=True)
class Application:
    """``apply_by`` is the last day to apply where it is known (行政复议法 20, 21), ``applied_on`` the day of the post mark or of receipt.

    ``answer_over``: the respondent's time to answer has ended. ``perform_by``: something is to be performed by then.
    """

    applied_on: date
    apply_by: date | None = None
    excused: bool = False
    procedure: Procedure = Procedure.ORDINARY
    steps: tuple[Taken, ...] = ()
    answered_on: date | None = None
    answer_over: bool = False
    perform_by: date | None = None
    performed_on: date | None = None
    letters_open: bool = False
    published: bool = False

    def cleared(self, step: Step, on: date) -> bool:
        """Whether the last word on a step by a day lets it be decided."""
        said = [taken for taken in self.steps if taken.step is step and taken.on <= on]
        return bool(said) and sorted(said, key=lambda taken: taken.on)[-1].clears(on)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A day in court: ``came`` None until it is entered."""

    on: date
    came: Came | None = None


@dataclass(frozen=True, slots=True)
class Suit:
    """One instance of a court case."""

    sittings: tuple[Sitting, ...] = ()
    perform_by: date | None = None
    performed_on: date | None = None
    advice_open: bool = False
