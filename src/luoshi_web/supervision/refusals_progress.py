"""Why acts on progress, evidence and lights are refused, in sentences."""

from django.utils.translation import gettext_noop as _

SENTENCES: dict[str, str] = {
    # progress
    "period_not_month_end": _("%(period)s is not the end of a month."),
    "period_not_yet": _("The month that ends on %(period)s has not begun."),
    "period_before_item": _("%(period)s lies before the year of this item."),
    "progress_there": _("The period up to %(period)s was reported already; correct that report instead."),
    "nothing_before": _("Nothing was reported before this period that could be said again."),
    "progress_without_words": _("Say in words what was done."),
    "progress_without_value": _("This item has a target in numbers: give the value, or say that no data has been published yet."),
    "progress_with_value": _("Where no data has been published yet or nothing was started there is no value."),
    "progress_share": _("The share done lies between 0 and 100."),
    "progress_not_current": _("This report was corrected meanwhile; correct the latest one."),
    "correction_without_reason": _("Say why the report is corrected."),
    # values as written
    "value_no_number": _("“%(text)s” holds no number."),
    "value_several_numbers": _("“%(text)s” holds several numbers; write one."),
    "value_not_exact": _("“%(text)s” is not a plain value: write the number with its unit, without “about” or “more than”."),
    "value_other_unit": _("“%(text)s” is in another unit; this item is counted in %(unit)s."),
    "value_unit_needed": _("“%(text)s” may be meant in %(unit)s or in 10,000 or 100,000,000 of them: write the unit with it."),
    "value_too_large": _("“%(text)s” is larger than any value that can be kept."),
    "odd_far_over_target": _("%(value)s is far above the target (%(target)s). Correct it, or say why it is right."),
    "odd_far_under_target": _("%(value)s is far below the target (%(target)s). Correct it, or say why it is right."),
    "odd_far_over_last": _("%(value)s is far above the value before it (%(last)s). Correct it, or say why it is right."),
    "odd_far_under_last": _("%(value)s is far below the value before it (%(last)s). Correct it, or say why it is right."),
    # evidence
    "file_empty": _("“%(name)s” is empty."),
    "file_too_large": _("“%(name)s” is larger than 20 MB."),
    "file_too_many": _("At most 10 files at a time."),
    "file_unknown_type": _("“%(name)s” is no file of a kind that is taken: PDF, OFD, Word, Excel, JPEG, PNG, text or CSV."),
    "file_wrong_ending": _("“%(name)s” is not what its name says: by its content it would end in .%(detail)s."),
    "file_macros": _("“%(name)s” holds macros. Save it without them, or as PDF."),
    "file_executable": _("“%(name)s” is or holds a program."),
    "file_encrypted": _("“%(name)s” is locked with a password and cannot be checked."),
    "file_active": _("“%(name)s” holds something that would run by itself when it is opened (%(detail)s)."),
    "file_bomb": _("“%(name)s” would unpack to far more than it is."),
    "file_archive": _("“%(name)s” is an archive; attach the papers in it one by one."),
    "file_damaged": _("“%(name)s” is damaged or not complete."),
    "file_two_in_one": _("“%(name)s” has something else hidden in it or behind it."),
    "file_unknown_part": _("“%(name)s” holds a part that is not known to be harmless (%(detail)s). Save it anew, or as PDF."),
    "file_exhausting": _("“%(name)s” takes more time or memory to check than any paper does. Save it anew, or as PDF."),
    "file_attached": _("“%(name)s” is attached already."),
    # lights
    "lights_went_on": _("The lights are computed up to %(day)s; an earlier day can be computed again to look at it, never rewritten."),
    "judgement_without_reason": _("Say on what evidence you judge so."),
    "judgement_colour": _("A judgement is green, yellow or red."),
    "rule_not_future": _("A rule can only be put in force from a day after %(day)s: the past keeps the rule that it had."),
    "rule_there": _("On %(day)s another rule of this light begins already."),
    "rule_terms": _("The term “%(term)s” is missing or out of bounds."),
    "rule_without_source": _("Say where the rule comes from."),
}  # fmt: skip
