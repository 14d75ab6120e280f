"""Acts of an appraisal until it is published: open and score, score again, points by hand, publish."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.appraisal.engine import (
    DERIVED,
    Candidate,
    OfficeFacts,
    Reason,
    Standing,
    appraise,
    settle,
)
from luoshi_web.supervision.appraisal.facts import Window, collect
from luoshi_web.supervision.appraisal.rules import HAND, RuleSet, read_rules, rounded
from luoshi_web.supervision.clocks.services import start_limit
from luoshi_web.supervision.models import Appraisal, AppraisalRule, Item, Limit, Score, ScoreLine
from luoshi_web.supervision.selectors.appraisals import groups_of, rule_in_force

DAYS_TO_OBJECT = DAYS_TO_DECIDE = 30
"""政府督查工作条例 art 17: an objection within 30 days, its review within 30 days."""

Key = tuple[int, str, int | None, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What scoring would give, before anything is written."""

    rule: AppraisalRule
    rules: RuleSet
    standings: tuple[Standing, ...]
    facts: Mapping[int, OfficeFacts]


def preview(*, year: int, begins: date, ends: date, at: datetime) -> Preview:
    """The standings of a window by the rules in force on its last day.

    Raises :class:`Refusal` where the window is not over, no rules are in force, or no groups are named.
    """
    if begins > ends:
        raise Refusal("window_reversed")
    as_of = timezone.localdate(at)
    if as_of <= ends:
        raise Refusal("window_not_over", day=str(ends))
    rule = rule_in_force(ends)
    if rule is None:
        raise Refusal("no_rule", day=str(ends))
    rules = read_rules(rule.terms)
    return Preview(rule, rules, *_standings(rules, Window(begins, ends, as_of), year, {}))


@transaction.atomic
def open_appraisal(
    *, actor: Actor, name: str, year: int, begins: date, ends: date, at: datetime
) -> Appraisal:
    """A new appraisal, scored at once. It can be scored again until it is published."""
    if Appraisal.objects.filter(name=name, year=year).exists():
        raise Refusal("appraisal_exists", name=name, year=year)
    found = preview(year=year, begins=begins, ends=ends, at=at)
    appraisal = Appraisal.objects.create(
        name=name, year=year, begins=begins, ends=ends, rule=found.rule, scored_by_id=actor.person_id, scored_at=at
    )  # fmt: skip
    write(appraisal, found.standings, found.facts, {})
    details = {
        "begins": str(begins),
        "ends": str(ends),
        "rule": str(found.rule),
        "offices": len(found.standings),
    }
    record(actor=actor, verb="appraisal.open", target=appraisal, details=details, at=at)
    return appraisal


@transaction.atomic
def score_again(*, actor: Actor, appraisal_id: int, at: datetime) -> Appraisal:
    """By today's knowledge of the same window. Points by hand stay; whoever scores last has scored."""
    appraisal = unpublished(appraisal_id)
    rules = read_rules(appraisal.rule.terms)
    hand = list(ScoreLine.objects.filter(score__appraisal=appraisal, kind=HAND).select_related("score"))
    given: dict[int, list[Reason]] = {}
    for line in hand:
        given.setdefault(line.score.office_id, []).append(reason_of(line))
    window = Window(appraisal.begins, appraisal.ends, timezone.localdate(at))
    standings, facts = _standings(rules, window, appraisal.year, given)
    appraisal.scores.all().delete()
    appraisal.scored_by_id, appraisal.scored_at = actor.person_id, at
    appraisal.save(update_fields=["scored_by", "scored_at"])
    write(appraisal, standings, facts, {_key(line.score.office_id, line): line for line in hand})
    record(actor=actor, verb="appraisal.score", target=appraisal, details={"offices": len(standings)}, at=at)
    return appraisal


@transaction.atomic
def give_by_hand(
    *, actor: Actor, appraisal_id: int, office_id: int, line: str, words: str, item_id: int | None = None, at: datetime
) -> None:  # fmt: skip
    """Points that a line by hand gives, resting on a paper that ``words`` name; before publishing alone.

    Raises :class:`Refusal`: no such line, no words, an item of another office, an office without a score.
    """
    appraisal = unpublished(appraisal_id)
    found = read_rules(appraisal.rule.terms).line(line)
    if found is None or found.per != HAND:
        raise Refusal("no_such_line")
    if not words.strip():
        raise Refusal("words_wanted")
    score = appraisal.scores.filter(office=office_id).first()
    if score is None:
        raise Refusal("no_score")
    if item_id is not None and not Item.objects.filter(pk=item_id, office=office_id).exists():
        raise Refusal("not_of_office")
    number = Item.objects.filter(pk=item_id or 0).values_list("number", flat=True).first()
    ScoreLine.objects.create(
        score=score, rule=line, kind=HAND, points=rounded(found.points), item_id=item_id, by_id=actor.person_id, at=at,
        inputs={"words": words.strip()} | ({"number": number} if number else {}), order=9999,
    )  # fmt: skip
    settle_again(appraisal)
    details = {"office": str(score.office), "line": line, "points": str(found.points), "words": words}
    record(actor=actor, verb="appraisal.give", target=appraisal, details=details, at=at)


@transaction.atomic
def take_back(*, actor: Actor, line_id: int, at: datetime) -> None:
    """Points by hand that were given in error, before publishing."""
    line = ScoreLine.objects.select_related("score__office").get(pk=line_id, kind=HAND)
    appraisal = unpublished(line.score.appraisal_id)
    details = {"office": str(line.score.office), "line": line.rule, "points": str(line.points)} | line.inputs
    line.delete()
    settle_again(appraisal)
    record(actor=actor, verb="appraisal.take_back", target=appraisal, details=details, at=at)


@transaction.atomic
def discard(*, actor: Actor, appraisal_id: int, at: datetime) -> None:
    """An appraisal that was opened in error, before publishing. The log keeps that it was there."""
    appraisal = unpublished(appraisal_id)
    details = {"begins": str(appraisal.begins), "ends": str(appraisal.ends)}
    record(actor=actor, verb="appraisal.discard", target=appraisal, details=details, at=at)
    appraisal.delete()


@transaction.atomic
def publish(*, actor: Actor, appraisal_id: int, at: datetime) -> Appraisal:
    """To all offices, who may object within 30 days (政府督查工作条例 art 17)."""
    appraisal = unpublished(appraisal_id)
    appraisal.state = Appraisal.State.PUBLISHED
    appraisal.published_by_id, appraisal.published_at = actor.person_id, at
    appraisal.object_limit = start_limit(
        item=None, kind=Limit.Kind.OBJECT, began=timezone.localdate(at), count=DAYS_TO_OBJECT, days=Limit.Days.CALENDAR,
        actor=actor, at=at,
    )  # fmt: skip
    appraisal.save(update_fields=["state", "published_by", "published_at", "object_limit"])
    details = {"object_until": str(appraisal.object_until)}
    record(actor=actor, verb="appraisal.publish", target=appraisal, details=details, at=at)
    return appraisal


def unpublished(appraisal_id: int) -> Appraisal:
    """The appraisal, locked. Raises :class:`Refusal` where it has been published."""
    appraisal = Appraisal.objects.select_for_update(of=("self",)).select_related("rule").get(pk=appraisal_id)
    if appraisal.state != Appraisal.State.SCORED:
        raise Refusal("appraisal_is_published")
    return appraisal


def reason_of(line: ScoreLine) -> Reason:
    """A stored line as the engine knows it."""
    return Reason(line.rule, line.kind, line.points, line.item_id, line.inputs)


def settle_again(appraisal: Appraisal) -> None:
    """Caps, doubling, ranks and grades anew from the stored lines, after one was added, taken away or corrected."""
    rules = read_rules(appraisal.rule.terms)
    scores = {score.office_id: score for score in appraisal.scores.all()}
    lines = list(ScoreLine.objects.filter(score__appraisal=appraisal).order_by("score", "order", "id"))
    raw: dict[int, list[ScoreLine]] = {}
    for line in lines:
        if line.kind not in DERIVED:
            raw.setdefault(line.score_id, []).append(line)
    candidates = [
        Candidate(
            office=score.office_id, group=score.group_id, items=int(score.facts.get("items", 0)),
            raw=tuple(reason_of(line) for line in raw.get(score.pk, ())),
            conditions=frozenset(score.facts.get("conditions", ())), measures=_measures(score),
        )
        for score in scores.values()
    ]  # fmt: skip
    office_of = {score.pk: office for office, score in scores.items()}
    authors = {_key(office_of[line.score_id], line): line for line in lines if line.by_id is not None}
    standings = settle(rules, candidates)
    ScoreLine.objects.filter(score__appraisal=appraisal).delete()
    for standing in standings:
        score = scores[standing.office]
        score.points, score.rank, score.grade = standing.points, standing.rank, standing.grade
    Score.objects.bulk_update(scores.values(), ["points", "rank", "grade"])
    write_lines(scores, standings, authors)


def write(
    appraisal: Appraisal,
    standings: Iterable[Standing],
    facts: Mapping[int, OfficeFacts],
    authors: Mapping[Key, ScoreLine],
) -> None:
    """Scores with their lines."""
    standings = tuple(standings)
    scores = Score.objects.bulk_create(
        Score(
            appraisal=appraisal, office_id=one.office, group_id=one.group, points=one.points, rank=one.rank,
            grade=one.grade, facts=kept(facts[one.office]),
        )
        for one in standings
    )  # fmt: skip
    write_lines({score.office_id: score for score in scores}, standings, authors)


def write_lines(
    scores: Mapping[int, Score],
    standings: Iterable[Standing],
    authors: Mapping[Key, ScoreLine],
) -> None:
    """The lines of all scores in their order; those that a person gave keep their author."""
    rows = []
    for standing in standings:
        for order, reason in enumerate(standing.reasons):
            row = ScoreLine(
                score=scores[standing.office], rule=reason.line, kind=reason.kind, points=reason.points,
                item_id=reason.item, inputs=dict(reason.inputs), order=order,
            )  # fmt: skip
            if author := authors.get(_key(standing.office, row)):
                row.by_id, row.at = author.by_id, author.at
            rows.append(row)
    ScoreLine.objects.bulk_create(rows, batch_size=1000)


def _standings(
    rules: RuleSet, window: Window, year: int, given: Mapping[int, list[Reason]]
) -> tuple[tuple[Standing, ...], dict[int, OfficeFacts]]:
    """Every office that held items, is in a group of the year, or got points by hand."""
    groups = groups_of(year)
    if not groups:
        raise Refusal("no_groups", year=year)
    facts = collect(window, every=rules.every, grace=rules.grace)
    for office in {*groups, *given} - set(facts):
        facts[office] = OfficeFacts(office, {})
    return appraise(rules, facts.values(), groups, given), facts


def kept(facts: OfficeFacts) -> dict[str, Any]:
    """Facts as a score keeps them: what settling its lines again and the table of an appraisal need."""
    measures = {
        name: str(value) if isinstance(value, Decimal) else None for name, value in facts.measures.items()
    }
    return {
        "items": facts.items,
        "totals": dict(facts.totals),
        "conditions": sorted(facts.conditions),
        "measures": measures,
        "parts": {name: [str(part), whole] for name, (part, whole) in facts.parts.items()},
    }


def _measures(score: Score) -> dict[str, Decimal | None]:
    """As they were kept: what a grade needs is asked of them again."""
    kept = score.facts.get("measures", {})
    return {name: None if value is None else Decimal(value) for name, value in kept.items()}


def _key(office: int, line: ScoreLine) -> Key:
    """What tells one line that a person gave from another."""
    said = line.inputs.get("words") or line.inputs.get("objection") or ""
    return office, line.rule, line.item_id, str(said)
