"""Objections to a published appraisal, their decision by others, and the corrected result (政府督查工作条例 art 17)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.appraisal.engine import FOLLOWS
from luoshi_web.supervision.appraisal.rules import WHOLE, rounded
from luoshi_web.supervision.clocks.services import start_limit
from luoshi_web.supervision.models import Appraisal, Limit, Objection, Score, ScoreLine
from luoshi_web.supervision.selectors.appraisals import recused
from luoshi_web.supervision.services.appraisals import DAYS_TO_DECIDE, settle_again
from luoshi_web.supervision.services.tell import tell_of_objection
from luoshi_web.supervision.urging.decisions import Decision


@transaction.atomic
def raise_objection(
    *, actor: Actor, score_id: int, line_id: int | None, reason: str, at: datetime
) -> Objection:
    """The head of an office objects to one line of its score, or to the whole.

    Raises :class:`Refusal`: another office's score, not published, too late, a line that follows from others, objected to already.
    """
    score = (
        Score.objects.select_for_update(of=("self",))
        .select_related("appraisal__object_limit", "office")
        .get(pk=score_id)
    )
    if actor.role != "head" or score.office_id != actor.office_id:
        raise Refusal("not_yours")
    appraisal = score.appraisal
    if appraisal.state != Appraisal.State.PUBLISHED:
        raise Refusal("appraisal_not_published")
    if appraisal.object_until is None:
        raise Refusal("objection_not_allowed")
    if timezone.localdate(at) > appraisal.object_until:
        raise Refusal("objection_too_late", day=str(appraisal.object_until))
    if not reason.strip():
        raise Refusal("words_wanted")
    line = score.lines.get(pk=line_id) if line_id is not None else None
    if line is not None and line.kind in FOLLOWS:
        raise Refusal("derived_line")
    if score.objections.filter(line=line).exists():
        raise Refusal("already_objected")
    objection = Objection.objects.create(
        score=score, line=line, by_id=actor.person_id, at=at, reason=reason.strip(),
        decide_limit=start_limit(
            item=None, kind=Limit.Kind.DECIDE, began=timezone.localdate(at), count=DAYS_TO_DECIDE, days=Limit.Days.CALENDAR,
            actor=actor, at=at,
        ),
    )  # fmt: skip
    details = {"office": str(score.office), "line": line.rule if line else None, "reason": reason}
    record(actor=actor, verb="objection.raise", target=objection, details=details, at=at)
    return objection


@transaction.atomic
def decide(
    *, actor: Actor, objection_id: int, decision: str, points: Decimal | None, answer: str, at: datetime
) -> Objection:
    """Upheld, partly upheld or rejected, by somebody who neither scored nor published nor gave points.

    ``points``: what the line is worth after it; of the whole, what is added or taken. The result changes only with :func:`correct`. A decision
    after the limit still counts: the office's right does not lapse by our lateness, and the log shows the day.
    """
    objection = (
        Objection.objects.select_for_update(of=("self",)).select_related("score__appraisal__supersedes", "line", "decide_limit").get(pk=objection_id)
    )  # fmt: skip
    appraisal = objection.score.appraisal
    if actor.role not in {"supervision", "leader"}:
        raise Refusal("not_yours")
    if actor.person_id in recused(appraisal) or actor.person_id == objection.by_id:
        raise Refusal("recused")
    if objection.decision != Objection.Decision.OPEN or decision == Objection.Decision.OPEN:
        raise Refusal("decided_already")
    if appraisal.state != Appraisal.State.PUBLISHED:
        raise Refusal("appraisal_not_published")
    if not answer.strip():
        raise Refusal("words_wanted")
    if decision == Objection.Decision.REJECTED:
        points = None
    elif points is None:
        raise Refusal("points_wanted")
    elif rounded(points) == (objection.line.points if objection.line else 0):
        raise Refusal("points_unchanged")
    objection.decision = Objection.Decision(decision)
    objection.points = rounded(points) if points is not None else None
    objection.answer, objection.decided_by_id, objection.decided_at = answer.strip(), actor.person_id, at
    objection.save(update_fields=["decision", "points", "answer", "decided_by", "decided_at"])
    in_time = timezone.localdate(at) <= objection.decide_until
    _end(objection.decide_limit, Limit.State.MET if in_time else Limit.State.MISSED, at)
    details = {
        "decision": decision,
        "in_time": in_time,
        "points_before": str(objection.line.points) if objection.line else None,
        "points": str(objection.points) if points is not None else None,
        "answer": answer,
    }
    record(actor=actor, verb="objection.decide", target=objection, details=details, at=at)
    tell_of_objection(objection, Decision(objection.decision, objection.answer), by=actor, at=at)
    return objection


@transaction.atomic
def correct(*, actor: Actor, appraisal_id: int, at: datetime) -> Appraisal:
    """A corrected result takes the place of the published one, which stays readable as superseded.

    Lines that were objected to with success have their new points; caps, doubling, ranks and grades follow. It is published at once and
    cannot be objected to again: the review has taken place. Raises :class:`Refusal` while objections can still come or wait for a decision, and
    where none was upheld.
    """
    old = (
        Appraisal.objects.select_for_update(of=("self",))
        .select_related("rule", "object_limit")
        .get(pk=appraisal_id)
    )
    if old.state != Appraisal.State.PUBLISHED or old.object_until is None:
        raise Refusal("appraisal_not_published")
    if timezone.localdate(at) <= old.object_until:
        raise Refusal("objections_run", day=str(old.object_until))
    objections = list(
        Objection.objects.filter(score__appraisal=old).select_related("score", "line").order_by("id")
    )
    waiting = sum(one.decision == Objection.Decision.OPEN for one in objections)
    if waiting:
        raise Refusal("objections_open", count=waiting)
    granted = [one for one in objections if one.points is not None]
    if not granted:
        raise Refusal("nothing_to_correct")
    new = _copied(old, actor, granted, at)
    old.state = Appraisal.State.SUPERSEDED
    old.save(update_fields=["state"])
    if old.object_limit:
        _end(old.object_limit, Limit.State.LIFTED, at)
    settle_again(new)
    details = {"edition": new.edition, "supersedes": old.pk, "objections": [one.pk for one in granted]}
    record(actor=actor, verb="appraisal.correct", target=new, details=details, at=at)
    return new


def _end(limit: Limit, state: str, at: datetime) -> None:
    """What the limit waited for has been done, or cannot come any more."""
    limit.state, limit.settled_on = state, timezone.localdate(at)
    limit.save(update_fields=["state", "settled_on"])


def _copied(old: Appraisal, actor: Actor, granted: list[Objection], at: datetime) -> Appraisal:
    """The next edition with all lines of the one before, corrected ones with their new points."""
    new = Appraisal.objects.create(
        name=old.name, year=old.year, begins=old.begins, ends=old.ends, edition=old.edition + 1, supersedes=old,
        rule=old.rule, state=Appraisal.State.PUBLISHED, scored_by_id=actor.person_id, scored_at=at,
        published_by_id=actor.person_id, published_at=at,
    )  # fmt: skip
    before = list(old.scores.all())
    copies = Score.objects.bulk_create(
        Score(
            appraisal=new, office_id=score.office_id, group_id=score.group_id, points=score.points, rank=score.rank,
            grade=score.grade, facts=score.facts,
        )
        for score in before
    )  # fmt: skip
    copy_of = {score.pk: copy for score, copy in zip(before, copies, strict=True)}
    by_line = {one.line_id: one for one in granted if one.line_id is not None}
    rows = []
    for line in ScoreLine.objects.filter(score__appraisal=old):
        row = ScoreLine(
            score=copy_of[line.score_id], rule=line.rule, kind=line.kind, points=line.points, item_id=line.item_id,
            inputs=line.inputs, order=line.order, by_id=line.by_id, at=line.at,
        )  # fmt: skip
        if objection := by_line.get(line.pk):
            row.points = objection.points or Decimal(0)
            row.inputs = line.inputs | {"corrected_from": str(line.points), "objection": objection.pk}
        rows.append(row)
    rows += [
        ScoreLine(
            score=copy_of[one.score_id], rule=WHOLE, kind="objection", points=one.points or Decimal(0), order=9999,
            inputs={"answer": one.answer, "objection": one.pk}, by_id=one.decided_by_id, at=one.decided_at,
        )
        for one in granted
        if one.line_id is None
    ]  # fmt: skip
    ScoreLine.objects.bulk_create(rows, batch_size=1000)
    return new
