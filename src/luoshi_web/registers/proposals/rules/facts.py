"""A proposal as the rules see it: days and codes, no names and no words. Everything that happened after a day is unknown on it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi_web.registers.proposals.rules.codes import Meaning


class Value(StrEnum):
    """How somebody rates. ``left_out``: no receipt came, also after the reminder (重庆 29)."""

    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    DISSATISFIED = "dissatisfied"
    LEFT_OUT = "left_out"


class Of(StrEnum):
    """What is rated. 办理工作 and 办理结果 are two ratings, and what was promised is rated again."""

    REPLY = "reply"
    ATTITUDE = "attitude"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class CoUnit:
    """One that helps. ``asked_on`` is the last day on which its opinion was asked for: an empty one is asked for again."""

    asked_on: date
    opinion_on: date | None = None

    def has_said(self, on: date) -> bool:
        """Whether its opinion, given since it was last asked for, was there on a day."""
        return self.opinion_on is not None and self.asked_on <= self.opinion_on <= on


@dataclass(frozen=True, slots=True)
class Contact:
    """A talk with a signatory; ``first`` with the first one (领衔代表, 第一提案人)."""

    on: date
    first: bool = True
    face_to_face: bool = False


@dataclass(frozen=True, slots=True)
class Rating:
    """One receipt."""

    of: Of
    round: int
    value: Value
    on: date


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a reply promised (承诺事项), by a day. ``given_up_on``: ended in writing without being done."""

    due: date
    verified_on: date | None = None
    given_up_on: date | None = None
    rated: bool = False

    def open(self, on: date) -> bool:
        """Whether something is still to be done for it: to be verified and rated again, or given up in writing."""
        if self.given_up_on is not None and self.given_up_on <= on:
            return False
        return self.verified_on is None or self.verified_on > on or not self.rated


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole. ``due`` is the day by which the reply had to be sent, with the widening that was granted in time; ``replied_on`` is of the first
    reply, ``reply_on`` of the last. ``public`` is None while nobody has decided; ``signed`` says that the head signed.
    """

    key: int
    filed_on: date
    filed: bool = True
    assigned_on: date | None = None
    withdrawn_on: date | None = None
    due: date | None = None
    replied_on: date | None = None
    reply_on: date | None = None
    round: int = 1
    meaning: Meaning | None = None
    co_units: tuple[CoUnit, ...] = ()
    contacts: tuple[Contact, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    ratings: tuple[Rating, ...] = ()
    public: bool | None = None
    private_reason: bool = False
    signed: bool = False
    conference_on: date | None = None

    def rated(self, of: Of, on: date) -> list[Rating]:
        """The receipts on one thing until a day, in their rounds."""
        return sorted((each for each in self.ratings if each.of is of and each.on <= on), key=lambda each: each.round)  # fmt: skip

    def last_rating(self, of: Of, on: date) -> Rating | None:
        """The receipt that counts on a day."""
        found = self.rated(of, on)
        return found[-1] if found else None

    def first_rating(self, of: Of, on: date) -> Rating | None:
        """The receipt of the first round (初次)."""
        found = self.rated(of, on)
        return found[0] if found else None


def had(day: date | None, on: date) -> bool:
    """Whether something had happened by a day."""
    return day is not None and day <= on
