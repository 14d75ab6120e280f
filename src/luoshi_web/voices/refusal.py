"""Why something was not done, for whoever asked: a code and a sentence."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

SENTENCES: dict[str, str] = {
    "changed_meanwhile": _("This was decided meanwhile. Look at it again."),
    "not_yours": _("This needs a right that you do not have."),
    "another_person": _("Another person than the one who decided has to do this."),
    "reason_needed": _("Choose a reason from the table."),
    "reason_unknown": _("This reason does not fit this decision."),
    "words_needed": _("Write a few words."),
    "part_not_found": _("These words do not stand in the comment as they are written here."),
    "sentence_needed": _("Write one sentence for the public log."),
    "sentence_repeats": _("The sentence for the public log repeats words of what is removed."),
    "old_and_new_needed": _("Write what stood there and what stands there now."),
    "unit_needed": _("Write to whom it was passed on."),
    "act_unknown": _("This outcome does not go with this act."),
    "hide_first": _("Hide it first; whether it stays hidden two people decide."),
    "appealed_already": _("An appeal is heard once."),
    "appeal_over": _("The time to appeal is over."),
    "reply_closed": _("Nothing can be added below this comment."),
    "too_many": _("Too many from here in this hour. Try again later."),
    "line_busy": _("Much is being written here at the moment. Try again in an hour."),
    "captcha_missing": _("Answer the question, or wait until your browser has done its sum."),
    "captcha_wrong": _("The answer is not right. Here is another question."),
    "captcha_late": _("The page was open too long. Please send it once more."),
    "captcha_used": _("This form was sent already. Please answer the new question."),
    "log_in_first": _("Log in first; the name that is shown stays your choice."),
    "outbox_state": _("This comment does not wait for an answer."),
}
"""Code → sentence."""
BUSY = frozenset({"too_many", "line_busy"})
"""Refusals that say "later": HTTP 429."""


class Refusal(Exception):
    """An act that was refused; nothing was changed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        if code not in SENTENCES:
            raise KeyError(f"no sentence for the refusal {code!r}")
        self.code = code

    def __str__(self) -> str:
        return gettext(SENTENCES[self.code])
