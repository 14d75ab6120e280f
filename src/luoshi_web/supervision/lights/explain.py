"""A light explains itself: reason and numbers → a sentence, in the language of whoever reads it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_noop as _

from luoshi_web.supervision.progress.values import write_value

SENTENCES: dict[str, str] = {
    # nearness of the limit
    "far": _("Due on %(due)s, in %(days)s days."),
    "near": _("Due on %(due)s: %(days)s working days are left."),
    "past": _("Due on %(due)s: %(days)s days past the limit, and not closed."),
    "claimed": _("Due on %(due)s; reported as done on %(claimed_on)s, within the limit, and waiting to be verified."),
    "asked": _("Due on %(due)s; more time was asked for on %(asked_on)s, before the limit, and that is still to be decided."),
    # gap to the schedule
    "not_yet": _("No report is due yet."),
    "unreported": _("The report of the period up to %(period)s is due and was not made."),
    "no_data": _("For the period up to %(period)s no data has been published yet; that is not being late."),
    "no_measure": _("The report up to %(period)s gives words alone: nothing that can be held against the schedule."),
    "on_schedule": _("Up to %(period)s %(reached)s%% were reached and %(asked)s%% were due (%(by)s): on schedule."),
    "near_schedule": _("Up to %(period)s %(reached)s%% were reached and %(asked)s%% were due (%(by)s): slightly below schedule, by %(gap)s percentage points, within the tolerance."),
    "behind": _("Up to %(period)s %(reached)s%% were reached and %(asked)s%% were due (%(by)s): behind by %(gap)s percentage points."),
    "far_behind": _("Up to %(period)s %(reached)s%% were reached and %(asked)s%% were due (%(by)s): far behind, by %(gap)s percentage points."),
    "rate_met": _("Up to %(period)s %(value)s, promised %(asked)s: reached. A rate is held against the promised rate, not against the months passed."),
    "rate_short": _("Up to %(period)s %(value)s, promised %(asked)s: short by %(gap)s. A rate is held against the promised rate, not against the months passed."),
    "rate_far_short": _("Up to %(period)s %(value)s, promised %(asked)s: far short, by %(gap)s. A rate is held against the promised rate, not against the months passed."),
    "within_cap": _("Up to %(period)s %(value)s, at most %(asked)s: kept."),
    "over_cap": _("Up to %(period)s %(value)s, at most %(asked)s: over by %(gap)s."),
    "later": _("Up to %(period)s %(value)s; %(asked)s is promised for %(due)s, and nothing before it."),
    "far_over_cap": _("Up to %(period)s %(value)s, at most %(asked)s: far over, by %(gap)s."),
    # judged recoverability
    "not_judged": _("Nobody has judged yet whether this can still be done."),
    "judged": _("Judged on %(on)s: %(words)s"),
    "stale": _("Last judged on %(on)s; that is too long ago to count."),
}  # fmt: skip
"""Reason of ``judge`` → sentence."""
BY = {"months": _("by the months passed"), "milestone": _("by the last milestone")}
_MISSING = _("The report of the period up to %(missing)s is due and was not made.")
_OF = _("Reached: %(value)s of %(target)s.")
_OF_FURTHER = _("%(of)s: %(sentence)s")
_MADE_GOOD = _("The gap was made good on %(day)s; the trace stays.")
_AMOUNTS = ("value", "asked", "gap", "target")
_VALUED = ("later", "rate_met", "rate_short", "rate_far_short", "within_cap", "over_cap", "far_over_cap")


def explain(reason: str, inputs: Mapping[str, Any]) -> str:
    """What a light says for itself. ``inputs`` as stored (JSON values) or as just computed."""
    shown = {name: _shown(value) for name, value in inputs.items()}
    if reason in _VALUED:
        unit = str(inputs.get("unit", ""))
        shown |= {name: _amount(inputs[name], unit) for name in _AMOUNTS if name in inputs}
    if "by" in shown:
        shown["by"] = translate(BY[shown["by"]])
    sentence = translate(SENTENCES[reason]) % shown
    if "reached" in inputs and "value" in inputs:
        unit = str(inputs.get("unit", ""))
        whole = {name: _amount(inputs[name], unit) for name in ("value", "target")}
        sentence = f"{translate(_OF) % whole} {sentence}"
    if "of" in inputs:
        sentence = translate(_OF_FURTHER) % {"of": inputs["of"], "sentence": sentence}
    if "missing" in inputs:
        sentence = f"{sentence} {translate(_MISSING) % shown}"
    return sentence


def explain_made_good(day: object) -> str:
    """The trace of a gap that was closed (瓯海 2020)."""
    return translate(_MADE_GOOD) % {"day": day}


def _amount(value: Any, unit: str) -> str:
    return write_value(Decimal(str(value)), unit)


def _shown(value: Any) -> str:
    text = str(value)
    return text.removesuffix(".0") if isinstance(value, float) else text
