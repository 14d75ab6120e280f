"""Why acts on matters decided collectively are refused, and why their gates are shut, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.registers.refusals import REASONS

_REASONS: dict[str, str] = {
    "contract_unreviewed": _("The contract has no opinion on its legality."),
    "favours_unreviewed": _("Something is promised to one firm, and fair competition was not reviewed (Regulation on Fair Competition Review, articles 10 and 18)."),
    "not_budgeted": _("The money has no budget line: an adjustment or the reserve comes first (Budget Law, articles 13, 64 and 69)."),
    "argument_missing": _("It was not argued by experts."),
    "no_quorum": _("Too few members came for a decision."),
    "proposer_absent": _("The leader who brings it in was not there."),
    "not_carried": _("Too few were for it: it did not pass."),
    "result_unexplained": _("It had the votes and did not pass: the record says why."),
    "presider_not_last": _("Whoever presides speaks last here."),
    "dissent_missing": _("Everybody who was against it stands in the record with their words."),
    "minutes_unsigned": _("The minutes of the meeting that passed it are not signed."),
    "threshold_reached": _("It reaches the threshold: a meeting decides it."),
}  # fmt: skip
_ACTS: dict[str, str] = {
    "amount_missing": _("Say how much, in 元."),
    "matter_of_no_unit": _("Say which unit brings it in."),
    "check_decided": _("This check was approved already, or needs no approval."),
    "own_check": _("That a check is not needed is approved by another person."),
    "budget_always": _("Money always needs its budget line: nobody says that it does not."),
    "list_back": _("The meeting for which it is listed comes on its day or later."),
    "paid_too_much": _("More than was decided: %(paid)s of %(amount)s 元."),
    "not_decided_by": _("Say who decided it."),
    "rule_confirmed": _("This rule is confirmed already, or was taken back."),
    "own_rule": _("A rule is confirmed by another person than the one who entered it."),
    "rule_waits": _("Another row of the same day waits or holds already."),
    "part_of_nothing": _("A part is more than nothing and at most the whole."),
}  # fmt: skip
REASONS.update(_REASONS)
SENTENCES.update(_REASONS | _ACTS)
