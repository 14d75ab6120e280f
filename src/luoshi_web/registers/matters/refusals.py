"""Why what is entered of a meeting is refused, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES

MEETINGS: dict[str, str] = {
    "too_many_came": _("%(present)s of %(entitled)s members cannot have come."),
    "absence_unexplained": _("Say who did not come, and why."),
    "meeting_entered": _("Meeting %(number)s of that day is entered already."),
    "minutes_signed": _("Its minutes are signed: %(number)s."),
    "votes_of_others": _("%(counted)s votes of %(present)s members who were there: everybody is counted once."),
    "room_too_full": _("Only %(present)s members came to the meeting."),
    "recused_unnamed": _("Say who left the room for it, and why."),
    "discussed_already": _("It was discussed at this meeting already."),
}  # fmt: skip
SENTENCES.update(MEETINGS)
