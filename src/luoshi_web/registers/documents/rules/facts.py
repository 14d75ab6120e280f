"""A normative document as the gates see it: reviews, days and what it touches, without names or words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """A review before the meeting."""

    LEGALITY = "legality"
    COMPETITION = "competition"


class Result(StrEnum):
    """What came of a review. ``excepted``: against the standards, and let pass by article 12 of fair competition until a day."""

    PASSED = "passed"
    FAILED = "failed"
    EXCEPTED = "excepted"
    NOT_NEEDED = "not_needed"


class Finding(StrEnum):
    """What an evaluation, or a clean-up, finds of a document: 继续有效、修改、废止、宣布失效."""

    KEEP = "keep"
    AMEND = "amend"
    REPEAL = "repeal"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Taken:
    """A review as it was entered. ``confirmed``: another person agreed, where two are needed; ``until``: the end of an exception."""

    step: Step
    result: Result
    on: date
    until: date | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """``business``: closely tied to the business of firms (涉企). ``duties``: touches rights or duties. ``joint``: issued by the government or its
    office, so that fair competition is reviewed by the market's regulator together with the drafter, and counts once the second has confirmed it.

    ``comment_full`` is the last day of the least time for comments, ``review_full`` and ``effect_full`` those of the review and of the time between
    publication and effect, where the place has such a rule; ``latest`` the last day of the longest validity. ``at_once``: the text says why it
    cannot wait. ``evaluated``: what the last evaluation found. ``continued``: the same text goes on under a new number, as it was reviewed before;
    ``excepted_before``: it rested on an exception from fair competition, which does not go on by itself.
    """

    steps: tuple[Taken, ...] = ()
    business: bool = False
    duties: bool = True
    joint: bool = False
    secret: bool = False
    continued: bool = False
    excepted_before: bool = False
    comment_from: date | None = None
    comment_to: date | None = None
    comment_full: date | None = None
    opinions: int | None = None
    feedback_on: date | None = None
    submitted_on: date | None = None
    review_full: date | None = None
    effective_on: date | None = None
    ends_on: date | None = None
    effect_full: date | None = None
    latest: date | None = None
    at_once: bool = False
    evaluated: Finding | None = None

    def cleared(self, step: Step, on: date) -> bool:
        """Whether the last word on a review by a day lets it go on; of legality, the last since it was handed in."""
        if self.continued and (step is Step.LEGALITY or not self.excepted_before):
            return True
        since = self.submitted_on if step is Step.LEGALITY else None
        said = [taken for taken in self.steps if taken.step is step and taken.on <= on]
        if since is not None:
            said = [taken for taken in said if taken.on >= since]
        return bool(said) and self._clears(sorted(said, key=lambda taken: taken.on)[-1], on)

    def _clears(self, taken: Taken, on: date) -> bool:
        if taken.result is Result.PASSED:
            return taken.confirmed or taken.step is Step.LEGALITY or not self.joint
        if taken.result is Result.EXCEPTED:
            runs = taken.until is not None and taken.until >= on
            return taken.step is Step.COMPETITION and taken.confirmed and runs
        touches = self.duties if taken.step is Step.LEGALITY else self.business
        return taken.result is Result.NOT_NEEDED and taken.confirmed and not touches
