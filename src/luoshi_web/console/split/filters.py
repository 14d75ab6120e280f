"""What the table of a split can be narrowed to."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.ledgerstore.models import Review
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.selectors.splits import LACKS

GRADES = (
    ("deliverable", _("deliverable: will be there")),
    ("activity", _("activity: run all year")),
    ("aim", _("aim: wished for, without an act")),
)
LACKING = (
    ("yes", _("without lead unit or due date")),
    ("lead", _("without lead unit")),
    ("leader", _("without leader in charge")),
    ("due", _("without due date")),
    ("unreviewed", _("of an entry that nobody has reviewed")),
)
_LACKS = {
    "yes": LACKS, "lead": Q(lead=None), "leader": Q(leader=None), "due": Q(due=None), "unreviewed": Q(entry__review=Review.OPEN),
}  # fmt: skip


class RowFilter(django_filters.FilterSet):
    """By words, area and lead unit, and to what still lacks something."""

    words = django_filters.CharFilter(label=_("Words"), field_name="title", lookup_expr="icontains")
    area = django_filters.CharFilter(label=_("Part of the report"), lookup_expr="icontains")
    office = django_filters.ModelChoiceFilter(
        label=_("Lead unit"), queryset=Office.objects.filter(active=True)
    )
    grade = django_filters.ChoiceFilter(
        label=_("Grade of the line"), field_name="entry__grade", choices=GRADES, empty_label=_("all rows")
    )
    lacking = django_filters.ChoiceFilter(
        label=_("Still open"), choices=LACKING, method="only_lacking", empty_label=_("all rows")
    )

    class Meta:
        model = Item
        fields = ("words", "area", "office", "grade", "lacking")

    def only_lacking(self, rows: QuerySet[Item], name: str, value: Any) -> QuerySet[Item]:
        return rows.filter(_LACKS[value])
