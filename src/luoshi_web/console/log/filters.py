"""What the log can be narrowed to."""

import django_filters
from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.models import Act
from luoshi_web.audit.verbs import VERBS


class ActFilter(django_filters.FilterSet):
    """By deed, by person, by a stretch of days."""

    verb = django_filters.ChoiceFilter(
        label=_("Act"), choices=lambda: sorted(VERBS.items(), key=lambda pair: str(pair[1]))
    )
    person = django_filters.CharFilter(label=_("Person"), lookup_expr="icontains")
    since = django_filters.DateFilter(label=_("From"), field_name="at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label=_("To"), field_name="at", lookup_expr="date__lte")

    class Meta:
        model = Act
        fields = ("verb", "person", "since", "until")
