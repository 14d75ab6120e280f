"""What the codes of the register are called, for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.projects.rules.states import State
from luoshi_web.registers.projects.rules.talks import Shade

STATES: dict[State, StrOrPromise] = {
    State.PLANNED: _("planned (谋划)"),
    State.TALKS: _("in talks (洽谈)"),
    State.SIGNED: _("signed (签约)"),
    State.STARTED: _("begun (开工)"),
    State.BUILDING: _("being built on (续建)"),
    State.PRODUCING: _("producing (投产)"),
    State.FULL: _("at full output (达产)"),
    State.COOLED: _("talks ended (搁置)"),
    State.ENDED: pgettext_lazy("a project", "ended (终止)"),
}
SHADES: dict[Shade, StrOrPromise] = {
    Shade.MOVING: "",
    Shade.YELLOW: _("nothing moves: yellow"),
    Shade.RED: _("nothing moves: red"),
    Shade.OUT: _("nothing moves: to be taken out"),
}
FIGURES: dict[tuple[str, str], StrOrPromise] = {
    ("signed", "formal/at_signing"): _("Signed (新签约), by the formal contract, size at signing"),
    ("signed", "formal/on_the_day"): _("Signed (新签约), by the formal contract, size with supplements"),
    ("signed", "any/at_signing"): _("Signed (新签约), by the first paper, size at signing"),
    ("agreed", "formal/at_signing"): _("Investment agreed (签约金额), at signing"),
    ("agreed", "formal/on_the_day"): _("Investment agreed (签约金额), with supplements"),
    ("newly_started", "year"): _("Begun in the year (新开工)"),
    ("newly_producing", "year"): _("Producing since a day of the year (新投产)"),
    ("completed", "year"): _("Completed in the year (竣工)"),
    ("arrived", "year"): _("Money arrived in the year (到位资金)"),
}
"""Measure and way of counting → its name."""
RATES: dict[tuple[str, str], tuple[StrOrPromise, StrOrPromise, StrOrPromise]] = {
    ("started", "signed"): (_("Begun of those signed (开工率), a"), _("begun"), _("signed in the year")),
    ("started", "planned"): (_("Begun of those planned (开工率), b"), _("begun"), _("to begin by the year's plan")),
    ("producing", "signed"): (_("Producing of those signed (投产率)"), _("producing"), _("signed in the year")),
    ("arrived_of_agreed", "same_projects"): (_("Money arrived (资金到位率)"), _("亿元 arrived"), _("亿元 agreed, the same projects")),
    ("invested", "plan"): (_("Invested of the year's plan (投资完成率)"), _("亿元 invested"), _("亿元 planned")),
}  # fmt: skip
"""Rate and definition → its name, what stands above and what below."""
