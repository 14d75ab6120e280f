"""What the list of findings can be narrowed to."""

import django_filters
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.fields import holding, year_filter
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.findings.models import Finding
from luoshi_web.registers.findings.selectors import lit, over_on, visible_to
from luoshi_web.registers.findings.words import LIGHTS, STATES
from luoshi_web.registers.matters.models import Matter

STANDS = (
    ("over", _("over its day")),
    ("time", _("more time is asked for")),
    ("cannot", _("asked to be given up")),
    ("relapsed", _("found again")),
    ("excepted", _("an exception waits")),
)
"""What else a list is narrowed by: what waits for somebody, and what came back."""


class FindingFilter(django_filters.FilterSet):
    """By words or number, year, source, unit, time class, state, light, and what else stands with it."""

    words = django_filters.CharFilter(label=_("Words or number"), method="by_words")
    year = year_filter(label=_("Year"))
    source = django_filters.ChoiceFilter(label=_("Found by"), field_name="finding__source", choices=Finding.Source.choices)  # fmt: skip
    office = django_filters.ModelChoiceFilter(label=_("Unit that puts it right"), queryset=Office.objects.filter(active=True))  # fmt: skip
    time_class = django_filters.ChoiceFilter(label=_("Time class"), field_name="finding__time_class", choices=Finding.TimeClass.choices)  # fmt: skip
    phase = django_filters.ChoiceFilter(label=_("Who acts"), choices=Matter.Phase.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=[(str(state), words) for state, words in STATES.items()])  # fmt: skip
    light = django_filters.ChoiceFilter(label=_("Light"), choices=list(LIGHTS.items()), method="by_light")
    stands = django_filters.ChoiceFilter(label=_("Besides"), choices=STANDS, method="by_stands")

    class Meta:
        model = Matter
        fields = ("words", "year", "source", "office", "time_class", "phase", "state", "light", "stands")

    def by_words(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """In title, number or paper."""
        return matters.filter(holding("title", value) | holding("number", value) | holding("finding__paper", value))  # fmt: skip

    def by_light(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """As the list shows it today."""
        return lit(matters, self.request.today, value)

    def by_stands(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """Over its day while the unit has to act; something asked for that nobody has decided; found again."""
        asked = {
            "over": over_on(self.request.today),
            "time": Q(finding__extensions__isnull=False, finding__extensions__approved_by=None),
            "cannot": Q(finding__cannot_asked_by__isnull=False, finding__cannot_approved_by=None),
            "relapsed": Q(finding__reopened_on__isnull=False),
            "excepted": Q(pk__in=Matter.objects.filter(waivers__isnull=False, waivers__approved_by=None).values("pk")),
        }  # fmt: skip
        return matters.filter(asked[value])


_ORDER = Case(
    When(phase=Matter.Phase.OPEN, then=Value(0)),
    When(phase=Matter.Phase.WAITING, then=Value(1)),
    default=Value(2),
)
"""Those that wait for their unit, then those that wait for the keeper, then what has ended."""


def narrowing(request: OfficeRequest, query: QueryDict) -> FindingFilter:
    """What the list shows under a query: the last year first, in it what is open, the nearest day before others."""
    seen = visible_to(request.actor).order_by("-year", _ORDER, "finding__due", "id")
    return FindingFilter(query, queryset=seen, request=request)
