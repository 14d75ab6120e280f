"""What the list of releases can be narrowed to."""

import django_filters
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.fields import holding
from luoshi_web.publication.models import Release, State


class ReleaseFilter(django_filters.FilterSet):
    """By words, where it stands, what it is of, the year."""

    words = django_filters.CharFilter(label=_("Words"), method="by_words")
    stands = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    kind = django_filters.ChoiceFilter(label=_("What"), choices=Release.Kind.choices)
    year = django_filters.NumberFilter(label=_("Year"))

    class Meta:
        model = Release
        fields = ("words", "stands", "kind", "year")

    def by_words(self, releases, name, value):  # type: ignore[no-untyped-def]
        """In its name."""
        return releases.filter(holding("name", value))
