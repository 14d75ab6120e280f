"""What the list of normative documents can be narrowed to."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.fields import holding, year_filter
from luoshi_web.registers.documents.models import NormativeDocument
from luoshi_web.registers.documents.words import STATES
from luoshi_web.registers.matters.models import Matter

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DocumentFilter(django_filters.FilterSet):
    """By words or number, year, state, unit, issuing body, business, end of validity."""

    words = django_filters.CharFilter(label=_("Words or number"), method="by_words")
    year = year_filter(label=_("Year"), field_name="year")
    state = django_filters.ChoiceFilter(label=_("State"), choices=[(str(state), words) for state, words in STATES.items()])  # fmt: skip
    phase = django_filters.ChoiceFilter(label=_("Phase"), choices=Matter.Phase.choices)
    office = django_filters.ModelChoiceFilter(label=_("Drafting unit"), queryset=Office.objects.filter(active=True))  # fmt: skip
    maker = django_filters.ChoiceFilter(label=_("Issued by"), field_name="document__maker", choices=NormativeDocument.Maker.choices)  # fmt: skip
    business = django_filters.BooleanFilter(label=_("Closely tied to the business of firms (涉企)"), field_name="document__business")  # fmt: skip
    ends = django_filters.DateFilter(label=_("Valid until this day at most"), field_name="document__ends_on", lookup_expr="lte", widget=_DAY)  # fmt: skip

    class Meta:
        model = Matter
        fields = ("words", "year", "state", "phase", "office", "maker", "business", "ends")

    def by_words(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """In the title or one of its numbers."""
        return matters.filter(
            holding("title", value) | holding("number", value) | holding("document__paper_number", value)
        )
