"""What the codes of the register are called, for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.collective.rules.flags import Flag
from luoshi_web.registers.collective.rules.states import State

STATES: dict[State, StrOrPromise] = {
    State.PROPOSED: _("brought in (申报)"),
    State.RETURNED: _("sent back (退回)"),
    State.CHECKED: _("checked (会前审查)"),
    State.LISTED: _("listed (列入议题)"),
    State.PASSED: _("passed (通过)"),
    State.PUT_OFF: _("put off (再次讨论)"),
    State.REFUSED: _("not passed (不予通过)"),
    State.URGENT: _("done first (先行处置)"),
    State.UNRATIFIED: _("not ratified (未获追认)"),
    State.EXECUTING: _("being carried out (执行中)"),
    State.DONE: _("reported as done (已反馈)"),
    State.CLOSED: pgettext_lazy("a matter of a meeting", "closed (销号)"),
}
FLAGS: dict[Flag, StrOrPromise] = {
    Flag.NO_MEETING: _("carried out above the threshold, and no meeting had passed it"),
    Flag.BEFORE_MINUTES: _("carried out before the minutes were signed"),
    Flag.SPLIT: _("in parts under the threshold that reach it together"),
    Flag.CHAIR_NOT_LAST: _("whoever presided did not speak last"),
    Flag.NO_QUORUM: _("too few members came"),
    Flag.UNEXPLAINED: _("another result than the votes, without a reason"),
    Flag.EXCEPTED: _("by an exception"),
    Flag.UNRATIFIED: _("done first, and no meeting has ratified it"),
    Flag.RATIFIED_LATE: _("done first, and ratified later than at the next meeting"),
    Flag.NO_FEEDBACK: _("nobody reported by its day that it was carried out"),
    Flag.MATERIALS_LATE: _("its papers came too late before the meeting"),
}
RATES: dict[tuple[str, str], tuple[StrOrPromise, StrOrPromise, StrOrPromise]] = {
    ("collective", "above"): (_("Decided collectively (集体决策率)"), _("passed by a meeting before"), _("carried out in the year, above the threshold")),
    ("at_once", "first"): (_("Passed at once (一次通过率)"), _("passed at the first meeting"), _("first discussed in the year")),
}  # fmt: skip
"""Rate and definition → its name, what stands above and what below."""
FIGURES: dict[tuple[str, str], StrOrPromise] = {
    ("matters", "year"): _("Matters discussed collectively (集体研究)"),
    ("matters", "matter"): _("of these major matters (重大事项决策)"),
    ("matters", "staff"): _("of these appointments (重要干部任免)"),
    ("matters", "project"): _("of these major projects (重大项目安排)"),
    ("matters", "money"): _("of these large amounts of money (大额资金使用)"),
    ("money", "year"): _("Money passed (大额资金)"),
    ("put_off", "year"): _("Put off (缓议)"),
    ("refused", "year"): _("Not passed (否决)"),
    ("returned", "year"): _("Sent back before the meeting (退回议题)"),
    ("dissent", "year"): _("Discussed with a dissent on record"),
    ("outside", "year"): _("Carried out without a meeting (会外决定)"),
}
"""Measure and way of counting → its name."""
