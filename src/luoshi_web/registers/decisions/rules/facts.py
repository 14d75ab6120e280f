"""A major decision as the gates see it: days, counts and yes or no, without names or words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi_web.registers.engine.votes import Votes


class Step(StrEnum):
    """What is done unless two persons determine that it does not apply. Legality review and collective discussion always apply (25, 30)."""

    COMMENT = "comment"
    HEARING = "hearing"
    EXPERT = "expert"
    RISK = "risk"
    COMPETITION = "competition"
    PUBLICATION = "publication"


class Opinion(StrEnum):
    """What the legality review says."""

    LEGAL = "legal"
    WITH_CHANGES = "with_changes"
    ILLEGAL = "illegal"


@dataclass(frozen=True, slots=True)
class Determined:
    """Somebody says that a step does not apply; it counts once another person ``approved`` it."""

    step: Step
    on: date
    approved: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """公开征求意见. ``until`` is the last day for opinions, ``full`` the last day of the thirty. ``answered``: what became of the opinions is said."""

    opened_on: date
    until: date
    full: date
    short_reason: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Hearing:
    """听证会. ``papers_by`` is the latest day on which its papers are in time."""

    on: date
    papers_on: date
    papers_by: date


@dataclass(frozen=True, slots=True)
class Expert:
    """A signed opinion of an expert or a body of experts without an interest of their own (19, 20). ``against``: they do not agree."""

    on: date
    against: bool = False


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk assessment (22, 23). ``controllable``: 风险可控 (24)."""

    on: date
    controllable: bool


@dataclass(frozen=True, slots=True)
class FairReview:
    """公平竞争审查, where the draft touches what firms do (29)."""

    on: date
    passed: bool


@dataclass(frozen=True, slots=True)
class Review:
    """合法性审查. ``as_review``: asked for as a review, not as a comment (25). ``opens``: the first day after the time that it must have (26)."""

    asked_on: date
    as_review: bool = True
    opens: date | None = None
    opinion: Opinion | None = None
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class Discussed:
    """What was done with it at a meeting. ``whole``: of the executive or the plenary meeting, which alone discuss it (30)."""

    whole: bool
    votes: Votes
    passed: bool
    chief_last: bool
    chief_reason: bool = False
    dissents: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """``draft_on``: of the draft as it is now. ``market``: it touches what firms do. ``pilot`` 探索性改革, with the legal risk said where ``risk_told``.

    ``replaced``: a new round of the same steps decided what takes its place (37). ``explained``: what became of opinions is told with the publication.
    """

    draft_on: date | None = None
    hearing_planned: bool = False
    market: bool = False
    pilot: bool = False
    risk_told: bool = False
    determined: tuple[Determined, ...] = ()
    comments: tuple[Comment, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    experts: tuple[Expert, ...] = ()
    experts_answered: bool = False
    risks: tuple[Risk, ...] = ()
    fair: tuple[FairReview, ...] = ()
    reviews: tuple[Review, ...] = ()
    discussed: Discussed | None = None
    published_on: date | None = None
    explained: bool = False
    replaced: bool = False
    archived_on: date | None = None

    def spared(self, step: Step, on: date) -> bool:
        """Two persons determined that a step does not apply."""
        return any(each.step is step and each.approved and each.on <= on for each in self.determined)

    def comment(self, on: date) -> Comment | None:
        """The last one that was opened."""
        return max((each for each in self.comments if each.opened_on <= on), key=lambda one: one.opened_on, default=None)  # fmt: skip

    def review(self, on: date) -> Review | None:
        """The last one that was asked for on the draft as it is: an older draft's review is none."""
        asked = [
            each
            for each in self.reviews
            if each.asked_on <= on and (self.draft_on is None or each.asked_on >= self.draft_on)
        ]
        return asked[-1] if asked else None

    def needed(self, on: date) -> frozenset[Step]:
        """The conditional steps before the meeting that nobody determined away: hearing and fair competition only where they apply."""
        asked = {Step.COMMENT, Step.EXPERT, Step.RISK}
        if self.hearing_planned:
            asked.add(Step.HEARING)
        if self.market:
            asked.add(Step.COMPETITION)
        return frozenset(step for step in asked if not self.spared(step, on))

    def done(self, on: date) -> frozenset[Step]:
        """The conditional steps of which something is entered by a day."""
        found: dict[Step, tuple[Comment | Hearing | Expert | Risk | FairReview, ...]] = {
            Step.HEARING: self.hearings, Step.EXPERT: self.experts, Step.RISK: self.risks, Step.COMPETITION: self.fair,
        }  # fmt: skip
        days = {
            step: [each.on for each in rows if not isinstance(each, Comment)] for step, rows in found.items()
        }
        days[Step.COMMENT] = [each.opened_on for each in self.comments]
        return frozenset(step for step, held in days.items() if any(day <= on for day in held))
