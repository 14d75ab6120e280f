"""What the list of proposals can be narrowed to."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.fields import holding, year_filter
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.proposals.models import Proposal
from luoshi_web.registers.proposals.words import STATES


class ProposalFilter(django_filters.FilterSet):
    """By words or number, year, kind, state, phase, lead unit and day."""

    words = django_filters.CharFilter(label=_("Words or number"), method="by_words")
    year = year_filter(label=_("Year"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), field_name="proposal__kind", choices=Proposal.Kind.choices)  # fmt: skip
    phase = django_filters.ChoiceFilter(label=_("Who acts"), choices=Matter.Phase.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=[(str(state), words) for state, words in STATES.items()])  # fmt: skip
    office = django_filters.ModelChoiceFilter(label=_("Lead unit"), queryset=Office.objects.filter(active=True))  # fmt: skip

    class Meta:
        model = Matter
        fields = ("words", "year", "kind", "phase", "state", "office")

    def by_words(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """In title or number."""
        return matters.filter(holding("title", value) | holding("number", value))
