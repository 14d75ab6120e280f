"""Why acts on major decisions are refused, and why their gates are shut, in sentences. Articles: 重大行政决策程序暂行条例 (国务院令713号)."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.registers.refusals import REASONS

_REASONS: dict[str, str] = {
    "draft_missing": _("There is no draft yet."),
    "public_unheard": _("The public was not heard, and nobody determined that this does not apply (article 14)."),
    "comment_open": _("The time for comment is not over."),
    "comment_too_short": _("The time for comment was under 30 days, and the notice gave no reason (article 15)."),
    "comment_unanswered": _("It is not said what became of the public's opinions (articles 18 and 29)."),
    "hearing_missing": _("A hearing is planned and was not held (article 16)."),
    "hearing_papers_late": _("The papers of the hearing came less than 7 days before it (article 16)."),
    "expert_missing": _("No expert was heard, and nobody determined that this does not apply (article 19)."),
    "experts_unanswered": _("It is not said what became of what the experts said (article 29)."),
    "risk_missing": _("The risk was not assessed, and nobody determined that this does not apply (article 22)."),
    "risk_uncontrolled": _("The risk cannot be controlled: change the draft and assess it anew (article 24)."),
    "fair_review_missing": _("It touches what firms do, and fair competition was not reviewed (article 29)."),
    "fair_review_failed": _("It did not pass the review of fair competition."),
    "legality_missing": _("There is no opinion on the legality of this draft (article 25)."),
    "legality_as_comment": _("A comment was asked for: that is no legality review (article 25)."),
    "legality_negative": _("The opinion says that it is not legal: it cannot be put before the government (article 25)."),
    "legality_early": _("The review has not had its 7 working days since the papers were complete (article 26)."),
    "not_this_meeting": _("Only the executive or the plenary meeting discusses it (article 30)."),
    "chief_not_last": _("The head of the government speaks last (article 30)."),
    "chief_reason_missing": _("It was decided otherwise than most of the members wanted: the record says why (article 30)."),
    "dissent_unwritten": _("Everybody who was against it stands in the record with their words (article 30)."),
    "adoption_unexplained": _("Say what became of the opinions of the public and of the experts (article 32)."),
    "decision_unpublished": _("It is not published, and nobody determined that it may not be (article 32)."),
    "no_new_round": _("It is changed or stopped only by the same steps anew: enter the new round and have it decided (article 37)."),
    "not_archived": _("Its papers are not filed yet (article 33)."),
}  # fmt: skip
_ACTS: dict[str, str] = {
    "listing_unexplained": _("Say why it was added to the catalogue, or stands outside it."),
    "catalogue_published": _("The catalogue of %(year)s is published already; what comes now is added to it."),
    "catalogue_empty": _("There is nothing in the catalogue of %(year)s."),
    "step_left_out": _("That this step does not apply was said before."),
    "determined_already": _("This was approved before."),
    "own_left_out": _("That a step does not apply is approved by another person."),
    "comment_lasts": _("The last day for opinions comes after the first."),
    "comment_not_over": _("The time for comment runs until %(day)s."),
    "no_comment_open": _("No comment waits for an answer."),
    "adopted_too_many": _("More opinions were adopted than were given."),
    "expert_interested": _("Whoever has a direct interest in it is not asked as an expert (article 20)."),
    "opinion_unsigned": _("An expert's opinion is signed (article 19)."),
    "no_experts": _("No expert was heard."),
    "no_pilot": _("It is no pilot reform."),
    "review_waits": _("A review was asked for and waits for its opinion."),
    "no_review": _("No review waits for this."),
    "own_opinion": _("The opinion is given by another person than the one who asked for it."),
    "papers_incomplete": _("The papers were sent back and are not complete yet."),
    "legal_in_all": _("What is legal is so in its powers, its procedure and its content (article 27)."),
    "no_lawyers": _("Say which lawyers were heard (article 28)."),
    "no_executor": _("Say which unit carries it out (article 34)."),
    "evaluator_argued": _("Whoever did the main argument before it does not evaluate it afterwards (article 36)."),
    "round_of_itself": _("A new round takes the place of another decision that is in force."),
    "archived_already": _("Its papers are filed already."),
    "not_decided_yet": _("Nothing is decided yet."),

}  # fmt: skip
REASONS.update(_REASONS)
SENTENCES.update(_REASONS | _ACTS)
