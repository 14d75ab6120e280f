"""What the codes of the register are called, for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.decisions.rules.states import State

STATES: dict[State, StrOrPromise] = {
    State.PROPOSED: _("in the catalogue (列入目录)"),
    State.STARTED: _("begun (启动)"),
    State.DRAFTING: _("being drafted (拟订草案)"),
    State.REVIEWED: _("reviewed (已审查)"),
    State.TABLED: _("put before the government (提交讨论)"),
    State.SENT_BACK: _("to be discussed again (再次讨论)"),
    State.DECIDED: _("decided (已决定)"),
    State.REPORTED: _("reported to the party committee (已请示报告)"),
    State.PUBLISHED: _("published (已公布)"),
    State.EXECUTING: _("being carried out (执行中)"),
    State.HALTED: _("halted (中止执行)"),
    State.EVALUATED: _("evaluated (已后评估)"),
    State.REFUSED: _("not passed (不予通过)"),
    State.CHANGED: _("changed by a new round (已变更)"),
    State.ENDED: pgettext_lazy("a decision", "ended (终结)"),
    State.DROPPED: _("taken out of the catalogue (调出目录)"),
}
RATES: dict[tuple[str, str], tuple[StrOrPromise, StrOrPromise, StrOrPromise]] = {
    ("reviewed", "tabled"): (_("Reviewed for legality (合法性审查率)"), _("with an opinion before the meeting"), _("tabled in the year")),
    ("by_procedure", "decisions"): (_("By procedure (程序履行率), a"), _("every step done or determined"), _("decided in the year")),
    ("by_procedure", "steps"): (_("By procedure (程序履行率), b: step by step"), _("steps done"), _("steps needed")),
    ("catalogue_done", "adjusted"): (_("Catalogue carried out (目录完成率), a"), _("decided by the day"), _("in the catalogue as adjusted")),
    ("catalogue_done", "first"): (_("Catalogue carried out (目录完成率), b"), _("decided by the day"), _("in the catalogue as first published")),
    ("evaluated", "in_force"): (_("Evaluated (后评估)"), _("evaluated in the year"), _("decided and in force")),
}  # fmt: skip
"""Rate and definition → its name, what stands above and what below."""
FIGURES: dict[tuple[str, str], StrOrPromise] = {
    ("catalogue", "adjusted"): _("Matters in the year's catalogue (目录事项), as adjusted"),
    ("decided", "year"): _("Decided in the year"),
    ("outside", "year"): _("Decided outside the catalogue"),
    ("reviewed_count", "year"): _("Opinions on legality given in the year (合法性审查)"),
    ("commented", "year"): _("Decisions opened to public comment in the year"),
    ("adopted_opinions", "year"): _("Opinions of the public adopted in the year"),
    ("dissent", "year"): _("Decided with a dissent on record"),
    ("excepted", "year"): _("Decided by an exception, or as a pilot against the opinion"),
    ("evaluated_count", "year"): _("Evaluated in the year (后评估)"),
}
"""Measure and way of counting → its name."""
