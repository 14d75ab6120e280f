"""What the log can be narrowed to."""

from datetime import date, datetime, time

import django_filters
from django.db.models import QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.models import Act
from luoshi_web.audit.verbs import VERBS
from luoshi_web.console.fields import holding


class ActFilter(django_filters.FilterSet):
    """By deed, by person, by a stretch of days."""

    verb = django_filters.ChoiceFilter(
        label=_("Action"), choices=lambda: sorted(VERBS.items(), key=lambda pair: str(pair[1]))
    )
    person = django_filters.CharFilter(label=_("Person"), method="by_person")
    since = django_filters.DateFilter(label=_("From"), method="by_first_day")
    until = django_filters.DateFilter(label=_("To"), method="by_last_day")

    class Meta:
        model = Act
        fields = ("verb", "person", "since", "until")

    def by_person(self, acts: QuerySet[Act], name: str, value: str) -> QuerySet[Act]:
        """By the name that the person had then."""
        return acts.filter(holding("person", value))

    def by_first_day(self, acts: QuerySet[Act], name: str, value: date) -> QuerySet[Act]:
        """From the first moment of the day, which an index finds, while the day of each of a million acts would have to be reckoned."""
        first = time.min if value > date.min else time.max  # west of Greenwich there is no such day
        return acts.filter(at__gte=make_aware(datetime.combine(value, first)))

    def by_last_day(self, acts: QuerySet[Act], name: str, value: date) -> QuerySet[Act]:
        """To the last moment of the day."""
        return acts.filter(at__lte=make_aware(datetime.combine(value, time.max)))
