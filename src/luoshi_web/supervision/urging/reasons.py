"""Why an item is urged, in a sentence: made where it is read, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_noop as _

from luoshi_web.supervision.models.urging import Rung

SENTENCES: Mapping[str, str] = {
    "sign_near": _("to be signed for by %(day)s"),
    "sign_missed": _("was to be signed for by %(day)s; days late: %(days)s"),
    "report_near": _("progress is to be reported by %(day)s"),
    "report_missed": _("progress was to be reported by %(day)s; days late: %(days)s"),
    "milestone_near": _("the milestone of %(day)s is near; days left: %(days)s"),
    "milestone_missed": _("the milestone of %(day)s was missed; days late: %(days)s"),
    "finish_near": _("due on %(day)s; days left: %(days)s"),
    "finish_missed": _("was due on %(day)s; days late: %(days)s"),
    "yellow": _("the progress light has been yellow since %(day)s; days: %(days)s"),
    "red": _("the progress light has been red since %(day)s; whole months: %(months)s"),
    "red_new": _("the progress light has been red since %(day)s, less than a month"),
    "unanswered": _("“%(rung)s” of %(on)s was to be answered by %(due)s and was not"),
    "by_hand": _("urged by the supervision office"),
}


def sentence(code: str, inputs: Mapping[str, Any]) -> str:
    """The reason in the language in use. ``inputs`` are those of :class:`luoshi_web.supervision.urging.ladder.Step`."""
    values = dict(inputs)
    if "rung" in values:
        values["rung"] = str(Rung(values["rung"]).label)
    if code == "red" and values.get("months") == 0:
        code = "red_new"
    return translate(SENTENCES[code]) % values
