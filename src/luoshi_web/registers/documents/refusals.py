"""Why acts on normative documents are refused, and why their gates are shut, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.registers.refusals import REASONS

_REASONS: dict[str, str] = {
    "comment_missing": _(
        "It is closely tied to the business of firms and was not open to comments (Regulation on Improving the Business Environment, article 62)."
    ),
    "comment_runs": _("Comments are still taken."),
    "comment_short": _(
        "It was open to comments for less than 30 days (Regulation on Improving the Business Environment, article 62)."
    ),
    "opinions_uncounted": _("Say how many opinions came and how many were taken up."),
    "unreviewed": _(
        "The legality review has not passed it since it was handed in (Regulation on Improving the Business Environment, article 63)."
    ),
    "review_short": _("The least time for the legality review is not full yet."),
    "unfair": _(
        "The review of fair competition is missing, was not passed, waits for the second person, or its exception has ended (Regulation on Fair Competition Review, articles 12 and 18)."
    ),
    "feedback_missing": _(
        "Those who commented have not been told what became of it (Regulation on Improving the Business Environment, article 62)."
    ),
    "effect_before": _("It cannot be in force before it is published."),
    "effect_early": _("Between publication and effect lie 30 days, unless the text says why it cannot wait."),
    "span_missing": _("Say until when it is valid, from its first day on."),
    "span_long": _("It is valid for five years at most, for two where it is provisional."),
    "lapsed": _("Its validity is over; what has lapsed does not go on."),
    "not_found_kept": _("No evaluation found that it should go on."),
}
_ACTS: dict[str, str] = {
    "document_secret": _("What is confidential or secret is not published, and so no normative document."),
    "own_unit_drafts": _("A unit enters its own drafts."),
    "not_in_register": _("No document with the number %(number)s is in force."),
    "paper_number_taken": _("The number %(number)s is on another document."),
    "draft_author_reviews_not": _("Whoever entered the draft does not review it."),
    "exception_without_end": _(
        "An exception from fair competition names its end (Regulation on Fair Competition Review, article 12)."
    ),
    "exception_of_competition": _("Only fair competition has such an exception."),
    "review_decided": _("This was confirmed already, or needs no second person."),
    "own_review": _("A review is confirmed by another person."),
    "adopted_over": _("No more opinions are taken up than came."),
    "no_comment": _("It was not open to comments."),
    "registrar_publishes": _("Whoever registered it does not publish it as well."),
    "span_said_twice": _("Say the years or the last day, not both."),
    "evaluated_already": _("The evaluation is done already."),
    "no_evaluation": _("No evaluation is under way."),
    "lapsed_already": _("It lapsed on %(day)s; what has lapsed does not go on."),
    "filed_with_it": _("It was filed there already."),
    "filing_answered": _("This is answered already."),
    "nothing_corrected": _("Nothing was to be corrected here."),
    "request_answered": _("This is answered already."),
    "suspension_over": _("This clause is applied again already."),
    "clean_up_decided": _("This clean-up is decided already."),
    "clean_up_empty": _("No document is in force on that day."),
    "clean_up_open": _("%(count)s documents have no result yet."),
    "clean_up_own": _("Whoever proposed a result does not decide on the list."),
    "clean_up_why": _("Say why, for every result but going on."),
    "clean_up_stranger": _("A document that was chosen is not on this list."),
    "nothing_chosen": _("Choose at least one document."),
}  # fmt: skip
REASONS.update(_REASONS)
SENTENCES.update(_REASONS | _ACTS)
