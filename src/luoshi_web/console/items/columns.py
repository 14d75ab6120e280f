"""The columns of a list of items as a workbook; the rows of a split have the same."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.items import marks
from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.progress.values import write_value

_LIGHTS = dict(Colour.choices)
COLUMNS = (
    Column(_("No."), lambda item: item.number),
    Column(_("Item"), lambda item: item.title, 50),
    Column(_("Kind"), lambda item: item.get_kind_display()),
    Column(_("Part of the report"), lambda item: item.area, 20),
    Column(_("Target"), marks.target),
    Column(_("Lower end of the target"), lambda item: item.low),
    Column(_("Upper end of the target"), lambda item: item.high),
    Column(_("Unit of the target"), lambda item: item.unit, 8),
    Column(_("Work"), lambda item: item.content, 40),
    Column(_("Lead unit"), lambda item: item.office.name if item.office else "", 24),
    Column(
        _("Units that help"), lambda item: "、".join(str(co.post.office) for co in item.co_units.all()), 24
    ),
    Column(_("Leader in charge"), lambda item: str(item.leader) if item.leader else "", 20),
    Column(_("Due"), lambda item: item.due, 12),
    Column(_("First due"), lambda item: item.original_due, 12),
    Column(_("State"), lambda item: item.get_state_display()),
    Column(_("Deadline light"), lambda item: _LIGHTS.get(item.time_light, "")),
    Column(_("Progress light"), lambda item: _LIGHTS.get(item.gap_light, "")),
    Column(_("Outlook light"), lambda item: _LIGHTS.get(item.hope_light, "")),
    Column(_("Last value"), lambda item: write_value(item.last_value, item.unit)),
    Column(_("Last reported on"), lambda item: item.last_reported_on, 12),
    Column(_("Times urged"), lambda item: item.times_urged, 8),
    Column(_("Sentence of the report"), lambda item: item.quote, 50),
)
ITEMS = Listing(_("Items"), COLUMNS)
ROWS = Listing(_("Rows of the split"), COLUMNS)


def whole(items: QuerySet[Item]) -> QuerySet[Item]:
    """With everything that the columns show."""
    found = items.select_related("office", "leader__office").defer("measures")
    return found.prefetch_related("co_units__post__office")
