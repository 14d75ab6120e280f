"""What the pages say of verdicts, of why a line cannot be answered, and of a figure's value."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.engine.figures import shown
from luoshi_web.registers.reports.lines import NOT_KEPT
from luoshi_web.registers.sayings import Answer, Verdict

VERDICTS: dict[Verdict, tuple[StrOrPromise, str]] = {
    Verdict.SAME: (pgettext_lazy("a report and a register", "same"), "good"),
    Verdict.DIFFERS: (pgettext_lazy("a report and a register", "differs"), "bad"),
    Verdict.CANNOT: (_("cannot be answered"), "warn"),
}
"""Verdict → its words, and the look of its badge."""
WHY: dict[str, StrOrPromise] = {
    NOT_KEPT: _("not kept here: no register of the office holds matters of this kind and year"),
    "no_figure": _("nobody counts this figure yet"),
    "nothing_counted": _("nothing was to be counted"),
    "other_year": _("the words are of another year"),
    "other_unit": _("the number is of another unit"),
    "other_size": _("the words are of another size class"),
    "other_scope": _("the words are of another part of the register"),
    "vague": _("the words are too vague to be held against a number"),
}
"""Why a line cannot be answered."""

YEARLY: dict[str, StrOrPromise] = {
    "lawful": _("Law-based government, the year's report (法治政府建设年度报告)"),
    "disclosure": _("Disclosure of information, the year's report (政府信息公开年报)"),
    "audit": _("What audits found and was put right (审计整改报告)"),
}
"""Yearly report → its name."""


def value_of(answer: Answer, side: str = "value") -> str:
    """The value as the page shows it; a dash where nothing was counted."""
    if side == "below":
        return f"{answer.below:f}" if answer.below is not None else "—"
    if answer.value is None:
        return "—"
    if answer.unit == "%":
        return f"{shown(Fraction(answer.value) / 100, 2)}%"
    return f"{float(answer.value):,.10g}{answer.unit}"
