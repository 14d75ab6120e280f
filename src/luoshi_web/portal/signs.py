"""The sign, the word and the colour of each verdict. Not said, not judged and no report are three signs.

Colours are blue, grey and ochre: green, yellow and red are the office's lights, and what was read from a text never looks like them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

NO_REPORT = "no_report"
_SIGNS = {
    "met": ("●", "met"), "near": ("◐", "near"), "missed": ("■", "missed"), "unreported": ("◇", "silent"),
    "incomparable": ("–", "open"), "unjudgeable": ("–", "open"), "done": ("●", "met"), "part": ("◐", "near"),
    "under_way": ("◐", "near"), "otherwise": ("■", "missed"), "unmentioned": ("◇", "silent"), NO_REPORT: ("○", "none"),
}  # fmt: skip
_WORDS = {
    "met": pgettext_lazy("verdict", "met"),
    "near": pgettext_lazy("verdict", "near"),
    "missed": pgettext_lazy("verdict", "missed"),
    "unreported": pgettext_lazy("verdict", "not said"),
    "incomparable": pgettext_lazy("verdict", "not comparable"),
    "unjudgeable": pgettext_lazy("verdict", "cannot be judged"),
    "done": pgettext_lazy("verdict", "done"),
    "part": pgettext_lazy("verdict", "done in part"),
    "under_way": pgettext_lazy("verdict", "under way"),
    "otherwise": pgettext_lazy("verdict", "put off or promised again"),
    "unmentioned": pgettext_lazy("verdict", "not mentioned"),
    NO_REPORT: pgettext_lazy("verdict", "next report not here yet"),
}
ORDER = tuple(_SIGNS)
ON_TARGETS = ("met", "near", "missed", "unreported", "incomparable", "unjudgeable", NO_REPORT)
ON_TASKS = ("done", "part", "under_way", "otherwise", "unmentioned", NO_REPORT)


@dataclass(frozen=True, slots=True)
class Sign:
    code: str
    sign: str
    word: str
    look: str


def sign_of(verdict: str) -> Sign:
    code = verdict or NO_REPORT
    mark, look = _SIGNS[code]
    return Sign(code, mark, str(_WORDS[code]), look)


def kind_word(kind: str) -> str:
    return {
        "target": pgettext("kind of line", "target"), "task": pgettext("kind of line", "task"), "result": pgettext("kind of line", "result"),
        "problem": pgettext("kind of line", "problem"), "": pgettext("kind of line", "other words"),
    }[kind]  # fmt: skip


def level_word(level: str) -> str:
    return {
        "national": _("nation"), "province": _("province"), "prefecture": _("prefecture"), "county": _("county"), "town": _("town"),
    }.get(level, level)  # fmt: skip
