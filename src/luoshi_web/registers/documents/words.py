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
