"""What the desk and the history can be narrowed to."""

import django_filters
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.supervision.models import Urge
from luoshi_web.supervision.models.urging import Rung


class DeskFilter(django_filters.FilterSet):
    """By rung and office."""

    rung = django_filters.ChoiceFilter(label=_("Level"), choices=Rung.choices)
    office = django_filters.ModelChoiceFilter(label=_("Office"), queryset=Office.objects.filter(active=True))

    class Meta:
        model = Urge
        fields = ("rung", "office")


class HistoryFilter(DeskFilter):
    """… and by days, by what became of it, by whether it was answered."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=Urge.State.choices)
    since = django_filters.DateFilter(label=_("From"), field_name="on", lookup_expr="gte")
    until = django_filters.DateFilter(label=_("To"), field_name="on", lookup_expr="lte")
    unanswered = django_filters.ChoiceFilter(
        label=_("Answer"),
        choices=[("no", _("asked for and not given")), ("yes", _("given"))],
        method="by_answer",
    )

    def by_answer(self, queryset, name, value):  # type: ignore[no-untyped-def]
        """Urges that asked for an answer, by whether it came."""
        asked = queryset.filter(answer_due__isnull=False)
        return asked.filter(answered_at__isnull=value == "no")

    class Meta:
        model = Urge
        fields = ("rung", "office", "state", "since", "until", "unanswered")
