"""What the codes of the register are called, for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.findings.rules.states import State

STATES: dict[State, StrOrPromise] = {
    State.REGISTERED: pgettext_lazy("a finding", "registered, to be assigned"),
    State.ASSIGNED: pgettext_lazy("a finding", "assigned, to be planned"),
    State.PLANNED: pgettext_lazy("a finding", "planned, to be accepted"),
    State.RECTIFYING: pgettext_lazy("a finding", "being put right"),
    State.APPLIED: pgettext_lazy("a finding", "closing applied for"),
    State.VERIFIED: pgettext_lazy("a finding", "verified, to be signed off"),
    State.SIGNED_OFF: pgettext_lazy("a finding", "signed off"),
    State.NOTICED: pgettext_lazy("a finding", "public notice"),
    State.CLOSED: pgettext_lazy("a finding", "closed"),
    State.LASTING: pgettext_lazy("a finding", "goes on by stages"),
    State.CANNOT: pgettext_lazy("a finding", "cannot be put right"),
    State.TRANSFERRED: pgettext_lazy("a finding", "transferred"),
    State.REOPENED: pgettext_lazy("a finding", "found again"),
}
RATES: dict[tuple[str, str], tuple[StrOrPromise, StrOrPromise, StrOrPromise]] = {
    ("closed", "all"): (_("Put right (整改完成率), a"), pgettext_lazy("a finding", "closed"), _("all found")),
    ("closed", "due"): (
        _("Put right (整改完成率), b"),
        pgettext_lazy("a finding", "closed"),
        _("due or closed"),
    ),
    ("closed", "money"): (_("Put right (整改完成率), c"), _("yuan put right"), _("yuan found")),
    ("in_time", "due"): (_("Put right in time (按期整改率)"), _("closed by its day"), _("its day has come")),
    ("relapsed", "12_months"): (_("Relapsed (反弹率)"), _("found again within 12 months"), _("closed once")),
    ("repeated", "three_years"): (
        _("Found again and again (屡审屡犯)"),
        _("same unit and category in the three years before"),
        _("all found"),
    ),
}
"""Rate and definition → its name, what stands above and what below."""
LIGHTS: dict[str, StrOrPromise] = {
    "red": _("red: its day is over"),
    "yellow": _("yellow: its day is near, or a stage is over"),
    "green": _("green"),
}
"""Light → its name."""
