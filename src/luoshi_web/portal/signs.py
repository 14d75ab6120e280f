"""The sign, the word and the colour of each verdict. Not said, not judged and no report are three signs.

Colours are blue, grey and ochre: green, yellow and red are the office's lights, and what was read from a text never looks like them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from luoshi_web.portal.charts.stretches import Key

NO_REPORT = "no_report"
NOT_HELD = "not_held"  # the next report is here, and no verdict: due in another year, or the answer is not public any more
_SIGNS = {
    "met": ("●", "met"), "near": ("◐", "near"), "missed": ("■", "missed"), "unreported": ("◇", "silent"),
    "incomparable": ("–", "open"), "unjudgeable": ("–", "open"), "stated_otherwise": ("–", "open"), "done": ("●", "met"), "part": ("◐", "near"),
    "under_way": ("◐", "near"), "otherwise": ("■", "missed"), "unmentioned": ("◇", "silent"), NOT_HELD: ("–", "open"),
    NO_REPORT: ("○", "none"),
}  # fmt: skip
_WORDS = {
    "met": pgettext_lazy("verdict", "met"),
    "near": pgettext_lazy("verdict", "near"),
    "missed": pgettext_lazy("verdict", "missed"),
    "unreported": pgettext_lazy("verdict", "not said"),
    "incomparable": pgettext_lazy("verdict", "not comparable"),
    "unjudgeable": pgettext_lazy("verdict", "cannot be judged"),
    "stated_otherwise": pgettext_lazy("verdict", "stated otherwise"),
    "done": pgettext_lazy("verdict", "done"),
    "part": pgettext_lazy("verdict", "done in part"),
    "under_way": pgettext_lazy("verdict", "under way"),
    "otherwise": pgettext_lazy("verdict", "put off or promised again"),
    "unmentioned": pgettext_lazy("verdict", "not mentioned"),
    NOT_HELD: pgettext_lazy("verdict", "held against nothing"),
    NO_REPORT: pgettext_lazy("verdict", "next report not here yet"),
}
ORDER = tuple(_SIGNS)
ON_TARGETS = (
    "met",
    "near",
    "missed",
    "unreported",
    "incomparable",
    "unjudgeable",
    "stated_otherwise",
    NOT_HELD,
    NO_REPORT,
)
ON_TASKS = ("done", "part", "under_way", "otherwise", "unmentioned", NO_REPORT)


_LOOKS = {
    "met": pgettext_lazy("verdict", "met"),
    "near": pgettext_lazy("verdict", "near"),
    "missed": pgettext_lazy("verdict", "missed"),
    "silent": pgettext_lazy("verdict", "not said"),
    "open": gettext_lazy("not judged"),
    "none": gettext_lazy("no next report"),
}


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


def legend() -> list[Key]:
    """Of a picture: the fill of each look with its sign and its word."""
    signs = {look: mark for mark, look in _SIGNS.values()}
    return [Key(look, f"{signs[look]} {said}") for look, said in _LOOKS.items()]


def kind_word(kind: str) -> str:
    return {
        "target": pgettext("kind of line", "target"), "task": pgettext("kind of line", "task"), "result": pgettext("kind of line", "result"),
        "problem": pgettext("kind of line", "problem"), "": pgettext("kind of line", "other words"),
    }[kind]  # fmt: skip


def level_word(level: str) -> str:
    return {
        "national": _("nation"), "province": _("province"), "prefecture": _("prefecture"), "county": _("county"), "town": _("town"),
    }.get(level, level)  # fmt: skip
