"""What the codes of the register are called, for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.proposals.rules.states import State

STATES: dict[State, StrOrPromise] = {
    State.FILED: _("filed, to be assigned"),
    State.NOT_FILED: _("not filed"),
    State.ASSIGNED: _("to be signed for"),
    State.RETURNED: _("returned"),
    State.HANDLING: _("being handled"),
    State.REPLIED: _("replied, to be rated"),
    State.REDOING: _("being handled again"),
    State.CONFERENCE: _("conferred on"),
    State.FOLLOWING: _("promises followed"),
    State.SETTLED: _("settled"),
    State.WITHDRAWN: pgettext_lazy("a proposal", "withdrawn"),
}
RATES: dict[tuple[str, str], tuple[StrOrPromise, StrOrPromise, StrOrPromise]] = {
    ("assigned", "a"): (_("Assigned (交办率)"), _("assigned"), _("filed")),
    ("replied", "a"): (_("Replied (办复率)"), _("reply sent"), _("assigned")),
    ("replied_in_time", "a"): (
        _("Replied in time (法定时限办复率)"),
        _("reply sent by its day"),
        _("its day has come"),
    ),
    ("settled", "a"): (_("Settled (办结率), a"), _("reply sent"), _("assigned")),
    ("settled", "b"): (_("Settled (办结率), b"), _("solved, or all promises verified"), _("assigned")),
    ("face_to_face", "a"): (_("Met (面商率)"), _("met face to face before the reply"), _("reply sent")),
    ("satisfied", "a"): (_("Satisfied (满意率), a"), _("satisfied"), _("receipts")),
    ("satisfied", "b"): (_("Satisfied (满意率), b"), _("satisfied or mostly"), _("receipts")),
    ("satisfied", "c"): (_("Satisfied (满意率), c"), _("satisfied or mostly"), _("assigned")),
    ("satisfied", "d"): (_("Satisfied (满意率), d"), _("satisfied or mostly, first rating"), _("receipts")),
    ("satisfied", "attitude"): (
        _("Satisfied with how it was handled (办理工作满意率)"),
        _("satisfied or mostly"),
        _("receipts on it"),
    ),
    ("satisfied", "commitment"): (
        _("Satisfied with what was promised (承诺落实满意率)"),
        _("satisfied or mostly"),
        _("receipts on it"),
    ),
    ("adopted", "a"): (_("Adopted (采纳率), a"), _("solved"), _("assigned")),
    ("adopted", "b"): (_("Adopted (采纳率), b"), _("solved or being solved"), _("assigned")),
    ("carried_out", "a"): (
        _("Carried out (落实率)"),
        _("promises verified"),
        _("promises whose day has come"),
    ),
}
"""Rate and definition → its name, what stands above and what below."""
