"""What people decide of lights: whether an item can still be reached, and which rule holds from a day on."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.lights.rules import Kind, TermsFault, read_terms, write_terms
from luoshi_web.supervision.lights.run import relight
from luoshi_web.supervision.models import Judgement, LightRule
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.states import OPEN

JUDGED = (Colour.GREEN, Colour.YELLOW, Colour.RED)


@transaction.atomic
def judge_recoverability(
    *, actor: Actor, item_id: int, version: int | None = None, colour: str, reason: str, at: datetime
) -> Judgement:
    """Green: will be reached; yellow: in danger, recoverable; red: hard to recover (广元 2018). A rating needs evidence.

    Raises:
        Refusal: not the supervision office; an item that has ended; no reason; another colour.
    """
    item = hold(item_id, version=version)
    if not may(actor, "light.judge", item):
        raise Refusal("not_yours")
    if item.state not in OPEN:
        raise Refusal("wrong_state", state=item.get_state_display())
    if colour not in JUDGED:
        raise Refusal("judgement_colour")
    if not reason.strip():
        raise Refusal("judgement_without_reason")
    day = timezone.localdate(at)
    judgement = Judgement.objects.create(
        item=item, on=day, colour=colour, reason=reason.strip(), by_id=actor.person_id, at=at
    )
    keep(item)
    relight(item.pk, day=day)
    record(
        actor=actor,
        verb="light.judge",
        target=item,
        details={"colour": colour, "reason": reason.strip()},
        at=at,
    )
    return judgement


@transaction.atomic
def put_in_force(
    *, actor: Actor, kind: Kind, name: str, begins: date, terms: Mapping[str, Any], source: str, at: datetime
) -> LightRule:
    """A rule of one light from a future day on; the one before holds until then, and for the past for ever.

    Raises:
        Refusal: a day that is not in the future, or on which another rule of this light begins; terms out of bounds; no source.
    """
    if not may(actor, "rules.manage"):
        raise Refusal("not_yours")
    today = timezone.localdate(at)
    if begins <= today:
        raise Refusal("rule_not_future", day=str(today))
    if LightRule.objects.filter(kind=kind, in_force=begins).exists():
        raise Refusal("rule_there", day=str(begins))
    if not source.strip():
        raise Refusal("rule_without_source")
    try:
        checked = write_terms(read_terms(kind, terms))
    except TermsFault as fault:
        raise Refusal("rule_terms", term=fault.term) from fault
    rule = LightRule.objects.create(
        kind=kind, name=name.strip(), in_force=begins, terms=checked, source=source.strip()
    )
    details = {"kind": kind, "in_force": str(begins), "terms": checked}
    record(actor=actor, verb="rule.put_in_force", target=rule, details=details, at=at)
    return rule
