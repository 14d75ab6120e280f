"""Why acts of urging are refused, in sentences."""

from django.utils.translation import gettext_noop as _

URGING: dict[str, str] = {
    "urge_no_reason": _("Say why: the reason is part of the record."),
    "urge_no_answer": _("Write the answer first."),
    "urge_state": _("An item that is “%(state)s” is not urged."),
    "urge_repeats": _("The same has been asked already (%(items)s). Say why it is asked again, or drop it."),
    "urge_twice_a_day": _("This item was urged on this level today already."),
    "urge_decided": _("Somebody else has decided on this meanwhile."),
    "urge_own": _("Whoever put it before the leader does not approve it."),
    "urge_held_past": _("The day until which it is held back must lie ahead."),
    "nothing_to_answer": _("No paper of this item waits for an answer."),
    "urge_answered": _("This has been answered already."),
    "ladder_past": _(
        "New rules of urging begin on a coming day: what was urged until today went by the old ones."
    ),
    "ladder_taken": _("Other rules of urging begin on %(day)s already."),
    "ladder_approved": _(
        "A circular (通报) and an interview (约谈) never go out by themselves: a leader approves them."
    ),
    "ladder_terms": _("The value of %(where)s will not do."),
}
