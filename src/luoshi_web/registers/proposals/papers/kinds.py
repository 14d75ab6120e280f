"""The kinds of papers of the register, who drafts them and who signs them."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.registers.matters.papers.kinds import PaperKind, bring
from luoshi_web.registers.proposals.papers import press

_KEEPER = ("proposals.paper", "proposals.sign_paper")
ASSIGNMENT = bring(PaperKind("prop_assignment", "proposals", _("notice of assignment (交办通知)"), *_KEEPER))
PRESS = bring(
    PaperKind("prop_press", "proposals", _("letter that presses (催办函)"), *_KEEPER, settled=press.settled)
)
REPLY = bring(
    PaperKind("prop_reply", "proposals", _("letter of reply (答复函)"), "proposals.handle", "proposals.answer", of_one=True, outside=True, signed_day=False)
)  # fmt: skip
REPORT = bring(
    PaperKind("prop_report", "proposals", _("report of how they were handled (办理情况报告)"), *_KEEPER)
)
