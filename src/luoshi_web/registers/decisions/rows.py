"""A decision's rows as the pure rules see them: for gates, and for statistics. Days of the law's minimum times are counted by the calendar."""

from datetime import date, timedelta

from luoshi_web.registers.decisions import figures
from luoshi_web.registers.decisions.models import Consultation, Decision, LegalityReview, PublicHearing
from luoshi_web.registers.decisions.rules import facts
from luoshi_web.registers.decisions.rules.states import State
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.engine.reckoning import reckon
from luoshi_web.supervision.clocks.office import the_calendar

PARTS = (
    "matter__determinations", "matter__consultations", "matter__hearings", "matter__experts", "matter__risks", "matter__fair_reviews",
    "matter__reviews", "replaced_by",
)  # fmt: skip
"""What :func:`facts_of` reads of a decision, for ``prefetch_related``."""
COUNTED = (*PARTS, "matter__discussions", "matter__evaluations", "matter__dissents")
"""What :func:`counted_of` reads."""


def day_of_clock(code: str, event: date, place: str) -> date:
    """The answer of a clock of the register that is asked and does not run: the last full day of a minimum, the latest day before an event."""
    return reckon(clocks()["decisions"][code], event, the_calendar(), place=place).day


def opens(review: LegalityReview, place: str) -> date | None:
    """The first day after the time that a review must have; None while its papers are not complete."""
    if review.complete_on is None:
        return None
    return day_of_clock("legality", review.complete_on, place) + timedelta(days=1)


def facts_of(
    decision: Decision, *, discussed: facts.Discussed | None = None, explained: bool = False
) -> facts.Decision:
    """What the gates ask of, as it is kept. ``discussed`` and ``explained``: what an act is about to enter."""
    matter, place = decision.matter, decision.place
    return facts.Decision(
        draft_on=decision.draft_on,
        hearing_planned=decision.hearing_planned,
        market=decision.market,
        pilot=decision.pilot,
        risk_told=bool(decision.risk_told),
        determined=tuple(
            facts.Determined(facts.Step(each.step), each.on, each.approved_by_id is not None)
            for each in matter.determinations.all()
        ),
        comments=tuple(_comment(each, place) for each in matter.consultations.all()),
        hearings=tuple(_hearing(each, place) for each in matter.hearings.all()),
        experts=tuple(
            facts.Expert(each.on, each.stance == each.Stance.AGAINST) for each in matter.experts.all()
        ),
        experts_answered=bool(decision.experts_answer),
        risks=tuple(facts.Risk(each.on, each.controllable) for each in matter.risks.all()),
        fair=tuple(facts.FairReview(each.on, each.passed) for each in matter.fair_reviews.all()),
        reviews=tuple(_review(each, place) for each in matter.reviews.all()),
        discussed=discussed,
        published_on=decision.published_on,
        explained=explained or bool(decision.explanation),
        replaced=any(each.decided_on is not None for each in decision.replaced_by.all()),
        archived_on=decision.archived_on,
    )


def _comment(kept: Consultation, place: str) -> facts.Comment:
    full = day_of_clock("comment", kept.opened_on, place)
    return facts.Comment(
        kept.opened_on, kept.until, full, bool(kept.short_reason), kept.answered_on is not None
    )


def _hearing(kept: PublicHearing, place: str) -> facts.Hearing:
    return facts.Hearing(kept.on, kept.papers_on, day_of_clock("hearing_papers", kept.on, place))


def _review(kept: LegalityReview, place: str) -> facts.Review:
    return facts.Review(
        kept.asked_on, kept.as_review, opens(kept, place), facts.Opinion(kept.opinion) if kept.opinion else None, kept.given_on
    )  # fmt: skip


_IN_FORCE = frozenset({State.EXECUTING, State.HALTED, State.EVALUATED})


def counted_of(decision: Decision) -> figures.Decision:
    """What statistics count, as it is kept."""
    matter = decision.matter
    needed, done = _steps(decision)
    return figures.Decision(
        key=decision.pk, year=matter.year, listing=figures.Listing(decision.listing),
        dropped_on=matter.ended_on if matter.state == State.DROPPED else None, tabled_on=decision.tabled_on, decided_on=decision.decided_on,
        opinion_days=tuple(each.given_on for each in matter.reviews.all() if each.given_on is not None),
        needed=needed, done=done, excepted=decision.excepted,
        comments=tuple(figures.Comment(each.opened_on, each.answered_on, each.adopted) for each in matter.consultations.all()),
        dissents=len(matter.dissents.all()), evaluation_days=tuple(each.on for each in matter.evaluations.all()),
        in_force=matter.state in _IN_FORCE,
    )  # fmt: skip


def _steps(decision: Decision) -> tuple[int, int]:
    """How many steps it needed by its tabling, legality review and collective discussion always among them, and how many were done."""
    day = decision.tabled_on
    if day is None:
        return 0, 0
    seen = facts_of(decision)
    needed, review = seen.needed(day), seen.review(day)
    given = review.given_on if review is not None else None
    legality = given is not None and given <= day and not decision.excepted
    discussed = any(each.passed for each in decision.matter.discussions.all())
    return len(needed) + 2, len(needed & seen.done(day)) + legality + discussed
