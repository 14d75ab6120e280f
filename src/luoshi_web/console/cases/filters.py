"""What the list of cases can be narrowed to."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.fields import holding, year_filter
from luoshi_web.registers.cases.court_models import JUDGED
from luoshi_web.registers.cases.models import OUTCOMES, Reconsideration
from luoshi_web.registers.cases.words import ALL
from luoshi_web.registers.matters.models import Matter

KINDS = (("application", _("reconsideration (行政复议)")), ("suit", _("court cases (应诉)")))


class CaseFilter(django_filters.FilterSet):
    """By words or number, which of the two, year, state, respondent, kind of act, outcome, and what is over its day."""

    words = django_filters.CharFilter(label=_("Words or number"), method="by_words")
    which = django_filters.ChoiceFilter(label=_("Reconsideration or court"), method="by_which", choices=KINDS)
    year = year_filter(label=_("Year"))
    state = django_filters.ChoiceFilter(label=_("State of the case"), choices=list(ALL.items()))
    office = django_filters.ModelChoiceFilter(label=_("Respondent or defendant"), queryset=Office.objects.filter(active=True))  # fmt: skip
    kind = django_filters.ChoiceFilter(label=_("Kind of act"), field_name="reconsideration__kind", choices=Reconsideration.Kind.choices)  # fmt: skip
    outcome = django_filters.ChoiceFilter(label=_("Outcome of a reconsideration"), field_name="reconsideration__outcome", choices=OUTCOMES)  # fmt: skip
    judged = django_filters.ChoiceFilter(label=_("Judgment"), field_name="suit__judged", choices=JUDGED)

    class Meta:
        model = Matter
        fields = ("words", "which", "year", "state", "office", "kind", "outcome", "judged")

    def by_words(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """In title or number: names of parties are not looked through."""
        return matters.filter(holding("title", value) | holding("number", value))

    def by_which(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """Applications, or court cases."""
        return matters.filter(suit__isnull=value == "application")
