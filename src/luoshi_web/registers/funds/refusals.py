"""Why acts on public money are refused, and why their gates are shut, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.registers.refusals import REASONS

_REASONS: dict[str, str] = {
    "no_line": _("No line of the budget holds it: without a budget nothing is paid (Budget Law, article 13)."),
    "over_available": _("More would be allocated than the budget as adjusted holds (Budget Law, article 13)."),
    "over_allocated": _("More would be paid out than was allocated (Budget Law, article 13)."),
    "over_paid": _("More would be spent than was paid out."),
    "over_left": _("More would be spent and recovered than was allocated."),
    "target_missing": _("It has no performance target."),
    "targets_open": _("Of a performance target nobody has said how much was reached."),
    "self_missing": _("The unit has not evaluated it itself."),
    "own_evaluation": _("Whoever entered the unit's own evaluation does not evaluate it."),
    "money_left": _("Something of it is neither spent nor recovered."),
    "result_unused": _("Say what follows from its evaluation."),
    "not_adopted": _(
        "New debt stands in a budget or adjustment that was approved before (Budget Law, articles 35 and 67)."
    ),
    "calendar_unequal": _("The days of its calendar do not repay all of the principal (Budget Law, article 35)."),
    "limit_missing": _("No limit of its class and year is confirmed (Budget Law, article 35)."),
    "over_limit": _(
        "The balance of its class would be over its limit; what the other class has left is none of it (Budget Law, article 35)."
    ),
    "items_missing": _("Not each of the three expenses has a budget; say 0 where there is none."),
    "more_than_last": _("The budget is more than that of last year (只减不增)."),
    "over_ceiling": _("More would be spent than the budget holds (Budget Law, article 13)."),
    "final_missing": _("Not each of the three expenses has a final account; say 0 where there is none."),
}  # fmt: skip
_ACTS: dict[str, str] = {
    "other_fund": _("This cannot be done with a matter of this kind."),
    "no_amount": _("Say how much."),
    "not_posted_here": _("This is not posted here, or not at this time."),
    "other_year": _("Only days of %(year)s are posted to it."),
    "period_confirmed": _("What is posted up to %(day)s is confirmed: it takes reversals only."),
    "same_line": _("Money moves from one line to another."),
    "reversed_already": _("This posting was reversed before, or reverses another."),
    "nothing_left": _("Nothing is left to be recovered."),
    "cars_twice": _("Cars are entered whole or in their two parts, not both: they would count twice."),
    "item_taken": _("This stands there already; reverse it first."),
    "nothing_posted": _("Nothing is posted in this period."),
    "own_posting": _("What somebody posted is confirmed by another person."),
    "expenses_taken": _("The three public expenses of this unit, year and scope stand in the register."),
    "bonds_are_open": _("A government bond is public; what is secret is not kept among them."),
    "no_meeting": _("Say on which day the congress or its standing committee meets."),
    "transfers_of_governments": _("Only the budget of a government holds transfers to governments below."),
    "weights_over": _("The weights would be %(total)s of 100."),
    "no_such_target": _("This is no target of it, or what was reached of it is entered."),
    "score_of_100": _("A score is between 0 and 100."),
    "limit_said": _("This limit was entered before."),
    "limit_decided": _("This limit was confirmed before."),
    "own_limit": _("A limit is confirmed by another person than the one who entered it."),
    "after_the_last": _("The last day of repayment is %(day)s."),
    "day_taken": _("%(day)s stands in the calendar."),
    "over_principal": _("More than the principal would be repaid."),
    "no_such_budget": _("This is no budget or adjustment that was approved."),
    "repaid_already": _("This day of the calendar was paid, or is not in it."),
    "sent_already": _("The draft was sent before."),
    "not_owed": _("This is done already, or is not owed."),
    "secret_not_published": _("What is secret is not published."),
}  # fmt: skip
REASONS.update(_REASONS)
SENTENCES.update(_REASONS | _ACTS)
