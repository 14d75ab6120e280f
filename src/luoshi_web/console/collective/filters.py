"""What the list of matters decided collectively can be narrowed to."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.fields import holding, year_filter
from luoshi_web.registers.collective.models import KINDS
from luoshi_web.registers.collective.words import STATES
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import with_mark

MARKS = {
    "excepted": Q(waivers__approved_by__isnull=False),
    "asked": Q(waivers__isnull=False, waivers__approved_by__isnull=True),
    "dissent": Q(dissents__isnull=False),
    "first": Q(collective__urgent_on__isnull=False),
    "outside": ~Q(collective__decided_by=""),
    "late": Q(clocks__owed=True),
}


class CollectiveFilter(django_filters.FilterSet):
    """By words or number, year, kind, state, unit, amount, the meeting for which it is listed, what is marked."""

    words = django_filters.CharFilter(label=_("Words or number"), method="by_words")
    year = year_filter(label=_("Year"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), field_name="collective__kind", choices=KINDS)
    state = django_filters.ChoiceFilter(label=_("Stage"), choices=[(str(state), words) for state, words in STATES.items()])  # fmt: skip
    office = django_filters.ModelChoiceFilter(label=_("Unit that brings it in"), queryset=Office.objects.filter(active=True))  # fmt: skip
    executor = django_filters.ModelChoiceFilter(label=_("Unit that carries it out"), field_name="collective__executor", queryset=Office.objects.filter(active=True))  # fmt: skip
    least = django_filters.NumberFilter(label=_("Amount at least, yuan"), field_name="collective__amount", lookup_expr="gte")  # fmt: skip
    listed_for = django_filters.DateFilter(label=_("Listed for the meeting of"), field_name="collective__listed_for", method="by_day")  # fmt: skip
    marked = django_filters.ChoiceFilter(
        label=_("Marked"), method="by_mark",
        choices=[
            ("excepted", _("by an exception")), ("asked", _("an exception waits")), ("dissent", _("with a dissent on record")), ("first", _("done before a meeting")),
            ("outside", _("carried out without a meeting")), ("late", _("with a limit that is over")),
        ],
    )  # fmt: skip

    class Meta:
        model = Matter
        fields = ("words", "year", "kind", "state", "office", "executor", "least", "listed_for", "marked")

    def by_words(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """In title or number."""
        return matters.filter(holding("title", value) | holding("number", value))

    def by_day(self, matters: QuerySet[Matter], name: str, value: object) -> QuerySet[Matter]:
        """The agenda of a day."""
        return matters.filter(**{name: value})

    def by_mark(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """What is marked so."""
        return with_mark(matters, Matter.Register.COLLECTIVE, MARKS[value])
