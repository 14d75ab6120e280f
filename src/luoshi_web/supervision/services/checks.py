"""Checks (督查核查): planned with content, object and scope, drawn by a seed, recorded with day, place and words.

政府督查工作条例: methods art 12, kinds art 14, "repeat, multi-headed and ultra vires supervision is forbidden" art 15, false evidence art 25.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.checks.draw import draw
from luoshi_web.supervision.models import Check, CheckPlan, Item
from luoshi_web.supervision.selectors.verification import Scope, frame_of
from luoshi_web.supervision.services.evidence import Examined, attach_all, demand_photographs
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.services.said import said
from luoshi_web.supervision.services.standing import demand_right

_WHERE = (CheckPlan.Method.ON_SITE, CheckPlan.Method.UNANNOUNCED)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan says: art 15 asks for content, object (the offices of ``scope``) and scope."""

    name: str
    year: int
    method: str
    content: str
    scope: Scope
    sampled: int
    seed: str
    begins: date
    ends: date


@transaction.atomic
def plan_checks(*, actor: Actor, terms: Terms, at: datetime) -> CheckPlan:
    """Draw the items of a plan. The frame is kept with it: whoever has it and the seed draws the same items.

    Items that wait under another plan or were looked at within ``scope.rest_days`` are not in the frame. Raises :class:`Refusal` without
    content or seed, for a plan that ends before it begins, and where nothing fits.
    """
    content, seed = said(terms.content, "no_content"), said(terms.seed)
    if terms.ends < terms.begins:
        raise Refusal("plan_backwards")
    if terms.sampled < 1:
        raise Refusal("draw_nothing")
    frame = frame_of(terms.scope, year=terms.year, clearance=actor.clearance, at=timezone.localdate(at))
    if not frame:
        raise Refusal("nothing_to_draw")
    drawn = draw(frame, seed=seed, count=terms.sampled)
    plan = CheckPlan.objects.create(
        name=said(terms.name), year=terms.year, method=terms.method, content=content, sampled=terms.sampled, seed=seed,
        scope=terms.scope.to_json() | {"frame": frame}, begins=terms.begins, ends=terms.ends,
        by_id=actor.person_id, at=at,
    )  # fmt: skip
    items = dict(Item.objects.filter(number__in=drawn).values_list("number", "pk"))
    Check.objects.bulk_create(
        Check(plan=plan, item_id=items[number], method=terms.method) for number in drawn
    )
    record(
        actor=actor,
        verb="check.plan",
        target=plan,
        details={"seed": seed, "sampled": terms.sampled, "drawn": list(drawn)},
        at=at,
    )
    return plan


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody saw: how, when, where, what of it."""

    method: str
    finding: str
    on: date
    place: str
    words: str
    photographs: tuple[int, ...] = ()
    """Keys of attachments of the item that whoever looked has put there."""
    files: tuple[Examined, ...] = ()
    """Photographs that come with the record, examined."""


@transaction.atomic
def record_check(
    *, actor: Actor, item_id: int, version: int | None, look: Look, check_id: int | None = None, at: datetime
) -> Check:
    """Record what was found of an item, under a plan (``check_id``) or by itself.

    ``false`` is kept for the appraisal (art 25). Raises :class:`Refusal` where it is recorded already, for a day that has not come, for a
    check on site without a place, without words or finding, and for a file that is no photograph. Photographs and record are there together or
    neither is.
    """
    item = hold(item_id, version=version)
    demand_right(actor, "check.record", item)
    if look.finding in {"", Check.Finding.PLANNED}:
        raise Refusal("finding_missing")
    if look.on > timezone.localdate(at):
        raise Refusal("check_in_future")
    if look.method in _WHERE and not look.place.strip():
        raise Refusal("check_nowhere")
    words = said(look.words)
    check = Check(item=item) if check_id is None else _planned(item, check_id)
    check.method, check.finding, check.on = look.method, look.finding, look.on
    check.place, check.words = look.place.strip(), words
    check.by_id, check.at = actor.person_id, at
    check.save()
    photographs = item.attachments.filter(pk__in=look.photographs, by=actor.person_id, of_check__isnull=True)
    taken = photographs.update(of_check=check)
    demand_photographs(look.files)
    attach_all(actor=actor, item_id=item.pk, files=look.files, check_id=check.pk, at=at)
    keep(item)
    details = {
        "photographs": taken + len(look.files),
        "check": check.pk,
        "plan": check.plan_id,
        "finding": check.finding,
        "on": str(check.on),
    }
    record(actor=actor, verb="check.record", target=item, details=details, at=at)
    return check


def _planned(item: Item, check_id: int) -> Check:
    check = item.checks.get(pk=check_id)
    if check.finding != Check.Finding.PLANNED:
        raise Refusal("check_recorded")
    return check
