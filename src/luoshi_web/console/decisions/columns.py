"""The columns of the list of major decisions, and of a year's catalogue, as workbooks. Names of experts never leave."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.decisions.rules.states import State
from luoshi_web.registers.decisions.words import STATES

_TITLE = Column(_("Matter to be decided"), lambda matter: matter.title, 40, key="title")
_LISTED = Column(_("In the catalogue"), lambda matter: str(matter.decision.get_listing_display()), 16, key="listing")  # fmt: skip
_UNIT = Column(_("Unit that drafts it"), lambda matter: matter.office.name if matter.office else "", 24, key="lead")  # fmt: skip
_PLANNED = Column(_("Planned for"), lambda matter: matter.decision.planned_on, 12, key="planned_on")
COLUMNS = Listing(
    _("Major decisions"),
    (
        Column(_("No."), lambda matter: matter.number, key="number"),
        _TITLE,
        Column(_("Kind"), lambda matter: str(matter.decision.get_kind_display()), 16, key="kind"),
        _LISTED,
        _UNIT,
        _PLANNED,
        Column(_("Tabled on"), lambda matter: matter.decision.tabled_on, 12, key="tabled_on"),
        Column(_("Decided on"), lambda matter: matter.decision.decided_on, 12, key="decided_on"),
        Column(_("Published on"), lambda matter: matter.decision.published_on, 12, key="published_on"),
        Column(_("Stage"), lambda matter: str(STATES[State(matter.state)]), 20, key="state"),
    ),
    code="decisions",
)
CATALOGUE = Listing(
    _("Catalogue of major decisions"),
    (
        _TITLE,
        Column(
            _("Steps of the procedure"), lambda matter: str(matter.decision.planned_steps), 48, key="steps"
        ),
        Column(
            _("Hearing"),
            lambda matter: str(_("yes") if matter.decision.hearing_planned else _("no")),
            8,
            key="hearing_planned",
        ),
        _UNIT,
        _PLANNED,
        _LISTED,
    ),
    code="decisions_catalogue",
)
"""As catalogues are published: 决策事项名称, 决策事项程序, 是否需听证, 承办单位, 决策时间."""
