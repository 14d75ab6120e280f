"""Questions about claims, verdicts, endings and checks."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Check, Completion, Ending, Item, Verdict
from luoshi_web.supervision.states import State


def claims_to_judge(actor: Actor) -> QuerySet[Completion]:
    """Claims without a verdict, oldest first."""
    return _standing(actor).filter(verdict__isnull=True)


def claims_to_sign_off(actor: Actor) -> QuerySet[Completion]:
    """Claims found fit that nobody has signed off, oldest verdict first."""
    found = _standing(actor).filter(verdict__finding=Verdict.Finding.FIT)
    return found.select_related("verdict__by").order_by("verdict__at", "id")


def _standing(actor: Actor) -> QuerySet[Completion]:
    later = Completion.objects.filter(item=OuterRef("item"), pk__gt=OuterRef("pk"))
    claims = Completion.objects.filter(
        ~Exists(later),
        item__state=State.REPORTED,
        item__secrecy__lte=actor.clearance,
        withdrawn_at__isnull=True,
    )
    return claims.select_related("item__office", "by", "post").order_by("at", "id")


def endings_to_decide(actor: Actor) -> QuerySet[Ending]:
    """Proposed endings, oldest first: for a leader those of the offices in his charge, for the supervision office all."""
    asked = Ending.objects.filter(stage=Ending.Stage.ASKED, item__secrecy__lte=actor.clearance)
    if actor.role == "leader":
        asked = asked.filter(Q(item__leader=actor.post_id) | Q(item__office__in=actor.offices))
    return asked.select_related("item__office", "item__leader__office", "asked_by", "into").order_by(
        "asked_at", "id"
    )


def checks_to_make(actor: Actor) -> QuerySet[Check]:
    """What was drawn and not yet looked at, the plan that ends first first."""
    planned = Check.objects.filter(
        finding=Check.Finding.PLANNED, plan__isnull=False, item__secrecy__lte=actor.clearance
    )
    return planned.select_related("item__office", "plan").order_by(
        "plan__ends", "plan_id", "item__office__order", "id"
    )


def checks_shown_to(actor: Actor, item: Item) -> QuerySet[Check]:
    """The checks of an item. A department learns of a check that is yet to come only where it is announced, never of 暗访."""
    checks = item.checks.select_related("plan", "by").prefetch_related("attachments")
    if actor.role in {"officer", "head"}:
        checks = checks.exclude(finding=Check.Finding.PLANNED, method="unannounced")
    return checks.order_by("-at", "-id")


def false_reports(*, since: date, until: date) -> QuerySet[Check]:
    """Checks from a day to another, both included, that found a report false: for the appraisal (政府督查工作条例 art 25)."""
    found = Check.objects.filter(finding=Check.Finding.FALSE, on__gte=since, on__lte=until)
    return found.select_related("item__office").order_by("on", "id")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which items a plan draws from. ``offices`` are codes, empty for all; ``light`` is a colour of the gap to the schedule.

    ``rest_days``: who was looked at within so many days is left in peace.
    """

    states: tuple[str, ...] = (State.ACTIVE, State.REPORTED)
    kinds: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    light: str = ""
    rest_days: int = 30

    def to_json(self) -> dict[str, Any]:
        """As a plan keeps it."""
        return {
            "states": [str(state) for state in self.states],
            "kinds": list(self.kinds),
            "offices": list(self.offices),
            "light": self.light,
            "rest_days": self.rest_days,
        }


def frame_of(scope: Scope, *, year: int, clearance: int, at: date) -> dict[str, list[str]]:
    """The items that a scope finds on a day: code of the office → numbers, both in order.

    Left out is what waits under another plan and what was looked at within ``rest_days``: repeat supervision is forbidden (art 15).
    """
    rested = Check.objects.filter(item=OuterRef("pk")).filter(
        Q(finding=Check.Finding.PLANNED) | Q(on__gt=at - timedelta(days=scope.rest_days))
    )
    items = Item.objects.filter(
        ~Exists(rested), year=year, state__in=scope.states, secrecy__lte=clearance, office__isnull=False
    )
    if scope.kinds:
        items = items.filter(kind__in=scope.kinds)
    if scope.offices:
        items = items.filter(office__code__in=scope.offices)
    if scope.light:
        items = items.filter(gap_light=scope.light)
    frame: defaultdict[str, list[str]] = defaultdict(list)
    for office, number in items.order_by("office__code", "number").values_list("office__code", "number"):
        frame[str(office)].append(number)
    return dict(frame)
