"""What the list of items can be narrowed to."""

import django_filters
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.states import State


class ItemFilter(django_filters.FilterSet):
    """By words, year, state, office, and colour of a light."""

    words = django_filters.CharFilter(label=_("Words"), field_name="title", lookup_expr="icontains")
    year = django_filters.NumberFilter(label=_("Year"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Item.Kind.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    office = django_filters.ModelChoiceFilter(label=_("Office"), queryset=Office.objects.filter(active=True))
    gap_light = django_filters.ChoiceFilter(label=_("Progress light"), choices=Colour.choices)

    class Meta:
        model = Item
        fields = ("words", "year", "kind", "state", "office", "gap_light")
