"""What the list of releases can be narrowed to."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.fields import holding, year_filter
from luoshi_web.publication.models import Release, Settlement, State
from luoshi_web.publication.to_portal.strays import Stray


class ReleaseFilter(django_filters.FilterSet):
    """By words, where it stands, what it is of, the year."""

    words = django_filters.CharFilter(label=_("Words"), method="by_words")
    stands = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    kind = django_filters.ChoiceFilter(label=_("What"), choices=Release.Kind.choices)
    year = year_filter(label=_("Year"))

    class Meta:
        model = Release
        fields = ("words", "stands", "kind", "year")

    def by_words(self, releases, name, value):  # type: ignore[no-untyped-def]
        """In its name."""
        return releases.filter(holding("name", value))


class StrayForm(forms.Form):
    words = forms.CharField(label=_("Words"), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False, choices=[("", "—"), *Settlement.Kind.choices])
    year = forms.IntegerField(label=_("Year"), required=False)


class StrayFilter:
    """What the portal shows without a release, by words, what it is, the year. It is no table of the office."""

    def __init__(self, data: Any, found: Iterable[Stray]) -> None:
        self.form = StrayForm(data)
        said = self.form.cleaned_data if self.form.is_valid() else {}
        words, kind, year = said.get("words"), said.get("kind"), said.get("year")
        self.found = [
            one
            for one in found
            if (not words or words in one.name or words in one.key)
            and (not kind or one.kind == kind)
            and (not year or one.year == year)
        ]
