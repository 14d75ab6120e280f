"""Why comments are returned, refused, masked or removed: the table that moderators choose from and readers see."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

RETURN, REFUSE, MASK, REMOVE, COMPLAIN = "return", "refuse", "mask", "remove", "complain"


@dataclass(frozen=True, slots=True)
class Reason:
    """``acts``: what it may be given for. ``erases``: the words go at once and are not kept for an appeal."""

    code: str
    words: str
    acts: frozenset[str]
    erases: bool = False


_ALL = frozenset({RETURN, REFUSE, MASK, REMOVE, COMPLAIN})
REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason("unclear", _("It is not clear what is meant"), frozenset({RETURN})),
        Reason("other_line", _("It is about something else than this line"), frozenset({RETURN, REFUSE, COMPLAIN})),
        Reason("doubled", _("It was said already in the same words"), frozenset({REFUSE, REMOVE})),
        Reason("advertising", _("Advertising"), frozenset({REFUSE, REMOVE, COMPLAIN})),
        Reason("insult", _("It insults somebody"), _ALL),
        Reason("incitement", _("It calls for violence or against a group of people"), frozenset({REFUSE, REMOVE, COMPLAIN})),
        Reason("unlawful", _("It breaks a law that the note names"), frozenset({REFUSE, REMOVE, COMPLAIN})),
        Reason("private", _("It tells private things of somebody"), _ALL, erases=True),
        Reason("secret", _("It must not be public"), frozenset({REFUSE, REMOVE}), erases=True),
    )
}  # fmt: skip
OWN = "own"
"""A writer took back their own words; not in the table, because no moderator gives it."""
TAKEDOWN = "takedown"
"""Two people decided on a report of infringement or personal data."""
_MORE = {OWN: _("Taken back by its writer"), TAKEDOWN: _("Taken down after a report")}


def words_of(code: str) -> str:
    """A reason in the reader's language."""
    return gettext(REASONS[code].words if code in REASONS else _MORE[code]) if code else ""


def choices(act: str) -> list[tuple[str, str]]:
    """The reasons that may be given for an act."""
    return [(code, gettext(reason.words)) for code, reason in REASONS.items() if act in reason.acts]
