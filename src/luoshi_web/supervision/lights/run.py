"""The lights of a day: replayed without writing, or run, which writes what changed."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.supervision.lights.gather import end_of, facts_on
from luoshi_web.supervision.lights.judge import Colouring, judge
from luoshi_web.supervision.lights.keep import keep_lights, tidy_after
from luoshi_web.supervision.lights.rules import (
    KINDS,
    Kind,
    Rule,
    default_rules,
    in_force,
    read_terms,
    write_terms,
)
from luoshi_web.supervision.models import LightRule


def stored_rules(*, locked: bool = False) -> list[Rule]:
    """Every rule that the office has put in force or will have."""
    rows = LightRule.objects.select_for_update() if locked else LightRule.objects.all()
    return [
        Rule(
            _kind(row.kind),
            row.name,
            row.in_force,
            read_terms(_kind(row.kind), row.terms),
            row.source,
            row.pk,
        )
        for row in rows
    ]


def _kind(code: str) -> Kind:
    return next(kind for kind in KINDS if kind == code)


def rules_on(day: date) -> dict[Kind, Rule]:
    """The rules that hold, or held, on a day."""
    return in_force(stored_rules(), day)


def replay(
    day: date, items: Iterable[int] | None = None, *, rules: dict[Kind, Rule] | None = None
) -> dict[int, dict[Kind, Colouring]]:
    """The lights of a day under the rules then in force, by item, from what was known at its end. Writes nothing.

    50,000 items with a year of reports take about two seconds (docs/lights.md).
    """
    rules = rules or rules_on(day)
    calendar = the_calendar()

    def works(on: date) -> bool:
        return not calendar.rests(on)

    return {facts.item: judge(facts, rules, day, works) for facts in facts_on(day, items)}


def last_run() -> date | None:
    """The last day whose lights were computed."""
    act = Act.objects.filter(verb="light.run").order_by("-number").first()
    return date.fromisoformat(json.loads(act.details)["day"]) if act else None


def was_run(day: date) -> bool:
    """Whether the lights of this very day were computed: runs go on from day to day, so the first one since then that is of it or a later one tells."""
    begins = end_of(day - timedelta(days=1))
    acts = Act.objects.filter(verb="light.run", at__gte=begins).order_by("at")
    for details in acts.values_list("details", flat=True).iterator(chunk_size=50):
        ran = date.fromisoformat(json.loads(details)["day"])
        if ran >= day:
            return ran == day
    return False


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of a day did."""

    day: date
    items: int
    changed: int
    made_good: int


@transaction.atomic
def run_day(*, actor: Actor, day: date, at: datetime) -> Ran | None:
    """Compute the lights of a day and keep what changed. A day that was run already and looks the same gives None, and no act.

    Raises:
        Refusal: ``lights_went_on`` for a day before the last one that was run: the past is replayed, never written anew.
    """
    rules = in_force(_with_defaults(actor=actor, at=at), day)
    last = last_run()
    if last is not None and day < last:
        raise Refusal("lights_went_on", day=str(last))
    judged = replay(day, rules=rules)
    kept = keep_lights(day, judged, rules)
    tidy_after(kept)
    if last == day and not any(kept):
        return None
    colours = Counter(
        f"{kind}.{light.colour}" for lights in judged.values() for kind, light in lights.items()
    )
    ran = Ran(day, len(judged), kept.changed, kept.made_good)
    details = {
        "day": str(day),
        "items": ran.items,
        "changed": ran.changed,
        "made_good": ran.made_good,
        "colours": dict(colours),
    }
    record(actor=actor, verb="light.run", details=details, at=at)
    return ran


def relight(*items: int, day: date) -> None:
    """The lights of items again, within an act that changes what they are computed from, or after several.

    Only where the day's lights were run already; else the run that is still to come sees the change.
    """
    if not items or last_run() != day:
        return
    rules = rules_on(day)
    keep_lights(day, replay(day, items, rules=rules), rules, only=items)


def run_until(*, actor: Actor, day: date, at: datetime, begin: date | None = None) -> list[Ran]:
    """The last day that was run once more, as it may have been run before it was over, then every missed day in order, up to ``day``.

    The first run ever begins with ``begin``, or with ``day`` alone. Each day is a transaction of its own.
    """
    first = last_run() or begin or day
    if day < first:
        raise Refusal("lights_went_on", day=str(first))
    days = (first + timedelta(days=n) for n in range((day - first).days + 1))
    return [ran for each in days if (ran := run_day(actor=actor, day=each, at=at)) is not None]


def _with_defaults(*, actor: Actor, at: datetime) -> list[Rule]:
    """The stored rules, locked so that two runs wait for each other; the defaults become rows the first time."""
    rules = stored_rules(locked=True)
    held = {(rule.kind, rule.in_force) for rule in rules}
    missing = [rule for rule in default_rules().values() if (rule.kind, rule.in_force) not in held]
    for rule in missing:
        row = LightRule.objects.create(
            kind=rule.kind, name=rule.name, in_force=rule.in_force, terms=write_terms(rule.terms), source=rule.source
        )  # fmt: skip
        details = {"kind": rule.kind, "in_force": str(rule.in_force), "terms": row.terms}
        record(actor=actor, verb="rule.put_in_force", target=row, details=details, at=at)
    return stored_rules() if missing else rules
