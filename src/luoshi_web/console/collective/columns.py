"""The list of matters, the year's table of what was discussed, and the auditor's view, as workbooks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.collective.rules.flags import Flag
from luoshi_web.registers.collective.rules.states import State
from luoshi_web.registers.collective.words import FLAGS, STATES
from luoshi_web.registers.matters.meetings import Discussion
from luoshi_web.registers.matters.models import Matter


def _name(office: Any) -> str:
    return office.name if office is not None else ""


COLUMNS = Listing(
    _("Matters decided collectively"),
    (
        Column(_("No."), lambda matter: matter.number),
        Column(_("Matter for the meeting"), lambda matter: matter.title, 40),
        Column(_("Kind"), lambda matter: str(matter.collective.get_kind_display()), 20),
        Column(_("Amount, yuan"), lambda matter: matter.collective.amount, 16),
        Column(_("Unit that brings it in"), lambda matter: _name(matter.office), 24),
        Column(_("Listed for the meeting of"), lambda matter: matter.collective.listed_for, 12),
        Column(_("Unit that carries it out"), lambda matter: _name(matter.collective.executor), 24),
        Column(_("Carried out from"), lambda matter: matter.collective.executed_on, 12),
        Column(_("Reported on"), lambda matter: matter.collective.feedback_on, 12),
        Column(_("Stage"), lambda matter: str(STATES[State(matter.state)]), 20),
    ),
)


def _against(held: Discussion) -> str:
    return "；".join(
        f"{each.name}：{each.words}"
        for each in held.matter.dissents.all()
        if each.meeting_id == held.meeting_id
    )


YEAR = Listing(
    _("What was discussed in the year"),
    (
        Column(_("Held on"), lambda held: held.meeting.on, 12),
        Column(_("Meeting"), lambda held: f"{held.meeting.get_kind_display()} {held.meeting.number}", 24),
        Column(_("Matter for the meeting"), lambda held: held.matter.title, 40),
        Column(_("Kind"), lambda held: str(held.matter.collective.get_kind_display()), 20),
        Column(_("Amount, yuan"), lambda held: held.matter.collective.amount, 16),
        Column(_("Members (应到)"), lambda held: held.meeting.entitled, 8),
        Column(_("Members who came (实到)"), lambda held: held.meeting.present, 8),
        Column(_("For"), lambda held: held.yes, 8),
        Column(_("Against"), lambda held: held.no, 8),
        Column(_("Abstained"), lambda held: held.abstained, 8),
        Column(_("Result"), lambda held: str(held.get_result_display()), 16),
        Column(_("Dissent"), _against, 30),
        Column(_("Unit that carries it out"), lambda held: _name(held.matter.collective.executor), 24),
        Column(_("Stage"), lambda held: str(STATES[State(held.matter.state)]), 20),
    ),
)
"""As such tables are kept: 时间、会议名称、议题、类别、金额、应到、实到、表决结果、不同意见、执行单位、完成情况."""


def audited(marks: Mapping[int, Iterable[Flag]]) -> Listing:
    """The auditor's view, with what is missing of each matter."""

    def missing(matter: Matter) -> str:
        return "；".join(str(FLAGS[flag]) for flag in marks[matter.pk])

    return Listing(
        _("Decided or done without its steps"),
        (*COLUMNS.columns[:5], Column(_("What is missing"), missing, 60), COLUMNS.columns[-1]),
    )
