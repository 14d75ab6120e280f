"""Why acts on findings are refused, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.registers.refusals import REASONS

_REASONS: dict[str, str] = {
    "proof_missing": _("Nothing proves it yet."),
    "proof_kind_missing": _("A kind of proof that the standard names is missing."),
    "money_over": _("More money is put right than was found."),
    "voucher_missing": _("Money is entered without its voucher."),
    "stages_open": _("A stage of the plan is not kept yet."),
    "proof_author": _("Whoever gave a proof does not verify the finding."),
    "applicant": _("Whoever applied for the closing neither verifies nor signs off."),
    "site_missing": _("Paper is not enough here: verify it on site."),
    "verifier": _("Whoever verified does not sign off."),
    "not_public": _("A finding of the party's inspection is not public unless its body says so."),
    "notice_missing": _("It was not announced in public yet."),
    "notice_runs": _("The notice is still out."),
    "objection_open": _("An objection to the closing waits for an answer."),
    "stage_not_kept": _("No stage is due yet, or one that was due is not kept."),
}
"""Reasons of gates, by their codes."""
_ACTS: dict[str, str] = {
    "party_not_cleared": _(
        "What the party's inspection found is confidential at least: whoever enters it is cleared for that."
    ),
    "voucher_taken": _("The voucher %(voucher)s is entered already."),
    "over_amount": _("With this %(total)s yuan would be put right, of %(amount)s found."),
    "finding_no_money": _("This finding is of no money."),
    "no_due": _("It has no day by which it is to be put right."),
    "too_late_to_extend": _(
        "It is due on %(day)s: more time is asked for before the day, not on it or after it."
    ),
    "not_longer": _("More time ends after %(day)s."),
    "time_asked_already": _("More time was asked for already, and is not yet decided."),
    "no_extension": _("Nobody asked for more time."),
    "own_time_request": _("What one person asked for another approves."),
    "no_such_stage": _("This stage is not of the finding, or kept already."),
    "stage_days": _("Each stage has its words and a day."),
    "notice_over": _("The notice ended on %(day)s; an objection came too late."),
    "no_such_objection": _("This objection is not of the finding, or answered already."),
    "no_cannot": _("Nobody asked for that."),
    "no_relapse": _(
        "The same thing found more than 12 months after the closing is no relapse: register a new finding that names this one."
    ),
    "no_such_finding": _("No finding has the number %(number)s."),
    "no_hearing": _("The congress did not hear the audit of this finding, or heard again already."),
}
REASONS.update(_REASONS)
SENTENCES.update(_REASONS | _ACTS)
