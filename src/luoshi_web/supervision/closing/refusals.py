"""Why acts of verification and closing are refused."""

from django.utils.translation import gettext_noop as _

CLOSING: dict[str, str] = {
    "no_words": _("Say in words what this rests on."),
    "value_missing": _("A target is reported as done with the value reached, in the unit of the target."),
    "no_evidence": _(
        "There is no evidence on this item. Attach at least one file first: a verdict needs evidence."
    ),
    "no_new_evidence": _(
        "Nothing was attached since %(day)s, when the item was sent back. The same evidence would make the same claim."
    ),
    "parts_open": _("%(count)s parts of this item are still open. They end first."),
    "no_claim": _("Nobody has reported this item as done."),
    "verdict_stands": _("This claim has its verdict already."),
    "verdict_missing": _("The claim has no verdict yet. It is verified first, then signed off."),
    "not_the_claimant": _("You reported this item as done yourself. Somebody else judges that."),
    "not_the_reporter": _("The last progress of this item was reported by you. Somebody else judges it."),
    "not_the_verifier": _("You gave the verdict on this item and answer for it. Somebody else signs it off."),
    "not_the_proposer": _("You proposed this yourself. Somebody else decides it."),
    "check_speaks_against": _(
        "The check of %(day)s found “%(finding)s”. As long as no later check finds otherwise, the claim cannot be held for fit."
    ),
    "no_public_reason": _("Say why, in words that everybody may read."),
    "personal_data": _(
        "Everybody will read this. Take out %(what)s first (Personal Information Protection Law)."
    ),
    "proposal_open": _("An ending of this item is before the leader already."),
    "proposal_decided": _("This was decided already."),
    "into_missing": _("Name the item that takes this one over."),
    "into_itself": _("An item cannot be merged into itself or into a part of itself."),
    "into_not_open": _("%(number)s is not open: it cannot take another item over."),
    "into_less_secret": _(
        "%(number)s may be read by more people than this item. That would give its contents away."
    ),
    "nobody_holds_it": _(
        "No post holds this item any more, or it has no due date: it cannot be reopened as it is."
    ),
    "nothing_to_draw": _("No item fits this scope."),
    "draw_nothing": _("At least one item is to be drawn."),
    "plan_backwards": _("The last day is before the first one."),
    "no_content": _("Say what is to be looked at (Regulations on Government Supervision, article 15)."),
    "check_recorded": _("What was found is recorded already. A new look is a new check."),
    "check_in_future": _("This day has not come yet."),
    "check_nowhere": _("A check on site says where it was."),
    "check_open": _("What was found is to be recorded first."),
    "not_a_photograph": _("“%(name)s” is no photograph: JPEG or PNG."),
    "finding_missing": _("Say what was found."),
}
