"""What the list of papers can be narrowed to."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.supervision.models import Paper
from luoshi_web.supervision.models.paper import paper_kinds


class PaperFilter(django_filters.FilterSet):
    """By kind, by words of number or title, by a stretch of days."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=paper_kinds)
    words = django_filters.CharFilter(label=_("Words"), method="by_words")
    since = django_filters.DateFilter(
        label=_("From"),
        field_name="on",
        lookup_expr="gte",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    until = django_filters.DateFilter(
        label=_("To"),
        field_name="on",
        lookup_expr="lte",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Paper
        fields = ("kind", "words", "since", "until")

    def by_words(self, papers: QuerySet[Paper], name: str, value: str) -> QuerySet[Paper]:
        """In number or title."""
        return papers.filter(Q(number__icontains=value) | Q(title__icontains=value))
