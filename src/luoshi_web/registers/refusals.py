"""Why acts on matters of a register are refused, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES

REASONS: dict[str, str] = {
    "co_opinion_missing": _("The opinion of a unit that helps is missing."),
    "not_contacted": _(
        "The first signatory has not been talked to since this was last asked for (Law on Deputies, article 51)."
    ),
    "outcome_missing": _("Say which class the reply has."),
    "commitment_missing": _("The class promises something: enter what, and by which day."),
    "public_undecided": _("Say whether the reply is published."),
    "private_without_reason": _("Say why the reply is not published."),
    "not_signed": _("The head of the unit signs the reply."),
    "not_dissatisfied": _("Nobody was dissatisfied."),
    "redone_already": _("It has been handled again once; now a meeting is held."),
    "not_dissatisfied_twice": _("A meeting is held where the second reply did not satisfy either."),
    "unrated": _("The last reply is not rated yet, and its receipt was not left out."),
    "dissatisfied": _("The last rating is dissatisfied: handle it again, or hold a meeting."),
    "commitments_open": _(
        "Something promised is not yet verified and rated, and was not given up in writing."
    ),
    "no_open_commitment": _("Nothing promised is open."),
}
"""Reasons of gates, by their codes."""
ACTS: dict[str, str] = {
    "gate_shut": _("Not yet: %(reasons)s"),
    "matter_state": _("This cannot be done now: it is “%(state)s”."),
    "number_taken": _("The number %(number)s of this year is taken."),
    "no_signatory": _("Say who signed it, the first one first."),
    "day_to_come": _("%(day)s has not come."),
    "day_before": _("%(day)s lies before %(other)s."),
    "co_is_lead": _("A unit that leads does not help as well."),
    "return_over": _("The time to return it ended on %(day)s (%(law)s)."),
    "return_stays": _("It was decided that it stays with this unit."),
    "no_return": _("Nothing waits to be decided."),
    "widened_already": _("Its time to reply was made longer before."),
    "too_late_to_widen": _("The time to reply ended on %(day)s; what has ended is not made longer."),
    "no_such_outcome": _("“%(outcome)s” is no class of this place."),
    "same_outcome": _("It has this class already."),
    "no_such_signatory": _("This person has not signed the proposal."),
    "rated_already": _("This was rated before."),
    "not_verified": _("What was promised is rated once it is verified."),
    "no_reminder": _("A receipt is left out only after a reminder: say on which day."),
    "rate_runs": _("The time to rate runs until %(day)s; only then is a receipt left out."),
    "verified_already": _("This was verified or given up before."),
    "not_the_author": _("What somebody entered is verified by another person."),
    "handler_rates_nothing": _("A unit that handles a proposal enters no rating of it."),
    "no_way_round": _("The law gives no way round this."),
    "own_exception": _("An exception is approved by another person than the one who asked for it."),
    "exception_over": _("An exception ends on a day from today on."),
    "desk_past": _("%(day)s has gone by: a register goes to an office from today on, or from a later day."),
    "desk_same": _("This office has it on that day."),
    "desk_waits": _("Another move of this part waits to be confirmed."),
    "desk_decided": _("This move was decided already."),
    "nothing_lapsed": _("No limit is over here that this could take back."),
    "not_in_time": _("That is not in time: the last day was %(day)s."),
    "remind_early": _("The time to rate runs until %(day)s; a reminder comes after it."),
    "reminded_already": _("A reminder was sent; the receipt is waited for until %(day)s."),
    "not_left_out": _("No receipt was left out in this round."),
    "exception_decided": _("This exception is approved already."),
}
SENTENCES.update(REASONS | ACTS)
