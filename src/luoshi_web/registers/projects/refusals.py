"""Why acts on projects are refused, and why their gates are shut, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.registers.refusals import REASONS

_REASONS: dict[str, str] = {
    "review_missing": _("The review of the project (评审) is missing or was not passed."),
    "contract_unreviewed": _("The contract has no opinion on its legality."),
    "competition_missing": _(
        "Something is promised to one firm, and the review of fair competition is missing or was not passed (Regulation on Fair Competition Review, articles 10 and 18)."
    ),
    "collective_missing": _("It was not decided collectively."),
    "estimate_missing": _(
        "The estimate (概算) is not approved (Regulation on Government Investment, articles 9 and 20)."
    ),
    "not_in_year_plan": _("It is not in the year's plan (Regulation on Government Investment, article 17)."),
    "built_on_credit": _(
        "Nobody may build on credit: say where the money is (Regulation on Government Investment, article 22)."
    ),
    "estimate_unreported": _(
        "The estimate is more than a tenth over the study and was not reported (Regulation on Government Investment, article 12)."
    ),
    "over_estimate": _(
        "It costs more than was approved: have it approved anew (Regulation on Government Investment, article 23)."
    ),
}
_ACTS: dict[str, str] = {
    "no_amount_in_yi": _("Say how much, in 亿元."),
    "own_determination": _("That a step is not needed is approved by another person."),
    "step_decided": _("This was approved already, or needs no approval."),
    "not_signed_yet": _("Nothing is signed yet."),
    "anew_formally": _("Another investor signs a formal contract, no other paper."),
    "own_event": _("What somebody entered is confirmed by another person."),
    "event_decided": _("This was confirmed or taken back before."),
    "not_the_last": _("Only the last step of a project is taken back."),
    "pledge_kept": _("This promise was kept before."),
    "own_pledge": _("That a promise was kept is entered by another person than the one who entered the promise."),
    "no_such_unit": _("Say which unit looks after it."),
}  # fmt: skip
REASONS.update(_REASONS)
SENTENCES.update(_REASONS | _ACTS)
