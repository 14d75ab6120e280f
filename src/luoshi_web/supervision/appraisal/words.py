"""Reasons, kinds and faults in words, made when they are shown and in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.supervision.appraisal.rules import RuleSet

SENTENCES: dict[str, StrOrPromise] = {
    "base": _("What every office begins with."),
    "done_on_time": _("Due %(due)s, done %(on)s."),
    "done_late": _("Due %(due)s, done %(on)s: %(days)s days late."),
    "overdue": _("Due %(due)s, not done by %(on)s."),
    "not_done": _("Due %(due)s, closed as not done on %(on)s."),
    "unfit": _("On %(on)s the report of completion did not hold."),
    "not_as_reported": _("The check of %(on)s found it not as reported."),
    "false": _("The check of %(on)s found the report false."),
    "relapsed": _("Closed, and opened again on %(on)s because it did not last."),
    "missing_update": _("No report of progress for %(months)s."),
    "late_update": _("Report of progress for %(months)s came late."),
    "red": _("Red light of progress in %(months)s."),
    "made_good": _("Red light of progress in %(months)s, made good on %(made_good)s."),
    "extended": _("Granted more time: from %(before)s to %(after)s."),
    "lowered": _("Target lowered from %(before)s to %(after)s."),
    "signed_late": _("Not signed for by %(due)s."),
    "pressed": _("Pressed (催办) on %(on)s."),
    "supervised": _("Supervised (督办) on %(on)s."),
    "circulated": _("Named in a circular (通报) on %(on)s."),
    "interviewed": _("Interviewed (约谈) on %(on)s."),
    "share": _("%(part)s of %(whole)s %(of)s: %(case)s. %(weight)s × %(part)s/%(whole)s."),
    "efficacy": _(
        "%(measure)s %(x)s %%, lowest of the group %(min)s %%, highest %(max)s %%. %(weight)s × [%(base)s + (1 - %(base)s) × (%(x)s - %(min)s)/(%(max)s - %(min)s)]."
    ),
    "rate": _("%(measure)s: %(part)s of %(whole)s, that is %(x)s %%. %(weight)s × %(x)s %%."),
    "tied": _("%(measure)s %(x)s %%, the same in the whole group: full points for all."),
    "unmeasured": _("%(measure)s: nothing to measure, or nobody to compare with."),
    "hand": "%(words)s",
    "doubled": _("%(doubling)s: cuts of %(sum)s count %(factor)s times."),
    "cap": _("The sum was %(sum)s; no more than %(limit)s counts."),
    "floor": _("The sum was %(sum)s; no less than %(limit)s counts."),
    "barred": _("By this the grade “%(grade)s” cannot be given."),
    "wanting": _(
        "%(measure)s: %(x)s %%. The grade “%(grade)s” needs %(least)s %% or more, whatever the points."
    ),
    "too_few": _("Held %(items)s items; offices are ranked from %(rank_from)s items on."),
    "no_items": _("Held no item in this time: not ranked."),
    "no_group": _("Belongs to no group of comparable offices: not ranked."),
    "objection": _("Corrected on an objection: %(answer)s"),
}
"""Kind of reason → sentence over its inputs."""

CASE_NAMES: dict[str, StrOrPromise] = {
    "done_on_time": _("done on time"),
    "done_late": _("done late"),
    "overdue": _("overdue, not done"),
    "not_done": _("closed as not done"),
    "unfit": _("report of completion that did not hold"),
    "not_as_reported": _("found not as reported"),
    "false": _("found false"),
    "relapsed": _("closed, did not last"),
    "missing_update": _("progress not reported"),
    "late_update": _("progress reported late"),
    "red": _("red light of progress"),
    "made_good": _("red, then made good"),
    "extended": _("granted more time"),
    "lowered": _("target lowered by a change"),
    "signed_late": _("signed for too late"),
    "pressed": _("pressed (催办)"),
    "supervised": _("supervised (督办)"),
    "circulated": _("named in a circular (通报)"),
    "interviewed": _("interviewed (约谈)"),
}
MEASURE_NAMES: dict[str, StrOrPromise] = {
    "kept_share": _("Items on schedule at the end (within the tolerance: half)"),
    "signed_share": _("Items signed for in time"),
    "schedule_share": _("Share of items not red at the end"),
    "done_share": _("Share done of what was due"),
    "on_time_share": _("Share done on time of what was due"),
    "report_share": _("Share of reports of progress that came"),
}
MEASURE_SHORT: dict[str, StrOrPromise] = {
    "kept_share": pgettext_lazy("rate of an office", "On schedule"),
    "report_share": pgettext_lazy("rate of an office", "Reported"),
    "signed_share": pgettext_lazy("rate of an office", "Signed in time"),
}
"""Rates that stand beside the points, as the head of a column."""
OF_NAMES: dict[str, StrOrPromise] = {
    "items": _("items held"),
    "ripe": _("items due or ended"),
    "periods": _("reports due"),
}
PER_NAMES: dict[str, StrOrPromise] = {
    "each": _("each time"),
    "share": _("by share"),
    "rate": _("by rate"),
    "efficacy": _("efficacy coefficient"),
    "hand": _("by hand, on a paper"),
}
CONDITION_NAMES: dict[str, StrOrPromise] = {
    "only_supervised": _("no item of the office comes from the work report"),
}
FAULTS: dict[str, StrOrPromise] = {
    "missing": _("is missing"),
    "unknown": _("is not known"),
    "twice": _("stands there twice"),
    "nothing": _("must not be nought"),
    "not_negative": _("must not be negative"),
    "not_a_number": _("is no number between -1000 and 1000"),
    "not_days": _("is no number of days from 0 to 90"),
    "not_a_code": _("must be a code of at most 20 letters, digits and underscores"),
    "not_a_list": _("must be a list"),
    "share": _("must be a share between 0 and 1"),
    "per_cent": _("must be more than 0 and no more than 100 per cent"),
    "not_items": _("is no number of items from 1 to 50"),
    "more_than_once": _("must be more than 1"),
    "cap_above_floor_below": _("needs a cap that is not negative and a floor that is not positive"),
    "floor_base_cap": _("must lie between the floor and the cap of the whole"),
    "last_grade_takes_all": _("needs a last grade without demands, which nothing bars from"),
}
"""Code of a fault of the rules → what is said after the name of the place."""

MONTHS_BETWEEN = pgettext_lazy("between months", ", ")


def sentence(kind: str, inputs: Mapping[str, Any], rules: RuleSet) -> str:
    """A reason in words."""
    said = {key: value for key, value in inputs.items() if not isinstance(value, list)}
    if "months" in inputs:
        said["months"] = str(MONTHS_BETWEEN).join(inputs["months"])
    language = get_language() or "zh-hans"
    if "case" in said:
        said["case"], said["of"] = CASE_NAMES[said["case"]], OF_NAMES[said["of"]]
    if "measure" in said:
        said["measure"] = MEASURE_NAMES[said["measure"]]
    if grade := rules.grade(str(said.get("grade", ""))):
        said["grade"] = grade.names.said(language)
    if "doubling" in said:
        named = {doubling.code: doubling.names.said(language) for doubling in rules.doublings}
        said["doubling"] = named.get(said["doubling"], said["doubling"])
    return str(SENTENCES[kind]) % said


def line_name(code: str, kind: str, rules: RuleSet) -> str:
    """What a line of a score is called: by the rules, or by its kind for what no rule gives."""
    line = rules.line(code)
    return line.names.said(get_language() or "zh-hans") if line else str(OTHER_NAMES.get(kind, WHOLE_NAME))


WHOLE_NAME = pgettext_lazy("line of a score", "The whole")
OTHER_NAMES: dict[str, StrOrPromise] = {
    "base": pgettext_lazy("line of a score", "Base"),
    "objection": pgettext_lazy("line of a score", "Correction"),
}
