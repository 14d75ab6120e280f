"""Facts of a day and the rule then in force → colour, reason, and the numbers that decided.

Nothing is late for want of data: "no data published yet" is grey. A rate is held against the rate that was promised, never against the
part of the year that has passed. A report that is due and not there is said to be so; it hides no gap that was known before.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from luoshi_web.supervision.lights.facts import ItemFacts, Said
from luoshi_web.supervision.lights.rules import GapTerms, HopeTerms, Kind, Rule, TimeTerms
from luoshi_web.supervision.lights.workdays import IsWorkingDay, between, last_within
from luoshi_web.supervision.progress.periods import owed_on, passed

GREEN, BLUE, YELLOW, RED, GREY = "green", "blue", "yellow", "red", "grey"
LATE = frozenset({"behind", "far_behind", "rate_short", "rate_far_short", "over_cap", "far_over_cap"})
"""Reasons of a gap that can be made good."""
KEPT = frozenset({"on_schedule", "rate_met", "within_cap"})
"""Reasons that say that there is no gap (any more)."""
NEAR = frozenset({"near_schedule"})
"""Behind, by no more than the rule tolerates: green, but not on schedule (达到序时进度)."""
NEAR_FROM = 0.05
"""Percentage points: less is the rounding of a count, 1,015 things where 1,015.4 were due."""
MADE_GOOD = KEPT | NEAR
"""Reasons by which a gap that was late counts as made good: its light is green again."""


class Colouring(NamedTuple):
    """A light of a day. ``inputs`` are what it was computed from: dates, decimals, words."""

    colour: str
    reason: str
    inputs: dict[str, Any]


def judge(
    facts: ItemFacts, rules: Mapping[Kind, Rule], day: date, works: IsWorkingDay
) -> dict[Kind, Colouring]:
    """The three lights of an item on a day."""
    time, gap, hope = rules["time"].terms, rules["gap"].terms, rules["hope"].terms
    if not (isinstance(time, TimeTerms) and isinstance(gap, GapTerms) and isinstance(hope, HopeTerms)):
        raise TypeError("the terms of a rule are of another light")
    return {
        "time": judge_time(facts, time, day, works),
        "gap": judge_gap(facts, gap, day, works),
        "hope": judge_hope(facts, hope, day),
    }


def judge_time(facts: ItemFacts, terms: TimeTerms, day: date, works: IsWorkingDay) -> Colouring:
    """How near the limit is, in working days; past it the light stays until the item is closed (宿迁产发 2025)."""
    if terms.claim_stops and facts.claimed_on is not None and facts.claimed_on <= facts.due:
        return Colouring(GREEN, "claimed", {"due": facts.due, "claimed_on": facts.claimed_on})
    if day > facts.due:
        if terms.asking_stops and facts.asked_on is not None and facts.asked_on < facts.due:
            return Colouring(terms.near, "asked", {"due": facts.due, "asked_on": facts.asked_on})
        return Colouring(terms.past, "past", {"due": facts.due, "days": (day - facts.due).days})
    if facts.due <= _near_until(day, terms.near_days, works):
        return Colouring(terms.near, "near", {"due": facts.due, "days": _left(day, facts.due, works)})
    return Colouring(GREEN, "far", {"due": facts.due, "days": (facts.due - day).days})


_near_until = lru_cache(64)(last_within)
_left = lru_cache(4096)(between)


def judge_gap(facts: ItemFacts, terms: GapTerms, day: date, works: IsWorkingDay) -> Colouring:
    """The gap between what was reached and what the schedule asks for, at the end of the latest reported period."""
    owed = _owed(day, terms.report_by, terms.every_months, works)
    is_owed = owed >= facts.assigned_on and facts.claimed_on is None
    said = facts.said
    if said is None:
        return (
            Colouring(YELLOW, "unreported", {"period": owed})
            if is_owed
            else Colouring(GREY, "not_yet", {"period": owed})
        )
    found = _worst(facts, said, terms)
    if not is_owed or said.period >= owed:
        return found
    if found.reason in LATE:
        return found._replace(inputs=found.inputs | {"missing": owed})
    return Colouring(YELLOW, "unreported", {"period": owed, "last": said.period})


def _worst(facts: ItemFacts, said: Said, terms: GapTerms) -> Colouring:
    """The values of one line are judged together, by the worst: 100 projects are not reached where the 18 large ones among them are not.

    A further value that was not reported is not judged, and has no milestones of its own.
    """
    worst = _of_report(facts, said, terms)
    for one in facts.further:
        if one.key not in said.further:
            continue
        alone = facts._replace(
            low=one.low, high=one.high, bound=one.bound, unit=one.unit, is_rate=one.is_rate, is_cap=one.is_cap, nodes=()
        )  # fmt: skip
        found = _of_report(alone, said._replace(value=Decimal(said.further[one.key]), share=None), terms)
        if _gravity(found) > _gravity(worst):
            worst = found._replace(inputs=found.inputs | {"of": one.words})
    return worst


def _gravity(light: Colouring) -> int:
    """How grave a light of the gap is; slightly below schedule is graver than on schedule, and both than nothing known."""
    return {RED: 4, YELLOW: 3, GREEN: 1}.get(light.colour, 0) + (light.reason in NEAR)


@lru_cache(64)
def _owed(day: date, report_by: int, every_months: int, works: IsWorkingDay) -> date:
    return owed_on(day, report_by=report_by, every_months=every_months, works=works)


def _of_report(facts: ItemFacts, said: Said, terms: GapTerms) -> Colouring:
    """By one report alone."""
    if said.state == "no_data":
        return Colouring(GREY, "no_data", {"period": said.period})
    target = facts.target
    node = _node(facts.nodes, said.period)
    inputs: dict[str, Any] = {"period": said.period}
    if target is None or (said.value is None and said.share is not None):
        if said.share is None and said.state == "reported":
            return Colouring(GREY, "no_measure", inputs)
        return _behind(facts, said, terms, float(said.share or 0), _percent(node, target), inputs)
    inputs |= {"unit": facts.unit, "target": target}
    value = Decimal(0) if said.value is None and said.state == "not_started" else said.value
    if facts.is_rate or facts.is_cap:
        if said.value is None:
            return Colouring(GREY, "no_measure", inputs)
        if node is None and facts.nodes and facts.nodes[0][0].year > said.period.year:
            return Colouring(
                GREY, "later", inputs | {"value": said.value, "asked": target, "due": facts.nodes[0][0]}
            )
        asked = node if node is not None else target
        return _held_against(facts, terms, said.value, asked, inputs | {"value": said.value, "asked": asked})
    if target == 0 or value is None:
        return Colouring(GREY, "no_measure", inputs)
    reached = float(value / target * 100)
    return _behind(facts, said, terms, reached, _percent(node, target), inputs | {"value": value})


def _node(nodes: tuple[tuple[date, Decimal], ...], period: date) -> Decimal | None:
    """What the last milestone up to a period's end asks for; None before the first."""
    reached = None
    for due, value in nodes:
        if due > period:
            break
        reached = value
    return reached


def _percent(node: Decimal | None, target: Decimal | None) -> float:
    """A milestone in percent of the target; it is a percent already where there is no target. 0 before the first milestone."""
    if node is None or target == 0:
        return 0.0
    return float(node) if target is None else float(node / target * 100)


def _behind(
    facts: ItemFacts, said: Said, terms: GapTerms, reached: float, node: float, inputs: dict[str, Any]
) -> Colouring:
    """In percentage points of the target: by milestones where there are any, else by the months that have passed (银川 2025)."""
    if facts.nodes:
        asked, by = node, "milestone"
    else:
        asked, by = _passed(facts.begins, facts.due, said.period) * 100, "months"
    gap = round(asked - reached, 2)
    inputs |= {"reached": round(reached, 2), "asked": round(asked, 2), "gap": gap, "by": by}
    if gap > float(terms.red_over):
        return Colouring(RED, "far_behind", inputs)
    if gap > 0 and gap >= float(terms.yellow_from):
        return Colouring(YELLOW, "behind", inputs)
    return Colouring(GREEN, "near_schedule" if gap >= NEAR_FROM else "on_schedule", inputs)


_passed = lru_cache(4096)(passed)


def _held_against(
    facts: ItemFacts, terms: GapTerms, value: Decimal, asked: Decimal, inputs: dict[str, Any]
) -> Colouring:
    """Value against value: any shortfall is one ("growth below the target growth", 宣城), a cap is kept or broken."""
    short = value - asked if facts.is_cap else asked - value
    allowed = terms.about_points if facts.bound == "about" and facts.is_rate else Decimal(0)
    if short <= allowed:
        return Colouring(GREEN, "within_cap" if facts.is_cap else "rate_met", inputs)
    inputs["gap"] = short
    far = asked != 0 and short * 100 > terms.rate_red_over * abs(asked)
    if facts.is_cap:
        return Colouring(RED, "far_over_cap", inputs) if far else Colouring(YELLOW, "over_cap", inputs)
    return Colouring(RED, "rate_far_short", inputs) if far else Colouring(YELLOW, "rate_short", inputs)


def judge_hope(facts: ItemFacts, terms: HopeTerms, day: date) -> Colouring:
    """What the supervision office judged, as long as the judgement is fresh: a rating needs evidence, not elapsed time."""
    said = facts.judged
    if said is None:
        return Colouring(GREY, "not_judged", {})
    inputs = {"on": said.on, "words": said.reason, "judged": said.colour}
    if _months_later(said.on, terms.months) < day:
        return Colouring(GREY, "stale", inputs)
    return Colouring(said.colour, "judged", inputs)


@lru_cache(4096)
def _months_later(day: date, months: int) -> date:
    """The same day some months on, the last day of the month where it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


def as_json(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs as JSON values: dates and decimals as text without noughts after the point."""
    return {name: _plain(value) for name, value in inputs.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value
