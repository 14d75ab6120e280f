"""What the codes of the register are called, for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.cases.rules.court import Stage
from luoshi_web.registers.cases.rules.states import State

STATES: dict[State, StrOrPromise] = {
    State.RECEIVED: _("received (收到申请)"),
    State.CORRECTING: _("to be corrected (补正)"),
    State.ACCEPTED: _("accepted (受理)"),
    State.HANDLING: _("being tried (审理)"),
    State.SUSPENDED: _("suspended (中止)"),
    State.REJECTED: _("not accepted (不予受理)"),
    State.DECIDED: pgettext_lazy("an application", "decided (决定)"),
    State.MEDIATED: _("mediated (调解)"),
    State.DISMISSED: _("application dismissed (驳回申请)"),
    State.TERMINATED: _("terminated (终止审理)"),
    State.SERVED: _("served (送达)"),
    State.PERFORMING: _("to be performed (履行)"),
    State.CLOSED: pgettext_lazy("an application", "closed (办结归档)"),
    State.ABANDONED: _("deemed given up (视为放弃)"),
    State.WITHDRAWN: _("withdrawn before acceptance (受理前撤回)"),
}
STAGES: dict[Stage, StrOrPromise] = {
    Stage.SUED: _("sued (收到起诉状)"),
    Stage.PLEADED: _("pleaded (已答辩)"),
    Stage.IN_COURT: _("in court (开庭)"),
    Stage.JUDGED: _("judged (已裁判)"),
    Stage.APPEALED: _("appealed (上诉)"),
    Stage.EFFECTIVE: _("in effect (生效)"),
    Stage.CARRIED_OUT: _("to be carried out (履行判决)"),
    Stage.SUIT_CLOSED: _("court case closed (应诉办结)"),
}
ALL: dict[str, StrOrPromise] = {state.value: words for state, words in STATES.items()} | {
    stage.value: words for stage, words in STAGES.items()
}
"""Where a matter of the register stands, of both kinds."""
RATES: dict[tuple[str, str], tuple[StrOrPromise, StrOrPromise, StrOrPromise]] = {
    ("corrected", "closed"): (_("Correction rate (纠错率), of those closed"), _("corrected directly"), pgettext_lazy("of cases", "closed")),
    ("corrected", "unsettled"): (_("Correction rate (纠错率), without settled ones"), _("corrected directly"), _("closed, not mediated or settled")),
    ("corrected", "accepted"): (_("Correction rate (纠错率), of those accepted"), _("corrected directly"), pgettext_lazy("of cases", "accepted")),
    ("settled", "closed"): (_("Mediated and settled (调解和解率)"), _("mediated, or settled and withdrawn"), pgettext_lazy("of cases", "closed")),
    ("in_time", "due"): (_("Closed within the legal time (法定期限结案率)"), _("closed by its day"), _("closed or due")),
    ("closed", "accepted"): (_("Closed (复议案件办结率)"), pgettext_lazy("of cases", "closed"), pgettext_lazy("of cases", "accepted")),
    ("head_came", "heard"): (_("Heads in court (负责人出庭率), of instances heard"), _("a head came"), _("instances heard")),
    ("head_came", "not_excused"): (_("Heads in court (负责人出庭率), without excused ones"), _("a head came"), _("instances heard, not excused by the court")),
    ("head_came", "asked"): (_("Heads in court (负责人出庭率), where the court asked"), _("a head came"), _("instances in which the court asked for the head")),
    ("chief_came", "heard"): (_("Chief heads in court (正职出庭率)"), _("the chief head came"), _("instances heard")),
    ("lost", "closed"): (_("Lost in first instance (一审败诉率), of those ended"), pgettext_lazy("court cases", "lost"), _("first instances ended")),
    ("lost", "judgments"): (_("Lost in first instance (一审败诉率), of judgments"), pgettext_lazy("court cases", "lost"), _("first instances judged on the claim")),
    ("ended", "filed"): (_("Court cases ended (审结率)"), pgettext_lazy("court cases", "ended"), _("court cases, by instance")),
    ("advice_answered", "received"): (_("Letters and advice answered (回复率)"), pgettext_lazy("letters", "answered"), pgettext_lazy("letters", "received")),
    ("advice_answered", "in_time"): (_("Letters and advice answered in time (按期回复率)"), _("answered by the day"), _("answered or due")),
}  # fmt: skip
"""Rate and definition → its name, what stands above, what below."""
MEASURES: dict[tuple[str, str], StrOrPromise] = {
    ("received", "year"): _("Applications received (新收)"),
    ("closed_count", "year"): _("Applications closed (办结)"),
    ("suits", "year"): _("Court cases of first instance (一审应诉)"),
}
