"""Why acts on appraisals are refused, in sentences."""

from django.utils.translation import gettext_noop as _

APPRAISAL = {
    "window_not_over": _("An appraisal ends on %(day)s: it can be scored when that day is over."),
    "window_reversed": _("The last day lies before the first."),
    "no_rule": _("No rules of appraisal are in force on %(day)s. Put some in force first."),
    "no_groups": _("No groups of comparable offices are named for %(year)s."),
    "appraisal_exists": _("There is an appraisal “%(name)s” of %(year)s."),
    "appraisal_is_published": _(
        "This appraisal has been published: it changes by objections and a corrected result alone."
    ),
    "appraisal_not_published": _("This appraisal is not published, or a corrected result has taken its place."),
    "no_such_line": _("The rules have no line by hand of this name."),
    "words_wanted": _("Say what it rests on."),
    "not_of_office": _("The item is not held by this office."),
    "no_score": _("This office has no score in this appraisal."),
    "objection_too_late": _("Objections could be made until %(day)s."),
    "objection_not_allowed": _("A corrected result has been heard once and cannot be objected to again."),
    "already_objected": _("This has been objected to already."),
    "derived_line": _("These points follow from others by rule. Object to the line they follow from, or to the whole."),
    "decided_already": _("This objection has been decided."),
    "recused": _("Whoever scored, published or gave points in this appraisal cannot decide on objections to it."),
    "points_wanted": _("Say what the line is worth now."),
    "points_unchanged": _("The points are the same as before: then the objection is rejected."),
    "nothing_deducted": _("It is not about points that were deducted: what its line is worth now is said of it by itself."),
    "objections_open": _("%(count)s objections are not yet decided."),
    "objections_run": _("Objections can be made until %(day)s; the corrected result follows when all are heard."),
    "nothing_to_correct": _("No objection was upheld: the result stands."),
    "rule_from_future": _("Rules can be put in force from tomorrow on: nobody is scored by rules that they could not know."),
    "rule_that_day": _("Rules are in force from %(day)s already."),
    "rules_pay_silence": _("By these rules an office that signs for, reports and finishes nothing could have the best grade. Count what is on schedule instead of what is not red, or let that grade need reports."),
    "group_of_one": _("A group needs at least two offices: nobody is compared with themselves."),
    "in_another_group": _("%(office)s is in the group “%(group)s” of that year."),
    "group_is_used": _("Offices have been ranked in this group: it stays."),
}  # fmt: skip
