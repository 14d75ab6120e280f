"""What the list of established items can be narrowed to."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.establish.forms import SOURCES
from luoshi_web.console.fields import holding
from luoshi_web.supervision.models import Origin
from luoshi_web.supervision.states import State


class OriginFilter(django_filters.FilterSet):
    """By words, where they come from, lead unit, and whether they are out."""

    words = django_filters.CharFilter(label=_("Words"), method="by_words")
    source = django_filters.ChoiceFilter(
        label=_("Where it comes from"), field_name="item__source", choices=SOURCES
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Lead unit"), field_name="item__office", queryset=Office.objects.filter(active=True)
    )
    out = django_filters.ChoiceFilter(
        label=_("Assignment"), choices=[("no", _("not yet assigned")), ("yes", _("assigned"))], method="by_out"
    )  # fmt: skip

    class Meta:
        model = Origin
        fields = ("words", "source", "office", "out")

    def by_words(self, origins: QuerySet[Origin], name: str, value: str) -> QuerySet[Origin]:
        """In the item's title."""
        return origins.filter(holding("item__title", value))

    def by_out(self, origins: QuerySet[Origin], name: str, value: str) -> QuerySet[Origin]:
        """Drafts, or what has left the desk."""
        drafts = {"item__state": State.DRAFT}
        return origins.filter(**drafts) if value == "no" else origins.exclude(**drafts)
