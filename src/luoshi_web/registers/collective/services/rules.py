"""The place's thresholds and rules of meetings: entered by one person of the office that keeps the register, confirmed by another."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.collective.models import MeetingRule, Threshold
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class ThresholdSaid:
    """A row of thresholds, in 元."""

    kind: str
    amount: Decimal
    body: str
    since: date
    source: str
    includes: bool = True
    funds: str = ""


@transaction.atomic
def enter_threshold(*, actor: Actor, threshold: ThresholdSaid, at: datetime) -> Threshold:
    """Proposed: it holds from its day once another person confirmed it, and ends the one before.

    Raises :class:`Refusal`: ``not_yours``; ``amount_missing``; ``no_words``; ``rule_waits`` where the same kind has a row of that day.
    """
    _demand(actor)
    if threshold.amount <= 0:
        raise Refusal("amount_missing")
    alike = {"kind": threshold.kind, "funds": threshold.funds.strip()}
    if Threshold.objects.filter(**alike, since=threshold.since).exists():
        raise Refusal("rule_waits")
    made = Threshold.objects.create(
        **alike, amount=threshold.amount, includes=threshold.includes, body=threshold.body, since=threshold.since, source=said(threshold.source),
        entered_by_id=actor.person_id,
    )  # fmt: skip
    details = {"kind": made.kind, "amount": str(made.amount), "since": str(made.since), "source": made.source}
    record(actor=actor, verb="collective.threshold", target=made, details=details, at=at)
    return made


@dataclass(frozen=True, slots=True)
class MeetingRuleSaid:
    """A rule of a kind of meeting: parts as numbers, 1 of 2 for a half; ``_more`` where it must be more than that."""

    body: str
    since: date
    source: str
    quorum_part: int = 1
    quorum_of: int = 2
    quorum_more: bool = False
    votes_part: int = 1
    votes_of: int = 2
    votes_more: bool = True
    of_entitled: bool = False
    chair_last: bool = False


@transaction.atomic
def enter_meeting_rule(*, actor: Actor, rule: MeetingRuleSaid, at: datetime) -> MeetingRule:
    """Proposed, as a threshold is. Raises :class:`Refusal`: ``not_yours``; ``part_of_nothing``; ``no_words``; ``rule_waits``."""
    _demand(actor)
    if not (0 < rule.quorum_part <= rule.quorum_of and 0 < rule.votes_part <= rule.votes_of):
        raise Refusal("part_of_nothing")
    if MeetingRule.objects.filter(body=rule.body, since=rule.since).exists():
        raise Refusal("rule_waits")
    made = MeetingRule.objects.create(
        body=rule.body, since=rule.since, source=said(rule.source), quorum_part=rule.quorum_part, quorum_of=rule.quorum_of, quorum_more=rule.quorum_more,
        votes_part=rule.votes_part, votes_of=rule.votes_of, votes_more=rule.votes_more, of_entitled=rule.of_entitled, chair_last=rule.chair_last,
        entered_by_id=actor.person_id,
    )  # fmt: skip
    details = {"body": made.body, "since": str(made.since), "source": made.source}
    record(actor=actor, verb="collective.meeting_rule", target=made, details=details, at=at)
    return made


@transaction.atomic
def confirm_threshold(*, actor: Actor, rule_id: int, at: datetime) -> Threshold:
    """Another person confirms. Raises :class:`Refusal`: ``not_yours``; ``rule_confirmed``; ``own_rule``."""
    found: Threshold = _confirm(actor, Threshold, rule_id)
    before = Threshold.objects.filter(kind=found.kind, funds=found.funds)
    _end(before, found)
    record(actor=actor, verb="collective.confirm_threshold", target=found, details={"since": str(found.since)}, at=at)  # fmt: skip
    return found


@transaction.atomic
def confirm_meeting_rule(*, actor: Actor, rule_id: int, at: datetime) -> MeetingRule:
    """Another person confirms. Raises :class:`Refusal`: ``not_yours``; ``rule_confirmed``; ``own_rule``."""
    found: MeetingRule = _confirm(actor, MeetingRule, rule_id)
    _end(MeetingRule.objects.filter(body=found.body), found)
    record(actor=actor, verb="collective.confirm_meeting_rule", target=found, details={"since": str(found.since)}, at=at)  # fmt: skip
    return found


@transaction.atomic
def refuse_threshold(*, actor: Actor, rule_id: int, at: datetime) -> None:
    """It is not confirmed, or taken back by whoever entered it; the log keeps what it said. Raises :class:`Refusal`: ``not_yours``; ``rule_confirmed``."""
    found: Threshold = _waiting(actor, Threshold, rule_id)
    details = {"kind": found.kind, "amount": str(found.amount), "since": str(found.since), "source": found.source}  # fmt: skip
    record(actor=actor, verb="collective.refuse_threshold", target=found, details=details, at=at)
    found.delete()


@transaction.atomic
def refuse_meeting_rule(*, actor: Actor, rule_id: int, at: datetime) -> None:
    """It is not confirmed, or taken back. Raises :class:`Refusal`: ``not_yours``; ``rule_confirmed``."""
    found: MeetingRule = _waiting(actor, MeetingRule, rule_id)
    details = {"body": found.body, "since": str(found.since), "source": found.source}
    record(actor=actor, verb="collective.refuse_meeting_rule", target=found, details=details, at=at)
    found.delete()


def _demand(actor: Actor) -> None:
    if not may(actor, "collective.rule"):
        raise Refusal("not_yours")


def _waiting(actor: Actor, model: Any, rule_id: int) -> Any:
    _demand(actor)
    found = model.objects.select_for_update(of=("self",)).filter(pk=rule_id).first()
    if found is None or found.confirmed_by_id is not None:
        raise Refusal("rule_confirmed")
    return found


def _confirm(actor: Actor, model: Any, rule_id: int) -> Any:
    found = _waiting(actor, model, rule_id)
    if found.entered_by_id == actor.person_id:
        raise Refusal("own_rule")
    found.confirmed_by_id = actor.person_id
    found.save(update_fields=["confirmed_by"])
    return found


def _end(alike: Any, found: Any) -> None:
    """What held before ends on its day; a row confirmed late ends where the next one began."""
    confirmed = alike.filter(confirmed_by__isnull=False).exclude(pk=found.pk)
    later = confirmed.filter(since__gt=found.since).order_by("since").first()
    found.until = later.since if later is not None else None
    found.save(update_fields=["until"])
    earlier = confirmed.filter(since__lt=found.since).order_by("-since").first()
    if earlier is not None:
        earlier.until = found.since
        earlier.save(update_fields=["until"])
