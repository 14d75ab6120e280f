"""What the codes of the register are called, for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.documents.rules.states import State

STATES: dict[State, StrOrPromise] = {
    State.DRAFT: pgettext_lazy("a normative document", "being drafted (起草)"),
    State.COMMENTING: _("open to comments (征求意见)"),
    State.REVIEWING: _("under review (审核)"),
    State.DELIBERATED: _("decided by the meeting (审议通过)"),
    State.REGISTERED: _("registered and numbered (登记编号)"),
    State.PUBLISHED: _("published (公布)"),
    State.EVALUATING: _("being evaluated (评估)"),
    State.KEPT: _("goes on under a new number (重新公布)"),
    State.REVISED: _("revised (修改)"),
    State.REPEALED: _("repealed (废止)"),
    State.LAPSED: _("lapsed (失效)"),
    State.WITHDRAWN: _("given up (撤回)"),
    State.NOT_COVERED: _("no normative document (不属于规范性文件)"),
}
FIGURES: dict[tuple[str, str], StrOrPromise] = {
    ("in_force", "day"): _("In force (现行有效)"),
    ("issued", "year"): _("Issued in the year (制定)"),
    ("reviewed_count", "year"): _("Of these with an opinion on legality (合法性审核)"),
    ("revised", "year"): _("Revised in the year (修改)"),
    ("repealed", "year"): _("Repealed in the year (废止)"),
    ("lapsed", "year"): _("Lapsed in the year (失效)"),
    ("kept", "year"): _("Gone on under a new number in the year (延续)"),
    ("filed", "year"): _("Filed in the year (备案)"),
    ("corrected", "year"): _("Corrected after filing in the year (纠正)"),
    ("evaluated", "year"): _("Evaluated in the year (实施后评估)"),
    ("asked", "year"): _("Requests and questions that came in the year (审查建议)"),
    ("answered", "year"): _("Requests and questions answered in the year (答复)"),
}
"""Measure and way of counting → its name."""
RATES: dict[tuple[str, str], tuple[StrOrPromise, StrOrPromise, StrOrPromise]] = {
    ("reviewed", "published"): (_("Reviewed for legality (合法性审核率)"), _("passed before publication"), _("issued in the year")),
    ("fair", "business"): (_("Reviewed for fair competition (公平竞争审查率)"), _("passed before publication"), _("issued in the year, 涉企")),
    ("filed", "due"): (_("Filed (报备率)"), _("filed with a body"), _("to be filed")),
    ("filed_in_time", "due"): (_("Filed in time (报备及时率)"), _("by its last day"), _("to be filed")),
    ("filed_well", "answered"): (_("Filed without fault (报备规范率)"), _("accepted by all that answered"), _("answered by a body")),
}  # fmt: skip
"""Rate and definition → its name, what stands above and what below."""
