"""A matter's rows as the pure rules see them: for gates, for the auditor's view, for statistics. The place's rule is that of the meeting's day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from luoshi_web.registers.collective import figures
from luoshi_web.registers.collective.models import CollectiveMatter, LocalRule, MeetingRule, Threshold
from luoshi_web.registers.collective.rules import facts
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.engine.reckoning import reckon
from luoshi_web.registers.matters.meetings import Discussion
from luoshi_web.supervision.clocks.office import the_calendar

PARTS = ("matter__checks", "matter__discussions__meeting", "matter__dissents", "matter__waivers")
"""What :func:`facts_of` reads of a matter, for ``prefetch_related``."""
COUNTED = (*PARTS, "matter__sent_back")
"""What :func:`counted_of` reads."""


class Rules:
    """The place's confirmed rules, read once, asked for a day."""

    def __init__(self) -> None:
        self._thresholds = list(Threshold.objects.filter(confirmed_by__isnull=False))
        self._meetings = list(MeetingRule.objects.filter(confirmed_by__isnull=False))

    def threshold(self, kind: str, funds: str, on: date) -> Threshold | None:
        """The row that holds on a day for a kind of matter: that of its kind of money before the general one; None where the place has none."""
        held = [
            each
            for each in self._thresholds
            if each.kind == kind and each.funds in {funds, ""} and _holds(each, on)
        ]
        return max(held, key=lambda each: (each.funds == funds, each.since), default=None)

    def meeting(self, body: str, on: date) -> facts.Rule:
        """The rule of a kind of meeting on a day; start values where the place has none."""
        held = [each for each in self._meetings if each.body == body and _holds(each, on)]
        return max(held, key=lambda each: each.since).rule if held else facts.Rule()


def _holds(rule: LocalRule, on: date) -> bool:
    return rule.since <= on and (rule.until is None or rule.until > on)


def decided_on(row: CollectiveMatter, today: date) -> date:
    """The day whose threshold holds: of its last meeting, else of what was done, else that for which it is listed, else today."""
    days = [each.meeting.on for each in row.matter.discussions.all()]
    return max(days, default=row.executed_on or row.listed_for or today)


def facts_of(
    row: CollectiveMatter, *, today: date | None = None, rules: Rules | None = None, meetings: Sequence[date] = ()
) -> facts.Matter:  # fmt: skip
    """As it is kept. ``today``: whose threshold holds where nothing was decided yet; ``meetings``: days of meetings after it was done first."""
    known, matter = rules or Rules(), row.matter
    against: dict[int, int] = {}
    for dissent in matter.dissents.all():
        against[dissent.meeting_id] = against.get(dissent.meeting_id, 0) + 1
    held = [_kept(each, known, against.get(each.meeting_id, 0)) for each in matter.discussions.all()]
    threshold = known.threshold(row.kind, row.funds, decided_on(row, today or matter.opened_on))
    return facts.Matter(
        kind=facts.Kind(row.kind), amount=row.amount, contract=row.contract, favours=row.favours, argued=row.argued,
        checks=tuple(
            facts.Checked(facts.Check(each.check_of), facts.Result(each.result), each.on, each.approved_by_id is not None)
            for each in matter.checks.all()
        ),
        threshold=threshold.rule if threshold is not None else None, discussed=tuple(sorted(held, key=lambda each: each.on)),
        materials_on=row.materials_on, materials_by=materials_by(row.listed_for) if row.listed_for else None, executed_on=row.executed_on,
        urgent_on=row.urgent_on, ratified_on=row.ratified_on, meetings=tuple(meetings), due=row.due, feedback_on=row.feedback_on,
        waived=any(each.approved_by_id is not None for each in matter.waivers.all()),
    )  # fmt: skip


def materials_by(meeting: date) -> date:
    """The latest day on which papers are in time before a meeting."""
    return reckon(clocks()["collective"]["materials"], meeting, the_calendar()).day


def _kept(kept: Discussion, rules: Rules, dissents: int) -> facts.Discussed:
    meeting = kept.meeting
    return facts.Discussed(
        meeting.on, kept.votes, kept.passed, rules.meeting(meeting.kind, meeting.on), kept.chair_last, bool(kept.chair_reason),
        kept.way != Discussion.Way.BALLOT, dissents, kept.proposer_came, meeting.minutes_on,
    )  # fmt: skip


_RESULTS = {
    Discussion.Result.PASSED: figures.PASSED, Discussion.Result.CHANGED: figures.PASSED, Discussion.Result.PUT_OFF: figures.PUT_OFF,
    Discussion.Result.REFUSED: figures.REFUSED,
}  # fmt: skip


def counted_of(row: CollectiveMatter, rules: Rules) -> figures.Matter:
    """What statistics count, as it is kept."""
    matter = row.matter
    seen = facts_of(row, rules=rules)
    return figures.Matter(
        row.pk, seen.kind, row.amount or Decimal(0), seen.reached,
        tuple(
            figures.Discussed(each.meeting.on, _RESULTS[Discussion.Result(each.result)], sum(one.meeting_id == each.meeting_id for one in matter.dissents.all()))
            for each in matter.discussions.all()
        ),
        tuple(each.on for each in matter.sent_back.all()), row.executed_on,
    )  # fmt: skip


def in_year(rows: "QuerySet[CollectiveMatter]", year: int) -> "QuerySet[CollectiveMatter]":
    """Those of which anything is counted in a year."""
    discussed = Discussion.objects.filter(meeting__on__year=year).order_by().values("matter")
    return rows.filter(
        Q(executed_on__year=year) | Q(pk__in=discussed) | Q(matter__sent_back__on__year=year)
    ).distinct()
